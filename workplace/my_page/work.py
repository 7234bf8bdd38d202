"""The work on a person's page: what needs them, what is coming, and whom they wait for.

All their open tasks are read as a few columns and parted here; only the rows that are shown are
read as tasks. So a person with hundreds pays for twenty, and what is not shown is still counted.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tasks.lights import Light
from tasks.models import Task
from workplace.my_page.advice import next_step, whom_for
from workplace.my_page.coming import Turn, turning, turns_of
from workplace.my_page.mine import Mine, projects_led_by, read_mine
from workplace.my_page.needs import needing
from workplace.my_page.next_up import NextUp, next_up
from workplace.my_page.waiting import open_before, waiting
from workplace.task_page.seen import with_news

if TYPE_CHECKING:
    from accounts.models import User

# A page to act on: the list has the rest.
NEEDS_SHOWN = 10
OTHERS_SHOWN = 5


@dataclass(frozen=True)
class MyTask:
    """A task, and in words what to do or whom to wait for; ``turns`` are its next lights."""

    task: Task
    words: str
    turns: list[Turn] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """The first rows of a part of the page, and how many there are in all."""

    rows: list[MyTask]
    total: int


@dataclass(frozen=True)
class Work:
    """All of it; ``counts`` are the person's open tasks by light, worst first.

    ``next_up`` is what comes next, looked up only when nothing needs the person; ``leads`` says
    that what nobody has needs them, too.
    """

    needs: Part
    coming: Part
    waiting: Part
    counts: dict[str, int]
    next_up: NextUp | None
    leads: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def read_work(user: "User", *, on: dt.date) -> Work:
    """Read the three parts: six queries at most, and two for what comes next."""
    led = projects_led_by(user)
    mine = read_mine(user, led=led)
    waits = open_before(mine)
    needs, coming = needing(mine), turning(mine, on=on)
    others = waiting(mine, waits, by=user, on=on)
    shown = [*needs[:NEEDS_SHOWN], *coming[:OTHERS_SHOWN], *others[:OTHERS_SHOWN]]
    numbers = {one.pk for task in shown for one in waits.get(task.pk, ())}
    tasks = _read_tasks({task.pk for task in shown} | numbers, user)

    def before(task: Task) -> list[Task]:
        return [tasks[one.pk] for one in waits.get(task.pk, ()) if one.pk in tasks]

    def step(task: Task) -> str:
        return next_step(task, before(task), by=user, led=led, on=on)

    def whom(task: Task) -> str:
        return whom_for(task, before(task), by=user, led=led, on=on)

    def part(found: Sequence[Mine], limit: int, words: Callable[[Task], str]) -> Part:
        rows = (tasks[one.pk] for one in found[:limit] if one.pk in tasks)
        return Part([MyTask(task, words(task), turns_of(task, on=on)) for task in rows], len(found))

    return Work(
        needs=part(needs, NEEDS_SHOWN, step),
        coming=part(coming, OTHERS_SHOWN, whom),
        waiting=part(others, OTHERS_SHOWN, whom),
        counts=_count_lights(task for task in mine if user.pk in task.people),
        next_up=None if needs else next_up(user, mine, on=on),
        leads=bool(led),
    )


def _read_tasks(numbers: set[int], user: "User") -> dict[int, Task]:
    """Read the tasks that are shown or named, with their people; one query, or none."""
    shown = with_news(Task.objects.filter(pk__in=numbers), user).for_list()
    return {task.pk: task for task in shown.select_related("executor", "responsible")}


def _count_lights(tasks: Iterable[Mine]) -> dict[str, int]:
    counted = Counter(task.light for task in tasks)
    return {light.name.lower(): counted[light] for light in reversed(Light)}
