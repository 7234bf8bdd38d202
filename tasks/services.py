"""The services that change a task.

Each locks the task's project, then the task, refuses if somebody else has changed the task since it
was read, and updates light and figures. A change without effect leaves no trace: one revision is
one event in the history.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from projects.locks import lock_projects
from tasks.figures import refresh_figures
from tasks.lights import Status, light_changes_on, light_on, warning_starts_on
from tasks.models import InternalNotes, Task
from tasks.propagation import Recalculation, task_state_of

if TYPE_CHECKING:
    from accounts.models import User

ALLOWED: dict[str, frozenset[str]] = {
    Status.NOT_STARTED: frozenset({Status.IN_PROGRESS, Status.COMPLETED, Status.NOT_RELEVANT}),
    Status.IN_PROGRESS: frozenset({Status.NOT_STARTED, Status.COMPLETED, Status.NOT_RELEVANT}),
    Status.COMPLETED: frozenset({Status.IN_PROGRESS}),
    Status.NOT_RELEVANT: frozenset({Status.NOT_STARTED}),
}

# Updated when a closed task is opened again.
DATES = ["starts_on", "due_on", "shared_starts_on", "shared_due_on"]
OF_STATUS = [
    *("status", "not_relevant_reason"),
    *("completed_at", "completed_by", "completed_version"),
]
# Computed from the other columns.
DERIVED = [
    *("light", "light_since", "light_told_on", "light_changes_on", "warns_on", "revision"),
]


class TaskChangedMeanwhile(Exception):
    """Somebody else changed the task after it was read; ``task`` is the current one."""

    def __init__(self, task: Task) -> None:
        self.task = task
        super().__init__(f"task {task.pk} is at revision {task.revision}")


class TaskWithdrawn(Exception):
    """The centre has withdrawn the task: it can only be read."""


class StatusNotReachable(Exception):
    """The status cannot follow the task's present one."""


def lock_task(task: Task, *, revision: int) -> Task:
    """Lock the task and its project. Raises TaskWithdrawn, TaskChangedMeanwhile."""
    lock_projects([task.project_id])
    held = (
        Task.objects.select_for_update(of=["self"])
        .select_related(
            *("programme", "project__wave", "shared_task__phase", "responsible", "executor")
        )
        .get(pk=task.pk)
    )
    if held.is_withdrawn:
        raise TaskWithdrawn
    if held.revision != revision:
        raise TaskChangedMeanwhile(held)
    return held


def save_task(task: Task, *, at: dt.datetime, fields: list[str]) -> None:
    """Save the fields with the task's light, and refresh the project's figures."""
    update_light(task, on=timezone.localdate(at))
    task.save(update_fields=[*fields, *DERIVED])
    refresh_figures([task.project_id])


def update_light(task: Task, *, on: dt.date) -> None:
    """Set a changed task's light and next revision, without saving."""
    task.warns_on = warning_starts_on(
        programme=task.programme,
        priority=task.priority,
        status=task.status,
        due_on=task.due_on,
    )
    light = light_on(task, on)
    if light != task.light:
        task.light, task.light_since, task.light_told_on = light, on, None
    task.light_changes_on = light_changes_on(task, on)
    task.revision += 1


@transaction.atomic
def change_status(
    *, task: Task, status: str, reason: str = "", by: "User", at: dt.datetime, revision: int
) -> Task:
    """Move the task to another status; ``reason`` is needed for »ikke relevant« only.

    A closed task does not follow the shared dates, so they are updated when it is opened again.
    Raises TaskWithdrawn, TaskChangedMeanwhile, StatusNotReachable.
    """
    task = lock_task(task, revision=revision)
    fields = set_status(task, status=status, reason=reason, by=by, at=at)
    save_task(task, at=at, fields=fields)
    return task


def set_status(task: Task, *, status: str, reason: str, by: "User", at: dt.datetime) -> list[str]:
    """Set the task's status without saving; return the fields that change.

    Raises StatusNotReachable.
    """
    if status not in ALLOWED[task.status]:
        raise StatusNotReachable(f"{task.status} -> {status}")
    is_completed, was_closed = status == Status.COMPLETED, task.is_closed
    task.status = status
    task.not_relevant_reason = reason if status == Status.NOT_RELEVANT else ""
    task.completed_at = at if is_completed else None
    task.completed_by = by if is_completed else None
    task.completed_version = task.shared_task.version if is_completed and task.shared_task else None
    if not was_closed or task.is_closed:
        return OF_STATUS
    update_shared_dates(task, on=timezone.localdate(at))
    return [*OF_STATUS, *DATES]


def update_shared_dates(task: Task, *, on: dt.date) -> None:
    """Set a shared task's dates by the centre's present rules, without saving."""
    if task.shared_task is None:
        return
    recalculation = Recalculation(task.programme, [task.shared_task], [task.project], on)
    after = recalculation.effect_on(task_state_of(task)).after
    for name in DATES:
        setattr(task, name, getattr(after, name))


@transaction.atomic
def assign_people(
    *,
    task: Task,
    responsible: "User | None",
    executor: "User | None",
    at: dt.datetime,
    revision: int,
) -> Task:
    """Set the task's responsible and executor, both from the task's municipality.

    Raises TaskWithdrawn, TaskChangedMeanwhile, and IntegrityError for a person from elsewhere.
    """
    task = lock_task(task, revision=revision)
    if (task.responsible, task.executor) == (responsible, executor):
        return task
    task.responsible, task.executor = responsible, executor
    save_task(task, at=at, fields=["responsible", "executor"])
    return task


@transaction.atomic
def plan_dates(
    *,
    task: Task,
    starts_on: dt.date | None,
    due_on: dt.date | None,
    due_reason: str = "",
    at: dt.datetime,
    revision: int,
) -> Task:
    """Set the municipality's own dates; the shared ones are kept beside them.

    A due date other than the shared one needs a reason; a local task has no shared one.
    Raises TaskWithdrawn, TaskChangedMeanwhile.
    """
    task = lock_task(task, revision=revision)
    reason = "" if task.is_local or due_on == task.shared_due_on else due_reason
    if (task.starts_on, task.due_on, task.due_reason) == (starts_on, due_on, reason):
        return task
    task.starts_on, task.due_on, task.due_reason = starts_on, due_on, reason
    save_task(task, at=at, fields=["starts_on", "due_on", "due_reason"])
    return task


@transaction.atomic
def write_internal_notes(
    *, task: Task, internal_notes: str, at: dt.datetime, revision: int
) -> Task:
    """Replace the municipality's internal notes; the task's revision rises with them.

    Raises TaskWithdrawn, TaskChangedMeanwhile.
    """
    task = lock_task(task, revision=revision)
    if InternalNotes.objects.text_on(task) == internal_notes:
        return task
    save_task(task, at=at, fields=[])
    InternalNotes.objects.update_or_create(
        task=task,
        defaults={"text": internal_notes, "revision": task.revision},
        create_defaults={
            **task.tenant_ids,
            "text": internal_notes,
            "revision": task.revision,
        },
    )
    return task
