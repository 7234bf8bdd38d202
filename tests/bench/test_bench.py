"""`make bench`: the smallest size, so that what breaks it is noticed here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.report import report
from bench.results import Figure, PageFigures, Results
from bench.sizes import DANMARK, X10

CHECKOUT = Path(__file__).resolve().parents[2]


def page(median):
    return PageFigures("task", "Opgave", median, median, 1.0, 1.0, 9, 100, 900, "gzip", 0.5)


def lines_of(danmark, x10, **figures):
    measured = [Results(DANMARK, pages=[page(danmark)]), Results(X10, pages=[page(x10)])]
    measured[1].figures = [Figure(name, value, "s") for name, value in figures.items()]
    return list(report(measured, [Figure("machine.cores", 2, "cores")]))


def test_the_two_sizes_are_those_of_the_goals():
    assert [size.all_tasks for size in (DANMARK, X10)] == [70_560, 705_600]


def test_a_goal_that_is_missed_says_by_how_much():
    goals = [line.split("  ")[-1] for line in lines_of(50.0, 61.5) if line.startswith("Opgave, ")]

    assert goals == ["met", "MISSED by 11.50 ms"]


def test_growth_is_the_large_size_against_the_small():
    assert json.loads(lines_of(40.0, 50.0)[-2]) == {
        "name": "growth.task",
        "value": 1.25,
        "unit": "times",
    }


@pytest.mark.parametrize(("value", "outcome"), [(0.19, "met"), (0.25, "MISSED by 0.05 s")])
def test_the_quiet_night_has_its_goal_at_the_large_size(value, outcome):
    lines = lines_of(1.0, 1.0, night_nothing_due=value)

    assert [line.split("  ")[-1] for line in lines if line.startswith("night_")][-1] == outcome


def test_the_whole_of_it_runs_and_ends_with_one_figure_a_line():
    ran = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert ran.returncode == 0, ran.stderr
    found = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    values = {one["name"]: one["value"] for one in found}
    assert values["quick.published_tasks"] == 6 * 60
    assert values["quick.night_due_tasks"] == 4 * 6 * 60 / 30
    assert values["quick.task.queries"] > 0
    assert all(set(one) == {"name", "value", "unit"} for one in found)
