"""What the values of a plan are called in files, and what is understood in their place."""

import datetime as dt
import re
from typing import TypeVar

from authoring.plans.problems import Unreadable
from projects.models import Priority
from projects.offsets import Offset, Unit
from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import Anchor, SharedTaskAttachment, TaskKind

FURTHEST = 9_999
YEARS = range(2000, 2100)
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
BEFORE, AFTER = "før", "efter"
K = TypeVar("K")

PRIORITIES = {priority.value: f"{priority.value} {priority.label}" for priority in Priority}
KINDS = {kind.value: str(kind.label) for kind in TaskKind}
ANCHORS = {anchor.value: str(anchor.label) for anchor in Anchor}
UNITS = {unit.value: str(unit.label) for unit in Unit}
SINGULAR = {Unit.DAY.value: "dag", Unit.WORKDAY.value: "arbejdsdag", Unit.MONTH.value: "måned"}
ATTACHMENTS = {kind.value: str(kind.label) for kind in SharedTaskAttachment.Kind}

# What else people and other programs write.
OTHER_PRIORITIES = {
    **{str(priority.value): priority.value for priority in Priority},
    **{priority.label.casefold(): priority.value for priority in Priority},
    **{f"prioritet {priority.value}": priority.value for priority in Priority},
    **{f"{priority.label.casefold()} opgave": priority.value for priority in Priority},
    "valgfri": Priority.RECOMMENDED.value,
    "kritisk vej": Priority.CRITICAL.value,
}
OTHER_UNITS = {
    **{singular: unit for unit, singular in SINGULAR.items()},
    "hverdage": Unit.WORKDAY.value,
    "hverdag": Unit.WORKDAY.value,
    "kalenderdage": Unit.DAY.value,
}
OTHER_ANCHORS = {
    "idriftsættelsen": Anchor.GO_LIVE.value,
    "ibrugtagning": Anchor.GO_LIVE.value,
    "go-live": Anchor.GO_LIVE.value,
    "udgivelse": Anchor.PUBLICATION.value,
    "bølgestart": Anchor.WAVE_START.value,
}


def folded(said: str) -> str:
    return " ".join(said.casefold().split())


def understood(said: str, words: dict[K, str], others: dict[str, K], what: str) -> K:
    """Return the value that one of the words stands for. Raises Unreadable."""
    known = {folded(word): value for value, word in words.items()} | others
    if folded(said) not in known:
        listed = ", ".join(f"»{word}«" for word in words.values())
        raise Unreadable(f"»{said}« er ikke {what}. Vælg mellem {listed}.")
    return known[folded(said)]


def priority_of(said: str) -> int:
    return understood(said, PRIORITIES, OTHER_PRIORITIES, "en prioritet")


def kind_of(said: str) -> str:
    return understood(said, KINDS, {}, "en type")


def unit_of(said: str) -> str:
    return understood(said, UNITS, OTHER_UNITS, "en enhed")


def anchor_of(said: str) -> str:
    return understood(said, ANCHORS, OTHER_ANCHORS, "noget, en dato kan regnes fra")


def attachment_kind_of(said: str) -> str:
    return understood(said, ATTACHMENTS, {}, "en slags bilag")


def say_date(date: dt.date) -> str:
    return f"{date.day}. {MONTHS[date.month - 1]} {date.year}"


