"""The rows of a timeline: in the picture, beside it, and in the table.

Made here and in no shared task, all rows of a kind at once: a page has 600 of each, and what a
shared task does for one costs more than the row itself. Every text is escaped where it is put in.
"""

from functools import lru_cache
from html import escape

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from design.templatetags.portal import day, light, status_tag
from workplace.timeline.chart import Mark
from workplace.timeline.project import ROW, PlannedTask, Timeline, TimelineRow

register = template.Library()

BAR, DIAMOND, SHAPE = 14, 11, 14  # pixels; of a diamond half its width
SOME = 987654321  # stands for any task's number


@lru_cache(maxsize=4)
def _shape(light: int) -> SafeString:
    return format_html("{}#light-{}", static("img/lights.svg"), light)


class Addresses:
    """Where tasks are: worked out once a page, not once a task."""

    def __init__(self) -> None:
        self.detail, self.dates = (
            reverse(f"tasks:{name}", args=[SOME]) for name in ("detail", "dates")
        )

    def of(self, task: PlannedTask) -> str:
        return self.detail.replace(f"{SOME}", f"{task.pk}")

    def of_dates(self, task: PlannedTask) -> str:
        return self.dates.replace(f"{SOME}", f"{task.pk}")


@register.simple_tag
def timeline_labels(timeline: Timeline) -> SafeString:
    """What the rows of the picture are called, as items of a list."""
    return SafeString("".join(map(_label, timeline.rows)))


def _label(row: TimelineRow) -> str:
    kind = "heading" if row.is_heading else "task" if row.task else "sub" if row.depth else "phase"
    return f'<li class="timeline__label timeline__label--{kind}">{escape(row.label)}</li>'


@register.simple_tag
def timeline_marks(timeline: Timeline, *, may_plan: bool) -> SafeString:
    """What stands in the rows of the picture: phases' windows, and tasks with their lights."""
    at = Addresses()
    return SafeString("".join(_mark(row, at, may_plan=may_plan) for row in timeline.rows))


def _mark(row: TimelineRow, at: Addresses, *, may_plan: bool) -> str:
    if row.mark is None:
        return ""
    if row.task is None:
        return _bar(row.mark, row.middle, "phase")
    task, placed = row.task, row.mark
    drag = _drag(task, at) if may_plan and task.due_on else ""
    parts = [
        f'<g class="timeline__task" data-url="{at.of(task)}"{drag}><title>{_said(task)}</title>'
    ]
    parts.append(_bar(placed, row.middle, task.light_name))
    if placed.at is not None:
        if placed.bar is None or task.is_gate:
            parts.append(_diamond(placed.at, row.middle, task))
        parts.append(_light(placed.at, row.middle, task.light))
        if task.is_due_date_local:
            x, y = f"{placed.at + 13:g}", row.middle + 5
            parts.append(f'<text class="timeline__local" x="{x}" y="{y}">L</text>')
        if drag:
            parts.append(_handle(placed.at, row.top))
    return "".join([*parts, "</g>"])


def _bar(placed: Mark, middle: int, kind: str) -> str:
    if placed.bar is None:
        return ""
    return (
        f'<rect class="timeline__bar timeline__bar--{kind}" x="{placed.bar.x:g}"'
        f' y="{middle - BAR // 2}" width="{placed.bar.width:g}" height="{BAR}" rx="3"/>'
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


def _handle(at: float, top: int) -> str:
    """Return what is taken hold of: the whole of the due date's place, which shapes leave open."""
    return f'<rect class="timeline__handle" x="{at - ROW / 2:g}" y="{top}" width="{ROW}" height="{ROW}"/>'


def _drag(task: PlannedTask, at: Addresses) -> str:
    """Return what the script needs to ask about another due date."""
    return (
        f' data-dates="{at.of_dates(task)}" data-due="{task.due_on}"'
        f' data-start="{task.starts_on or ""}" data-revision="{task.revision}"'
        f' data-reason="{escape(task.due_reason)}"'
    )


def _said(task: PlannedTask) -> str:
    due = f", slutdato {task.due_on:%d.%m.%Y}" if task.due_on else ""
    local = " (aftalt lokalt)" if task.is_due_date_local else ""
    local += " (lokal opgave)" if task.is_local else ""
    return f"{escape(task.label)}{due}{local}: {task.light_word.lower()}"


@register.simple_tag
def timeline_table_rows(timeline: Timeline) -> SafeString:
    """The same tasks as rows of the table, which a keyboard and a screen reader read."""
    at = Addresses()
    return SafeString(
        "".join(
            _table_row(task, timeline.waits_for.get(task.pk, ()), at) for task in timeline.tasks
        )
    )


def _table_row(
    task: PlannedTask, waits_for: tuple[PlannedTask, ...] | list[PlannedTask], at: Addresses
) -> str:
    kind = f' <span class="fd-rows__hint">{task.kind_label}</span>' if task.kind_label else ""
    waits = ", ".join(f'<a href="{at.of(one)}">{escape(one.short_label)}</a>' for one in waits_for)
    return (
        f'<tr><th scope="row"><a class="fd-row-link" href="{at.of(task)}">{escape(task.label)}</a>'
        f'{kind}</th><td data-title="Tema">{escape(task.theme_name)}</td>'
        f'<td data-title="Fase">{escape(task.phase_label)}</td>'
        f'<td data-title="Startdato">{day(task.starts_on, "Ingen", "j. b Y")}</td>'
        f'<td data-title="Slutdato"><span>{day(task.due_on, "Ingen", "j. b Y")}'
        f"{_local(task)}</span></td>"
        f'<td data-title="Lys">{light(task.light)}</td>'
        f'<td data-title="Status">{status_tag(task.status, task.status_label)}</td>'
        f'<td data-title="Venter på">{waits}</td></tr>'
    )


def _local(task: PlannedTask) -> str:
    if not task.is_due_date_local:
        return ""
    shared = day(task.shared_due_on, "ingen", "j. b Y")
    return f' <span class="tasks-local">aftalt lokalt; fælles: {shared}</span>'
