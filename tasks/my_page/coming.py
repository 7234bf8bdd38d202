"""What turns yellow or red in the next two weeks if nobody does anything."""

import datetime as dt
from dataclasses import dataclass

from tasks.lights import Light, light_changes_on, light_on
from tasks.models import Task, TaskQuerySet

TWO_WEEKS = dt.timedelta(days=14)


@dataclass(frozen=True)
class Turn:
    """The day a task gets another light, and which."""

    on: dt.date
    light: Light


def turning(tasks: TaskQuerySet, *, on: dt.date) -> TaskQuerySet:
    """Return those that are well today and not in two weeks, the first to turn first."""
    well = tasks.filter(light__lt=Light.YELLOW, light_changes_on__lte=on + TWO_WEEKS)
    return well.order_by("light_changes_on", "priority", "pk")


def turns_of(task: Task, *, on: dt.date) -> list[Turn]:
    """Return how time alone will turn the task within two weeks: yellow, red, or both."""
    turns: list[Turn] = []
    day = light_changes_on(task, on)
    while day is not None and day <= on + TWO_WEEKS:
        turns.append(Turn(day, light_on(task, day)))
        day = light_changes_on(task, day)
    return turns
