"""Which phase a municipality is in on a day."""

import datetime as dt

import pytest

from oversight.phase_now import AFTER, BEFORE, UNKNOWN, lowest, phase_now
from phases.models import Phase

GO_LIVE = dt.date(2026, 9, 1)


def phase(number, starts, ends, position, **facts):
    """Bounds in days from go-live; None is unknown."""
    units = {
        "starts_amount": starts,
        "starts_unit": "" if starts is None else "day",
        "ends_amount": ends,
        "ends_unit": "" if ends is None else "day",
    }
    return Phase(number=number, name=f"Fase {number}", position=position, **units, **facts)


PHASES = [phase("1", -60, -30, 1), phase("2", -30, 0, 2), phase("3", 10, 20, 3)]


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (-61, BEFORE.code),
        (-60, "1"),
        (-31, "1"),
        (-30, "2"),
        (-1, "2"),
        (9, "2"),
        (10, "3"),
        (19, "3"),
        (20, AFTER.code),
    ],
)
def test_the_phase_is_the_one_begun_last_until_the_last_ends(days, code):
    on = GO_LIVE + dt.timedelta(days=days)

    assert phase_now(PHASES, GO_LIVE, on).code == code


def test_without_a_go_live_date_nothing_is_known():
    assert phase_now(PHASES, None, GO_LIVE) == UNKNOWN


def test_a_programme_without_windows_says_nothing():
    assert phase_now([phase("1", None, None, 1)], GO_LIVE, GO_LIVE) == UNKNOWN


def test_a_last_phase_without_an_end_never_ends():
    phases = [phase("1", -9, None, 1)]

    assert phase_now(phases, GO_LIVE, dt.date(2099, 1, 1)).label == "1 Fase 1"


def test_phases_sort_as_time_goes():
    first, second = (phase_now(PHASES, GO_LIVE, GO_LIVE + dt.timedelta(days=d)) for d in (-60, -30))

    assert sorted([UNKNOWN, AFTER, second, BEFORE, first]) == [
        BEFORE,
        first,
        second,
        AFTER,
        UNKNOWN,
    ]


def test_a_phase_with_sub_phases_is_shown_by_them():
    parent = phase("2", -60, 0, 1, pk=2)
    late = phase("2.2", -30, 0, 3, pk=22, parent=parent)
    early = phase("2.1", -60, -30, 2, pk=21, parent=parent)

    assert lowest([parent, late, early]) == [early, late]
