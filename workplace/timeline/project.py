"""A project's timeline: phases, gates and tasks in rows, with pauses and prerequisites.

The number of queries does not depend on the number of tasks; the positions are from
workplace/timeline/chart.py.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from accounts.models import User
from phases.models import Phase
from projects.models import Blackout, Project
from shared_tasks.models import TaskKind
from tasks.lights import CLOSED, Light, Status
from tasks.models import CODE, TITLE, Task
from tasks.waiting import waits_between
from workplace.timeline.chart import (
    Period,
    Position,
    Scale,
    Stripe,
    Zoom,
    around,
    beside,
    elbow,
    line_ends,
    position_of,
    shaded,
    span,
    ticks,
)

WIDTH = 860
ROW = 26  # as in static/css/timeline.css
GATES = (TaskKind.CONTROL_POINT, TaskKind.MILESTONE)
NO_LATER = dt.date.max
# Used for every row; looking up an enumeration's label is ten times as slow.
STATUSES = {str(status): str(status.label) for status in Status}
KINDS = {str(kind): str(kind.label) for kind in TaskKind}
LIGHTS = {int(light): (light.name.lower(), str(light.label)) for light in Light}
COLUMNS = (
    *("pk", "shared_task_id", CODE, TITLE, "theme_id", "theme__name"),
    *("theme__position", "phase__number", "phase__name", "kind", "status", "light"),
    *("starts_on", "due_on", "shared_due_on", "due_reason", "revision"),
)


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """The columns the timeline shows of a task; 600 of them cost as much as 60 model objects."""

    pk: int
    shared_task: int | None
    code: str
    title: str
    theme: int
    theme_name: str
    theme_position: int
    phase_number: str
    phase_name: str
    kind: str
    status: str
    light: int
    starts_on: dt.date | None
    due_on: dt.date | None
    shared_due_on: dt.date | None
    due_reason: str
    revision: int

    @property
    def label(self) -> str:
        return f"({self.code}) {self.title}" if self.code else self.title

    @property
    def phase_label(self) -> str:
        return f"{self.phase_number} {self.phase_name}"

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def short_label(self) -> str:
        return self.code or self.title

    @property
    def is_local(self) -> bool:
        return self.shared_task is None

    @property
    def is_due_date_local(self) -> bool:
        return self.due_reason != ""

    @property
    def is_gate(self) -> bool:
        return self.kind in GATES

    @property
    def group(self) -> str:
        """The heading that its row stands under."""
        return "Kontrolpunkter og milepæle" if self.is_gate else self.theme_name

    @property
    def status_label(self) -> str:
        return STATUSES[self.status]

    @property
    def kind_label(self) -> str:
        kind = "" if self.kind == TaskKind.TASK else KINDS[self.kind]
        return ", ".join(filter(None, [kind, "lokal opgave" if self.is_local else ""]))

    @property
    def light_name(self) -> str:
        return LIGHTS[self.light][0]

    @property
    def light_word(self) -> str:
        return LIGHTS[self.light][1]


@dataclass(frozen=True)
class TimelineRow:
    """A row of the picture: a heading, a phase, or a task."""

    number: int
    label: str
    depth: int = 0
    is_heading: bool = False
    task: PlannedTask | None = None
    position: Position | None = None

    @property
    def top(self) -> int:
        return self.number * ROW

    @property
    def middle(self) -> int:
        return self.top + ROW // 2


@dataclass(frozen=True)
class PhaseWindow:
    """A phase's first and last day, and its depth in the tree."""

    name: str
    depth: int
    starts_on: dt.date | None
    ends_on: dt.date | None


@dataclass(frozen=True)
class Timeline:
    """The picture, and the same as a table: ``tasks`` are the table's, in the picture's order."""

    scale: Scale
    rows: list[TimelineRow]
    stripes: list[Stripe]
    lines: list[str]
    tasks: list[PlannedTask]
    phases: Sequence[PhaseWindow]
    outside: int
    waits_for: dict[int, list[PlannedTask]]

    @property
    def height(self) -> int:
        return len(self.rows) * ROW

    @cached_property
    def ticks(self) -> list[Stripe]:
        return ticks(self.scale)

    @property
    def row_lines(self) -> str:
        """Return a path under every row."""
        return "".join(f"M0 {n * ROW}H{self.scale.width}" for n in range(1, len(self.rows) + 1))

    @property
    def drawn(self) -> int:
        return sum(row.task is not None for row in self.rows)


@dataclass(frozen=True)
class TimelineView:
    """The part of the project that is shown."""

    zoom: Zoom
    period: Period
    before: dt.date | None = None
    after: dt.date | None = None


def read_tasks(user: User, project: Project) -> list[PlannedTask]:
    """Return the project's tasks that the person may see, by theme and date; one query."""
    tasks = Task.objects.visible_to(user).live().filter(project=project)
    found = [PlannedTask(*values) for values in tasks.values_list(*COLUMNS)]
    return sorted(found, key=_place)


