"""The table of a list of tasks: column headings, rows and group headings.

Written here and not in a template, all rows at once: a page has up to 1,000, and rendering a
template for one costs more than the row. Shared parts are made once; every text is escaped where
it is inserted.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from itertools import groupby
from typing import Any, Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.rights import Permission
from design.templatetags.portal import day, icon, light, light_counts, priority_tag, status_tag
from projects.models import Priority
from tasks.explanations import due_in_words
from tasks.lights import Status
from workplace.lists import ListedTask, TaskList
from workplace.lists.facets import Group
from workplace.task_urls import task_url_builder

register = template.Library()

# Each column's heading and sort order; the project only across projects.
HEADS: Final = (
    ("Projekt", "projekt"),
    ("Opgave", "opgave"),
    ("Nr.", "nummer"),
    ("Fase", "fase"),
    ("Tema", "tema"),
    ("Lys", "lys"),
    ("Prioritet", "prioritet"),
    ("Status", "status"),
    ("Ansvarlig", "ansvarlig"),
    ("Udfører", "udfoerer"),
    ("Slutdato", "slutdato"),
)
# The cells that those who may plan the task can change in the list; for others the same, fixed.
FIXED = tuple(f'<td data-title="{head}">' for head in ("Ansvarlig", "Udfører", "Slutdato"))
PLANNED = tuple(
    cell.replace(">", f' data-edit="{name}">')
    for cell, name in zip(FIXED, ("responsible", "executor", "due_on"), strict=True)
)
NOBODY = '<span class="fd-missing">Ingen</span>'
LOCAL = ' <span class="tasks-mark">Lokal</span>'
CHANGED = ' <span class="fd-changed">Ændret siden sidst</span>'


@register.simple_tag
def task_heads(listing: TaskList) -> SafeString:
    """The column headings as links that sort, and sort in reverse when followed again."""
    heads = format_html_join(
        "",
        '<th scope="col"{}><a class="fd-sort" id="sorter-{}" href="{}">{}{}</a></th>',
        (
            _head(listing, label, name)
            for label, name in HEADS
            if listing.is_across or name != "projekt"
        ),
    )
    pick = SafeString('<td class="tasks-pick"></td>') if listing.may_change_some else ""
    return format_html("<tr>{}{}</tr>", pick, heads)


def _head(listing: TaskList, label: str, name: str) -> tuple[Any, ...]:
    rises, falls = listing.sort == name, listing.sort == f"-{name}"
    kind = "ascending" if rises else "descending" if falls else "none"
    aria = SafeString("" if kind == "none" else f' aria-sort="{kind}"')
    address = listing.filters.with_(sorter=f"-{name}" if rises else name)
    return aria, name, address, label, icon(f"sort-table-{kind}")


@register.simple_tag
def task_rows(listing: TaskList, on: dt.date) -> SafeString:
    """The page's rows as table bodies: one, or one for each group."""
    write = RowWriter(listing, on).row
    if not listing.grouping:
        return SafeString(f'<tbody class="fd-rows">{_joined(write, listing.page)}</tbody>')
    at = ListedTask._fields.index(listing.grouping.fact)
    width = len(HEADS) - (not listing.is_across) + listing.may_change_some
    return SafeString(
        "".join(
            f"<tbody>{_group_heading(listing.groups[key], width)}</tbody>"
            f'<tbody class="fd-rows">{_joined(write, rows)}</tbody>'
            for key, rows in groupby(listing.page, key=lambda row: row[at])
        )
    )


def _joined(write: Callable[[ListedTask], str], rows: Iterable[ListedTask]) -> str:
    return "".join(map(write, rows))


def _group_heading(group: Group, width: int) -> SafeString:
    grey, green, yellow, red = (group.lights[value] for value in range(4))
    return format_html(
        '<tr class="tasks-group"><th scope="rowgroup" colspan="{}">'
        '<span class="tasks-group__name">{}</span> {} {} {}</th></tr>',
        width,
        group.label,
        group.count,
        "opgave" if group.count == 1 else "opgaver",
        light_counts(red=red, yellow=yellow, green=green, grey=grey),
    )


class RowWriter:
    """Writes the rows of one list; the parts they share are made once."""

    def __init__(self, listing: TaskList, on: dt.date) -> None:
        names = listing.filters.names
        self.listing, self.on = listing, on
        self.url = task_url_builder("detail")
        self.phases = {pk: escape(name) for pk, name in names.phases.items()}
        self.themes = {pk: escape(name) for pk, name in names.themes.items()}
        self.projects = {pk: escape(name) for pk, name in (names.projects or {}).items()}
        self.people: dict[int | None, str] = {
            pk: f'<span class="fd-person">{escape(name)}</span>'
            for pk, name in names.people.items()
        }
        self.due = cache(self._due)

    def row(self, task: ListedTask) -> str:
        """Return the row as HTML; all of it links to the task."""
        permissions = self.listing.permissions_on(task)
        title = escape(task.label)
        responsible, executor, due = PLANNED if Permission.TASK_PLAN in permissions else FIXED
        return (
            f'<tr data-task="{task.pk}" data-revision="{task.revision}">'
            f"{self._pick(task, title, permissions)}{self._project(task)}"
            f'<th scope="row"><a class="fd-row-link" href="{self.url(task.pk)}">'
            f"{title}</a>{LOCAL if task.is_local else ''}{CHANGED if task.is_changed else ''}</th>"
            f'<td data-title="Nr.">{task.pk}</td>'
            f'<td data-title="Fase">{self.phases[task.phase_id]}</td>'
            f'<td data-title="Tema">{self.themes[task.theme_id]}</td>'
            f"{_light_and_priority(task.light, task.priority)}"
            f"{_status(task.status, task.is_withdrawn, Permission.TASK_WORK in permissions)}"
            f"{responsible}{self.people.get(task.responsible_id, NOBODY)}</td>"
            f"{executor}{self.people.get(task.executor_id, NOBODY)}</td>"
            f"{due}{self.due(task.due_on, task.is_done)}</td></tr>"
        )

    def _pick(self, task: ListedTask, title: str, permissions: frozenset[Permission]) -> str:
        if Permission.TASK_WORK in permissions:
            return (
                '<td class="tasks-pick"><input type="checkbox" name="valgt"'
                f' value="{task.pk}:{task.revision}" form="samlet" aria-label="Vælg »{title}«"></td>'
            )
        return '<td class="tasks-pick"></td>' if self.listing.may_change_some else ""

    def _project(self, task: ListedTask) -> str:
        if not self.listing.is_across:
            return ""
        return f'<td data-title="Projekt">{self.projects[task.project_id]}</td>'

    def _due(self, due_on: dt.date | None, is_done: bool) -> str:  # noqa: FBT001  # a key of a cache
        if due_on is None:
            return NOBODY
        words = due_in_words(due_on, is_closed=is_done, on=self.on)
        shown = day(due_on, shape="j. b Y")
        return f'<span>{shown} <span class="fd-rows__hint">{words}</span></span>'


@cache
def _light_and_priority(of_light: int, priority: int) -> str:
    return (
        f'<td data-title="Lys">{light(of_light)}</td>'
        f'<td data-title="Prioritet">{priority_tag(priority, Priority(priority).label)}</td>'
    )


@cache
def _status(status: str, is_withdrawn: bool, may_change: bool) -> str:  # noqa: FBT001  # keys of a cache
    tag = (
        status_tag("not_relevant", "Trukket tilbage")
        if is_withdrawn
        else status_tag(status, Status(status).label)
    )
    edit = ' data-edit="status"' if may_change else ""
    return f'<td data-title="Status"{edit}>{tag}</td>'
