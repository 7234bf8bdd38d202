"""Whom a person waits for: who holds a prerequisite of their task, or does what they answer for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from shared_tasks.models import SharedTaskLink
from tasks.lights import Light, Status
from tasks.models import Task, TaskLink
from workplace.my_page.coming import turns_soon
from workplace.my_page.mine import Mine

if TYPE_CHECKING:
    from accounts.models import User


class Before(NamedTuple):
    """A task that another waits for, and who has it."""

    pk: int
    project_id: int
    shared_task_id: int | None
    due_on: dt.date | None
    executor_id: int | None
    responsible_id: int | None


Waits = Mapping[int, Sequence[Before]]


def waiting(mine: Iterable[Mine], waits: Waits, *, by: "User", on: dt.date) -> list[Mine]:
    """Return those that wait for others and are not pressing, the first due first.

    What is yellow or red, or soon will be, stands among what needs the person.
    """
    calm = (task for task in mine if task.light < Light.YELLOW and not turns_soon(task, on=on))
    found = (task for task in calm if _waits_for_others(task, waits.get(task.pk, ()), by))
    return sorted(found, key=_place)


def _waits_for_others(task: Mine, before: Iterable[Before], by: "User") -> bool:
    if task.executor_id not in {None, by.pk} and task.responsible_id == by.pk:
        return True
    # Who has begun waits for nothing.
    return task.status == Status.NOT_STARTED and any(
        by.pk not in {one.executor_id, one.responsible_id} for one in before
    )


def _place(task: Mine) -> tuple[dt.date, int, int]:
    return task.due_on or dt.date.max, task.priority, task.pk


def open_before(mine: Collection[Mine]) -> dict[int, list[Before]]:
    """Return by number what each task waits for that is still to be done, the first due first.

    As their shared tasks say, and as the municipality has noted. What a task waits for is part of
    the task, so it is named to everyone who works on it. Two queries, and one if there is any.
    """
    shared = _pairs(
        SharedTaskLink.objects.filter(
            shared_task__in={task.shared_task_id for task in mine if task.shared_task_id},
            kind=SharedTaskLink.Kind.PREREQUISITE,
        ).values_list("shared_task", "other")
    )
    noted = _pairs(
        TaskLink.objects.filter(task__in=[task.pk for task in mine]).values_list("task", "other")
    )
    if not (shared or noted):
        return {}
    found: dict[int, list[Before]] = defaultdict(list)
    waiters = [
        (task, shared.get(task.shared_task_id or 0, ()), noted.get(task.pk, ())) for task in mine
    ]
    by_place, by_pk = _read_open(mine, shared, noted)
    for task, shared_tasks, numbers in waiters:
        others = {by_place.get((task.project_id, shared_task)) for shared_task in shared_tasks}
        others |= {by_pk.get(number) for number in numbers}
        found[task.pk] = sorted((one for one in others if one), key=_first_due)
    return found


def _read_open(
    mine: Collection[Mine], shared: Mapping[int, set[int]], noted: Mapping[int, set[int]]
) -> tuple[dict[tuple[int, int | None], Before], dict[int, Before]]:
    """Read what may be waited for, by project and shared task and by number."""
    named = Q(
        project__in={task.project_id for task in mine},
        shared_task__in=set().union(*shared.values()),
    )
    either = named | Q(pk__in=set().union(*noted.values()))
    rows = Task.objects.live().open().filter(either).order_by().values_list(*Before._fields)
    others = [Before(*row) for row in rows]
    return {(one.project_id, one.shared_task_id): one for one in others}, {
        one.pk: one for one in others
    }


def _pairs(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in rows:
        found[one].add(other)
    return found


def _first_due(task: Before) -> tuple[dt.date, int]:
    return task.due_on or dt.date.max, task.pk
