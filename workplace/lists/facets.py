"""How many tasks the list would have with each choice of a filter, given the other filters.

One query reads a few columns of each task that the search finds, with whether it passes each
set filter; the counting is done here. A task that passes all filters counts for every choice, one
that a single filter stops counts for that filter's own choices. So the cost does not depend on
what is chosen, and each number is the length of the list that the choice leads to.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper

from projects.models import Priority
from tasks.lights import CLOSED, Light
from tasks.models import TaskQuerySet
from workplace.lists.filters import (
    ENDED,
    LOCAL,
    MANDATORY,
    ME,
    NEWS,
    NOBODY,
    OPEN,
    WITHDRAWN,
    TaskFilter,
)
from workplace.lists.order import Grouping

FACTS: Final = (
    *("light", "status", "priority", "is_withdrawn", "phase_id", "theme_id", "project_id"),
    *("executor_id", "responsible_id", "shared_task_id", "is_changed"),
)
AT: Final = {fact: at for at, fact in enumerate(FACTS)}
# Filters with few choices, all of which are shown.
SHORT: Final = ("lys", "prioritet")
ANYBODY: Final = (ME, NOBODY)
Rows = Sequence[tuple[Any, ...]]
Counting = Callable[[TaskFilter, Rows], Counter[str]]


@dataclass(frozen=True)
class Option:
    """One choice of a filter: how many tasks the list would have with it, and its address."""

    name: str
    value: str
    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its choices; in a long filter those without tasks are left out."""

    label: str
    options: list[Option]

    @property
    def is_set(self) -> bool:
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class Group:
    """The rows with the same value: how many there are, and how many of each light."""

    label: str
    count: int
    lights: dict[int, int]


class FacetCounts:
    """The counts of one list; one query, when the first count is read."""

    def __init__(self, filters: TaskFilter, tasks: TaskQuerySet) -> None:
        self.filters = filters
        self.tasks = tasks

    @cached_property
    def _passed_and_stopped(self) -> tuple[Rows, dict[str, Rows]]:
        """Return the tasks that pass all filters, and by filter those that it alone stops."""
        conditions = self.filters.conditions()
        passes = {
            f"passes_{name}": ExpressionWrapper(condition, output_field=BooleanField())
            for name, condition in conditions.items()
        }
        rows = self.tasks.order_by().values_list(*FACTS, *passes.values())
        names, start = list(conditions), len(FACTS)
        passed: list[tuple[Any, ...]] = []
        stopped: dict[str, list[tuple[Any, ...]]] = {name: [] for name in names}
        for row in rows:
            answers = row[start:]
            stops = len(names) - answers.count(True)
            if not stops:
                passed.append(row)
            elif stops == 1:
                at = next(at for at, answer in enumerate(answers) if answer is not True)
                stopped[names[at]].append(row)
        return passed, dict(stopped)

    @property
    def total(self) -> int:
        """The number of tasks in the list, on all its pages."""
        return len(self._passed_and_stopped[0])

    def counts(self, name: str) -> Counter[str]:
        """Return for each choice of the filter how many tasks the list would have."""
        passed, stopped = self._passed_and_stopped
        return COUNTED[name](self.filters, [*passed, *stopped.get(name, ())])

    def facet(self, name: str) -> Facet:
        """Return the filter with its choices; ``kun`` has the yes-or-no choices of several filters."""
        if name == "kun":
            anybody = [o for o in self._options("person") if o.value in ANYBODY]
            return Facet("Kun", [*anybody, *self._options(NEWS), *self._options(LOCAL)])
        if name == "person":
            return Facet("Person", [o for o in self._options(name) if o.value not in ANYBODY])
        return Facet(self.filters.label(name), self._options(name))

    def _options(self, name: str) -> list[Option]:
        """Return the choices that have tasks or are chosen, and all of a short filter."""
        chosen, counts = self.filters.chosen.get(name, []), self.counts(name)
        return [
            Option(name, value, label, counts[value], self.filters.toggled(name, value), is_chosen)
            for value, label in self.filters.offered(name).items()
            if (is_chosen := value in chosen) or counts[value] or name in SHORT
        ]

    def groups(self, grouping: Grouping) -> dict[Any, Group]:
        """Return the groups of the whole list by the value their rows share."""
        at, light = AT[grouping.fact], AT["light"]
        lights: dict[Any, Counter[int]] = {}
        for row in self._passed_and_stopped[0]:
            lights.setdefault(row[at], Counter())[row[light]] += 1
        return {
            key: Group(
                grouping.label_of(key, self.filters.names),
                counted.total(),
                {light.value: counted[light.value] for light in Light},
            )
            for key, counted in lights.items()
        }


def _column(rows: Rows, fact: str) -> Iterable[Any]:
    at = AT[fact]
    return (row[at] for row in rows)


def _by_value(fact: str, _filters: TaskFilter, rows: Rows) -> Counter[str]:
    counted = Counter(_column(rows, fact))
    return Counter({str(value): number for value, number in counted.items()})


def _by_phase(filters: TaskFilter, rows: Rows) -> Counter[str]:
    """Count a sub-phase's tasks for its phase, too."""
    counted = Counter(_column(rows, "phase_id"))
    return Counter(
        {
            str(phase): sum(counted[part] for part in filters.names.with_sub_phases(phase))
            for phase in filters.names.phases
        }
    )


def _by_status(_filters: TaskFilter, rows: Rows) -> Counter[str]:
    live = [row for row in rows if not row[AT["is_withdrawn"]]]
    counted: Counter[str] = Counter(_column(live, "status"))
    counted[ENDED] = sum(counted[status] for status in CLOSED)
    counted[OPEN] = len(live) - counted[ENDED]
    counted[WITHDRAWN] = len(rows) - len(live)
    return counted


def _by_priority(filters: TaskFilter, rows: Rows) -> Counter[str]:
    counted = _by_value("priority", filters, rows)
    counted[MANDATORY] = sum(
        counted[str(value)] for value in Priority if value <= Priority.MANDATORY
    )
    return counted


def _by_person(filters: TaskFilter, rows: Rows) -> Counter[str]:
    """Count a task once for somebody who is both its responsible and its executor."""
    pairs = Counter(zip(_column(rows, "executor_id"), _column(rows, "responsible_id"), strict=True))
    counted: Counter[str] = Counter()
    for pair, number in pairs.items():
        for person in set(pair) - {None}:
            counted[str(person)] += number
    counted[NOBODY] = pairs[None, None]
    counted[ME] = counted[str(filters.by.pk)]
    return counted


def _changed(_filters: TaskFilter, rows: Rows) -> Counter[str]:
    return Counter({"siden-sidst": sum(map(bool, _column(rows, "is_changed")))})


def _local(_filters: TaskFilter, rows: Rows) -> Counter[str]:
    return Counter({"ja": sum(pk is None for pk in _column(rows, "shared_task_id"))})


COUNTED: Final[dict[str, Counting]] = {
    "lys": partial(_by_value, "light"),
    "status": _by_status,
    "person": _by_person,
    "prioritet": _by_priority,
    "fase": _by_phase,
    "tema": partial(_by_value, "theme_id"),
    "projekt": partial(_by_value, "project_id"),
    NEWS: _changed,
    LOCAL: _local,
}
