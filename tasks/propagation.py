"""What the centre says of tasks that are live, and what follows from it in each project.

One engine for every change from the centre: a shared task's dates or priority, a phase's window,
a programme's light policy, a go-live date, a withdrawal. ``effects`` works them out from objects
that need not be saved, so that a dry run and the change itself are the same reckoning;
``bring_into_effect`` writes them, in as many statements for one project as for a hundred.

What the municipality owns stays: status, people, notes, files and agreed dates. What is closed
keeps its dates. Source: DUBU handbook 5.2, KSD handbook 4.2.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum, auto
from functools import cache

from django.db import connection

from projects.models import Programme, Project
from shared_tasks.deadlines import Anchors, anchors_of, due_date, start_date
from shared_tasks.models import SharedTask
from tasks.figures import refresh_figures
from tasks.lights import CLOSED, light_changes_on, light_on, warning_starts_on
from tasks.models import Task


class Stays(StrEnum):
    """Why a task keeps its due date although the shared one moves."""

    LOCAL = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class TaskState:
    """One task as it stands: what the centre decides, and what that is weighed against.

    The names are the columns' names.
    """

    id: int
    project_id: int
    shared_task_id: int
    status: str
    due_reason: str
    arrived_on: dt.date
    phase_id: int
    theme_id: int
    priority: int
    kind: str
    is_withdrawn: bool
    starts_on: dt.date | None
    due_on: dt.date | None
    shared_starts_on: dt.date | None
    shared_due_on: dt.date | None
    warns_on: dt.date | None
    light: int
    light_since: dt.date
    light_changes_on: dt.date | None
    light_told_on: dt.date | None

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of one task; ``stays`` when its due date does not follow the shared one."""

    before: TaskState
    after: TaskState
    stays: Stays | None = None

    @property
    def is_change(self) -> bool:
        return self.before != self.after

    @property
    def moves_due_date(self) -> bool:
        return self.before.due_on != self.after.due_on

    @property
    def moves_a_date(self) -> bool:
        """Whether the task's own start or due date becomes another."""
        return self.moves_due_date or self.before.starts_on != self.after.starts_on

    @property
    def turns(self) -> bool:
        """Whether the task's light becomes another."""
        return self.before.light != self.after.light

    @property
    def is_visible(self) -> bool:
        """Whether a municipality sees it: a date, a light, or why its date stays."""
        return bool(self.moves_a_date or self.turns or self.stays)


READ = [field.name for field in fields(TaskState)]
# What is written, with its type in PostgreSQL.
WRITTEN = {
    "phase_id": "bigint",
    "theme_id": "bigint",
    "priority": "smallint",
    "kind": "text",
    "is_withdrawn": "boolean",
    "starts_on": "date",
    "due_on": "date",
    "shared_starts_on": "date",
    "shared_due_on": "date",
    "warns_on": "date",
    "light": "smallint",
    "light_since": "date",
    "light_changes_on": "date",
    "light_told_on": "date",
}
UPDATE = """
UPDATE tasks_task task SET {assignments}, revision = task.revision + 1
FROM unnest(%(id)s::bigint[], {arrays}) AS became (id, {columns})
WHERE task.id = became.id
""".format(
    assignments=", ".join(f"{name} = became.{name}" for name in WRITTEN),
    arrays=", ".join(f"%({name})s::{kind}[]" for name, kind in WRITTEN.items()),
    columns=", ".join(WRITTEN),
)


def effects(
    *,
    programme: Programme,
    shared_tasks: Collection[SharedTask],
    projects: Collection[Project],
    on: dt.date,
) -> list[Effect]:
    """Return what becomes of these shared tasks in these projects, on that day.

    Policy is read from ``programme``, rules and phase window from each shared task and its
    ``phase``, go-live from each project and its ``wave``: as those objects are, saved or not.
    Left out are tasks that neither change nor stay behind. One query for the tasks.
    """
    reckoning = Recalculation(programme, shared_tasks, projects, on)
    rows = (
        Task.objects.filter(shared_task__in=reckoning.shared_tasks, project__in=reckoning.projects)
        .order_by("project_id", "shared_task_id")
        .values_list(*READ)
    )
    found = (reckoning.effect_on(TaskState(*row)) for row in rows)
    return [effect for effect in found if effect.is_change or effect.stays]


