"""Open prerequisites of tasks. Source: KSD handbook 10–12 (»forudsætninger«)."""

from collections.abc import Callable, Collection, Iterable
from typing import Protocol, TypeVar

from django.db.models import Q

from shared_tasks.models import SharedTaskLink
from shared_tasks.prerequisites import all_in, waits_by_id
from tasks.lights import Status
from tasks.models import Task, TaskLink, TaskQuerySet

# The statuses of a task that has been started.
STARTED = frozenset({Status.IN_PROGRESS, Status.COMPLETED})


class PrerequisiteRow(Protocol):
    """A task, or a row of a few of its columns."""

    @property
    def pk(self) -> int: ...
    @property
    def project_id(self) -> int: ...
    @property
    def shared_task_id(self) -> int | None: ...


Row = TypeVar("Row", bound=PrerequisiteRow)


def open_prerequisites(tasks: Collection[Task]) -> dict[int, list[Task]]:
    """Return by id what each task waits for in its project and is still open, by id.

    Starting a task with open prerequisites is warned of and never refused: the municipality may
    know better. Two queries, or three.
    """
    found = read_open_prerequisites(tasks, lambda rows: rows.select_related("shared_task"))
    return {pk: sorted(others, key=lambda other: other.pk) for pk, others in found.items()}


def read_open_prerequisites(
    tasks: Collection[PrerequisiteRow], read: Callable[[TaskQuerySet], Iterable[Row]]
) -> dict[int, list[Row]]:
    """Return by id the open prerequisites of those tasks that have any; ``read`` reads the rows.

    Both those of the shared tasks and those that the municipality has noted. A prerequisite is
    part of the task, so it is named to everyone who may work on the task.
    """
    shared = waits_by_id(
        SharedTaskLink.objects.filter(
            shared_task__in={task.shared_task_id for task in tasks if task.shared_task_id},
            kind=SharedTaskLink.Kind.PREREQUISITE,
        ).values_list("shared_task", "other")
    )
    own = waits_by_id(
        TaskLink.objects.filter(task__in=[task.pk for task in tasks]).values_list("task", "other")
    )
    if not shared and not own:
        return {}
    projects = {task.project_id for task in tasks}
    either = Q(project__in=projects, shared_task__in=all_in(shared)) | Q(pk__in=all_in(own))
    rows = list(read(Task.objects.open().live().filter(either)))
    by_pk = {row.pk: row for row in rows}
    by_shared_task = {
        (row.project_id, row.shared_task_id): row for row in rows if row.shared_task_id
    }
    found: dict[int, list[Row]] = {}
    for task in tasks:
        wanted = [
            *(
                by_shared_task.get((task.project_id, shared_task))
                for shared_task in shared.get(task.shared_task_id or 0, ())
            ),
            *map(by_pk.get, own.get(task.pk, ())),
        ]
        others = {row.pk: row for row in wanted if row}
        if others:
            found[task.pk] = list(others.values())
    return found
