"""A list of tasks as a file: its rows in words, written as CSV or as an Excel workbook."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

import xlsxwriter

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


# What a spreadsheet reads as the start of a formula, or skips before one.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def list_csv(table: ExportTable) -> bytes:
    """Return the list as UTF-8 with a byte order mark, semicolons, and the tasks' addresses last."""
    file = io.StringIO()
    file.write(BOM)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([*table.headings, "Adresse"])
    for row in table.rows:
        writer.writerow(map(_cell, [*table.cells(row), table.address(row)]))
    return file.getvalue().encode()


def _cell(value: str | int | dt.date | None) -> str:
    """Return the cell as text that no spreadsheet runs as a formula."""
    match value:
        case None:
            return ""
        case Light():
            return str(value.label)
        case dt.date():
            return f"{value:%d-%m-%Y}"
        case int():
            return str(value)
        case _:
            return f"'{value}" if value.lstrip(" ").startswith((*FORMULA_STARTS, "\n")) else value


# Text stays text: no program turns it into a formula, a link or a number.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHEET = "Opgaver"
WIDTHS = {
    "Projekt": 24, "Opgave": 50, "Nr.": 8, "Fase": 24, "Tema": 24, "Farve": 9, "Prioritet": 30,
    "Status": 16, "Ansvarlig": 24, "Udfører": 24, "Slutdato": 12,
}  # fmt: skip
# Behind the word, so that colour is never the only sign.
COLOURS = {
    Light.GREY: "#E7E6E6", Light.GREEN: "#C6E9B0", Light.YELLOW: "#FFE699", Light.RED: "#FFC7C7",
}  # fmt: skip
TOP = {"valign": "top", "text_wrap": True}


def list_workbook(table: ExportTable) -> bytes:
    """Return the list as one sheet with a frozen heading row and filters."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, OPTIONS)
    workbook.set_properties({"title": table.title, "company": table.place})
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    heading = workbook.add_format({**TOP, "bold": True, "bottom": 1, "bg_color": "#DCE6F1"})
    for column, word in enumerate(table.headings):
        sheet.set_column(column, column, WIDTHS[word])
        sheet.write_string(0, column, word, heading)
    writer = RowsWriter(workbook, sheet, table)
    for number, row in enumerate(table.rows, 1):
        writer.write(number, row)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(table.count, 1), len(table.headings) - 1)
    workbook.close()
    return file.getvalue()


class RowsWriter:
    """Writes the rows of one sheet, with its few formats."""

    def __init__(self, workbook: Any, sheet: Any, table: ExportTable) -> None:
        self.sheet, self.table = sheet, table
        self.plain = workbook.add_format({**TOP, "num_format": "@"})
        # As if typed after an apostrophe: it stays text when somebody edits the cell.
        self.quoted = workbook.add_format({**TOP, "num_format": "@", "quote_prefix": True})
        self.link = workbook.add_format({**TOP, "font_color": "#004D99", "underline": 1})
        self.date = workbook.add_format({"valign": "top", "num_format": "dd-mm-yyyy"})
        self.number = workbook.add_format({"valign": "top", "num_format": "0"})
        self.lights = {
            light: workbook.add_format({**TOP, "bg_color": colour})
            for light, colour in COLOURS.items()
        }

    def write(self, number: int, row: ExportRow) -> None:
        for column, value in enumerate(self.table.cells(row)):
            match value:
                case None | "":
                    continue
                case Light():
                    self.sheet.write_string(number, column, value.label, self.lights[value])
                case dt.date():
                    self.sheet.write_datetime(number, column, value, self.date)
                case int():
                    self.sheet.write_number(number, column, value, self.number)
                case _ if value is row.title:
                    address = self.table.address(row)
                    self.sheet.write_url(number, column, address, self.link, string=value)
                case _:
                    style = self.quoted if value.startswith(FORMULA_STARTS) else self.plain
                    self.sheet.write_string(number, column, value, style)
