"""What turns yellow or red in the next two weeks if nobody does anything. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.lights import Light, LightFacts, light_changes_on, light_on
from workplace.my_page.mine import Mine

TWO_WEEKS = dt.timedelta(days=14)


@dataclass(frozen=True)
class Turn:
    """The day a task gets another light, and which."""

    on: dt.date
    light: Light


def turning(mine: Iterable[Mine], *, on: dt.date) -> list[Mine]:
    """Return those that are well today and not in two weeks, the first to turn first."""
    return sorted((task for task in mine if turns_soon(task, on=on)), key=_place)


def turns_soon(task: Mine, *, on: dt.date) -> bool:
    """Whether the task is well today and not in two weeks."""
    turns_on = task.light_changes_on
    return task.light < Light.YELLOW and turns_on is not None and turns_on <= on + TWO_WEEKS


def turns_of(task: LightFacts, *, on: dt.date) -> list[Turn]:
    """Return how time alone will turn the task within two weeks: yellow, red, or both."""
    turns: list[Turn] = []
    day = light_changes_on(task, on)
    while day is not None and day <= on + TWO_WEEKS:
        turns.append(Turn(day, light_on(task, day)))
        day = light_changes_on(task, day)
    return turns


def _place(task: Mine) -> tuple[dt.date, int, int]:
    return task.light_changes_on or dt.date.max, task.priority, task.pk
