"""What needs a person now: their red and yellow tasks, in the order to take them. Pure."""

import datetime as dt
from collections.abc import Iterable

from tasks.lights import Light
from workplace.my_page.mine import Mine


def needing(mine: Iterable[Mine]) -> list[Mine]:
    """Return those that are red by priority, then those that are yellow by due date.

    So: red on the critical path first, then red and mandatory, then red and recommended.
    """
    return sorted((task for task in mine if task.light >= Light.YELLOW), key=_place)


def _place(task: Mine) -> tuple[int, int, dt.date, int, int]:
    of_red = task.priority if task.light == Light.RED else 0
    return -task.light, of_red, task.due_on or dt.date.max, task.priority, task.pk
