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
from publishing.changes.consequences import Consequences, ConsequencesChanged
from shared_tasks.models import TEXTS, SharedTask
from tasks.propagation import apply_effects, effects


def foresee_policy(*, programme: Programme, policy: LightPolicy, on: dt.date) -> Consequences:
    """Return what the policy would do to the programme's live tasks that day. Three queries."""
    changed = copy(programme)
    policy.give_to(changed)
    shared_tasks = SharedTask.objects.published().filter(programme=programme).defer(*TEXTS)
    return consequences_for(changed, list(shared_tasks.select_related("phase").in_order()), on)


@transaction.atomic
def change_policy(
    *, programme: Programme, policy: LightPolicy, at: dt.datetime, shown: str
) -> Consequences:
    """Give the programme the policy, and its open tasks the lights that follow.

    ``shown`` is the mark of the consequences the editor agreed to.
    Raises ConsequencesChanged.
    """
    lock_programme(programme.pk)
    lock_projects(Project.objects.filter(programme=programme).values("pk"))
    held = Programme.objects.get(pk=programme.pk)
    found = foresee_policy(programme=held, policy=policy, on=timezone.localdate(at))
    if found.mark != shown:
        raise ConsequencesChanged(found)
    if policy != LightPolicy.of(held):
        policy.give_to(held)
        held.save(update_fields=POLICY_FIELDS)
        apply_effects(found.effects)
    return found


def consequences_for(
    programme: Programme, shared_tasks: list[SharedTask], on: dt.date
) -> Consequences:
    """Return what becomes of these shared tasks in all the programme's projects. Two queries.

    Programme, shared tasks and their phases are read as they are, saved or not.
    """
    projects = list(
        Project.objects.filter(programme=programme)
        .select_related("wave", "municipality")
        .order_by("municipality__sort_key", "pk")
    )
    found = effects(programme=programme, shared_tasks=shared_tasks, projects=projects, on=on)
    return Consequences(
        found,
        {project.pk: project for project in projects},
        {shared_task.pk: shared_task for shared_task in shared_tasks},
    )
