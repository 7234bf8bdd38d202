"""Dates and date rules as the catalogue writes them: ``2026-03-01``, ``-9m``, ``go_live -3m``."""

import datetime as dt
import re

from catalogue.files import FileLocation
from projects.offsets import Offset, Unit
from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import Anchor

UNITS = {"d": Unit.DAY, "wd": Unit.WORKDAY, "m": Unit.MONTH}
OFFSET = re.compile(r"([+-]\d{1,3})(d|wd|m)")


def parse_date(text: str, place: FileLocation) -> dt.date | None:
    """Return the date, or None for an empty cell."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        place.fail(f"not a date: {text}")


def parse_offset(text: str, place: FileLocation) -> Offset | None:
    """Return the offset, or None for an empty cell."""
    if not text:
        return None
    match = OFFSET.fullmatch(text)
    if match is None:
        place.fail(f"not an offset such as -9m, +10d or -3wd: {text}")
    return Offset(int(match[1]), UNITS[match[2]])


def parse_rule(text: str, place: FileLocation) -> DateRule:
    """Return the rule for a shared date; an empty cell is no date."""
    if not text:
        return NO_DATE
    anchor, _, rest = text.partition(" ")
    if anchor not in Anchor.values or not rest:
        place.fail(f"not a date rule such as »go_live -3m« or »fixed 2026-03-01«: {text}")
    if anchor == Anchor.FIXED:
        return DateRule(anchor, fixed_on=parse_date(rest, place))
    offset = parse_offset(rest, place)
    if offset is None:
        place.fail(f"no offset: {text}")
    return DateRule(anchor, offset.amount, offset.unit.value)
