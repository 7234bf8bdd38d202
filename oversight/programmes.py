"""The national picture, programme by programme.

Summed from the figures of the projects, never from tasks, and only for the programmes that the
page shows: it costs the same with 12 programmes in the country as with 120.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min, Q, Sum, Value
from django.db.models.functions import Coalesce

from organisations.alphabet import danish_key
from projects.models import Programme, ProgrammeQuerySet, Project
from tasks.lights import Light

PAGE_SIZE = 20
DEFAULT_SORT = "navn"
# What a list of programmes can be sorted by; the name is every order's last word.
WEIGHTS: dict[str, Any] = {
    "navn": Value(0),
    "roede": Sum("projects__figures__red", default=0),
    "over-tid": Sum("projects__figures__overdue_mandatory", default=0),
}
SUMS: dict[str, Any] = {
    "municipalities": Count("pk"),
    "red": Count("pk", filter=Q(figures__light=Light.RED)),
    "yellow": Count("pk", filter=Q(figures__light=Light.YELLOW)),
    "green": Count("pk", filter=Q(figures__light=Light.GREEN)),
    "light": Max("figures__light", default=Light.GREY),
    "critical_light": Max("figures__critical_light", default=Light.GREY),
    "tasks": Sum("figures__total", default=0),
    "red_tasks": Sum("figures__red", default=0),
    "closed_tasks": Sum("figures__closed", default=0),
    "overdue_tasks": Sum("figures__overdue_mandatory", default=0),
}


@dataclass(frozen=True)
class ProgrammeRow:
    """One programme with its sums; ``red`` to ``green`` count municipalities by worst light."""

    programme: Programme
    municipalities: int = 0
    red: int = 0
    yellow: int = 0
    green: int = 0
    light: int = Light.GREY
    critical_light: int = Light.GREY
    tasks: int = 0
    red_tasks: int = 0
    closed_tasks: int = 0
    overdue_tasks: int = 0
    next_go_live_on: dt.date | None = None

    @property
    def grey(self) -> int:
        return self.municipalities - self.red - self.yellow - self.green

    @property
    def percent_closed(self) -> int:
        return percent(self.closed_tasks, self.tasks)


def percent(part: int, whole: int) -> int:
    """Return the share in whole percent, rounded down: 100 means all of it."""
    return 100 * part // whole if whole else 0


def known_sort(sort: str) -> str:
    """Return the sort if the list has it, else the default; "-" first means falling."""
    return sort if sort.removeprefix("-") in WEIGHTS else DEFAULT_SORT


def programmes_page(
    programmes: ProgrammeQuerySet, *, sort: str, page: str, on: dt.date
) -> Page[Any]:
    """Return one page of ``ProgrammeRow``; an unknown page becomes the nearest there is."""
    ids: Any = _ordered_ids(programmes, sort)
    found: Page[Any] = Paginator(ids, PAGE_SIZE).get_page(page)
    found.object_list = _rows(programmes, list(found.object_list), on)
    return found


def _ordered_ids(programmes: ProgrammeQuerySet, sort: str) -> list[int]:
    column, falling = sort.removeprefix("-"), sort.startswith("-")
    listed = programmes.annotate(weight=WEIGHTS[column]).values_list("pk", "name", "weight")
    by_name = sorted(
        listed, key=lambda row: danish_key(row[1]), reverse=falling and column == DEFAULT_SORT
    )
    return [pk for pk, _, _ in sorted(by_name, key=lambda row: row[2], reverse=falling)]


def _rows(programmes: ProgrammeQuerySet, ids: list[int], on: dt.date) -> list[ProgrammeRow]:
    shown = programmes.select_related("system__supplier").in_bulk(ids)
    summed: Any = (
        Project.objects.filter(programme__in=ids)
        .alias(goes_live_on=Coalesce("go_live_on", "wave__go_live_on"))
        .values("programme")
        .annotate(**SUMS, next_go_live_on=Min("goes_live_on", filter=Q(goes_live_on__gte=on)))
    )
    sums = {row.pop("programme"): row for row in summed}
    return [ProgrammeRow(shown[pk], **sums.get(pk, {})) for pk in ids]
