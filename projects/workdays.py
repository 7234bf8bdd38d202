"""Danish working days: Monday to Friday without public holidays, 24 and 31 December."""

import datetime as dt
from functools import cache

import holidays
from django.conf import settings


@cache
def _days_off(year: int, *, constitution_day: bool) -> frozenset[dt.date]:
    extra = {dt.date(year, 12, 24), dt.date(year, 12, 31)}
    if constitution_day:
        extra.add(dt.date(year, 6, 5))
    return frozenset(holidays.country_holidays("DK", years=year)) | extra


def is_workday(date: dt.date) -> bool:
    """Whether it is a working day; 5 June is a setting."""
    if date.weekday() >= 5:
        return False
    return date not in _days_off(date.year, constitution_day=settings.CONSTITUTION_DAY_OFF)


def add_workdays(date: dt.date, amount: int) -> dt.date:
    """Return the working day ``amount`` working days after ``date``; negative goes back.

    Zero returns ``date`` itself, working day or not.
    """
    step = dt.timedelta(days=1 if amount > 0 else -1)
    left = abs(amount)
    while left:
        date += step
        left -= is_workday(date)
    return date
