"""One person's open tasks as a few columns, and which of them belong in each part of the page."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from projects.models import ProjectMember
from tasks.lights import Light, LightFacts, Status, light_changes_on, light_on
from tasks.models import Task
from tasks.prerequisites import read_open_prerequisites

if TYPE_CHECKING:
    from accounts.models import User

TWO_WEEKS = dt.timedelta(days=14)


class OpenTask(NamedTuple):
    """The columns that sort a task into a part of the page, also for tasks not shown."""

    pk: int
    project_id: int
    shared_task_id: int | None
    light: int
    light_changes_on: dt.date | None
    starts_on: dt.date | None
    due_on: dt.date | None
    priority: int
    status: str
    executor_id: int | None
    responsible_id: int | None

    @property
    def people(self) -> set[int | None]:
        return {self.executor_id, self.responsible_id}


Prerequisites = Mapping[int, Sequence[OpenTask]]


@dataclass(frozen=True)
class LightChange:
    """A day on which a task gets another light."""

    on: dt.date
    light: Light


def projects_led_by(user: "User") -> frozenset[int]:
    """Return the projects, by id, that the person leads or owns; one query."""
    leading = ProjectMember.objects.leaders_and_owners().filter(user=user)
    return frozenset(leading.values_list("project_id", flat=True))


def read_open_tasks(user: "User", *, led: Collection[int]) -> list[OpenTask]:
    """Read the open tasks the person is executor of or responsible for; one query.

    To project leaders and owners belong, too, their projects' tasks that nobody active has.
    """
    theirs = Q(executor=user) | Q(responsible=user)
    if led:
        theirs |= Q(project__in=led) & _is_vacant("executor") & _is_vacant("responsible")
    tasks = Task.objects.visible_to(user).live().open().filter(theirs)
    return [OpenTask(*row) for row in tasks.order_by().values_list(*OpenTask._fields)]


def _is_vacant(part: str) -> Q:
    return Q(**{part: None}) | Q(**{f"{part}__is_active": False})


def read_prerequisites(tasks: Collection[OpenTask]) -> Prerequisites:
    """Return by task its open prerequisites, the first due first; at most three queries."""
    found = read_open_prerequisites(
        tasks,
        lambda rows: [OpenTask(*row) for row in rows.order_by().values_list(*OpenTask._fields)],
    )
    return {pk: sorted(others, key=_by_due_date) for pk, others in found.items()}


def _by_due_date(task: OpenTask) -> tuple[dt.date, int]:
    return task.due_on or dt.date.max, task.pk


def needing(tasks: Iterable[OpenTask]) -> list[OpenTask]:
    """Return the red tasks by priority, then the yellow ones by due date.

    So: red on the critical path first, then red and mandatory, then red and recommended.
    """

    def order(task: OpenTask) -> tuple[int, int, dt.date, int, int]:
        of_red = task.priority if task.light == Light.RED else 0
        return -task.light, of_red, task.due_on or dt.date.max, task.priority, task.pk

    return sorted((task for task in tasks if task.light >= Light.YELLOW), key=order)


def turning(tasks: Iterable[OpenTask], *, on: dt.date) -> list[OpenTask]:
    """Return those that turn yellow or red within two weeks, the first to turn first."""

    def order(task: OpenTask) -> tuple[dt.date, int, int]:
        return task.light_changes_on or dt.date.max, task.priority, task.pk

    return sorted((task for task in tasks if turns_soon(task, on=on)), key=order)


def turns_soon(task: OpenTask, *, on: dt.date) -> bool:
    """Whether the task is neither yellow nor red, and will be within two weeks."""
    turns_on = task.light_changes_on
    return task.light < Light.YELLOW and turns_on is not None and turns_on <= on + TWO_WEEKS


def light_changes(task: LightFacts, *, on: dt.date) -> list[LightChange]:
    """Return how time alone will change the light within two weeks: to yellow, red, or both."""
    changes: list[LightChange] = []
    day = light_changes_on(task, on)
    while day is not None and day <= on + TWO_WEEKS:
        changes.append(LightChange(day, light_on(task, day)))
        day = light_changes_on(task, day)
    return changes


def waiting(
    tasks: Iterable[OpenTask], prerequisites: Prerequisites, *, by: "User", on: dt.date
) -> list[OpenTask]:
    """Return those that wait for others and are not urgent, the first due first.

    Tasks that are yellow or red, or soon will be, are in another part of the page.
    """

    def order(task: OpenTask) -> tuple[dt.date, int, int]:
        return task.due_on or dt.date.max, task.priority, task.pk

    calm = (task for task in tasks if task.light < Light.YELLOW and not turns_soon(task, on=on))
    found = (task for task in calm if _waits_for_others(task, prerequisites.get(task.pk, ()), by))
    return sorted(found, key=order)


def _waits_for_others(task: OpenTask, prerequisites: Iterable[OpenTask], by: "User") -> bool:
    if task.executor_id not in {None, by.pk} and task.responsible_id == by.pk:
        return True
    # A task that is started waits for nothing.
    return task.status == Status.NOT_STARTED and any(
        by.pk not in other.people for other in prerequisites
    )
