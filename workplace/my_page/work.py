"""The work on a person's page: what needs them, what is coming, and whom they wait for.

All their open tasks are read as a few columns; only those shown are read as model objects. So
hundreds of tasks cost as much as twenty, and those not shown are still counted.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phases.models import Phase
from projects.models import Project
from tasks.lights import Light
from tasks.models import Task
from workplace.my_page.advice import next_step, whom_for
from workplace.my_page.open_tasks import (
    LightChange,
    OpenTask,
    light_changes,
    needing,
    projects_led_by,
    read_open_tasks,
    read_prerequisites,
    turning,
    waiting,
)
from workplace.task_page.seen import with_news

if TYPE_CHECKING:
    from accounts.models import User

# The list has the rest.
NEEDS_SHOWN = 10
OTHERS_SHOWN = 5
# The projects searched for a coming phase or go-live.
PROJECTS_READ = 20


@dataclass(frozen=True)
class MyTask:
    """A task, what to do or whom to wait for in words, and its coming changes of light."""

    task: Task
    words: str
    turns: list[LightChange]


@dataclass(frozen=True)
class WorkPart:
    """The first rows of a part of the page, and the number of all."""

    rows: list[MyTask]
    total: int


@dataclass(frozen=True)
class NextUp:
    """A coming day, and what happens on it: »starter« 3. marts."""

    on: dt.date
    name: str
    happens: str
    url: str


@dataclass(frozen=True)
class Work:
    """The parts of the page; ``counts`` are the person's open tasks by light, worst first.

    ``next_up`` is read only when nothing needs the person; ``leads`` means that tasks without
    people need them, too.
    """

    needs: WorkPart
    coming: WorkPart
    waiting: WorkPart
    counts: dict[str, int]
    next_up: NextUp | None
    leads: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def read_work(user: "User", *, on: dt.date) -> Work:
    """Read the three parts: six queries at most, and two for what comes next."""
    led = projects_led_by(user)
    mine = read_open_tasks(user, led=led)
    waits = read_prerequisites(mine)
    needs, coming = needing(mine), turning(mine, on=on)
    others = waiting(mine, waits, by=user, on=on)
    shown = {
        one.pk for one in (*needs[:NEEDS_SHOWN], *coming[:OTHERS_SHOWN], *others[:OTHERS_SHOWN])
    }
    named = {one.pk for pk in shown for one in waits.get(pk, ())}
    tasks = (
        with_news(Task.objects.filter(pk__in=shown | named), user)
        .for_list()
        .select_related("executor", "responsible")
        .in_bulk()
    )

    def part(found: Sequence[OpenTask], limit: int, advice: Callable[..., str]) -> WorkPart:
        rows = []
        for task in (tasks[one.pk] for one in found[:limit] if one.pk in tasks):
            before = [tasks[one.pk] for one in waits.get(task.pk, ()) if one.pk in tasks]
            words = advice(task, before, by=user, led=led, on=on)
            rows.append(MyTask(task, words, light_changes(task, on=on)))
        return WorkPart(rows, len(found))

    return Work(
        needs=part(needs, NEEDS_SHOWN, next_step),
        coming=part(coming, OTHERS_SHOWN, whom_for),
        waiting=part(others, OTHERS_SHOWN, whom_for),
        counts=_count_lights(task for task in mine if user.pk in task.people),
        next_up=None if needs else next_up(user, mine, on=on),
        leads=bool(led),
    )


def _count_lights(tasks: Iterable[OpenTask]) -> dict[str, int]:
    counted = Counter(task.light for task in tasks)
    return {light.name.lower(): counted[light] for light in reversed(Light)}


def next_up(user: "User", tasks: Iterable[OpenTask], *, on: dt.date) -> NextUp | None:
    """Return the next of the tasks to start or be due, else the next phase or go-live.

    One query when there is a task, else two.
    """
    days = [(_next_day(task, on), task.priority, task.pk) for task in tasks]
    coming = [(day, priority, pk) for day, priority, pk in days if day is not None]
    if not coming:
        return _next_in_projects(user, on)
    day, _, pk = min(coming)
    task = Task.objects.visible_to(user).for_list().filter(pk=pk).first()
    if task is None:
        return None
    happens = "starter" if day == task.starts_on else "skal være færdig"
    return NextUp(day, task.title, happens, task.get_absolute_url())


def _next_day(task: OpenTask, on: dt.date) -> dt.date | None:
    """Return the day it starts or, after that, the day it is due."""
    if task.starts_on is not None and task.starts_on > on:
        return task.starts_on
    return task.due_on if task.due_on is not None and task.due_on >= on else None


def _next_in_projects(user: "User", on: dt.date) -> NextUp | None:
    projects = list(Project.objects.visible_to(user).for_list().order_by("pk")[:PROJECTS_READ])
    phases = Phase.objects.filter(programme__in={one.programme_id for one in projects})
    coming = _days_of(projects, list(phases.order_by("position")))
    return min((one for one in coming if one.on > on), key=lambda one: one.on, default=None)


def _days_of(projects: Iterable[Project], phases: list[Phase]) -> Iterator[NextUp]:
    for project in projects:
        go_live_on, url = project.live_date(), project.get_absolute_url()
        for phase in phases:
            starts_on, _ = phase.window(go_live_on)
            if phase.programme_id == project.programme_id and starts_on:
                name = f"{phase.name} i {project.programme}"
                yield NextUp(starts_on, name, "begynder", url)
        if go_live_on:
            yield NextUp(go_live_on, project.programme.name, "går i drift", url)
