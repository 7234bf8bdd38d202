"""Figures of projects: recounted, or adjusted by the tasks whose light turns."""

import logging
from collections.abc import Collection

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Max, Q

from projects.models import Project
from tasks.lights import CLOSED, Light
from tasks.models import ProjectFigures, TaskQuerySet

# Private tasks do not count, so that everybody sees the same figures.
PUBLIC = Q(tasks__is_private=False)
# A withdrawn task is grey, and is not counted.
LIVE = PUBLIC & Q(tasks__is_withdrawn=False)
LATE_AND_MANDATORY = PUBLIC & Q(tasks__light=Light.RED, tasks__priority__lte=2)
COUNTED = {
    "light": Max("tasks__light", filter=PUBLIC, default=Light.GREY),
    "critical_light": Max("tasks__light", filter=PUBLIC & Q(tasks__priority=1), default=Light.GREY),
    "total": Count("tasks", filter=LIVE),
    "grey": Count("tasks", filter=Q(tasks__light=Light.GREY) & LIVE),
    "green": Count("tasks", filter=PUBLIC & Q(tasks__light=Light.GREEN)),
    "yellow": Count("tasks", filter=PUBLIC & Q(tasks__light=Light.YELLOW)),
    "red": Count("tasks", filter=PUBLIC & Q(tasks__light=Light.RED)),
    "closed": Count("tasks", filter=Q(tasks__status__in=CLOSED) & LIVE),
    "overdue_mandatory": Count("tasks", filter=LATE_AND_MANDATORY),
}
logger = logging.getLogger(__name__)
FIGURES = ProjectFigures._meta.db_table


def refresh_figures(project_ids: Collection[int]) -> None:
    """Recount the tasks of these projects; the caller has locked them."""
    if not project_ids:
        return
    counted = (
        Project.objects.filter(pk__in=project_ids)
        .values("pk", "municipality_id", "programme_id")
        .annotate(**COUNTED)
        .order_by()
    )
    select, values = counted.query.sql_with_params()
    columns = ", ".join(["project_id", "municipality_id", "programme_id", *COUNTED])
    kept = ", ".join(f"{name} = EXCLUDED.{name}" for name in COUNTED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {FIGURES} ({columns}) {select}"
            f" ON CONFLICT (project_id) DO UPDATE SET {kept}",
            values,
        )


def move_figures(turning: TaskQuerySet) -> list[int]:
    """Adjust the figures for tasks from the light they have to ``becomes``; call it before they do.

    ``turning`` are public tasks. The cost depends on the tasks that turn, not on the projects'
    size. Only for changes by time alone: they never improve a light, so the worst can only get
    worse. The caller has locked the projects.

    Returns the projects whose figures were wrong before and could not be adjusted; the caller
    recounts them, so that they do not stop the night.
    """
    moves = (
        turning.values("project_id")
        .annotate(
            **{f"from_{light}": Count("pk", filter=Q(light=light)) for light in Light.values},
            **{f"to_{light}": Count("pk", filter=Q(becomes=light)) for light in Light.values},
            late=Count("pk", filter=Q(becomes=Light.RED, priority__lte=2) & ~Q(light=Light.RED)),
            worst=Max("becomes"),
            worst_critical=Max("becomes", filter=Q(priority=1), default=Light.GREY),
        )
        .order_by()
    )
    select, values = moves.query.sql_with_params()
    counts = ", ".join(
        f"{light.name.lower()} = f.{light.name.lower()} + m.to_{light} - m.from_{light}"
        for light in Light
    )
    move = (
        f"UPDATE {FIGURES} f SET {counts},"  # noqa: S608  # names and SQL of ours
        " overdue_mandatory = f.overdue_mandatory + m.late,"
        " light = greatest(f.light, m.worst),"
        " critical_light = greatest(f.critical_light, m.worst_critical)"
        f" FROM ({select}) m WHERE m.project_id = f.project_id"
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(move, values)
    except IntegrityError:
        logger.exception("Figures were wrong and are recounted")
        return list(turning.values_list("project_id", flat=True).distinct().order_by())
    return []
