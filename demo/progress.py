"""The progress of fictitious municipalities: the status of each task on a day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from random import Random

from demo.dates import at_clock
from projects.models import Priority, Programme
from projects.workdays import is_workday
from shared_tasks.models import SharedTask, SharedTaskLink
from tasks.lights import Status
from tasks.models import Task

NOT_RELEVANT_REASONS = (
    "Vi bruger ikke den del af løsningen.",
    "Opgaven er løst sammen med vores nabokommune, som har systemet i forvejen.",
    "Vi har ingen lokale systemer, det gælder for.",
    "Vi har valgt den fælles standard og laver ikke vores egen.",
)


@dataclass(frozen=True)
class Pace:
    """How likely a municipality closes a task once due, while it runs, and skips it."""

    closes_late_ones: float
    closes_running_ones: float
    skips: float


STEADY = Pace(closes_late_ones=1.0, closes_running_ones=0.85, skips=0.05)
ORDINARY = Pace(closes_late_ones=0.992, closes_running_ones=0.6, skips=0.04)
SLOW = Pace(closes_late_ones=0.95, closes_running_ones=0.35, skips=0.03)
BEHIND = Pace(closes_late_ones=0.8, closes_running_ones=0.2, skips=0.02)
PACES = (STEADY, ORDINARY, SLOW, BEHIND)
HOW_MANY = (38, 38, 16, 8)


@dataclass(frozen=True)
class TaskPlan:
    """The status of one task, and the times; ``reason`` is for »ikke relevant«."""

    status: str = Status.NOT_STARTED
    started_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    reason: str = ""

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


def shared_task_of(task: Task) -> SharedTask:
    """Return the task's shared task; local tasks are not planned."""
    assert task.shared_task is not None  # noqa: S101  # only shared tasks are read
    return task.shared_task


def prerequisites_of(programme: Programme) -> dict[int, list[int]]:
    """Return each shared task's prerequisites, all by id; those without have an empty list."""
    shared_tasks = SharedTask.objects.filter(programme=programme).order_by("code")
    graph: dict[int, list[int]] = {pk: [] for pk in shared_tasks.values_list("pk", flat=True)}
    links = SharedTaskLink.objects.filter(
        programme=programme, kind=SharedTaskLink.Kind.PREREQUISITE
    )
    for link in links.order_by("shared_task__code", "other__code"):
        graph[link.shared_task_id].append(link.other_id)
    return graph


def plan_task(task: Task, pace: Pace, on: dt.date, rng: Random, *, may_close: bool) -> TaskPlan:
    """Return the plan for the task until the day.

    ``may_close``: its prerequisites are closed. Always draws the same number of random numbers,
    so that one task's result does not change the next one's.
    """
    luck, drag, skip, when = (rng.random() for _ in range(4))
    yesterday = on - dt.timedelta(days=1)
    starts_on, due_on = task.starts_on or yesterday, task.due_on or on
    last = min(due_on, yesterday)
    if starts_on > last:
        return TaskPlan()
    if may_close and task.priority == Priority.RECOMMENDED and skip < pace.skips:
        reason = NOT_RELEVANT_REASONS[int(when * 1000) % len(NOT_RELEVANT_REASONS)]
        return TaskPlan(Status.NOT_RELEVANT, None, _moment(starts_on, last, when), reason)
    started = _moment(starts_on, last, when * 0.5)
    if may_close and luck < _chance(task, pace, starts_on, due_on, on):
        return TaskPlan(Status.COMPLETED, started, _moment(starts_on, last, 0.5 + when * 0.5))
    return TaskPlan(Status.IN_PROGRESS, started) if drag < 0.55 else TaskPlan()


def _chance(task: Task, pace: Pace, starts_on: dt.date, due_on: dt.date, on: dt.date) -> float:
    """Return the probability that the task is closed; higher on the critical path."""
    if due_on < on:
        missing = 1 - pace.closes_late_ones
        return 1 - missing * (0.4 if task.priority == 1 else 1.0)
    days = max((due_on - starts_on).days, 1)
    return pace.closes_running_ones * ((on - starts_on).days / days) ** 2


def _moment(first: dt.date, last: dt.date, share: float) -> dt.datetime:
    """Return a time of day in office hours, ``share`` of the way from first to last day."""
    day = first + dt.timedelta(days=int((last - first).days * share))
    while day > first and not is_workday(day):
        day -= dt.timedelta(days=1)
    minutes = int(share * 97_711) % (7 * 60)
    return at_clock(day, 8 + minutes // 60, minutes % 60)


def plan_project(
    tasks: Mapping[int, Task],
    prerequisites: Mapping[int, list[int]],
    pace: Pace,
    on: dt.date,
    rng: Random,
) -> dict[int, TaskPlan]:
    """Return the plan of each of a project's tasks, by its shared task's id."""
    plans: dict[int, TaskPlan] = {}
    for shared_task in TopologicalSorter(prerequisites).static_order():
        ready = all(plans[earlier].is_closed for earlier in prerequisites[shared_task])
        plans[shared_task] = plan_task(tasks[shared_task], pace, on, rng, may_close=ready)
    return plans
