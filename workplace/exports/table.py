"""The content of a list's file, whatever its format: title, filters, and rows in words."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from projects.models import Priority
from tasks.lights import Light, Status
from workplace.lists import ListedTask, TaskList
from workplace.task_urls import task_url_builder

PROJECT = "Projekt"
HEADINGS = (
    *(PROJECT, "Opgave", "Nr.", "Fase", "Tema", "Farve", "Prioritet", "Status"),
    *("Ansvarlig", "Udfører", "Slutdato"),
)
WITHDRAWN = "Trukket tilbage"


class ExportRow(NamedTuple):
    """One task's cells in the order of HEADINGS; the file of one project leaves out ``project``."""

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
class ExportTable:
    """A list to be written. ``groups`` are the rows by label; without grouping, one without label."""

    title: str
    place: str
    filters: list[str]
    is_across: bool
    groups: list[tuple[str, list[ExportRow]]]
    site: str

    @property
    def headings(self) -> tuple[str, ...]:
        return HEADINGS if self.is_across else HEADINGS[1:]

    @property
    def rows(self) -> Iterator[ExportRow]:
        return (row for _, rows in self.groups for row in rows)

    @property
    def count(self) -> int:
        return sum(len(rows) for _, rows in self.groups)

    def cells(self, row: ExportRow) -> tuple[str | int | dt.date | None, ...]:
        return row if self.is_across else row[1:]

    @cached_property
    def _path(self) -> Callable[[int], str]:
        return task_url_builder("detail")

    def address(self, row: ExportRow) -> str:
        """Return the task's address with the portal's own."""
        return f"{self.site}{self._path(row.number)}"


def read_table(listing: TaskList, *, site: str) -> ExportTable:
    """Return all pages of the list; ``site`` is the portal's own address. One query for the rows."""
    project, grouping = listing.project, listing.grouping
    tasks = listing.all_rows
    groups = [("", [_row(listing, task) for task in tasks])]
    if grouping:
        at = ListedTask._fields.index(grouping.fact)
        groups = [
            (listing.groups[key].label, [_row(listing, task) for task in found])
            for key, found in groupby(tasks, key=lambda task: task[at])
        ]
    municipality = project.municipality if project else listing.user.municipality
    return ExportTable(
        title=f"Opgaver i {project.programme.name}" if project else "Mine projekters opgaver",
        place=municipality.name if municipality else "",
        filters=[chip.label for chip in listing.filters.chips()],
        is_across=project is None,
        groups=groups,
        site=site,
    )


def _row(listing: TaskList, task: ListedTask) -> ExportRow:
    names = listing.filters.names
    return ExportRow(
        project=(names.projects or {}).get(task.project_id, ""),
        title=task.title,
        number=task.pk,
        phase=names.phases[task.phase_id],
        theme=names.themes[task.theme_id],
        light=Light(task.light),
        priority=str(Priority(task.priority).label),
        status=WITHDRAWN if task.is_withdrawn else str(Status(task.status).label),
        responsible=names.people.get(task.responsible_id or 0, ""),
        executor=names.people.get(task.executor_id or 0, ""),
        due_on=task.due_on,
    )
