"""A programme's light policy, changed while its tasks are live.

The lights of all open tasks follow at once, worked out beforehand by the same engine that writes
them. Nobody is mailed: the night tells of what has turned, as it always does.
"""

import datetime as dt
from copy import copy

from django.db import transaction
from django.utils import timezone

from projects.locks import lock_programme, lock_projects
from projects.models import Programme, Project
from projects.programmes import POLICY_FIELDS, LightPolicy
from publishing.impact import Impact, impact_by_project
from publishing.publications import carry_out
from shared_tasks.models import TEXTS, SharedTask
from tasks.propagation import Effect, effects


def impact_of_policy(*, programme: Programme, policy: LightPolicy, on: dt.date) -> Impact:
    """Return what the policy would do to the programme's live tasks that day. Three queries."""
    changed = copy(programme)
    policy.give_to(changed)
    shared_tasks = SharedTask.objects.published().filter(programme=programme).defer(*TEXTS)
    plan = list(shared_tasks.select_related("phase").in_order())
    return impact_on_programme(changed, plan, on=on, is_change=policy != LightPolicy.of(programme))


@transaction.atomic
def change_policy(
    *, programme: Programme, policy: LightPolicy, at: dt.datetime, shown: str | None = None
) -> Impact:
    """Give the programme the policy, and its open tasks the lights that follow.

    Raises ImpactChanged.
    """
    lock_programme(programme.pk)
    lock_projects(Project.objects.filter(programme=programme).values("pk"))
    held, on = Programme.objects.get(pk=programme.pk), timezone.localdate(at)
    impact = impact_of_policy(programme=held, policy=policy, on=on)
    if impact.confirm(shown):
        policy.give_to(held)
        held.save(update_fields=POLICY_FIELDS)
        carry_out(impact, on)
    return impact


def impact_on_programme(
    programme: Programme, shared_tasks: list[SharedTask], *, on: dt.date, is_change: bool
) -> Impact:
    """Return what becomes of these shared tasks in all the programme's projects. Two queries.

    Programme, shared tasks and their phases are read as they are, saved or not.
    """
    projects = list(
        Project.objects.filter(programme=programme)
        .select_related("wave", "municipality")
        .order_by("municipality__sort_key", "pk")
    )
    found: list[Effect] = []
    if is_change:
        found = effects(programme=programme, shared_tasks=shared_tasks, projects=projects, on=on)
    return Impact(
        programme=programme,
        shared_tasks={shared_task.pk: shared_task for shared_task in shared_tasks},
        projects=impact_by_project(projects, found),
        effects=found,
        is_change=is_change,
    )
