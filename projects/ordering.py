"""What editors put in order: one step up or down, or in front of another."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class NeighbourGone(Exception):
    """What it was to stand in front of is no longer beside it."""


class Step(StrEnum):
    UP = "op"
    DOWN = "ned"


@dataclass(frozen=True)
class Before:
    """In front of the neighbour with this pk; of none, last."""

    pk: int | None


def moved(order: Sequence[int], pk: int, to: Step | Before) -> list[int]:
    """Return the order with ``pk`` moved; the first cannot go up, nor the last down.

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
