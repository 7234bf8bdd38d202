"""Readers of dates and date rules: ``2026-03-01``, ``-9m``, ``go_live -3m``."""

import datetime as dt
import re

from catalogue.files import Cells
from projects.offsets import Offset, Unit
from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import Anchor

UNITS = {"d": Unit.DAY, "wd": Unit.WORKDAY, "m": Unit.MONTH}
OFFSET = re.compile(r"([+-]\d{1,3})(d|wd|m)")


def read_date(cells: Cells, column: str) -> dt.date | None:
    return parse_date(cells[column], cells) if cells[column] else None


def read_offset(cells: Cells, column: str) -> Offset | None:
    return parse_offset(cells[column], cells) if cells[column] else None


def read_rule(cells: Cells, column: str) -> DateRule:
    """Return the rule for a shared date; an empty cell is no date."""
    text = cells[column]
    if not text:
        return NO_DATE
    anchor, _, rest = text.partition(" ")
    if anchor not in Anchor.values or not rest:
        cells.fail(f"not a date rule such as »go_live -3m« or »fixed 2026-03-01«: {text}")
    if anchor == Anchor.FIXED:
        return DateRule(anchor, fixed_on=parse_date(rest, cells))
    offset = parse_offset(rest, cells)
    return DateRule(anchor, offset.amount, offset.unit.value)


def parse_date(text: str, cells: Cells) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        cells.fail(f"not a date: {text}")


def parse_offset(text: str, cells: Cells) -> Offset:
    match = OFFSET.fullmatch(text)
    if match is None:
        cells.fail(f"not an offset such as -9m, +10d or -3wd: {text}")
    return Offset(int(match[1]), UNITS[match[2]])
