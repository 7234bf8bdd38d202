"""The dates of the demo, relative to the day it is made for."""

import datetime as dt
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from projects.workdays import add_workdays

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# Publishing is the first event.
PUBLISHED_MONTHS_AGO = 14
# Go-live of each wave in months from the day; together they are in every phase.
GO_LIVE_MONTHS = {
    "dubu-3-0": {1: -4.0, 3: 3.5, 4: 5.5},
    "ksd": {1: -5.0, 2: -0.5, 3: 0.5, 5: 4.0, 6: 5.5, 7: 7.0, 8: 9.0},
}
WAVE_MONTHS = {"dubu-3-0": 6, "ksd": 12}


def at_clock(on: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """Return that time of day in Denmark."""
    return dt.datetime.combine(on, dt.time(hour, minute), COPENHAGEN)


def workdays_later(at: dt.datetime, amount: int) -> dt.datetime:
    """Return the same time of day so many working days later, or earlier when negative."""
    return at + (add_workdays(at.date(), amount) - at.date())


def months_from(on: dt.date, months: float) -> dt.date:
    """Return the Monday after so many months; half a month is 15 days."""
    days = round((months - int(months)) * 30)
    return _monday(on + relativedelta(months=int(months), days=days))


def _monday(date: dt.date) -> dt.date:
    return date + dt.timedelta(days=-date.weekday() % 7)


def go_live_dates(slug: str, on: dt.date) -> dict[int, dt.date]:
    """Return each wave's go-live date by its number.

    On the day, Korsbæk's waves are in the middle of the work: DUBU four weeks before go-live, KSD
    a month into its sub-phase 2.2.
    """
    korsbaeks = {
        "dubu-3-0": (2, add_workdays(on, 19)),
        "ksd": (4, _monday(add_workdays(on, -23) + relativedelta(months=3))),
    }
    number, date = korsbaeks[slug]
    waves = {wave: months_from(on, months) for wave, months in GO_LIVE_MONTHS[slug].items()}
    return waves | {number: date}
