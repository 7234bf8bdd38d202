from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from projects.models import Programme, Project


def lock_projects(project_ids: Collection[int] | QuerySet[Any]) -> None:
    """Hold the projects until the transaction ends, always in the same order.

    Whoever changes tasks holds their project first: two counts never overlap, and no two
    transactions wait for each other in a ring.
    """
    list(
        Project.objects.filter(pk__in=project_ids)
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
        .values_list("pk")
    )


def lock_programme(pk: int) -> Programme:
    """Hold the programme, so that publishing to its projects and joining it take turns.

    At once, each would miss what the other has not committed: the project or the shared task.
    Returns it as it is now: its light policy may have changed while it was waited for.
    """
    return Programme.objects.select_for_update(no_key=True).get(pk=pk)
