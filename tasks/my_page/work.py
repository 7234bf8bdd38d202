"""The work on a person's page: what needs them, what is coming, and whom they wait for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count

from tasks.lights import Light
from tasks.models import Task, TaskQuerySet
from tasks.my_page.advice import next_step, whom_for
from tasks.my_page.coming import Turn, turning, turns_of
from tasks.my_page.mine import projects_led_by, tasks_of
from tasks.my_page.needs import needing
from tasks.my_page.next_up import NextUp, next_up
from tasks.my_page.waiting import prerequisites_with_people, waiting
from tasks.readings import with_news

if TYPE_CHECKING:
    from accounts.models import User

# A page to act on: the list has the rest.
NEEDS_SHOWN = 10
OTHERS_SHOWN = 5


@dataclass(frozen=True)
class Row:
    """A task, and in words what to do or whom to wait for; ``turns`` are its next lights."""

    task: Task
    words: str
    turns: list[Turn] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """The first rows of a part of the page, and how many there are in all."""

    rows: list[Row]
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


@dataclass(frozen=True)
class _First:
    tasks: list[Task]
    total: int


def read_work(user: "User", *, on: dt.date) -> Work:
    """Read the three parts; as many queries for one task as for all.

    One more counts each part that is not shown whole, and up to three look for what comes next.
    """
    led = projects_led_by(user)
    mine = tasks_of(user, led=led)
    needs = _first(needing(mine), user, NEEDS_SHOWN)
    coming = _first(turning(mine, on=on), user, OTHERS_SHOWN)
    others = _first(waiting(mine, user, on=on), user, OTHERS_SHOWN)
    before = prerequisites_with_people([*needs.tasks, *coming.tasks, *others.tasks])

    def step(task: Task) -> str:
        return next_step(task, before.get(task.pk, ()), by=user, led=led, on=on)

    def whom(task: Task) -> str:
        return whom_for(task, before.get(task.pk, ()), by=user, led=led, on=on)

    return Work(
        needs=_part(needs, step, on=on),
        coming=_part(coming, whom, on=on),
        waiting=_part(others, whom, on=on),
        counts=_count_lights(tasks_of(user, led=())),
        next_up=None if needs.tasks else next_up(user, mine, on=on),
        leads=bool(led),
    )


def _count_lights(tasks: TaskQuerySet) -> dict[str, int]:
    counted = dict(tasks.order_by().values_list("light").annotate(count=Count("pk")))
    return {light.name.lower(): counted.get(light, 0) for light in reversed(Light)}


def _first(tasks: TaskQuerySet, user: "User", limit: int) -> _First:
    """Read the first of the tasks, and count them all only when there are more."""
    shown = with_news(tasks, user).for_list().select_related("executor", "responsible")
    found = list(shown[: limit + 1])
    total = len(found) if len(found) <= limit else tasks.count()
    return _First(found[:limit], total)


def _part(first: _First, words: Callable[[Task], str], *, on: dt.date) -> Part:
    rows = [Row(task, words(task), turns_of(task, on=on)) for task in first.tasks]
    return Part(rows, first.total)
