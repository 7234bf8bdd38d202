"""The tasks behind the totals: one programme's, in the municipalities that were counted."""

from collections.abc import Sequence

from django.db.models import Q

from accounts.models import User
from oversight.municipalities import MunicipalityRow
from projects.models import Programme
from tasks.models import Task, TaskQuerySet

PAGE_SIZE = 50


def programme_tasks(
    user: User,
    programme: Programme,
    condition: Q,
    *,
    municipalities: Sequence[MunicipalityRow] | None,
) -> TaskQuerySet:
    """Return the live tasks that meet the condition, worst first.

    ``municipalities`` None means all of the programme's.
    """
    tasks = Task.objects.visible_to(user).live().filter(condition, programme=programme)
    if municipalities is not None:
        tasks = tasks.filter(project__in=[row.project.pk for row in municipalities])
    shown = tasks.select_related("municipality", "shared_task", "phase")
    return shown.without_texts().late_first()
