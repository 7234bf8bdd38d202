"""Every change of a programme's phases and themes.

A change of a phase's window also moves the dates of live tasks: use
``publishing.changes.phase_windows`` for it. Services lock the programme first, as publishing does,
so that two editors take turns. Phases have one level of sub-phases: KSD handbook 10–12.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Max, Model, ProtectedError, Value, When

from phases.models import Phase, Theme
from projects.locks import lock_programme
from projects.offsets import Offset
from projects.ordering import Before, Step, moved
from projects.saving import save_unique, set_changed

# Months and working days vary in length: a window is tested from several days of a year.
TRIED_FROM = [dt.date(2026, month, 1) for month in range(1, 13)]


class PhaseNumberTaken(Exception):
    """Another phase of the programme has the number."""


class ParentNotPossible(Exception):
    """The parent is the phase itself or a sub-phase, or the phase has sub-phases of its own."""


class PhaseHasSubPhases(Exception):
    """The phase has ``number`` sub-phases, which must be deleted or moved first."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class InUse(Exception):
    """The phase or theme has ``tasks`` shared tasks."""

    def __init__(self, tasks: int) -> None:
        super().__init__(tasks)
        self.tasks = tasks


class UsedLocally(Exception):
    """Municipalities have local tasks here, which the centre may not see."""


class ThemeNameTaken(Exception):
    """Another theme of the programme has the name."""


TAKEN = {
    "phase_number_unique_in_programme": PhaseNumberTaken,
    "theme_name_unique_in_programme": ThemeNameTaken,
}


def window_columns(starts: Offset | None, ends: Offset | None) -> dict[str, int | str | None]:
    return {
        "starts_amount": starts.amount if starts else None,
        "starts_unit": starts.unit.value if starts else "",
        "ends_amount": ends.amount if ends else None,
        "ends_unit": ends.unit.value if ends else "",
    }


@dataclass(frozen=True)
class PhaseFacts:
    """A phase as an editor writes it; the window is relative to go-live."""

    number: str
    name: str
    description: str = ""
    parent: Phase | None = None
    starts: Offset | None = None
    ends: Offset | None = None

    def give_to(self, phase: Phase) -> list[str]:
        """Set the phase's fields, unsaved; return the names of those that differ."""
        wanted = {
            "number": self.number,
            "name": self.name,
            "description": self.description,
            "parent_id": self.parent.pk if self.parent else None,
            **window_columns(self.starts, self.ends),
        }
        return set_changed(phase, wanted)

    @property
    def ends_before_it_starts(self) -> bool:
        """Whether the window ends before it starts, whatever the day of go-live."""
        starts, ends = self.starts, self.ends
        if starts is None or ends is None:
            return False
        return all(ends.after(day) < starts.after(day) for day in TRIED_FROM)


@transaction.atomic
def create_phase(*, programme_id: int, facts: PhaseFacts) -> Phase:
    """Add a phase, last among its siblings. Raises PhaseNumberTaken, ParentNotPossible."""
    lock_programme(programme_id)
    phase = Phase(programme_id=programme_id, position=_next_position(Phase, programme_id))
    facts.give_to(phase)
    _refuse_parent(phase, facts.parent)
    save_unique(phase, TAKEN)
    _set_positions(in_tree(_phases_of(programme_id)))
    return phase


@transaction.atomic
def change_phase(*, phase: Phase, facts: PhaseFacts) -> Phase:
    """Change the phase; under another parent it comes last there.

    A window that live tasks are counted from is changed by ``publishing.changes.phase_windows``.
    Raises PhaseNumberTaken, ParentNotPossible.
    """
    lock_programme(phase.programme_id)
    held = Phase.objects.get(pk=phase.pk)
    changed = facts.give_to(held)
    _refuse_parent(held, facts.parent)
    save_unique(held, TAKEN, changed)
    if "parent_id" in changed:
        others = [one for one in _phases_of(phase.programme_id) if one.pk != held.pk]
        _set_positions(in_tree([*others, held]))
    return held


