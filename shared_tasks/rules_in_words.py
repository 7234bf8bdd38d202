"""Date rules as they are read: »10 arbejdsdage efter fasens start«."""

from django.utils.formats import date_format

from phases.models import Phase
from projects.offsets import Unit
from shared_tasks.deadlines import DateRule
from shared_tasks.models import Anchor

NO_DATE_IN_WORDS = "ingen dato"
ANCHORS = {
    Anchor.GO_LIVE: "idriftsættelsen",
    Anchor.WAVE_START: "bølgens start",
    Anchor.PHASE_START: "fasens start",
    Anchor.PHASE_END: "fasens slutning",
    Anchor.PUBLICATION: "udgivelsen",
}
ONE = {Unit.DAY: "1 dag", Unit.WORKDAY: "1 arbejdsdag", Unit.MONTH: "1 måned"}


def rule_in_words(rule: DateRule) -> str:
    """Return what the rule says; »ingen dato« when it gives none."""
    if rule.anchor == Anchor.FIXED and rule.fixed_on:
        return date_format(rule.fixed_on, "j. F Y")
    if not rule.anchor or rule.amount is None:
        return NO_DATE_IN_WORDS
    return offset_in_words(rule.amount, rule.unit, ANCHORS[Anchor(rule.anchor)])


def offset_in_words(amount: int, unit: str, anchor: str) -> str:
    """Return so much before (negative) or after the anchor, which is given in words."""
    if amount == 0:
        return f"på dagen for {anchor}"
    size = abs(amount)
    much = ONE[Unit(unit)] if size == 1 else f"{size} {Unit(unit).label}"
    return f"{much} {'før' if amount < 0 else 'efter'} {anchor}"


def window_in_words(phase: Phase) -> tuple[str, str]:
    """Return when the phase starts and ends; »ingen dato« where its window does not say."""
    bounds = ((phase.starts_amount, phase.starts_unit), (phase.ends_amount, phase.ends_unit))
    start, end = (
        NO_DATE_IN_WORDS
        if amount is None
        else offset_in_words(amount, unit, ANCHORS[Anchor.GO_LIVE])
        for amount, unit in bounds
    )
    return start, end