def task_state_of(task: Task) -> TaskState:
    """Return the task as it is, saved or not."""
    return TaskState(**{name: getattr(task, name) for name in READ})


class Recalculation:
    """Works out one task after another, and each shared date once."""

    def __init__(
        self,
        programme: Programme,
        shared_tasks: Collection[SharedTask],
        projects: Collection[Project],
        on: dt.date,
    ) -> None:
        self.programme, self.on = programme, on
        self.shared_tasks = {shared_task.pk: shared_task for shared_task in shared_tasks}
        self.projects = {project.pk: project for project in projects}
        self.anchors = cache(self._anchors)
        self.shared_dates = cache(self._shared_dates)
        self.warning = cache(self._warning)

    def effect_on(self, task: TaskState) -> Effect:
        shared_task = self.shared_tasks[task.shared_task_id]
        starts_on, due_on = self.shared_dates(
            task.shared_task_id, self.anchors(task.project_id, task.arrived_on)
        )
        placed = replace(
            task,
            phase_id=shared_task.phase_id,
            theme_id=shared_task.theme_id,
            priority=shared_task.priority,
            kind=shared_task.kind,
            is_withdrawn=shared_task.is_withdrawn,
        )
        stays = None
        if due_on != task.shared_due_on and task.is_closed:
            stays = Stays.CLOSED
        elif due_on != task.shared_due_on and task.due_reason:
            stays = Stays.LOCAL
        after = placed if task.is_closed else self._dated(placed, starts_on, due_on)
        return Effect(task, self._lit(after), stays)

    def _dated(
        self, task: TaskState, starts_on: dt.date | None, due_on: dt.date | None
    ) -> TaskState:
        """Give an open task the shared dates; those agreed on in the municipality stay."""
        due = task.due_on if task.due_reason else due_on
        start = starts_on if task.starts_on == task.shared_starts_on else task.starts_on
        if start and due and start > due:
            start = None
        return replace(
            task,
            starts_on=start,
            due_on=due,
            shared_starts_on=starts_on,
            shared_due_on=due_on,
        )

    def _lit(self, task: TaskState) -> TaskState:
        """Bring the light in line; the day it turned is today, and nobody has been told."""
        after = replace(task, warns_on=self.warning(task.priority, task.status, task.due_on))
        light = light_on(after, self.on).value
        if light != after.light:
            after = replace(after, light=light, light_since=self.on, light_told_on=None)
        return replace(after, light_changes_on=light_changes_on(after, self.on))

    def _anchors(self, project: int, arrived_on: dt.date) -> Anchors:
        return anchors_of(self.projects[project], arrived_on)

    def _shared_dates(
        self, shared_task: int, anchors: Anchors
    ) -> tuple[dt.date | None, dt.date | None]:
        return shared_dates(self.shared_tasks[shared_task], anchors)

    def _warning(self, priority: int, status: str, due_on: dt.date | None) -> dt.date | None:
        return warning_starts_on(
            programme=self.programme, priority=priority, status=status, due_on=due_on
        )


def shared_dates(
    shared_task: SharedTask, anchors: Anchors
) -> tuple[dt.date | None, dt.date | None]:
    """Return the shared task's start and due date; a start after the due date is left out."""
    starts_on, due_on = start_date(shared_task, anchors), due_date(shared_task, anchors)
    if starts_on and due_on and starts_on > due_on:
        starts_on = None
    return starts_on, due_on


def apply_effects(found: Iterable[Effect]) -> int:
    """Write what changes and count the projects again; return how many tasks changed.

    The caller holds the projects, and worked the effects out while holding them.
    """
    became = [effect.after for effect in found if effect.is_change]
    if not became:
        return 0
    values = {name: [getattr(task, name) for task in became] for name in ("id", *WRITTEN)}
    with connection.cursor() as cursor:
        # As in publishing: history's triggers would go through all waiting checks each time.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(UPDATE, values)
    refresh_figures(sorted({task.project_id for task in became}))
    return len(became)
