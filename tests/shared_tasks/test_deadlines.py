"""When a shared task starts and is due in one project."""

import datetime as dt

import pytest

from phases.models import Phase
from projects.models import Project, Wave
from shared_tasks.deadlines import (
    Anchors,
    DateRule,
    anchors_of,
    due_date,
    due_rule,
    resolve,
    start_rule,
)
from shared_tasks.models import Anchor, SharedTask

GO_LIVE = dt.date(2026, 9, 1)
ANCHORS = Anchors(
    go_live_on=GO_LIVE, wave_starts_on=dt.date(2026, 1, 5), published_on=dt.date(2026, 3, 2)
)
NOWHERE = Anchors(go_live_on=None, wave_starts_on=None, published_on=None)
PHASE = Phase(starts_amount=-6, starts_unit="month", ends_amount=-1, ends_unit="month")


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "date"),
    [
        (Anchor.GO_LIVE, -3, "month", dt.date(2026, 6, 1)),
        (Anchor.GO_LIVE, 0, "day", GO_LIVE),
        (Anchor.WAVE_START, 10, "day", dt.date(2026, 1, 15)),
        (Anchor.PHASE_START, 0, "day", dt.date(2026, 3, 1)),
        (Anchor.PHASE_END, -5, "workday", dt.date(2026, 7, 27)),
        (Anchor.PUBLICATION, 1, "workday", dt.date(2026, 3, 3)),
        # Maundy Thursday to Easter Monday are off.
        (Anchor.PUBLICATION, 23, "workday", dt.date(2026, 4, 7)),
    ],
)
def test_a_rule_counts_from_its_anchor(anchor, amount, unit, date):
    assert resolve(DateRule(anchor, amount, unit), PHASE, ANCHORS) == date


@pytest.mark.parametrize(
    ("rule", "due_on"),
    [
        # Christmas Day becomes 23 December: 24 December is off, too.
        ({"due_anchor": "go_live", "due_amount": -1, "due_unit": "month"}, dt.date(2026, 12, 23)),
        ({"due_anchor": "go_live", "due_amount": 0, "due_unit": "day"}, dt.date(2027, 1, 25)),
        ({"due_anchor": "fixed", "due_fixed_on": dt.date(2026, 12, 25)}, dt.date(2026, 12, 25)),
        ({}, None),
    ],
)
def test_a_reckoned_due_date_is_a_working_day(rule, due_on):
    anchors = Anchors(go_live_on=dt.date(2027, 1, 25), wave_starts_on=None, published_on=None)

    assert due_date(SharedTask(phase=PHASE, **rule), anchors) == due_on


def test_a_fixed_date_needs_no_anchor():
    rule = DateRule(Anchor.FIXED, fixed_on=dt.date(2026, 5, 4))

    assert resolve(rule, PHASE, NOWHERE) == dt.date(2026, 5, 4)


@pytest.mark.parametrize("anchor", [anchor for anchor in Anchor if anchor != Anchor.FIXED])
def test_an_anchor_without_a_date_gives_none(anchor):
    assert resolve(DateRule(anchor, 1, "day"), PHASE, NOWHERE) is None


@pytest.mark.parametrize("anchor", [Anchor.PHASE_START, Anchor.PHASE_END])
def test_a_phase_without_a_window_gives_none(anchor):
    assert resolve(DateRule(anchor, 1, "day"), Phase(), ANCHORS) is None


def test_no_rule_gives_no_date():
    assert resolve(DateRule(""), PHASE, ANCHORS) is None


def test_the_shared_tasks_rules_are_read_as_they_stand():
    shared_task = SharedTask(
        start_anchor="go_live",
        start_amount=-2,
        start_unit="month",
        due_anchor="fixed",
        due_fixed_on=GO_LIVE,
    )

    assert start_rule(shared_task) == DateRule("go_live", -2, "month")
    assert due_rule(shared_task) == DateRule("fixed", fixed_on=GO_LIVE)


def test_the_projects_own_go_live_comes_before_its_waves():
    wave = Wave(starts_on=dt.date(2026, 1, 5), go_live_on=dt.date(2026, 10, 1))
    published = dt.date(2026, 3, 2)

    assert anchors_of(Project(wave=wave, go_live_on=GO_LIVE), published) == ANCHORS
    assert anchors_of(Project(wave=wave), published).go_live_on == wave.go_live_on
    assert anchors_of(Project(), published) == Anchors(None, None, published)
