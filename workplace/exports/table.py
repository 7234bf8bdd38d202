"""What every file of a list holds: its name, what was asked for, and its rows in words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse

from projects.models import Priority
from tasks.lights import Light, Status
from workplace.lists import ListedTask, TaskList

SOME = 987654321  # stands for any task's number
PROJECT = "Projekt"
HEADINGS = (
    *(PROJECT, "Opgave", "Nr.", "Fase", "Tema", "Farve", "Prioritet", "Status"),
    *("Ansvarlig", "Udfører", "Slutdato"),
)
WITHDRAWN = "Trukket tilbage"


class Line(NamedTuple):
    """One task, its cells in the order of HEADINGS; ``project`` is left out of one project's."""

    project: str
    title: str
    number: int
    phase: str
    theme: str
    light: Light
    priority: str
    status: str
    responsible: str
    executor: str
    due_on: dt.date | None


@dataclass(frozen=True)
class Table:
    """A list to be written. ``gathered`` is the lines of each group, the one of no name alone."""

    title: str
    place: str
    filters: list[str]
    is_across: bool
    gathered: list[tuple[str, list[Line]]]
    site: str

    @property
    def headings(self) -> tuple[str, ...]:
        return HEADINGS if self.is_across else HEADINGS[1:]

    @property
    def lines(self) -> Iterator[Line]:
        return (line for _, lines in self.gathered for line in lines)

    @property
    def count(self) -> int:
        return sum(len(lines) for _, lines in self.gathered)

    def cells(self, line: Line) -> tuple[str | int | dt.date | None, ...]:
        return line if self.is_across else line[1:]

    @cached_property
    def _around(self) -> list[str]:
        """What stands before and after a task's number in its address."""
        return f"{self.site}{reverse('tasks:detail', args=[SOME])}".split(str(SOME))

    def address(self, line: Line) -> str:
        """Return where the task is, from anywhere."""
        return str(line.number).join(self._around)


def read_table(listing: TaskList, *, site: str) -> Table:
    """Return all pages of the list; ``site`` is the portal's address. One query for the rows."""
    project, grouping = listing.project, listing.grouping
    rows = listing.all_rows
    gathered = [("", [_line(listing, row) for row in rows])]
    if grouping:
        at = ListedTask._fields.index(grouping.fact)
        gathered = [
            (listing.groups[key].label, [_line(listing, row) for row in found])
            for key, found in groupby(rows, key=lambda row: row[at])
        ]
    municipality = project.municipality if project else listing.user.municipality
    return Table(
        title=f"Opgaver i {project.programme.name}" if project else "Mine projekters opgaver",
        place=municipality.name if municipality else "",
        filters=[chip.label for chip in listing.filters.chips()],
        is_across=project is None,
        gathered=gathered,
        site=site,
    )


def _line(listing: TaskList, row: ListedTask) -> Line:
    terms = listing.filters.terms
    return Line(
        project=(terms.projects or {}).get(row.project_id, ""),
        title=row.title,
        number=row.pk,
        phase=terms.phases[row.phase_id],
        theme=terms.themes[row.theme_id],
        light=Light(row.light),
        priority=str(Priority(row.priority).label),
        status=WITHDRAWN if row.is_withdrawn else str(Status(row.status).label),
        responsible=_person(listing, row.responsible_id),
        executor=_person(listing, row.executor_id),
        due_on=row.due_on,
    )


def _person(listing: TaskList, pk: int | None) -> str:
    return listing.filters.terms.people.get(pk, "") if pk else ""
