"""The phase a municipality is in on a day, from its go-live date and the phases' windows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from phases.models import Phase


@dataclass(frozen=True, order=True)
class PhaseNow:
    """Sorted in time: before the first phase, the phases, after the last, unknown."""

    position: int
    code: str
    label: str


BEFORE = PhaseNow(-1, "foer", "Ikke begyndt")
AFTER = PhaseNow(1_000_000, "efter", "Efter sidste fase")
UNKNOWN = PhaseNow(1_000_001, "uden-dato", "Uden dato")


def lowest(phases: Sequence[Phase]) -> list[Phase]:
    """Return the phases that have no sub-phases, in their order."""
    parents = {phase.parent_id for phase in phases}
    return sorted((p for p in phases if p.pk not in parents), key=lambda p: p.position)


def phase_now(phases: Sequence[Phase], go_live_on: dt.date | None, on: dt.date) -> PhaseNow:
    """Return the phase that began last; between two windows that is the one before.

    ``phases`` are the lowest ones of the programme. Windows may share a day: it belongs to the
    phase that begins on it, as it does on the project's own page.
    """
    windows = [(phase, *phase.window(go_live_on)) for phase in phases]
    begun = [(phase, ends) for phase, starts, ends in windows if starts and starts <= on]
    if not any(starts for _, starts, _ in windows):
        return UNKNOWN
    if not begun:
        return BEFORE
    phase, ends = begun[-1]
    if phase == phases[-1] and ends and ends <= on:
        return AFTER
    return PhaseNow(phase.position, phase.number, f"{phase.number} {phase.name}")
