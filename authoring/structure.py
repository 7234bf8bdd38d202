"""A programme's phases and themes as its editors see them, in order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count

from phases.models import Phase, Theme
from projects.models import Programme
from shared_tasks.rules_in_words import window_in_words

T = TypeVar("T", Phase, Theme)


@dataclass(frozen=True)
class StructureRow(Generic[T]):
    """A phase or theme, named on the page, with how many tasks and where among its like."""

    thing: T
    name: str
    tasks: int
    is_first: bool
    is_last: bool
    window: tuple[str, str] = ("", "")


def phase_rows(programme: Programme) -> list[StructureRow[Phase]]:
    """Return the phases, each followed by its sub-phases, with how many tasks; one query."""
    phases = list(programme.phases.annotate(tasks_there=Count("shared_tasks")).order_by("position"))
    beside: dict[int | None, list[int]] = defaultdict(list)
    for phase in phases:
        beside[phase.parent_id].append(phase.pk)
    return [
        _row(phase, phase.tasks_there, beside[phase.parent_id], window_in_words(phase))
        for phase in phases
    ]


def theme_rows(programme: Programme) -> list[StructureRow[Theme]]:
    """Return the themes in order, with how many tasks are about each; one query."""
    themes = list(
        programme.themes.annotate(tasks_there=Count("shared_tasks")).order_by("position", "pk")
    )
    order = [theme.pk for theme in themes]
    return [_row(theme, theme.tasks_there, order) for theme in themes]


def _row(
    thing: T, tasks: int, beside: Sequence[int], window: tuple[str, str] = ("", "")
) -> StructureRow[T]:
    name = f"{thing._meta.model_name}-{thing.pk}"
    return StructureRow(thing, name, tasks, thing.pk == beside[0], thing.pk == beside[-1], window)


def possible_parents(programme: Programme, phase: Phase | None = None) -> Iterable[Phase]:
    """Return what the phase may be a part of: nothing when it has parts itself."""
    above = programme.phases.filter(parent=None).order_by("position")
    if phase is None:
        return above
    return above.none() if phase.sub_phases.exists() else above.exclude(pk=phase.pk)
