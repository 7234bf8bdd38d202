"""Dates in, positions out."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.models import Blackout
from workplace.timeline.chart import (
    LineEnds,
    Period,
    Position,
    Scale,
    Stripe,
    Zoom,
    around,
    beside,
    elbow,
    line_ends,
    position_of,
    shaded,
    span,
    stripe,
    ticks,
)

MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
SCALE = Scale(MARCH, 310)  # ten pixels a day
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


def day(number, month=3):
    return dt.date(2026, month, number)


def test_a_span_is_of_whole_months():
    assert span([day(15), None, day(2, 5)], on=day(1)) == Period(day(1), day(31, 5))


def test_a_span_of_nothing_is_this_month():
    assert span([None], on=day(9)) == MARCH


def test_a_span_keeps_to_a_century():
    wide = span([dt.date(1, 1, 1), dt.date(9999, 12, 31)], on=day(1))

    assert wide == Period(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("zoom", "first", "last"),
    [
        (Zoom.MONTH, day(1, 2), day(28, 2)),
        (Zoom.QUARTER, day(1, 1), day(31, 3)),
    ],
)
def test_a_period_is_the_one_the_day_lies_in(zoom, first, last):
    assert around(day(14, 2), zoom) == Period(first, last)


def test_beside_a_period_are_the_one_before_and_the_one_after():
    assert beside(MARCH, Zoom.MONTH) == (day(1, 2), day(1, 4))


def test_there_is_nothing_beside_the_ends_of_time():
    first, last = dt.date(2000, 1, 1), dt.date(2099, 12, 31)

    assert beside(around(first, Zoom.QUARTER), Zoom.QUARTER)[0] is None
    assert beside(around(last, Zoom.QUARTER), Zoom.QUARTER)[1] is None


def test_a_bar_reaches_from_the_morning_of_the_first_day_to_the_evening_of_the_last():
    assert stripe(SCALE, day(2), day(4)) == Stripe(10, 30)


def test_a_bar_is_cut_at_the_edges_of_the_picture():
    assert stripe(SCALE, day(1, 2), day(3)) == Stripe(0, 30)
    assert stripe(SCALE, day(30), day(1, 5)) == Stripe(290, 20)


def test_what_lies_outside_is_not_there():
    assert stripe(SCALE, day(1, 1), day(28, 2)) is None
    assert position_of(SCALE, None, day(1, 4)) is None
    assert position_of(SCALE, None, None) is None


def test_the_shortest_bar_can_still_be_seen():
    century = Scale(Period(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), 860)

    assert stripe(century, day(1), day(1)).width == 2


@pytest.mark.parametrize(
    ("starts_on", "due_on", "expected"),
    [
        (None, day(3), Position(None, 25)),
        (day(2), day(3), Position(Stripe(10, 20), 25)),
        (day(2), None, Position(Stripe(10, 10), None)),
        (day(30), day(9, 4), Position(Stripe(290, 20), None)),
    ],
    ids=["only due", "both", "only start", "due later"],
)
def test_a_task_stands_from_its_start_to_its_due_date(starts_on, due_on, expected):
    assert position_of(SCALE, starts_on, due_on) == expected


def test_the_axis_says_weeks_months_or_years_as_there_is_room():
    def labels(first, last):
        return [tick.label for tick in ticks(Scale(Period(first, last), 860))][:3]

    assert labels(day(1), day(31)) == ["", "Uge 10", "Uge 11"]
    assert labels(day(1, 1), day(31, 12)) == ["jan 26", "feb 26", "mar 26"]
    assert labels(day(1, 1), dt.date(2028, 12, 31)) == ["1. kv. 26", "2. kv. 26", "3. kv. 26"]
    assert labels(day(1, 1), dt.date(2035, 12, 31)) == ["2026", "2027", "2028"]
    assert labels(dt.date(2020, 1, 1), dt.date(2079, 12, 31)) == ["2020", "2030", "2040"]


def test_a_pause_over_new_year_is_shaded_as_one():
    pause = Blackout(first_week=52, last_week=2)
    winter = Scale(Period(dt.date(2026, 12, 1), dt.date(2027, 1, 31)), 620)

    found = shaded(winter, pause.covers, "Jul")

    first, last = dt.date(2026, 12, 21), dt.date(2027, 1, 17)
    assert found == [stripe(winter, first, last, "Jul")]


def test_a_pause_every_year_is_shaded_every_year():
    pause = Blackout(first_week=28, last_week=31)
    years = Scale(Period(day(1, 1), dt.date(2028, 12, 31)), 860)

    assert len(shaded(years, pause.covers)) == 3


def test_a_pause_that_reaches_the_edge_ends_there():
    whole = Blackout(first_week=1, last_week=53)

    assert shaded(SCALE, whole.covers) == [Stripe(0, 310)]


def test_a_line_leads_from_the_end_of_one_to_the_start_of_the_other():
    before, after = LineEnds(0, 50, 13), LineEnds(100, 150, 65)

    assert elbow(before, after) == "M50 13H56V65H100"


def test_a_line_against_time_goes_round_between_the_rows():
    before, after = LineEnds(0, 50, 13), LineEnds(20, 60, 65)

    assert elbow(before, after) == "M50 13H56V53H14V65H20"


def test_a_line_upwards_against_time_goes_round_below_the_upper_row():
    before, after = LineEnds(0, 50, 65), LineEnds(20, 60, 13)

    assert elbow(before, after) == "M50 65H56V25H14V13H20"


def test_a_line_begins_at_the_diamond_where_there_is_no_bar():
    assert line_ends(Position(None, 25), 13) == LineEnds(25, 25, 13)
    assert line_ends(Position(Stripe(10, 20), 25), 13) == LineEnds(10, 30, 13)


@given(DAYS, DAYS, DAYS)
def test_whatever_has_a_day_in_the_picture_is_inside_it(first, one, other):
    period = around(first, Zoom.QUARTER)
    scale = Scale(period, 860)
    starts_on, due_on = sorted((one, other))

    placed = position_of(scale, starts_on, due_on)

    assert (placed is not None) == (starts_on <= period.last and due_on >= period.first)
    if placed is not None:
        assert 0 <= placed.bar.x <= placed.bar.end <= 860 + 2
        assert placed.due_x is None or 0 <= placed.due_x <= 860


@given(DAYS, DAYS)
def test_the_axis_has_no_gaps_and_no_overlaps(one, other):
    first, last = sorted((one, other))
    parts = ticks(Scale(span([first, last], on=first), 860))

    assert parts[0].x == 0
    assert parts[-1].end == pytest.approx(860, abs=1)
    for part, following in pairwise(parts):
        assert part.end == pytest.approx(following.x, abs=2.2)
