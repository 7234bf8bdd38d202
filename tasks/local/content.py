"""What a municipality says of a task of its own, and what of it lies in which table."""

import datetime as dt
from dataclasses import dataclass

from shared_tasks.models import TEXTS, TaskKind
from tasks.models import LocalRole, LocalSheet, Task, TaskLink

# The centre's control points and checkpoints are what a phase gate looks at.
KINDS = (TaskKind.TASK, TaskKind.MILESTONE)


@dataclass(frozen=True)
class LocalContent:
    """The whole of a local task but its status; rows are named by their ids.

    ``prerequisites`` are the tasks of the project it waits for, ``waiting`` those that wait for it.
    """

    title: str
    phase_id: int
    theme_id: int
    priority: int
    kind: str = TaskKind.TASK.value
    responsible_id: int | None = None
    executor_id: int | None = None
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    goal: str = ""
    description: str = ""
    method: str = ""
    result: str = ""
    quality_criteria: str = ""
    recommended_responsible_id: int | None = None
    recommended_executor_id: int | None = None
    involved: frozenset[int] = frozenset()
    prerequisites: frozenset[int] = frozenset()
    waiting: frozenset[int] = frozenset()


# By its name in the content, each field of the task and of its sheet.
OF_TASK = {"title": "local_title"} | {
    name: name
    for name in (
        *("phase_id", "theme_id", "priority", "kind", "responsible_id", "executor_id"),
        *("starts_on", "due_on"),
    )
}
OF_SHEET = (*TEXTS, "recommended_responsible_id", "recommended_executor_id")


def content_of(task: Task, sheet: LocalSheet) -> LocalContent:
    """Return what is said of a local task; three queries."""
    links = TaskLink.objects.filter
    return LocalContent(
        **{name: getattr(task, field) for name, field in OF_TASK.items()},
        **{name: getattr(sheet, name) for name in OF_SHEET},
        involved=frozenset(LocalRole.objects.filter(sheet=sheet).values_list("role_id", flat=True)),
        prerequisites=frozenset(links(task=task).values_list("other_id", flat=True)),
        waiting=frozenset(links(other=task).values_list("task_id", flat=True)),
    )


def give(row: Task | LocalSheet, wanted: dict[str, object]) -> list[str]:
    """Give the row, unsaved, these values; return the names of the fields that differ."""
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    return changed


def of_task(content: LocalContent) -> dict[str, object]:
    return {field: getattr(content, name) for name, field in OF_TASK.items()}


def of_sheet(content: LocalContent) -> dict[str, object]:
    return {name: getattr(content, name) for name in OF_SHEET}
