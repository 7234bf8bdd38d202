"""What must be done before what: a graph without a way round.

Source: KSD handbook 10–12 (»forudsætninger«); that a circle is refused is our rule, for nobody
could begin.
"""

from collections.abc import Collection

from django.db.models import Q

from shared_tasks.models import SharedTaskLink
from shared_tasks.prerequisites import all_in, waits_by_id
from tasks.lights import Status
from tasks.models import Task, TaskLink

# Whoever gives a task one of these begins it, or says that it was begun.
STARTED = frozenset({Status.IN_PROGRESS, Status.COMPLETED})


def open_prerequisites(tasks: Collection[Task]) -> dict[int, list[Task]]:
    """Return, by a task's pk, what it waits for in its project that is still open.

    Tasks that wait for nothing are left out. To start one of the others is warned of and never
    refused: the municipality may know better. What a task waits for is part of the task, so it is
    named to everyone who may work on it. Two queries, or three.
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
    still = (
        Task.objects.open()
        .live()
        .filter(Q(project__in=projects, shared_task__in=all_in(shared)) | Q(pk__in=all_in(own)))
        .select_related("shared_task")
        .order_by("pk")
    )
    by_pk: dict[object, Task] = {other.pk: other for other in still}
    by_place: dict[object, Task] = {
        (other.project_id, other.shared_task_id): other for other in still
    }
    found = {}
    for task in tasks:
        places = {
            (task.project_id, shared_task)
            for shared_task in shared.get(task.shared_task_id or 0, ())
        }
        keys = places & by_place.keys(), own.get(task.pk, set()) & by_pk.keys()
        others = {by_place[key] for key in keys[0]} | {by_pk[key] for key in keys[1]}
        if others:
            found[task.pk] = sorted(others, key=lambda other: other.pk)
    return found
