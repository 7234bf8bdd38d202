"""Lights and dates in words."""

import datetime as dt
from types import SimpleNamespace

import pytest

from history.phrases import span_in_words
from projects.models import Priority, Programme
from tasks.explanations import (
    days_in_words,
    due_in_words,
    next_light,
    why_light,
)
from tasks.lights import Light, Status, light_changes_on, light_on, warning_starts_on

DUE = dt.date(2026, 3, 10)


def task(on, *, status=Status.NOT_STARTED, due_on=DUE, since=None, kigo=False, **facts):
    programme = Programme(yellow_requires_not_started=kigo)
    built = SimpleNamespace(
        programme=programme,
        priority=Priority.MANDATORY,
        status=status,
        due_on=due_on,
        is_withdrawn=False,
        completed_at=None,
        warns_on=warning_starts_on(
            programme=programme, priority=Priority.MANDATORY, status=status, due_on=due_on
        ),
    )
    built.light, built.light_since = light_on(built, on), since or on
    built.light_changes_on = light_changes_on(built, on)
    built.__dict__.update(facts)
    return built


def test_a_yellow_task_tells_its_due_date_its_warning_and_its_status():
    on = dt.date(2026, 3, 4)

    assert why_light(task(on, since=dt.date(2026, 3, 3)), on=on) == (
        "Gul siden 3. marts: slutdato 10. marts, 5 arbejdsdages varsel, ikke påbegyndt"
    )
    assert next_light(task(on), on=on) == "Bliver rød 11. marts"


def test_a_red_task_tells_which_date_has_passed():
    on = dt.date(2026, 3, 12)

    assert why_light(task(on, since=dt.date(2026, 3, 11), status=Status.IN_PROGRESS), on=on) == (
        "Rød siden 11. marts: slutdatoen 10. marts er overskredet, i gang"
    )
    assert next_light(task(on), on=on) == "Bliver grøn, når opgaven er fuldført"


def test_a_green_task_tells_when_it_turns_yellow():
    on = dt.date(2026, 3, 2)

    assert why_light(task(on), on=on) == "Grøn: slutdato 10. marts, ikke påbegyndt"
    assert next_light(task(on), on=on) == "Bliver gul 3. marts"


def test_a_task_that_never_warns_turns_red_at_once():
    on = dt.date(2026, 3, 9)
    started = task(on, status=Status.IN_PROGRESS, kigo=True)

    assert why_light(started, on=on) == "Grøn: slutdato 10. marts, i gang"
    assert next_light(started, on=on) == "Bliver rød 11. marts"


def test_a_task_without_a_due_date_asks_for_one():
    on = dt.date(2026, 3, 9)

    assert why_light(task(on, due_on=None), on=on) == "Grå: opgaven har ingen slutdato"
    assert next_light(task(on, due_on=None), on=on) == "Sæt en slutdato, så følger farven den"


def test_a_closed_task_says_how_it_was_closed():
    on = dt.date(2026, 3, 12)
    # Half an hour before midnight in UTC is the next day in Denmark.
    late = dt.datetime(2026, 3, 8, 23, 30, tzinfo=dt.UTC)
    done = task(on, status=Status.COMPLETED, completed_at=late)

    assert why_light(done, on=on) == "Grøn: opgaven blev fuldført 9. marts"
    assert why_light(task(on, status=Status.NOT_RELEVANT), on=on) == (
        "Grøn: opgaven er ikke relevant for kommunen"
    )
    assert next_light(done, on=on) == "Farven ændrer sig kun, hvis opgaven bliver åbnet igen"


def test_a_night_not_yet_run_is_said():
    on = dt.date(2026, 3, 4)
    stale = task(dt.date(2026, 3, 2))

    assert next_light(stale, on=on) == "Farven bliver opdateret i nat"


def test_one_working_day_is_said_in_the_singular():
    on = dt.date(2026, 3, 10)
    warned = task(on, programme=Programme(warning_days_mandatory=1))

    assert why_light(warned, on=on) == (
        "Gul siden 10. marts: slutdato 10. marts, 1 arbejdsdags varsel, ikke påbegyndt"
    )


def test_another_year_is_said():
    on = dt.date(2025, 12, 30)

    assert next_light(task(on), on=on) == "Bliver gul 3. marts 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "i dag"),
        (1, "i morgen"),
        (-1, "i går"),
        (2, "om 2 dage"),
        (-84, "for 84 dage siden"),
    ],
)
def test_days_are_counted_in_words(days, words):
    assert days_in_words(DUE + dt.timedelta(days=days), on=DUE) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "1 dag over tiden"), (-2, "2 dage over tiden"), (0, "i dag"), (3, "om 3 dage")],
)
def test_a_due_date_says_how_near_or_how_late(days, words):
    assert due_in_words(DUE + dt.timedelta(days=days), is_closed=False, on=DUE) == words


def test_a_due_date_that_no_longer_matters_says_nothing():
    assert due_in_words(DUE, is_closed=True, on=DUE) == ""
    assert due_in_words(None, is_closed=False, on=DUE) == ""


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((2026, 3, 10), (2026, 3, 17), "10. til 17. marts"),
        ((2026, 2, 27), (2026, 3, 3), "27. februar til 3. marts"),
        ((2027, 3, 10), (2027, 3, 17), "10. til 17. marts 2027"),
        ((2026, 12, 30), (2027, 1, 4), "30. december 2026 til 4. januar 2027"),
    ],
)
def test_a_span_says_month_and_year_once(before, after, words):
    assert span_in_words(dt.date(*before), dt.date(*after), on=DUE) == words


def test_a_withdrawn_task_says_so_and_that_nothing_is_late():
    on = dt.date(2026, 3, 20)
    withdrawn = task(on)
    withdrawn.is_withdrawn, withdrawn.light = True, Light.GREY

    assert why_light(withdrawn, on=on) == "Grå: opgaven er trukket tilbage"
    assert next_light(withdrawn, on=on) == ("Farven ændrer sig kun, hvis opgaven bliver genudgivet")
