"""Date rules as they are read."""

import datetime as dt

import pytest

from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import Anchor
from shared_tasks.rules_in_words import ANCHORS, rule_in_words, window_in_words
from tests.factories import PhaseFactory


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (DateRule("phase_start", 10, "workday"), "10 arbejdsdage efter fasens start"),
        (DateRule("go_live", -3, "month"), "3 måneder før idriftsættelsen"),
        (DateRule("wave_start", 2, "day"), "2 dage efter bølgens start"),
        (DateRule("phase_end", -1, "day"), "1 dag før fasens slutning"),
        (DateRule("publication", 1, "workday"), "1 arbejdsdag efter udgivelsen"),
        (DateRule("go_live", 1, "month"), "1 måned efter idriftsættelsen"),
        (DateRule("go_live", 0, "workday"), "på dagen for idriftsættelsen"),
        (DateRule("fixed", fixed_on=dt.date(2027, 3, 1)), "1. marts 2027"),
        (NO_DATE, "ingen dato"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_is_read_as_danish(rule, words):
    assert rule_in_words(rule) == words


def test_every_anchor_that_an_offset_counts_from_has_words():
    assert set(ANCHORS) == set(Anchor) - {Anchor.FIXED}


def test_a_phase_s_window_is_read_from_go_live():
    phase = PhaseFactory.build(programme=None, starts_amount=-6, starts_unit="month")

    assert window_in_words(phase) == (
        "6 måneder før idriftsættelsen",
        "på dagen for idriftsættelsen",
    )


def test_a_phase_without_a_window_has_no_date():
    phase = PhaseFactory.build(
        programme=None, starts_amount=None, starts_unit="", ends_amount=None, ends_unit=""
    )

    assert window_in_words(phase) == ("ingen dato", "ingen dato")
