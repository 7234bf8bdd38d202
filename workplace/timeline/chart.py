"""Positions on a timeline. Pure: dates in, positions out.

Lengths are pixels of the picture. All days are equally wide, and a day's left edge is where it
begins, so that what lasts one day has one day's width.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from dateutil.relativedelta import relativedelta
from django.utils.dateformat import format as format_date

ONE_DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
LEAST_LABEL = 44  # of a label on the axis; a narrower one would overlap the next


class Zoom(Enum):
    """How much of the project is shown; the value is part of the address."""

    MONTH = "maaned"
    QUARTER = "kvartal"
    ALL = "alt"

    @property
    def label(self) -> str:
        return {"maaned": "Måned", "kvartal": "Kvartal", "alt": "Hele projektet"}[self.value]

    @property
    def months(self) -> int:
        return {"maaned": 1, "kvartal": 3, "alt": 0}[self.value]


@dataclass(frozen=True)
class Period:
    """Whole days from the first to the last, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def meets(self, starts_on: dt.date | None, ends_on: dt.date | None) -> bool:
        """Whether something between the two days is in it; with one day unknown, the other day is."""
        first, last = starts_on or ends_on, ends_on or starts_on
        return first is not None and last is not None and first <= self.last and last >= self.first


def span(days: Iterable[dt.date | None], *, on: dt.date) -> Period:
    """Return the whole months that contain all these days; this month if there are none."""
    known = sorted(min(max(day, FIRST), LAST) for day in days if day) or [on]
    return Period(known[0].replace(day=1), _last_of_month(known[-1]))


def around(day: dt.date, zoom: Zoom) -> Period:
    """Return the month or the quarter of the day."""
    month = day.month - (day.month - 1) % zoom.months
    first = day.replace(month=month, day=1)
    return Period(first, first + relativedelta(months=zoom.months) - ONE_DAY)


def beside(period: Period, zoom: Zoom) -> tuple[dt.date | None, dt.date | None]:
    """Return the first days of the periods before and after, or None."""
    before = period.first - relativedelta(months=zoom.months)
    after = period.last + ONE_DAY
    return before if before >= FIRST else None, after if after <= LAST else None


def _last_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1) + relativedelta(months=1) - ONE_DAY


@dataclass(frozen=True)
class Scale:
    """A period drawn over a width."""

    period: Period
    width: int

    @property
    def day(self) -> float:
        return self.width / self.period.days

    def x(self, day: dt.date) -> float:
        """Return where the day begins, also outside the picture."""
        return round((day - self.period.first).days * self.day, 1)

    def middle(self, day: dt.date) -> float:
        return round(((day - self.period.first).days + 0.5) * self.day, 1)

    def holds(self, day: dt.date) -> bool:
        return self.period.first <= day <= self.period.last


@dataclass(frozen=True)
class Stripe:
    """A part of the picture from left to right, with its label."""

    x: float
    width: float
    label: str = ""

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


def stripe(
    scale: Scale, starts_on: dt.date, ends_on: dt.date, label: str = "", *, least: float = 2
) -> Stripe | None:
    """Return the visible part of these days, or None."""
    if not scale.period.meets(starts_on, ends_on):
        return None
    left = max(scale.x(starts_on), 0.0)
    right = min(scale.x(ends_on + ONE_DAY), float(scale.width))
    return Stripe(left, round(max(right - left, least), 1), label)


@dataclass(frozen=True)
class AxisStep:
    """One way to divide the axis: the shortest part's days, its length, its start and its label."""

    days: int
    length: relativedelta
    start: Callable[[dt.date], dt.date]
    label: Callable[[dt.date], str]


