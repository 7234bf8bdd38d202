"""A project's timeline: its phases, gates and tasks in rows, and what lies across them.

Reads everything in as many queries however many tasks there are; workplace/timeline/chart.py says where
each thing stands.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from accounts.models import User
from phases.models import Phase
from projects.models import Blackout, Project
from shared_tasks.models import TaskKind
from tasks.lights import CLOSED, Light, Status
from tasks.models import CODE, TITLE, Task
from tasks.waiting import waits_between
from workplace.timeline.chart import (
    Mark,
    Period,
    Scale,
    Stripe,
    Zoom,
    around,
    beside,
    elbow,
    end_of,
    mark,
    shaded,
    span,
    ticks,
)

WIDTH = 860
ROW = 26  # as in static/css/timeline.css
GATES = (TaskKind.CONTROL_POINT, TaskKind.MILESTONE)
NO_LATER = dt.date.max
# Said of every row; an enumeration's label is looked up ten times as slowly.
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
    """What the timeline shows of a task; read as values, for 600 of them cost as 60 objects."""

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
    """A line of the picture: a heading, a phase, or a task."""

    number: int
    label: str
    depth: int = 0
    is_heading: bool = False
    task: PlannedTask | None = None
    mark: Mark | None = None

    @property
    def top(self) -> int:
        return self.number * ROW

    @property
    def middle(self) -> int:
        return self.top + ROW // 2


@dataclass(frozen=True)
class PhaseWindow:
    """When a phase lasts, and how deep it lies; ``ends_on`` is its last day."""

    name: str
    depth: int
    starts_on: dt.date | None
    ends_on: dt.date | None


@dataclass
class Timeline:
    """The picture, and the same as a table: ``tasks`` are those in it, in its order."""

    scale: Scale
    rows: list[TimelineRow] = field(default_factory=list)
    stripes: list[Stripe] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    tasks: list[PlannedTask] = field(default_factory=list)
    phases: list[PhaseWindow] = field(default_factory=list)
    outside: int = 0
    group: str = ""  # whose rows are being added
    waits_for: dict[int, list[PlannedTask]] = field(default_factory=dict)

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
class View:
    """What part of the project is looked at."""

    zoom: Zoom
    period: Period
    before: dt.date | None = None
    after: dt.date | None = None


def read_tasks(user: User, project: Project) -> list[PlannedTask]:
    """Return what the person may see of the project, by theme and then by date; one query."""
    tasks = Task.objects.visible_to(user).live().filter(project=project)
    found = [PlannedTask(*values) for values in tasks.values_list(*COLUMNS)]
    return sorted(found, key=_place)


def _place(task: PlannedTask) -> tuple[object, ...]:
    dates = (task.starts_on or task.due_on or NO_LATER, task.due_on or NO_LATER)
    return (not task.is_gate, task.theme_position, task.theme_name, *dates, task.pk)


def phase_windows(phases: Sequence[Phase], go_live_on: dt.date | None) -> list[PhaseWindow]:
    """Return the phases in order; the day on which one ends is the next one's first."""
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
) -> View:
    """Return the month or quarter around ``from_on`` (else today), or all there is."""
    if zoom is not Zoom.ALL:
        period = around(from_on or on, zoom)
        return View(zoom, period, *beside(period, zoom))
    days = [day for task in tasks for day in (task.starts_on, task.due_on)]
    days += [day for phase in phases for day in (phase.starts_on, phase.ends_on)]
    return View(zoom, span([*days, go_live_on], on=on))


def draw(
    view: View,
    *,
    tasks: Sequence[PlannedTask],
    phases: Sequence[PhaseWindow],
    waits_for: Mapping[int, set[int]],
    blackouts: Iterable[Blackout],
) -> Timeline:
    """Return the picture of these in the view. Asks nothing of the database."""
    timeline = Timeline(Scale(view.period, WIDTH), phases=list(phases))
    _add_phases(timeline)
    for task in tasks:
        placed = mark(timeline.scale, task.starts_on, task.due_on)
        if placed is None and (view.zoom is not Zoom.ALL or task.starts_on or task.due_on):
            timeline.outside += 1
            continue
        timeline.tasks.append(task)
        if placed is not None:
            _add_task(timeline, task, placed)
    for blackout in blackouts:
        timeline.stripes += shaded(timeline.scale, blackout.covers, blackout.name)
    timeline.lines = list(_lines(timeline.rows, waits_for))
    timeline.waits_for = _open_before(tasks, waits_for)
    return timeline


def _add_phases(timeline: Timeline) -> None:
    placed = [
        (phase, mark(timeline.scale, phase.starts_on, phase.ends_on))
        for phase in timeline.phases
        if phase.starts_on and phase.ends_on
    ]
    rows = timeline.rows
    for phase, its_mark in placed:
        if its_mark is None:
            continue
        if not rows:
            rows.append(TimelineRow(0, "Faser", is_heading=True))
        rows.append(TimelineRow(len(rows), phase.name, phase.depth, mark=its_mark))


def _add_task(timeline: Timeline, task: PlannedTask, placed: Mark) -> None:
    rows = timeline.rows
    group = "Kontrolpunkter og milepæle" if task.is_gate else task.theme_name
    if timeline.group != group:
        timeline.group = group
        rows.append(TimelineRow(len(rows), group, is_heading=True))
    rows.append(TimelineRow(len(rows), task.label, 1, task=task, mark=placed))


def _lines(rows: Iterable[TimelineRow], waits_for: Mapping[int, set[int]]) -> Iterator[str]:
    """Yield a line from each task to those that wait for it, both of them in the picture."""
    ends = {row.task.pk: end_of(row.mark, row.middle) for row in rows if row.task and row.mark}
    for task, after in ends.items():
        for other in sorted(waits_for.get(task, ())):
            if other in ends:
                yield elbow(ends[other], after)


def _open_before(
    tasks: Iterable[PlannedTask], waits_for: Mapping[int, set[int]]
) -> dict[int, list[PlannedTask]]:
    """Return by task what it still waits for in this project."""
    by_pk = {task.pk: task for task in tasks}
    return {
        pk: [by_pk[other] for other in sorted(waits_for[pk]) if not by_pk[other].is_closed]
        for pk in by_pk
        if pk in waits_for
    }


def read_timeline(
    user: User, project: Project, *, zoom: Zoom, from_on: dt.date | None, on: dt.date
) -> tuple[View, Timeline]:
    """Return the project's timeline as the person may see it; five queries, and four to
    partners.
    """
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