def _refuse_parent(phase: Phase, parent: Phase | None) -> None:
    if parent is None:
        return
    is_nested = parent.parent_id is not None or parent.pk == phase.pk
    if is_nested or parent.programme_id != phase.programme_id:
        raise ParentNotPossible
    if phase.pk is not None and phase.sub_phases.exists():
        raise ParentNotPossible


@transaction.atomic
def delete_phase(*, phase: Phase) -> None:
    """Delete an empty phase. Raises PhaseHasSubPhases, InUse, UsedLocally."""
    lock_programme(phase.programme_id)
    below = phase.sub_phases.count()
    if below:
        raise PhaseHasSubPhases(below)
    _delete(phase)


@transaction.atomic
def move_phase(*, phase: Phase, to: Step | Before) -> tuple[int, int]:
    """Move the phase, and its sub-phases with it, among those with the same parent.

    Returns its place there, from 1, and how many there are. Raises NeighbourGone.
    """
    lock_programme(phase.programme_id)
    theirs = _phases_of(phase.programme_id)
    siblings = [one.pk for one in theirs if one.parent_id == phase.parent_id]
    order = moved(siblings, phase.pk, to)
    places = {pk: place for place, pk in enumerate(order)}
    _set_positions(in_tree(sorted(theirs, key=lambda one: places.get(one.pk, 0))))
    return places[phase.pk] + 1, len(order)


def _phases_of(programme_id: int) -> list[Phase]:
    return list(Phase.objects.filter(programme=programme_id).order_by("position"))


def in_tree(phases: Iterable[Phase]) -> list[Phase]:
    """Return each phase followed by its sub-phases; siblings keep their order."""
    found = list(phases)
    return [
        one
        for top in found
        if top.parent_id is None
        for one in (top, *(sub for sub in found if sub.parent_id == top.pk))
    ]


@transaction.atomic
def create_theme(*, programme_id: int, name: str, purpose: str) -> Theme:
    """Add a theme, last. Raises ThemeNameTaken."""
    lock_programme(programme_id)
    position = _next_position(Theme, programme_id)
    theme = Theme(programme_id=programme_id, name=name, purpose=purpose, position=position)
    save_unique(theme, TAKEN)
    return theme


@transaction.atomic
def change_theme(*, theme: Theme, name: str, purpose: str) -> Theme:
    """Give the theme another name or purpose. Raises ThemeNameTaken."""
    lock_programme(theme.programme_id)
    held = Theme.objects.get(pk=theme.pk)
    save_unique(held, TAKEN, set_changed(held, {"name": name, "purpose": purpose}))
    return held


@transaction.atomic
def delete_theme(*, theme: Theme) -> None:
    """Delete a theme without tasks. Raises InUse, UsedLocally."""
    lock_programme(theme.programme_id)
    _delete(theme)


@transaction.atomic
def move_theme(*, theme: Theme, to: Step | Before) -> tuple[int, int]:
    """Move the theme; return its place, from 1, and how many there are. Raises NeighbourGone."""
    lock_programme(theme.programme_id)
    theirs = Theme.objects.filter(programme=theme.programme_id).order_by("position", "pk")
    by_pk = {one.pk: one for one in theirs}
    order = moved(list(by_pk), theme.pk, to)
    _set_positions([by_pk[pk] for pk in order])
    return order.index(theme.pk) + 1, len(order)


def _next_position(model: type[Model], programme_id: int) -> int:
    theirs = model._default_manager.filter(programme=programme_id)
    return (theirs.aggregate(last=Max("position"))["last"] or 0) + 1


def _set_positions(rows: Sequence[Phase | Theme]) -> None:
    """Number the rows in this order, in one statement: no two share a position."""
    places = {row.pk: place for place, row in enumerate(rows, 1) if row.position != place}
    if places:
        type(rows[0])._default_manager.filter(pk__in=places).update(
            position=Case(*(When(pk=pk, then=Value(place)) for pk, place in places.items()))
        )


def _delete(row: Phase | Theme) -> None:
    """Delete the row, whose programme is locked, unless tasks use it."""
    tasks = row.shared_tasks.count()
    if tasks:
        raise InUse(tasks)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            row.delete()
            # Only PostgreSQL knows of local tasks, which the editor cannot see: check them now.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (ProtectedError, IntegrityError) as error:
        raise UsedLocally from error
