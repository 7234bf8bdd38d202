"""What is shared by all who read a file: what it is read against, and what came of it."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dateutil.relativedelta import relativedelta

from authoring.plans.comparing import with_all_themes
from authoring.plans.plan import Plan, PlanPhase, PlanTheme, line
from authoring.plans.problems import Problem, SourceLocation
from authoring.plans.role_names import RoleNames
from authoring.plans.words import folded
from projects.offsets import Offset, Unit
from shared_tasks.content import Content
from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import Anchor

# How far a reader is, out of the whole.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Context:
    """What a file is read against: the programme as it is, and what the editor has said.

    ``go_live_on`` is what the file's dates are counted from, ``phase`` (a number) and ``theme``
    are for tasks that do not say theirs.
    """

    roles: RoleNames
    there: Plan = field(default_factory=Plan)
    go_live_on: dt.date | None = None
    phase: str = ""
    theme: str = ""


@dataclass
class Reading:
    """What a file says. ``broken`` are codes of rows that could not be read."""

    phases: list[PlanPhase] = field(default_factory=list)
    themes: list[PlanTheme] = field(default_factory=list)
    tasks: list[Content] = field(default_factory=list)
    places: dict[str, SourceLocation] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def plan(self, name: str = "") -> Plan:
        """Return what could be read, as a tidy plan."""
        phases, themes = tuple(self.phases), tuple(self.themes)
        return with_all_themes(Plan(name, phases, themes, tuple(self.tasks)).tidied())

    def place(self, code: str, place: SourceLocation) -> bool:
        """Note where a code stands; False, and a problem, when it stands elsewhere, too."""
        if code in self.places:
            self.problems.append(
                Problem(f"Koden »{code}« står også i {self.places[code]}. Giv en af dem en anden.",
                        place)
            )  # fmt: skip
            return False
        self.places[code] = place
        return True


def rule_for(date: dt.date | None, go_live_on: dt.date | None) -> DateRule:
    """Return the date as an offset from go-live: whole months where it is so, else days.

    Without a go-live date it stays a fixed date.
    """
    if date is None:
        return NO_DATE
    if go_live_on is None:
        return DateRule(Anchor.FIXED.value, fixed_on=date)
    offset = offset_for(date, go_live_on)
    return DateRule(Anchor.GO_LIVE.value, offset.amount, offset.unit.value)


def offset_for(date: dt.date, go_live_on: dt.date) -> Offset:
    apart = relativedelta(date, go_live_on)
    months = apart.years * 12 + apart.months
    if months and Offset(months, Unit.MONTH).after(go_live_on) == date:
        return Offset(months, Unit.MONTH)
    return Offset((date - go_live_on).days, Unit.DAY)


class Codes:
    """Codes for tasks that come without: the one a task of that title has, else a new one."""

    def __init__(self, there: Iterable[Content]) -> None:
        self.taken: set[str] = set()
        self.by_title: dict[tuple[str, str], list[str]] = defaultdict(list)
        for task in there:
            self.taken.add(task.code)
            self.by_title[task.phase, folded(task.title)].append(task.code)

    def code_for(self, phase: str, title: str) -> str:
        """Return the same code whenever the same tasks are read in the same order."""
        known = self.by_title[phase, folded(title)]
        if known:
            return known.pop(0)
        number = 1
        while (code := f"{phase}-{number:02}") in self.taken:
            number += 1
        self.taken.add(code)
        return code


NUMBERED = re.compile(r"(?:(?:under)?fase\s*)?(\d+(?:\.\d+)*)\.?\s*[:–-]?\s*(.*)", re.IGNORECASE)


class Phases:
    """The phases a file names by number, by name or by both; those nobody knows are made."""

    def __init__(self, there: Iterable[PlanPhase]) -> None:
        self.there = {phase.number: phase for phase in there}
        self.new: dict[str, PlanPhase] = {}

    def number_of(self, said: str, *, parent: str | None = None) -> str | None:
        """Return the number of a phase that is known by what is said, or None.

        With a ``parent``, "" for none, only phases that are part of it are meant.
        """
        match = NUMBERED.fullmatch(line(said))
        known = self.there | self.new
        inside = {n: p for n, p in known.items() if parent is None or p.parent == parent}
        if match and match[1] in inside:
            return match[1]
        name = folded(match[2] if match and match[2] else said)
        return next((p.number for p in inside.values() if folded(p.name) == name), None)

    def number_for(self, said: str, *, parent: str | None = None) -> str:
        """Return the number of the phase that is meant, which is made when it is not known."""
        number = self.number_of(said, parent=parent)
        if number is None:
            match = NUMBERED.fullmatch(line(said))
            name = (match[2] if match else "") or line(said)
            is_free = match is not None and match[1] not in self.there | self.new
            number = match[1] if match and is_free else self._free(parent or "")
            self.new[number] = PlanPhase(number, name, parent or self._above(number))
        return number

    def _above(self, number: str) -> str:
        above = number.rpartition(".")[0]
        return above if above in self.there or above in self.new else ""

    def _free(self, parent: str) -> str:
        stem = f"{parent}." if parent else ""
        number = 1
        while f"{stem}{number}" in self.there or f"{stem}{number}" in self.new:
            number += 1
        return f"{stem}{number}"
