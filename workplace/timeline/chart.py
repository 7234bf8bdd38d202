"""Where things stand on a timeline. Pure: dates in, positions out.

Lengths are pixels of the picture. A day is as wide as every other; a day's left edge is where
it begins, so that what lasts a day has a day's width.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from dateutil.relativedelta import relativedelta
from django.utils.dateformat import format as format_date

ONE_DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
LEAST_LABEL = 44  # of a label on the axis; what is narrower would overlap the next


class Zoom(Enum):
    """How much is seen at once. The value stands in the address."""

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
    """Whole days from the first to the last, both among them."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def meets(self, starts_on: dt.date | None, ends_on: dt.date | None) -> bool:
        """Whether something from the one to the other shows in it; an unknown end is the other."""
        first, last = starts_on or ends_on, ends_on or starts_on
        return first is not None and last is not None and first <= self.last and last >= self.first


def span(days: Iterable[dt.date | None], *, on: dt.date) -> Period:
    """Return the whole months that hold all these days; this month where there are none."""
    known = sorted(min(max(day, FIRST), LAST) for day in days if day) or [on]
    return Period(known[0].replace(day=1), _last_of_month(known[-1]))


def around(day: dt.date, zoom: Zoom) -> Period:
    """Return the month or the quarter that the day lies in."""
    month = day.month - (day.month - 1) % zoom.months
    first = day.replace(month=month, day=1)
    return Period(first, first + relativedelta(months=zoom.months) - ONE_DAY)


def beside(period: Period, zoom: Zoom) -> tuple[dt.date | None, dt.date | None]:
    """Return the first days of the periods before and after; None where there is no such."""
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
        """Return where the day begins, also when that is outside the picture."""
        return round((day - self.period.first).days * self.day, 1)

    def middle(self, day: dt.date) -> float:
        return round(((day - self.period.first).days + 0.5) * self.day, 1)

    def holds(self, day: dt.date) -> bool:
        return self.period.first <= day <= self.period.last


@dataclass(frozen=True)
class Stripe:
    """A piece of the picture from left to right, and what it says."""

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
    """Return what shows of the days from the one to the other, or None when nothing does."""
    if not scale.period.meets(starts_on, ends_on):
        return None
    left = max(scale.x(starts_on), 0.0)
    right = min(scale.x(ends_on + ONE_DAY), float(scale.width))
    return Stripe(left, round(max(right - left, least), 1), label)


def ticks(scale: Scale) -> list[Stripe]:
    """Return the parts of the axis: weeks, months and so on, as there is room for."""
    roomy = (step for step in STEPS if step.days * scale.day >= LEAST_LABEL)
    return list(_parts(scale, next(roomy, STEPS[-1])))


def _parts(scale: Scale, step: "Step") -> Iterator[Stripe]:
    day = scale.period.first
    while day <= scale.period.last:
        following = step.next(day)
        part = stripe(scale, day, min(following - ONE_DAY, scale.period.last))
        if part is not None:
            label = step.name(day) if part.width >= LEAST_LABEL else ""
            yield Stripe(part.x, part.width, label)
        day = following


def _next_week(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=7 - day.weekday())


def _next_month(day: dt.date) -> dt.date:
    return day.replace(day=1) + relativedelta(months=1)


def _next_quarter(day: dt.date) -> dt.date:
    return around(day, Zoom.QUARTER).last + ONE_DAY


def _next_year(day: dt.date) -> dt.date:
    return dt.date(day.year + 1, 1, 1)


def _next_decade(day: dt.date) -> dt.date:
    return dt.date(day.year - day.year % 10 + 10, 1, 1)


@dataclass(frozen=True)
class Step:
    """One way to part the axis: how long a part is at least, where the next begins, its name."""

    days: int
    next: Callable[[dt.date], dt.date]
    name: Callable[[dt.date], str]


STEPS = (
    Step(7, _next_week, lambda day: f"Uge {day.isocalendar().week}"),
    Step(28, _next_month, lambda day: format_date(day, "b y")),
    Step(90, _next_quarter, lambda day: f"{(day.month + 2) // 3}. kv. {day:%y}"),
    Step(365, _next_year, lambda day: f"{day.year}"),
    Step(3652, _next_decade, lambda day: f"{day.year}"),
)


def shaded(scale: Scale, covers: Callable[[dt.date], bool], label: str = "") -> list[Stripe]:
    """Return the weeks of the period that are covered, those that follow each other as one."""
    stripes = []
    begins: dt.date | None = None
    monday = scale.period.first - dt.timedelta(days=scale.period.first.weekday())
    while monday <= scale.period.last + WEEK:
        is_covered = monday <= scale.period.last and covers(monday)
        if is_covered and begins is None:
            begins = monday
        elif not is_covered and begins is not None:
            stripes.append(stripe(scale, begins, monday - ONE_DAY, label))
            begins = None
        monday += WEEK
    return [one for one in stripes if one is not None]


@dataclass(frozen=True)
class Mark:
    """One thing's place in its row: a bar from start to due date, or the due date alone.

    ``at`` is the middle of the due date, None when there is none in the picture. A start without
    a due date is a bar of one day.
    """

    bar: Stripe | None
    at: float | None


def mark(scale: Scale, starts_on: dt.date | None, due_on: dt.date | None) -> Mark | None:
    """Return where it stands, or None when it has no day in the picture."""
    if not scale.period.meets(starts_on, due_on):
        return None
    at = scale.middle(due_on) if due_on and scale.holds(due_on) else None
    bar = stripe(scale, starts_on, due_on or starts_on) if starts_on else None
    return Mark(bar, at)


@dataclass(frozen=True)
class End:
    """Where a thing begins and ends for those that wait for it, and its row's middle."""

    starts: float
    ends: float
    y: float


def end_of(placed: Mark, y: float) -> End:
    points = [placed.at] if placed.at is not None else []
    if placed.bar is not None:
        return End(placed.bar.x, max([placed.bar.end, *points]), y)
    return End(points[0], points[0], y)


def elbow(before: End, after: End, *, out: float = 6) -> str:
    """Return an SVG path from where the one ends to where the other begins.

    It leaves to the right, runs along the rows, and comes in from the left. What should come
    first and ends last is led back between the rows, so that it shows as a knot.
    """
    leave, arrive = round(before.ends + out, 1), round(after.starts - out, 1)
    if leave <= arrive:
        return f"M{before.ends:g} {before.y:g}H{leave:g}V{after.y:g}H{after.starts:g}"
    between = round(after.y - 12 if after.y > before.y else after.y + 12, 1)
    return (
        f"M{before.ends:g} {before.y:g}H{leave:g}V{between:g}H{arrive:g}"
        f"V{after.y:g}H{after.starts:g}"
    )
