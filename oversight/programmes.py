"""The national overview, programme by programme.

Summed from the figures of the projects, never from tasks, and only for the programmes that the
page shows: it costs the same with 12 programmes in the country as with 120.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min, Q, Sum

from organisations.alphabet import danish_key
from projects.models import Programme, ProgrammeQuerySet, Project
from tasks.lights import Light
from tasks.models import ProjectFigures

PAGE_SIZE = 15
DEFAULT_SORT = "navn"
# The orders of the list; ties are sorted by name.
WEIGHTS: dict[str, Any] = {
    "navn": None,
    "roede": Sum("red"),
    "over-tid": Sum("overdue_mandatory"),
}
# Sums of a programme's figures, from columns of their own table, without a join.
SUMS: dict[str, Any] = {
    "red_municipalities": Count("pk", filter=Q(light=Light.RED)),
    "yellow_municipalities": Count("pk", filter=Q(light=Light.YELLOW)),
    "green_municipalities": Count("pk", filter=Q(light=Light.GREEN)),
    "worst_light": Max("light"),
    "worst_critical_light": Max("critical_light"),
    "tasks": Sum("total"),
    "red_tasks": Sum("red"),
    "closed_tasks": Sum("closed"),
    "overdue_tasks": Sum("overdue_mandatory"),
}


@dataclass(frozen=True)
class ProgrammeRow:
    """One programme with its sums; a municipality has the worst light of its tasks."""

    programme: Programme
    municipalities: int = 0
    red_municipalities: int = 0
    yellow_municipalities: int = 0
    green_municipalities: int = 0
    worst_light: int = Light.GREY
    worst_critical_light: int = Light.GREY
    tasks: int = 0
    red_tasks: int = 0
    closed_tasks: int = 0
    overdue_tasks: int = 0
    next_go_live_on: dt.date | None = None

    @property
    def grey_municipalities(self) -> int:
        lit = self.red_municipalities + self.yellow_municipalities + self.green_municipalities
        return self.municipalities - lit

    @property
    def percent_closed(self) -> int:
        return percent(self.closed_tasks, self.tasks)


def percent(part: int, whole: int) -> int:
    """Return the share in whole percent, rounded down: 100 means all of it."""
    return 100 * part // whole if whole else 0


def known_sort(sort: str) -> str:
    """Return the sort if it is known, else the default; a leading "-" means descending."""
    return sort if sort.removeprefix("-") in WEIGHTS else DEFAULT_SORT


def programmes_page(
    programmes: ProgrammeQuerySet, *, sort: str, page: str, on: dt.date
) -> Page[Any]:
    """Return one page of ``ProgrammeRow``; an unknown page becomes the nearest one."""
    ids: Any = _ordered_ids(programmes, sort)
    found: Page[Any] = Paginator(ids, PAGE_SIZE).get_page(page)
    found.object_list = _rows(programmes, list(found.object_list), on)
    return found


def _ordered_ids(programmes: ProgrammeQuerySet, sort: str) -> list[int]:
    column, descending = sort.removeprefix("-"), sort.startswith("-")
    by_name = sorted(
        programmes.values_list("pk", "name"),
        key=lambda row: danish_key(row[1]),
        reverse=descending and column == DEFAULT_SORT,
    )
    ids = [pk for pk, _ in by_name]
    if WEIGHTS[column] is None:
        return ids
    figures = ProjectFigures.objects.filter(programme__in=ids)
    weights = dict(figures.values_list("programme").annotate(weight=WEIGHTS[column]))
    return sorted(ids, key=lambda pk: weights.get(pk, 0), reverse=descending)


def _rows(programmes: ProgrammeQuerySet, ids: list[int], on: dt.date) -> list[ProgrammeRow]:
    shown = programmes.select_related("system__supplier").in_bulk(ids)
    figures: Any = ProjectFigures.objects.filter(programme__in=ids)
    projects: Any = Project.objects.filter(programme__in=ids).going_live()
    sums: dict[int, dict[str, Any]] = {pk: {} for pk in ids}
    for row in figures.values("programme").annotate(**SUMS):
        sums[row.pop("programme")] |= row
    for row in projects.values("programme").annotate(
        municipalities=Count("pk"),
        next_go_live_on=Min("goes_live_on", filter=Q(goes_live_on__gte=on)),
    ):
        sums[row.pop("programme")] |= row
    return [ProgrammeRow(shown[pk], **sums[pk]) for pk in ids]
