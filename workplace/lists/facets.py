"""How many tasks each choice of a filter would leave, given what the other filters say.

One light query reads a row of facts for each task that the search leaves, with whether each set
filter lets it through; the rest is counted here. A task that no filter stops counts for every
choice, and one that a single filter stops counts for that filter's own choices. So the numbers
cost the same whatever is chosen, and are the length of the list each choice leads to.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
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
# Those whose choices are few, and so stand open; a long list folds.
FEW: Final = ("lys", "prioritet")
ANYBODY: Final = (ME, NOBODY)
Rows = Sequence[tuple[Any, ...]]
Counting = Callable[[TaskFilter, Rows], Counter[str]]


@dataclass(frozen=True)
class Option:
    """One choice of a filter: how many tasks it would leave, and the list it leads to."""

    name: str
    value: str
    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its choices. Those without a task are left out where the list is long."""

    label: str
    options: list[Option]

    @property
    def is_set(self) -> bool:
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class Group:
    """The rows that share a fact: how many of them there are, and how many have each light."""

    key: Any
    label: str
    count: int
    lights: dict[int, int]


class Tally:
    """The counts of one list. Asks the database once, when the first of them is asked for."""

    def __init__(self, filters: TaskFilter, tasks: TaskQuerySet) -> None:
        self.filters = filters
        self.tasks = tasks

    @cached_property
    def _sieved(self) -> tuple[Rows, dict[str, Rows]]:
        """Return the tasks that nothing stops, and by filter those that it alone stops."""
        conditions = self.filters.conditions()
        lets = {
            f"lets_{name}": ExpressionWrapper(condition, output_field=BooleanField())
            for name, condition in conditions.items()
        }
        rows = self.tasks.order_by().values_list(*FACTS, *lets.values())
        names, start = list(conditions), len(FACTS)
        through: list[tuple[Any, ...]] = []
        stopped: dict[str, list[tuple[Any, ...]]] = {name: [] for name in names}
        for row in rows:
            answers = row[start:]
            stops = len(names) - answers.count(True)
            if not stops:
                through.append(row)
            elif stops == 1:
                at = next(at for at, answer in enumerate(answers) if answer is not True)
                stopped[names[at]].append(row)
        return through, dict(stopped)

    @property
    def total(self) -> int:
        """The number of tasks in the list, on all its pages."""
        return len(self._sieved[0])

    def _given_others(self, name: str) -> Rows:
        through, stopped = self._sieved
        return [*through, *stopped.get(name, ())]

    def counts(self, name: str) -> Counter[str]:
        """Return by choice of the filter how many tasks there would be with it alone."""
        rows = self._given_others(name)
        return COUNTED[name](self.filters, rows)

    def facet(self, name: str) -> Facet:
        """Return the filter with its choices; ``kun`` gathers the short ones of several."""
        if name == "kun":
            anybody = [o for o in self._options("person") if o.value in ANYBODY]
            return Facet("Kun", [*anybody, *self._options(NEWS), *self._options(LOCAL)])
        if name == "person":
            return Facet("Person", [o for o in self._options(name) if o.value not in ANYBODY])
        return Facet(self.filters.label(name), self._options(name))

    def _options(self, name: str) -> list[Option]:
        """Return the choices that leave something or are chosen, and all where they are few."""
        chosen, counts = self.filters.chosen.get(name, []), self.counts(name)
        return [
            Option(name, value, label, counts[value], self.filters.toggled(name, value), is_chosen)
            for value, label in self.filters.offered(name).items()
            if (is_chosen := value in chosen) or counts[value] or name in FEW
        ]

    def groups(self, grouping: Grouping) -> dict[Any, Group]:
        """Return the groups of the whole list by what their rows share."""
        at, light = AT[grouping.fact], AT["light"]
        lights: dict[Any, Counter[int]] = {}
        for row in self._sieved[0]:
            lights.setdefault(row[at], Counter())[row[light]] += 1
        return {
            key: Group(
                key,
                grouping.called(key, self.filters.terms),
                counted.total(),
                {light.value: counted[light.value] for light in Light},
            )
            for key, counted in lights.items()
        }


def _column(rows: Rows, fact: str) -> Iterable[Any]:
    at = AT[fact]
    return (row[at] for row in rows)


def _plain(fact: str) -> Counting:
    """Return a counting of the choices that are a fact's values."""

    def count(_filters: TaskFilter, rows: Rows) -> Counter[str]:
        counted = Counter(_column(rows, fact))
        return Counter({str(value): number for value, number in counted.items()})

    return count


def _by_phase(filters: TaskFilter, rows: Rows) -> Counter[str]:
    """A phase counts its sub-phases' tasks, too."""
    counted = Counter(_column(rows, "phase_id"))
    return Counter(
        {
            str(phase): sum(counted[part] for part in filters.terms.within(phase))
            for phase in filters.terms.phases
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
    counted = _plain("priority")(filters, rows)
    counted[MANDATORY] = sum(
        counted[str(value)] for value in Priority if value <= Priority.MANDATORY
    )
    return counted


def _by_person(filters: TaskFilter, rows: Rows) -> Counter[str]:
    """Whoever is both responsible and executor has one task of it."""
    pairs = Counter(zip(_column(rows, "executor_id"), _column(rows, "responsible_id"), strict=True))
    counted: Counter[str] = Counter()
    for pair, number in pairs.items():
        for person in set(pair) - {None}:
            counted[str(person)] += number
    counted[NOBODY] = pairs[None, None]
    counted[ME] = counted[str(filters.by.pk)]
    return counted


def _news(_filters: TaskFilter, rows: Rows) -> Counter[str]:
    return Counter({"siden-sidst": sum(map(bool, _column(rows, "is_changed")))})


def _local(_filters: TaskFilter, rows: Rows) -> Counter[str]:
    return Counter(
        {"ja": sum(shared_task is None for shared_task in _column(rows, "shared_task_id"))}
    )


COUNTED: Final[dict[str, Counting]] = {
    "lys": _plain("light"),
    "status": _by_status,
    "person": _by_person,
    "prioritet": _by_priority,
    "fase": _by_phase,
    "tema": _plain("theme_id"),
    "projekt": _plain("project_id"),
    NEWS: _news,
    LOCAL: _local,
}