STEPS = (
    AxisStep(
        7,
        relativedelta(weeks=1),
        lambda day: day - dt.timedelta(days=day.weekday()),
        lambda day: f"Uge {day.isocalendar().week}",
    ),
    AxisStep(
        28,
        relativedelta(months=1),
        lambda day: day.replace(day=1),
        lambda day: format_date(day, "b y"),
    ),
    AxisStep(
        90,
        relativedelta(months=3),
        lambda day: around(day, Zoom.QUARTER).first,
        lambda day: f"{(day.month + 2) // 3}. kv. {day:%y}",
    ),
    AxisStep(
        365,
        relativedelta(years=1),
        lambda day: day.replace(month=1, day=1),
        lambda day: f"{day:%Y}",
    ),
    AxisStep(
        3652,
        relativedelta(years=10),
        lambda day: dt.date(day.year - day.year % 10, 1, 1),
        lambda day: f"{day:%Y}",
    ),
)


def ticks(scale: Scale) -> list[Stripe]:
    """Return the parts of the axis: the shortest whose labels have room."""
    roomy = (step for step in STEPS if step.days * scale.day >= LEAST_LABEL)
    return list(_parts(scale, next(roomy, STEPS[-1])))


def _parts(scale: Scale, step: AxisStep) -> Iterator[Stripe]:
    day = step.start(scale.period.first)
    while day <= scale.period.last:
        following = day + step.length
        part = stripe(scale, day, following - ONE_DAY)
        if part is not None:
            label = step.label(max(day, scale.period.first))
            yield replace(part, label=label if part.width >= LEAST_LABEL else "")
        day = following


def shaded(scale: Scale, covers: Callable[[dt.date], bool], label: str = "") -> list[Stripe]:
    """Return the covered weeks of the period, consecutive ones as one stripe."""
    first = scale.period.first - dt.timedelta(days=scale.period.first.weekday())
    mondays = [first + WEEK * n for n in range((scale.period.last - first).days // 7 + 1)]
    runs = [list(run) for is_covered, run in groupby(mondays, key=covers) if is_covered]
    stripes = (stripe(scale, run[0], run[-1] + WEEK - ONE_DAY, label) for run in runs)
    return [one for one in stripes if one is not None]


@dataclass(frozen=True)
class Position:
    """A task's or phase's place in its row: a bar from start to due date, or the due date alone.

    ``due_x`` is the middle of the due date, None when that is not in the picture. A start without
    a due date is a bar of one day.
    """

    bar: Stripe | None
    due_x: float | None


def position_of(scale: Scale, starts_on: dt.date | None, due_on: dt.date | None) -> Position | None:
    """Return the position, or None when it has no day in the picture."""
    if not scale.period.meets(starts_on, due_on):
        return None
    due_x = scale.middle(due_on) if due_on and scale.holds(due_on) else None
    bar = stripe(scale, starts_on, due_on or starts_on) if starts_on else None
    return Position(bar, due_x)


@dataclass(frozen=True)
class LineEnds:
    """Where lines to and from a task begin and end: its left, its right, its row's middle."""

    starts: float
    ends: float
    y: float


def line_ends(position: Position, y: float) -> LineEnds:
    points = [position.due_x] if position.due_x is not None else []
    if position.bar is not None:
        return LineEnds(position.bar.x, max([position.bar.end, *points]), y)
    return LineEnds(points[0], points[0], y)


def elbow(before: LineEnds, after: LineEnds, *, out: float = 6) -> str:
    """Return an SVG path from the end of one task to the start of the other.

    It leaves to the right, runs along the rows, and arrives from the left. When the one that
    should come first ends last, the line goes back between the rows and shows as a knot.
    """
    leave, arrive = round(before.ends + out, 1), round(after.starts - out, 1)
    if leave <= arrive:
        return f"M{before.ends:g} {before.y:g}H{leave:g}V{after.y:g}H{after.starts:g}"
    between = round(after.y - 12 if after.y > before.y else after.y + 12, 1)
    return (
        f"M{before.ends:g} {before.y:g}H{leave:g}V{between:g}H{arrive:g}"
        f"V{after.y:g}H{after.starts:g}"
    )
