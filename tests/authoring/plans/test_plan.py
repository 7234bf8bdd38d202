"""A plan as one value: kept as JSON, and tidy."""

import dataclasses
import json

import pytest
from hypothesis import given

from authoring.plans.plan import Plan, PlanPhase, outlined, related_both_ways, tidy_task
from tests.authoring.plans.examples import WHOLE, plans


def test_what_is_kept_as_json_reads_back_the_same():
    assert Plan.from_json(json.loads(json.dumps(WHOLE.as_json()))) == WHOLE


@given(plans())
def test_a_sheet_is_kept_as_a_version_keeps_it(plan):
    kept = json.loads(json.dumps(plan.as_json()["tasks"]))

    assert kept == json.loads(json.dumps([task.as_json() for task in plan.tasks]))


@given(plans())
def test_a_tidy_plan_is_tidy_already(plan):
    assert plan.tidied() == plan


@pytest.mark.parametrize(
    ("written", "tidy"),
    [("a\r\nb\rc", "a\nb\nc"), ("  a\x00\x0b\ud800 ", "a"), ("a\u2028b", "a\nb"), ("a\tb", "a\tb")],
)
def test_a_text_loses_what_no_file_carries(written, tidy):
    task = dataclasses.replace(WHOLE.tasks[0], goal=written)

    assert tidy_task(task).goal == tidy


def test_a_line_has_single_spaces():
    task = dataclasses.replace(WHOLE.tasks[0], title=" Gør \n det  nu ")

    assert tidy_task(task).title == "Gør det nu"


def test_phases_stand_as_an_outline_also_when_they_are_in_a_circle():
    one, two, inside = PlanPhase("1", "A"), PlanPhase("2", "B"), PlanPhase("1.1", "C", "1")
    round_about = PlanPhase("8", "D", "9"), PlanPhase("9", "E", "8")

    found = outlined([one, two, inside, *round_about])

    assert [phase.number for phase in found] == ["1", "1.1", "2", "8", "9"]


def test_tasks_stand_in_the_order_of_their_phases():
    shuffled = dataclasses.replace(WHOLE, tasks=WHOLE.tasks[::-1])

    codes = [task.code for task in shuffled.tidied().tasks]

    assert codes == ["Organisation 1", "Infrastruktur 1", "12", "K;1"]


def test_what_one_task_says_is_related_the_other_says_too():
    alone = [dataclasses.replace(task, related=()) for task in WHOLE.tasks[1:]]

    told = related_both_ways([WHOLE.tasks[0], *alone])

    assert [task.related for task in told] == [("Infrastruktur 1",), ("Organisation 1",), (), ()]
