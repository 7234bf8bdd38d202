"""Moving an item in an ordered list: one step up or down, or in front of another."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class NeighbourGone(Exception):
    """The item to move in front of is no longer in the list."""


class Step(StrEnum):
    UP = "op"
    DOWN = "ned"


@dataclass(frozen=True)
class Before:
    """In front of the item with this pk; with None last."""

    pk: int | None


def moved(order: Sequence[int], pk: int, to: Step | Before) -> list[int]:
    """Return the order with ``pk`` moved; the first stays when moved up, the last when down.

    Raises NeighbourGone.
    """
    at = order.index(pk)
    rest = [other for other in order if other != pk]
    if isinstance(to, Step):
        place = max(at + (-1 if to == Step.UP else 1), 0)
    elif to.pk is None:
        place = len(rest)
    elif to.pk == pk:
        place = at
    elif to.pk in rest:
        place = rest.index(to.pk)
    else:
        raise NeighbourGone
    return [*rest[:place], pk, *rest[place:]]
