"""Everything that changes a programme's phases and themes.

A phase's window moves the dates of live tasks, too: there ``publishing.changes.phase_windows`` is the way in.
Services hold the programme first, as publishing does, so that two editors come one after the
other. Phases have one level of sub-phases: KSD handbook 10–12.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Max, ProtectedError, Value, When

from phases.models import Phase, Theme
from projects.offsets import Offset
from projects.ordering import Before, Step, moved
from projects.programmes import hold_programme

# Months and working days are not equally long: a window is tried from several days of a year.
TRIED_FROM = [dt.date(2026, month, 1) for month in range(1, 13)]


class PhaseNumberTaken(Exception):
    """Another phase of the programme has the number."""


class ParentNotPossible(Exception):
    """It is the phase itself, a sub-phase, or the phase has sub-phases of its own."""


class PhaseHasSubPhases(Exception):
    """The sub-phases are deleted or moved first: ``number`` of them."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class InUse(Exception):
    """Shared tasks stand in the way: ``tasks`` of them."""

    def __init__(self, tasks: int) -> None:
        super().__init__(tasks)
        self.tasks = tasks


class UsedLocally(Exception):
    """Municipalities have tasks of their own here, which the centre may not even see."""


class ThemeNameTaken(Exception):
    """Another theme of the programme has the name."""


@dataclass(frozen=True)
class PhaseFacts:
    """What an editor says of a phase; the window is counted from go-live."""

    number: str
    name: str
    description: str = ""
    parent: Phase | None = None
    starts: Offset | None = None
    ends: Offset | None = None

    def give_to(self, phase: Phase) -> list[str]:
        """Let the phase be so, unsaved; return the names of the fields that differ."""
        wanted = {
            "number": self.number,
            "name": self.name,
            "description": self.description,
            "parent_id": self.parent.pk if self.parent else None,
            "starts_amount": self.starts.amount if self.starts else None,
            "starts_unit": self.starts.unit.value if self.starts else "",
            "ends_amount": self.ends.amount if self.ends else None,
            "ends_unit": self.ends.unit.value if self.ends else "",
        }
        changed = [name for name, value in wanted.items() if getattr(phase, name) != value]
        for name in changed:
            setattr(phase, name, wanted[name])
        return changed

    @property
    def ends_before_it_starts(self) -> bool:
        """Whether the window is turned round, from whatever day it is counted."""
        starts, ends = self.starts, self.ends
        if starts is None or ends is None:
            return False
        return all(ends.after(day) < starts.after(day) for day in TRIED_FROM)


@transaction.atomic
def create_phase(*, programme_id: int, facts: PhaseFacts) -> Phase:
    """Add a phase, last among those beside it. Raises PhaseNumberTaken, ParentNotPossible."""
    hold_programme(programme_id)
    theirs = Phase.objects.filter(programme=programme_id)
    last = theirs.aggregate(last=Max("position"))["last"] or 0
    phase = Phase(programme_id=programme_id, position=last + 1)
    facts.give_to(phase)
    _refuse_parent(phase, facts.parent)
    _save_phase(phase)
    lay_out(programme_id, in_tree(theirs.order_by("position")))
    return phase


@transaction.atomic
def change_phase(*, phase: Phase, facts: PhaseFacts) -> Phase:
    """Change what is said of the phase; under another parent it comes last there.

    A window that live tasks are counted from is changed by ``publishing.changes.phase_windows``.
    Raises PhaseNumberTaken, ParentNotPossible.
    """
    hold_programme(phase.programme_id)
    held = Phase.objects.get(pk=phase.pk)
    changed = facts.give_to(held)
    _refuse_parent(held, facts.parent)
    if changed:
        _save_phase(held, changed)
    if "parent_id" in changed:
        theirs = list(Phase.objects.filter(programme=phase.programme_id).order_by("position"))
        last = [one for one in theirs if one.pk != held.pk] + [held]
        lay_out(phase.programme_id, in_tree(last))
    return held


def _refuse_parent(phase: Phase, parent: Phase | None) -> None:
    if parent is None:
        return
    is_nested = parent.parent_id is not None or parent.pk == phase.pk
    if is_nested or parent.programme_id != phase.programme_id:
        raise ParentNotPossible
    if phase.pk is not None and phase.sub_phases.exists():
        raise ParentNotPossible


def _save_phase(phase: Phase, update_fields: Sequence[str] | None = None) -> None:
    try:
        with transaction.atomic():
            phase.save(update_fields=update_fields)
    except IntegrityError as error:
        if "phase_number_unique_in_programme" in str(error):
            raise PhaseNumberTaken from error
        raise


