"""The content of a local task, and which table each field is in."""

import datetime as dt
from dataclasses import dataclass

from shared_tasks.models import TEXTS, TaskKind
from tasks.models import LocalRole, LocalSheet, Task, TaskLink

# Control points and checkpoints are the centre's, for its phase gates.
KINDS = (TaskKind.TASK, TaskKind.MILESTONE)


@dataclass(frozen=True)
class LocalContent:
    """All of a local task but its status; related rows by id.

    ``prerequisites`` are the project's tasks it waits for, ``waiting`` those that wait for it.
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


# The fields of the task and of its sheet by their names in the content.
OF_TASK = {"title": "local_title"} | {
    name: name
    for name in (
        *("phase_id", "theme_id", "priority", "kind", "responsible_id", "executor_id"),
        *("starts_on", "due_on"),
    )
}
OF_SHEET = (*TEXTS, "recommended_responsible_id", "recommended_executor_id")


def content_of(task: Task, sheet: LocalSheet) -> LocalContent:
    """Return a local task's content; three queries."""
    links = TaskLink.objects.filter
    return LocalContent(
        **{name: getattr(task, field) for name, field in OF_TASK.items()},
        **{name: getattr(sheet, name) for name in OF_SHEET},
        involved=frozenset(LocalRole.objects.filter(sheet=sheet).values_list("role_id", flat=True)),
        prerequisites=frozenset(links(task=task).values_list("other_id", flat=True)),
        waiting=frozenset(links(other=task).values_list("task_id", flat=True)),
    )


def set_values(row: Task | LocalSheet, wanted: dict[str, object]) -> list[str]:
    """Set the values without saving; return the names of the fields that changed."""
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    return changed


def of_task(content: LocalContent) -> dict[str, object]:
    return {field: getattr(content, name) for name, field in OF_TASK.items()}


def of_sheet(content: LocalContent) -> dict[str, object]:
    return {name: getattr(content, name) for name in OF_SHEET}
