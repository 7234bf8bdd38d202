"""The tasks behind the totals: one programme's, in the municipalities that were counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from oversight.municipalities import MunicipalityRow
from projects.models import Priority, Programme
from tasks.lights import CLOSED
from tasks.models import Task, TaskQuerySet

PAGE_SIZE = 50


@dataclass(frozen=True)
class TaskCriteria:
    """The filters of the list; None and False leave a filter out."""

    light: int | None = None
    mandatory: bool = False
    closed: bool | None = None


def programme_tasks(
    user: User,
    programme: Programme,
    criteria: TaskCriteria,
    *,
    municipalities: Sequence[MunicipalityRow] | None,
) -> TaskQuerySet:
    """Return the live tasks, worst first; ``municipalities`` None means all of the programme's."""
    tasks = Task.objects.visible_to(user).live().filter(programme=programme)
    if municipalities is not None:
        tasks = tasks.filter(project__in=[row.project.pk for row in municipalities])
    if criteria.light is not None:
        tasks = tasks.filter(light=criteria.light)
    if criteria.mandatory:
        tasks = tasks.filter(priority__in=[Priority.CRITICAL, Priority.MANDATORY])
    if criteria.closed is True:
        tasks = tasks.filter(status__in=CLOSED)
    if criteria.closed is False:
        tasks = tasks.open()
    shown = tasks.select_related("municipality", "shared_task", "phase")
    return shown.without_texts().late_first()