@transaction.atomic
def delete_phase(*, phase: Phase) -> None:
    """Take an empty phase out of the programme. Raises PhaseHasSubPhases, InUse,
    UsedLocally.
    """
    hold_programme(phase.programme_id)
    below = phase.sub_phases.count()
    if below:
        raise PhaseHasSubPhases(below)
    _delete(phase)


@transaction.atomic
def move_phase(*, phase: Phase, to: Step | Before) -> tuple[int, int]:
    """Move the phase, and its sub-phases with it, among those with the same parent.

    Returns its place there, from 1, and how many there are. Raises NeighbourGone.
    """
    hold_programme(phase.programme_id)
    theirs = list(Phase.objects.filter(programme=phase.programme_id).order_by("position"))
    beside = [one.pk for one in theirs if one.parent_id == phase.parent_id]
    order = moved(beside, phase.pk, to)
    places = {pk: place for place, pk in enumerate(order)}
    lay_out(phase.programme_id, in_tree(sorted(theirs, key=lambda one: places.get(one.pk, 0))))
    return places[phase.pk] + 1, len(order)


def in_tree(phases: Iterable[Phase]) -> list[Phase]:
    """Return each phase followed by its sub-phases; among their like they stay as they are."""
    found = list(phases)
    return [
        one
        for top in found
        if top.parent_id is None
        for one in (top, *(sub for sub in found if sub.parent_id == top.pk))
    ]


def lay_out(programme_id: int, order: Sequence[Phase]) -> None:
    """Number the programme's phases in this order, in one statement: no two share a place."""
    places = {phase.pk: place for place, phase in enumerate(order, 1) if phase.position != place}
    if places:
        Phase.objects.filter(programme=programme_id, pk__in=places).update(
            position=Case(*(When(pk=pk, then=Value(place)) for pk, place in places.items()))
        )


@transaction.atomic
def create_theme(*, programme_id: int, name: str, purpose: str) -> Theme:
    """Add a theme, last. Raises ThemeNameTaken."""
    hold_programme(programme_id)
    theirs = Theme.objects.filter(programme=programme_id)
    last = theirs.aggregate(last=Max("position"))["last"] or 0
    theme = Theme(programme_id=programme_id, name=name, purpose=purpose, position=last + 1)
    _save_theme(theme)
    return theme


@transaction.atomic
def change_theme(*, theme: Theme, name: str, purpose: str) -> Theme:
    """Give the theme another name or purpose. Raises ThemeNameTaken."""
    hold_programme(theme.programme_id)
    held = Theme.objects.get(pk=theme.pk)
    wanted = {"name": name, "purpose": purpose}
    changed = [field for field, value in wanted.items() if getattr(held, field) != value]
    for field in changed:
        setattr(held, field, wanted[field])
    if changed:
        _save_theme(held, changed)
    return held


def _save_theme(theme: Theme, update_fields: Sequence[str] | None = None) -> None:
    try:
        with transaction.atomic():
            theme.save(update_fields=update_fields)
    except IntegrityError as error:
        if "theme_name_unique_in_programme" in str(error):
            raise ThemeNameTaken from error
        raise


@transaction.atomic
def delete_theme(*, theme: Theme) -> None:
    """Take a theme that no task is about out of the programme. Raises InUse, UsedLocally."""
    hold_programme(theme.programme_id)
    _delete(theme)


@transaction.atomic
def move_theme(*, theme: Theme, to: Step | Before) -> tuple[int, int]:
    """Move the theme; return its place, from 1, and how many there are. Raises NeighbourGone."""
    hold_programme(theme.programme_id)
    theirs = list(Theme.objects.filter(programme=theme.programme_id).order_by("position", "pk"))
    order = moved([one.pk for one in theirs], theme.pk, to)
    positions = {one.pk: one.position for one in theirs}
    places = {pk: place for place, pk in enumerate(order, 1) if positions[pk] != place}
    if places:
        Theme.objects.filter(pk__in=places).update(
            position=Case(*(When(pk=pk, then=Value(place)) for pk, place in places.items()))
        )
    return order.index(theme.pk) + 1, len(order)


def _delete(row: Phase | Theme) -> None:
    """Delete the row that the caller holds the programme of, unless shared tasks need it."""
    tasks = row.shared_tasks.count()
    if tasks:
        raise InUse(tasks)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            row.delete()
            # What the editor cannot see, only PostgreSQL knows of; it is to say so at once.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (ProtectedError, IntegrityError) as error:
        raise UsedLocally from error
