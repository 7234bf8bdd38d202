"""Counting projects' tasks again, in one statement however many projects."""

from collections.abc import Collection

from django.db.models import Count, Max, Q

from projects.models import Project
from tasks.lights import CLOSED, Light
from tasks.models import ProjectFigures, Task

CRITICAL = Q(priority=1)
COUNTED = {
    "critical_light": Max("light", filter=CRITICAL, default=Light.GREY),
    "total": Count("pk"),
    "grey": Count("pk", filter=Q(light=Light.GREY)),
    "green": Count("pk", filter=Q(light=Light.GREEN)),
    "yellow": Count("pk", filter=Q(light=Light.YELLOW)),
    "red": Count("pk", filter=Q(light=Light.RED)),
    "closed": Count("pk", filter=Q(status__in=CLOSED)),
    "overdue_mandatory": Count("pk", filter=Q(light=Light.RED, priority__lte=2)),
    # Last: after it, `light` would mean this maximum instead of the task's light.
    "light": Max("light"),
}


def lock_projects(project_ids: Collection[int]) -> None:
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


def refresh_figures(project_ids: Collection[int]) -> None:
    """Count the tasks of these projects again; the caller holds the projects."""
    counted = (
        Task.objects.filter(project__in=project_ids)
        .values("project_id", "municipality_id", "programme_id")
        .annotate(**COUNTED)
    )
    ProjectFigures.objects.bulk_create(
        [ProjectFigures(**row) for row in counted],
        update_conflicts=True,
        unique_fields=["project"],
        update_fields=list(COUNTED),
    )
