"""Sorting a list of tasks, and grouping its rows."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from organisations.danish_order import DanishOrder
from tasks.lights import CLOSED, Light, Status
from tasks.models import TaskQuerySet
from workplace.lists.names import ListNames

BY_PROGRESS = Case(
    *(When(status=status, then=Value(step)) for step, status in enumerate(Status.values)),
    output_field=IntegerField(),
)
CLOSED_LAST = Case(
    When(status__in=CLOSED, then=Value(1)), default=Value(0), output_field=IntegerField()
)
BY_TITLE = DanishOrder(Coalesce("shared_task__title", "local_title"))
BY_PROGRAMME = DanishOrder("programme__name")

# What each column sorts by; the number breaks ties.
SORTS: Final[dict[str, list[Any]]] = {
    "projekt": [BY_PROGRAMME],
    "opgave": [BY_TITLE],
    "nummer": [],
    "fase": ["phase__position"],
    "tema": ["theme__position", "theme__name"],
    "lys": ["light"],
    "prioritet": ["priority"],
    "status": [BY_PROGRESS],
    "ansvarlig": ["responsible__sort_key"],
    "udfoerer": ["executor__sort_key"],
    "slutdato": ["due_on"],
}
NO_EXECUTOR = "Ingen udfører"


@dataclass(frozen=True)
class Grouping:
    """One way to group the rows: the column they share, and the order of the groups."""

    name: str
    label: str
    fact: str
    keys: tuple[Any, ...]

    def label_of(self, key: Any, names: ListNames) -> str:
        """Return the label of the group with this value."""
        match self.name:
            case "lys":
                return Light(key).label
            case "udfoerer":
                return names.people.get(key, NO_EXECUTOR)
            case "projekt":
                return (names.projects or {}).get(key, "")
            case _:
                return names.unambiguous(self.name).get(key, "")


GROUPINGS: Final = (
    Grouping("projekt", "Projekt", "project_id", (BY_PROGRAMME, F("project"))),
    Grouping("fase", "Fase", "phase_id", (BY_PROGRAMME, F("phase__position"), F("phase"))),
    Grouping(
        "tema",
        "Tema",
        "theme_id",
        (BY_PROGRAMME, F("theme__position"), F("theme__name"), F("theme")),
    ),
    Grouping("udfoerer", "Udfører", "executor_id", (F("executor__sort_key"), F("executor"))),
    Grouping("lys", "Lys", "light", (-F("light"),)),
)


def groupings(names: ListNames) -> list[Grouping]:
    """Return the ways to group a list; grouping by project is only for lists across projects."""
    return [one for one in GROUPINGS if names.is_across or one.name != "projekt"]


def sort_tasks(
    tasks: TaskQuerySet, sort: str, *, grouping: Grouping | None = None
) -> tuple[TaskQuerySet, str]:
    """Return the tasks sorted as asked, and the name of that order; empty when it is unknown.

    The default is open tasks before closed ones, and the latest first in each.
    """
    first = [_ordered(key, falls=False) for key in (grouping.keys if grouping else ())]
    column = sort.removeprefix("-")
    if column not in SORTS:
        latest = tasks.late_first()
        return latest.order_by(*first, CLOSED_LAST, *latest.query.order_by), ""
    falls = sort.startswith("-")
    keys = [_ordered(key, falls=falls) for key in SORTS[column]]
    return tasks.order_by(*first, *keys, "-pk" if falls and not keys else "pk"), sort


def _ordered(key: Any, *, falls: bool) -> OrderBy:
    """Return the key in its direction; rows without a value last in both."""
    expression = F(key) if isinstance(key, str) else key
    return OrderBy(expression, descending=falls, nulls_last=True)
