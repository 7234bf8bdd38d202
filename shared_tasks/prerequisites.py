from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from projects.models import Programme
from shared_tasks.models import SharedTask, SharedTaskLink


class PrerequisiteCycle(Exception):
    """These tasks wait for each other: each for the next, and the last for the first."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(" -> ".join([*codes, codes[0]]))
        self.codes = codes


def refuse_cycle(
    programme: Programme, changed: Mapping[int, Collection[int]], *, first: int | None = None
) -> None:
    """See that the programme's shared tasks can be done in some order; one query.

    ``changed`` says, by pk, which prerequisites a task is about to have instead of those it has.
    The tasks in a circle are named from ``first``, where it is one of them.
    Hold the programme, so that two editors do not close a circle together.
    Raises PrerequisiteCycle.
    """
    circle = cycle_in({**prerequisites_in(programme), **changed})
    if circle:
        start = circle.index(first if first in circle else min(circle))
        pks = circle[start:] + circle[:start]
        codes = dict(SharedTask.objects.filter(pk__in=pks).values_list("pk", "code"))
        raise PrerequisiteCycle([codes[pk] for pk in pks])


def prerequisites_in(programme: Programme) -> dict[int, set[int]]:
    """Return what each shared task waits for, by pk; those that wait for nothing are left out."""
    kind = SharedTaskLink.Kind.PREREQUISITE
    links = SharedTaskLink.objects.filter(programme=programme, kind=kind)
    return waits_by_id(links.values_list("shared_task", "other"))


def cycle_in(waits: Mapping[int, Collection[int]]) -> list[int]:
    """Return those in one circle, each waiting for the next; none when there is no circle."""
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        # Each precedes the next, and the first stands at the end once more.
        return list(reversed(error.args[1][1:]))
    return []


def all_in(waits: Mapping[int, set[int]]) -> set[int]:
    return set().union(*waits.values())


def waits_by_id(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return what each waits for, from pairs of one and one it waits for."""
    waits: dict[int, set[int]] = {}
    for one, other in pairs:
        waits.setdefault(one, set()).add(other)
    return waits
