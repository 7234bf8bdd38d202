from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from projects.models import Programme, Project


def lock_projects(project_ids: Collection[int] | QuerySet[Any]) -> None:
    """Lock the projects until the transaction ends, always in the same order.

    Every change of tasks locks their project first: counts never overlap, and there are no
    deadlocks.
    """
    list(
        Project.objects.filter(pk__in=project_ids)
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
        .values_list("pk")
    )


def lock_programme(pk: int) -> Programme:
    """Lock the programme, so that publishing to its projects and joining it take turns.

    Concurrently, each would miss what the other has not committed: the project or the shared
    task. Returns the programme read anew: its light policy may have changed during the wait.
    """
    return Programme.objects.select_for_update(no_key=True).get(pk=pk)
