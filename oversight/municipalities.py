"""The municipalities of one programme: one row each, filtered and sorted in Python.

There are at most 98, so one read of them all serves the rows, the filters' choices and the totals.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery

from accounts.models import User
from organisations.alphabet import danish_key
from organisations.models import Municipality
from oversight.phase_now import UNKNOWN, PhaseNow, lowest, phase_now
from oversight.programmes import percent
from projects.models import Programme, Project, ProjectMember
from tasks.lights import Light
from tasks.models import ProjectFigures

DEFAULT_SORT = "kommune"


@dataclass(frozen=True)
class MunicipalityRow:
    """One municipality's project in the programme."""

    project: Project
    name: str
    sort_key: str
    region: str
    phase: PhaseNow
    leader: str
    figures: ProjectFigures
    go_live_on: dt.date | None

    @property
    def region_name(self) -> str:
        """The region under a heading that says »Region«."""
        return self.region.removeprefix("Region ")

    @property
    def wave_number(self) -> int | None:
        return self.project.wave.number if self.project.wave else None

    @property
    def percent_closed(self) -> int:
        return percent(self.figures.closed, self.figures.total)


# How each column sorts; None comes last both ways.
SORTS: dict[str, Callable[[MunicipalityRow], Any]] = {
    "kommune": lambda row: row.sort_key,
    "region": lambda row: danish_key(row.region) or None,
    "boelge": lambda row: row.wave_number,
    "fase": lambda row: None if row.phase == UNKNOWN else row.phase,
    "idrift": lambda row: row.go_live_on,
    "lys": lambda row: (row.figures.light, row.figures.red, row.figures.yellow),
    "kritisk-vej": lambda row: row.figures.critical_light,
    "roede": lambda row: row.figures.red,
    "gule": lambda row: row.figures.yellow,
    "graa": lambda row: row.figures.grey,
    "groenne": lambda row: row.figures.green,
    "afsluttet": lambda row: row.percent_closed,
    "over-tid": lambda row: row.figures.overdue_mandatory,
    "projektleder": lambda row: danish_key(row.leader) or None,
}


def known_sort(sort: str) -> str:
    """Return the sort if it is known, else the default; a leading "-" means descending."""
    return sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT


def municipality_rows(user: User, programme: Programme, *, on: dt.date) -> list[MunicipalityRow]:
    """Return every municipality of the programme that day, alphabetically."""
    phases = lowest(list(programme.phases.all()))
    # Whole waves go live on one day, and computing a window is not free.
    phase_of = cache(lambda go_live_on: phase_now(phases, go_live_on, on))
    return [
        MunicipalityRow(
            project=project,
            name=project.municipality.name,
            sort_key=project.municipality.sort_key,
            region=project.municipality.region_name or "",
            phase=phase_of(project.live_date()),
            leader=project.leader_name or "",
            figures=getattr(project, "figures", None) or ProjectFigures(project=project),
            go_live_on=project.live_date(),
        )
        for project in _projects(user, programme, on)
    ]


def _projects(user: User, programme: Programme, on: dt.date) -> Any:
    leader = ProjectMember.objects.active_leaders().filter(project=OuterRef("pk"))
    return (
        Project.objects.visible_to(user)
        .filter(programme=programme)
        .select_related("wave", "figures")
        .prefetch_related(Prefetch("municipality", Municipality.objects.with_region(on=on)))
        .annotate(leader_name=Subquery(leader.values("user__name")[:1]))
        .order_by("municipality__sort_key", "pk")
    )


def in_order(rows: Sequence[MunicipalityRow], sort: str) -> list[MunicipalityRow]:
    """Return the rows sorted by one column; equal ones stay alphabetical, unknown ones are last."""
    key, descending = SORTS[sort.removeprefix("-")], sort.startswith("-")
    known = [row for row in rows if key(row) is not None]
    unknown = [row for row in rows if key(row) is None]
    return sorted(known, key=key, reverse=descending) + unknown


def totals(rows: Sequence[MunicipalityRow]) -> dict[str, int]:
    """Return the sums over these municipalities; ``red`` to ``grey`` count municipalities."""
    figures = [row.figures for row in rows]
    lights = [one.light for one in figures]
    sums = {"municipalities": len(rows)}
    for light in Light:
        name = light.name.lower()
        sums[name] = lights.count(light)
        sums[f"{name}_tasks"] = sum(getattr(one, name) for one in figures)
    tasks, closed = sum(one.total for one in figures), sum(one.closed for one in figures)
    return sums | {
        "tasks": tasks,
        "closed_tasks": closed,
        "percent_closed": percent(closed, tasks),
        "overdue_tasks": sum(one.overdue_mandatory for one in figures),
    }
