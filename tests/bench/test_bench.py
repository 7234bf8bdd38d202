"""`make bench`: the smallest size, so that what breaks it is noticed here."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.crowd import HOST, Visit, Visitor, arrive, visits
from bench.report import report
from bench.results import Figure, PageFigures, Results
from bench.sizes import DANMARK, X10
from tests.stack.loops import in_own_loop

CHECKOUT = Path(__file__).resolve().parents[2]


def page(median, without=None):
    return PageFigures(
        name="task",
        label="Opgave",
        median=median,
        p95=median,
        without=without or median,
        p95_without=median,
        inside=1.0,
        computed=1.0,
        queries=9,
        sent=100,
        size=900,
        encoding="gzip",
        replayed=0.5,
        replayed_without=0.5,
    )


def lines_of(danmark, x10, **figures):
    measured = [Results(DANMARK, pages=[page(danmark)]), Results(X10, pages=[page(x10)])]
    measured[1].figures = [Figure(name, value, "s") for name, value in figures.items()]
    return list(report(measured, [Figure("machine.cores", 2, "cores")]))


def test_the_two_sizes_are_those_of_the_goals():
    assert [size.all_tasks for size in (DANMARK, X10)] == [70_560, 705_600]


def test_a_goal_that_is_missed_says_by_how_much():
    goals = [
        line.split("  ")[-1]
        for line in lines_of(50.0, 61.5)
        if line.startswith("Opgave, ") and "policies" not in line
    ]

    assert goals == ["met", "MISSED by 11.50 ms"]


def test_a_page_is_held_against_itself_without_policies():
    results = [Results(DANMARK, pages=[page(39.0, without=30.0), page(42.0, without=30.0)])]
    lines = list(report(results, []))

    goals = [line.split("  ")[-1] for line in lines if "policies " in line and "MISSED" in line]
    assert goals == ["MISSED by 0.10 times"]
    prices = [json.loads(line) for line in lines if "task.policies" in line]
    assert [price["value"] for price in prices] == [1.3, 1.4]


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


PEOPLE = [Visitor("session=a", ("/", "/roller/")), Visitor("session=b", ("/",))]


def test_a_crowd_comes_at_the_same_moments_for_the_same_seed():
    first, again, other = (visits(PEOPLE, rate=50.0, seconds=4.0, seed=seed) for seed in (1, 1, 2))

    assert first == again
    assert first != other
    assert 150 < len(first) < 250
    assert all(0 < visit.due < 4.0 for visit in first)


def answering(*answers):
    """A server that gives each connection's requests these answers, one after the other."""

    async def serve(reader, writer):
        for status, body, closes in answers:
            await reader.readuntil(b"\r\n\r\n")
            end = "Connection: close\r\n" if closes else ""
            head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n{end}\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
        writer.close()

    return serve


def heard_from(serve, *due):
    async def hear():
        async with await asyncio.start_server(serve, HOST, 0) as server:
            port = server.sockets[0].getsockname()[1]
            crowd = [Visit(moment, "/", "session=a") for moment in due]
            return (await arrive(port, crowd))[0]

    return in_own_loop(hear())


def test_a_crowd_hears_answers_refusals_and_failures():
    serve = answering((200, b"page", False), (503, b"busy", False), (500, b"oh", False))

    heard = heard_from(serve, 0.0, 0.3, 0.6)

    assert (len(heard.answered), len(heard.refused), heard.failed) == (1, 1, 1)
    assert heard.asked == 3


def test_a_connection_that_the_server_ends_is_opened_again():
    heard = heard_from(answering((200, b"page", True)), 0.0, 0.3)

    assert len(heard.answered) == 2


def test_the_whole_of_it_runs_and_ends_with_one_figure_a_line():
    ran = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )

    assert ran.returncode == 0, ran.stderr
    found = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    values = {one["name"]: one["value"] for one in found}
    assert values["quick.published_tasks"] == 6 * 60
    assert values["quick.night_due_tasks"] == 4 * 6 * 60 / 30
    assert values["quick.task.queries"] > 0
    assert values["quick.task.policies"] > 0
    assert values["quick.neighbours.beside.answered"] > 0
    assert values["quick.neighbours.loud.failed"] == 0
    assert all(set(one) == {"name", "value", "unit"} for one in found)
