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
from shared_tasks.models import TEXTS, TaskTemplate
from tasks.propagation import bring_into_effect, effects


def foresee_policy(*, programme: Programme, policy: LightPolicy, on: dt.date) -> Consequences:
    """Return what the policy would do to the programme's live tasks that day. Three queries."""
    changed = copy(programme)
    policy.give_to(changed)
    templates = TaskTemplate.objects.published().filter(programme=programme).defer(*TEXTS)
    return consequences_for(changed, list(templates.select_related("phase").in_order()), on)


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
        bring_into_effect(found.effects)
    return found


def consequences_for(
    programme: Programme, templates: list[TaskTemplate], on: dt.date
) -> Consequences:
    """Return what becomes of these shared tasks in all the programme's projects. Two queries.

    Programme, templates and their phases are read as they are, saved or not.
    """
    projects = list(
        Project.objects.filter(programme=programme)
        .select_related("wave", "municipality")
        .order_by("municipality__sort_key", "pk")
    )
    found = effects(programme=programme, templates=templates, projects=projects, on=on)
    return Consequences(
        found,
        {project.pk: project for project in projects},
        {template.pk: template for template in templates},
    )