WRITTEN_OUT = re.compile(r"(\d{1,2})\.? ([a-zæøå]{3,9})\.? (\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DANISH = re.compile(r"(\d{1,2})(?:-(\d{1,2})-|\.(\d{1,2})\.|/(\d{1,2})-)(\d{4})")
SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def date_of(said: str) -> dt.date:
    """Return the day a text names, when it can only be that one. Raises Unreadable."""
    text = folded(said)
    if match := ISO.fullmatch(text):
        return _day(said, *map(int, match.groups()))
    if match := WRITTEN_OUT.fullmatch(text):
        return _day(said, int(match[3]), _month(said, match[2]), int(match[1]))
    if match := DANISH.fullmatch(text):
        month = next(int(part) for part in match.groups()[1:4] if part)
        return _day(said, int(match[5]), month, int(match[1]))
    if match := SLASHES.fullmatch(text):
        first, second, year = map(int, match.groups())
        if first > 12 or first == second:
            return _day(said, year, second, first)
        raise Unreadable(
            f"»{said}« kan læses på to måder. Skriv datoen ud, fx »{say_date(EXAMPLE)}«."
        )
    raise Unreadable(f"»{said}« er ikke en dato. Skriv den fx »{say_date(EXAMPLE)}«.")


EXAMPLE = dt.date(2027, 3, 1)


def _month(said: str, name: str) -> int:
    found = [number for number, month in enumerate(MONTHS, 1) if month.startswith(name)]
    if len(found) != 1:
        raise Unreadable(f"»{said}« er ikke en dato. Skriv den fx »{say_date(EXAMPLE)}«.")
    return found[0]


def _day(said: str, year: int, month: int, day: int) -> dt.date:
    try:
        return in_range(dt.date(year, month, day))
    except ValueError as error:
        raise Unreadable(f"»{said}« findes ikke i kalenderen.") from error


def in_range(date: dt.date) -> dt.date:
    if date.year not in YEARS:
        raise Unreadable(
            f"{say_date(date)} ligger uden for årene {YEARS.start}–{YEARS.stop - 1}. Ret årstallet."
        )
    return date


def say_offset(offset: Offset) -> str:
    """Return »3 måneder før« or »1 dag efter«; zero is after."""
    amount, unit = abs(offset.amount), offset.unit.value
    word = SINGULAR[unit] if amount == 1 else UNITS[unit]
    return f"{amount} {word} {BEFORE if offset.amount < 0 else AFTER}"


def say_rule(rule: DateRule) -> str:
    """Return »10 arbejdsdage før fasens slutning«, »1. marts 2027«, or nothing."""
    if rule.anchor == Anchor.FIXED and rule.fixed_on:
        return say_date(rule.fixed_on)
    if not rule.anchor or rule.amount is None:
        return ""
    return f"{say_offset(Offset(rule.amount, Unit(rule.unit)))} {ANCHORS[rule.anchor]}"


OFFSET = re.compile(r"(\d{1,4}) ([a-zæøå]+) (før|efter)(?: (.+))?")


def rule_of(said: str) -> DateRule:
    """Return the rule that ``say_rule`` says so. Raises Unreadable."""
    if not said.strip():
        return NO_DATE
    if match := OFFSET.fullmatch(folded(said)):
        anchor = anchor_of(match[4] or ANCHORS[Anchor.GO_LIVE])
        if anchor != Anchor.FIXED:
            return DateRule(anchor, signed(int(match[1]), match[3]), unit_of(match[2]))
    return DateRule(Anchor.FIXED.value, fixed_on=date_of(said))


def offset_of(said: str) -> Offset | None:
    """Return the offset from go-live that ``say_offset`` says so. Raises Unreadable."""
    if not said.strip():
        return None
    rule = rule_of(said)
    if rule.anchor != Anchor.GO_LIVE or rule.amount is None:
        raise Unreadable(f"»{said}« regnes ikke fra idriftsættelsen. Skriv fx »3 måneder før«.")
    return Offset(rule.amount, Unit(rule.unit))


def signed(amount: int, side: str) -> int:
    """Return the amount as an offset counts it: before is negative. Raises Unreadable."""
    if amount > FURTHEST:
        raise Unreadable(f"{amount} er for langt væk. Skriv højst {FURTHEST}.")
    if folded(side) not in {BEFORE, AFTER}:
        raise Unreadable(f"»{side}« er hverken »{BEFORE}« eller »{AFTER}«.")
    return -amount if folded(side) == BEFORE else amount