def _place(task: PlannedTask) -> tuple[object, ...]:
    dates = (task.starts_on or task.due_on or NO_LATER, task.due_on or NO_LATER)
    return (not task.is_gate, task.theme_position, task.theme_name, *dates, task.pk)


def phase_windows(phases: Sequence[Phase], go_live_on: dt.date | None) -> list[PhaseWindow]:
    """Return the phases in order; a phase ends the day before the next begins."""
    found = []
    for phase in phases:
        starts_on, ends_on = phase.window(go_live_on)
        last = ends_on - dt.timedelta(days=1) if ends_on else None
        if starts_on and last and last < starts_on:
            last = starts_on
        found.append(PhaseWindow(f"{phase}", int(phase.parent_id is not None), starts_on, last))
    return found


def choose_view(
    zoom: Zoom,
    from_on: dt.date | None,
    *,
    tasks: Iterable[PlannedTask],
    phases: Iterable[PhaseWindow],
    go_live_on: dt.date | None,
    on: dt.date,
) -> TimelineView:
    """Return the month or quarter around ``from_on`` (else today), or the whole project."""
    if zoom is not Zoom.ALL:
        period = around(from_on or on, zoom)
        return TimelineView(zoom, period, *beside(period, zoom))
    days = [day for task in tasks for day in (task.starts_on, task.due_on)]
    days += [day for phase in phases for day in (phase.starts_on, phase.ends_on)]
    return TimelineView(zoom, span([*days, go_live_on], on=on))


def draw(
    view: TimelineView,
    *,
    tasks: Sequence[PlannedTask],
    phases: Sequence[PhaseWindow],
    waits_for: Mapping[int, set[int]],
    blackouts: Iterable[Blackout],
) -> Timeline:
    """Return the picture of the tasks and phases in the view; no queries."""
    scale = Scale(view.period, WIDTH)
    positions = [(task, position_of(scale, task.starts_on, task.due_on)) for task in tasks]
    listed = [
        task
        for task, position in positions
        if position or (view.zoom is Zoom.ALL and not (task.starts_on or task.due_on))
    ]
    rows = _phase_rows(scale, phases)
    placed = ((task, position) for task, position in positions if position)
    for heading, group in groupby(placed, key=lambda pair: pair[0].group):
        rows.append(TimelineRow(len(rows), heading, is_heading=True))
        for task, position in group:
            rows.append(TimelineRow(len(rows), task.label, 1, task=task, position=position))
    return Timeline(
        scale,
        rows,
        stripes=[one for b in blackouts for one in shaded(scale, b.covers, b.name)],
        lines=list(_lines(rows, waits_for)),
        tasks=listed,
        phases=phases,
        outside=len(tasks) - len(listed),
        waits_for=_open_prerequisites(tasks, waits_for),
    )


def _phase_rows(scale: Scale, phases: Iterable[PhaseWindow]) -> list[TimelineRow]:
    rows = [TimelineRow(0, "Faser", is_heading=True)]
    for phase in phases:
        is_dated = phase.starts_on and phase.ends_on
        position = position_of(scale, phase.starts_on, phase.ends_on) if is_dated else None
        if position:
            rows.append(TimelineRow(len(rows), phase.name, phase.depth, position=position))
    return rows if len(rows) > 1 else []


def _lines(rows: Iterable[TimelineRow], waits_for: Mapping[int, set[int]]) -> Iterator[str]:
    """Yield a line from each task to those that wait for it, when both are in the picture."""
    ends = {
        row.task.pk: line_ends(row.position, row.middle)
        for row in rows
        if row.task and row.position
    }
    for task, after in ends.items():
        for other in sorted(waits_for.get(task, ())):
            if other in ends:
                yield elbow(ends[other], after)


def _open_prerequisites(
    tasks: Iterable[PlannedTask], waits_for: Mapping[int, set[int]]
) -> dict[int, list[PlannedTask]]:
    """Return by task the open ones it waits for in this project."""
    by_pk = {task.pk: task for task in tasks}
    return {
        pk: [by_pk[other] for other in sorted(waits_for[pk]) if not by_pk[other].is_closed]
        for pk in by_pk
        if pk in waits_for
    }


def read_timeline(
    user: User, project: Project, *, zoom: Zoom, from_on: dt.date | None, on: dt.date
) -> tuple[TimelineView, Timeline]:
    """Return the timeline as the person may see it; five queries, four for partners."""
    go_live_on = project.live_date()
    tasks = read_tasks(user, project)
    phases = phase_windows(list(project.programme.phases.order_by("position")), go_live_on)
    view = choose_view(zoom, from_on, tasks=tasks, phases=phases, go_live_on=go_live_on, on=on)
    timeline = draw(
        view,
        tasks=tasks,
        phases=phases,
        waits_for=waits_between(user, project, {task.pk: task.shared_task for task in tasks}),
        blackouts=project.programme.blackouts.order_by("first_week", "pk"),
    )
    return view, timeline
