"""The rows of a timeline: in the picture, beside it, and in the table.

Written here and not in a template, all rows of a kind at once: a page has 600 of each, and
rendering a template for one costs more than the row. Every text is escaped where it is inserted.
"""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from design.templatetags.portal import day, light, status_tag
from workplace.task_urls import task_url_builder
from workplace.timeline.chart import Position
from workplace.timeline.project import ROW, PlannedTask, Timeline, TimelineRow

register = template.Library()

BAR, DIAMOND, SHAPE = 14, 11, 14  # pixels; of a diamond half its width


@lru_cache(maxsize=4)
def _shape(light: int) -> SafeString:
    return format_html("{}#light-{}", static("img/lights.svg"), light)


@register.simple_tag
def timeline_labels(timeline: Timeline) -> SafeString:
    """The labels of the picture's rows, as items of a list."""
    return SafeString("".join(map(_label, timeline.rows)))


def _label(row: TimelineRow) -> str:
    kind = "heading" if row.is_heading else "task" if row.task else "sub" if row.depth else "phase"
    return f'<li class="timeline__label timeline__label--{kind}">{escape(row.label)}</li>'


@register.simple_tag
def timeline_marks(timeline: Timeline, *, may_plan: bool) -> SafeString:
    """The contents of the picture's rows: phase windows, and tasks with their lights."""
    task_url, dates_url = task_url_builder("detail"), task_url_builder("dates")
    return SafeString(
        "".join(
            _task_marks(
                row,
                row.task,
                row.position,
                url=task_url(row.task.pk),
                dates_url=dates_url(row.task.pk) if may_plan and row.task.due_on else "",
            )
            if row.task
            else _bar(row.position, row.middle, "phase")
            for row in timeline.rows
            if row.position
        )
    )


def _task_marks(
    row: TimelineRow, task: PlannedTask, position: Position, *, url: str, dates_url: str
) -> str:
    drag = _drag_data(task, dates_url) if dates_url else ""
    parts = [
        f'<g class="timeline__task" data-url="{url}"{drag}><title>{_title(task)}</title>',
        _bar(position, row.middle, task.light_name),
    ]
    if position.due_x is not None:
        if position.bar is None or task.is_gate:
            parts.append(_diamond(position.due_x, row.middle, task))
        parts.append(_light(position.due_x, row.middle, task.light))
        if task.is_due_date_local:
            x, y = f"{position.due_x + 13:g}", row.middle + 5
            parts.append(f'<text class="timeline__local" x="{x}" y="{y}">L</text>')
        if drag:
            parts.append(_drag_handle(position.due_x, row.top))
    return "".join([*parts, "</g>"])


def _bar(position: Position, middle: int, kind: str) -> str:
    if position.bar is None:
        return ""
    return (
        f'<rect class="timeline__bar timeline__bar--{kind}" x="{position.bar.x:g}"'
        f' y="{middle - BAR // 2}" width="{position.bar.width:g}" height="{BAR}" rx="3"/>'
    )


def _diamond(at: float, middle: int, task: PlannedTask) -> str:
    kind, size = "gate" if task.is_gate else task.light_name, DIAMOND
    return (
        f'<path class="timeline__diamond timeline__diamond--{kind}"'
        f' d="M{at:g} {middle - size}l{size} {size}-{size} {size}-{size}-{size}z"/>'
    )


def _light(at: float, middle: int, light: int) -> str:
    return (
        f'<use class="timeline__light timeline__light--{light}" href="{_shape(light)}"'
        f' x="{at - SHAPE / 2:g}" y="{middle - SHAPE // 2}" width="{SHAPE}" height="{SHAPE}"/>'
    )


def _drag_handle(at: float, top: int) -> str:
    """Return the area to drag by: a full square around the due date, larger than its shapes."""
    return f'<rect class="timeline__handle" x="{at - ROW / 2:g}" y="{top}" width="{ROW}" height="{ROW}"/>'


def _drag_data(task: PlannedTask, dates_url: str) -> str:
    """Return the attributes the script needs to open the form for another due date."""
    return (
        f' data-dates="{dates_url}" data-due="{task.due_on}"'
        f' data-start="{task.starts_on or ""}" data-revision="{task.revision}"'
        f' data-reason="{escape(task.due_reason)}"'
    )


def _title(task: PlannedTask) -> str:
    due = f", slutdato {task.due_on:%d.%m.%Y}" if task.due_on else ""
    local = " (aftalt lokalt)" if task.is_due_date_local else ""
    local += " (lokal opgave)" if task.is_local else ""
    return f"{escape(task.label)}{due}{local}: {task.light_word.lower()}"


@register.simple_tag
def timeline_table_rows(timeline: Timeline) -> SafeString:
    """The same tasks as table rows, for keyboards and screen readers."""
    url = task_url_builder("detail")
    return SafeString(
        "".join(
            _table_row(task, timeline.waits_for.get(task.pk, []), url) for task in timeline.tasks
        )
    )


def _table_row(task: PlannedTask, waits_for: list[PlannedTask], url: Callable[[int], str]) -> str:
    kind = f' <span class="fd-rows__hint">{task.kind_label}</span>' if task.kind_label else ""
    waits = ", ".join(
        f'<a href="{url(other.pk)}">{escape(other.short_label)}</a>' for other in waits_for
    )
    return (
        f'<tr><th scope="row"><a class="fd-row-link" href="{url(task.pk)}">{escape(task.label)}</a>'
        f'{kind}</th><td data-title="Tema">{escape(task.theme_name)}</td>'
        f'<td data-title="Fase">{escape(task.phase_label)}</td>'
        f'<td data-title="Startdato">{day(task.starts_on, "Ingen", "j. b Y")}</td>'
        f'<td data-title="Slutdato"><span>{day(task.due_on, "Ingen", "j. b Y")}'
        f"{_local_due_date(task)}</span></td>"
        f'<td data-title="Lys">{light(task.light)}</td>'
        f'<td data-title="Status">{status_tag(task.status, task.status_label)}</td>'
        f'<td data-title="Venter på">{waits}</td></tr>'
    )


def _local_due_date(task: PlannedTask) -> str:
    if not task.is_due_date_local:
        return ""
    shared = day(task.shared_due_on, "ingen", "j. b Y")
    return f' <span class="tasks-local">aftalt lokalt; fælles: {shared}</span>'
