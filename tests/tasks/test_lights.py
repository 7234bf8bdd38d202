"""One rule in two forms, and its boundaries."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import Priority, Programme
from tasks.lights import (
    Light,
    Status,
    began_expression,
    began_on,
    light_changes_expression,
    light_changes_on,
    light_expression,
    light_on,
    warning_starts_on,
)
from tasks.models import Task
from tests.factories import ProgrammeFactory, TaskFactory, UserFactory


@dataclass
class Facts:
    status: str
    due_on: dt.date | None
    warns_on: dt.date | None
    is_withdrawn: bool = False


def facts(
    due_on,
    *,
    status=Status.NOT_STARTED,
    priority=Priority.CRITICAL,
    kigo=False,
    is_withdrawn=False,
):
    programme = Programme(yellow_requires_not_started=kigo)
    warns_on = warning_starts_on(
        programme=programme, priority=priority, status=status, due_on=due_on
    )
    return Facts(status, due_on, warns_on, is_withdrawn)


def date(text):
    return dt.date.fromisoformat(text)


# Wednesday 11 March 2026; five working days before is Wednesday 4 March.
DUE = date("2026-03-11")


@pytest.mark.parametrize(
    ("on", "light"),
    [
        ("2026-03-03", Light.GREEN),
        ("2026-03-04", Light.YELLOW),
        ("2026-03-11", Light.YELLOW),  # the due date itself is still on time
        ("2026-03-12", Light.RED),
    ],
)
def test_an_open_task_turns_yellow_then_red(on, light):
    assert light_on(facts(DUE), date(on)) == light


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.NOT_RELEVANT])
def test_a_closed_task_is_green_even_when_late(status):
    assert light_on(facts(DUE, status=status), date("2026-05-01")) == Light.GREEN


def test_without_a_due_date_an_open_task_is_grey():
    assert light_on(facts(None), DUE) == Light.GREY


@pytest.mark.parametrize("status", [Status.NOT_STARTED, Status.COMPLETED])
def test_what_is_withdrawn_is_grey_and_stays_so(status):
    withdrawn = facts(DUE, status=status, is_withdrawn=True)

    assert light_on(withdrawn, date("2026-05-01")) == Light.GREY
    assert light_changes_on(withdrawn, date("2026-03-01")) is None


def test_klik_warns_of_started_tasks_and_kigo_does_not():
    started = {"status": Status.IN_PROGRESS}

    assert light_on(facts(DUE, **started), DUE) == Light.YELLOW
    assert light_on(facts(DUE, **started, kigo=True), DUE) == Light.GREEN


@pytest.mark.parametrize(
    ("due_on", "warns_on"),
    [
        ("2026-04-07", "2026-03-26"),  # over Easter: 2, 3 and 6 April are holidays
        ("2026-01-02", "2025-12-19"),  # over Christmas: 24, 25, 26, 31 December and 1 January
        ("2026-06-08", "2026-05-29"),  # 5 June is a day off
        ("2026-03-30", "2026-03-23"),  # across the change to summer time on 29 March
    ],
)
def test_the_warning_counts_danish_working_days(due_on, warns_on):
    assert facts(date(due_on)).warns_on == date(warns_on)


def test_constitution_day_is_a_setting(settings):
    settings.CONSTITUTION_DAY_OFF = False

    assert facts(date("2026-06-08")).warns_on == date("2026-06-01")


DATES = st.dates(date("2025-12-01"), date("2026-06-30"))
ROWS = st.tuples(
    st.sampled_from(Status.values),
    st.none() | DATES,
    st.sampled_from(Priority.values),
    st.booleans(),
    st.booleans(),
)


@pytest.fixture
def task(db):
    return TaskFactory()


@pytest.fixture
def person(task):
    return UserFactory(municipality=task.municipality)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(row=ROWS, on=DATES)
def test_the_expression_says_the_same_as_the_function(task, person, row, on):
    status, due_on, priority, kigo, is_withdrawn = row
    stored = facts(due_on, status=status, priority=priority, kigo=kigo, is_withdrawn=is_withdrawn)
    Task.objects.filter(pk=task.pk).update(
        status=status,
        due_on=due_on,
        shared_due_on=due_on,
        warns_on=stored.warns_on,
        is_withdrawn=is_withdrawn,
        not_relevant_reason="fordi" if status == Status.NOT_RELEVANT else "",
        completed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC) if status == "completed" else None,
        completed_by=person.pk if status == "completed" else None,
    )

    found = Task.objects.annotate(
        now=light_expression(on), then=light_changes_expression(on), since=began_expression(on)
    ).get(pk=task.pk)

    assert (found.now, found.then) == (light_on(stored, on), light_changes_on(stored, on))
    if not found.is_closed:
        assert found.since == (began_on(stored, on) or on)


@settings(max_examples=200, deadline=None)
@given(row=ROWS, on=DATES)
def test_the_light_stays_until_the_day_it_is_said_to_change(row, on):
    status, due_on, priority, kigo, is_withdrawn = row
    task = facts(due_on, status=status, priority=priority, kigo=kigo, is_withdrawn=is_withdrawn)
    changes_on = light_changes_on(task, on)

    last = changes_on or on + dt.timedelta(days=400)
    days = [on + dt.timedelta(days=n) for n in range((last - on).days)]

    assert {light_on(task, day) for day in days} == {light_on(task, on)}
    if changes_on:
        assert light_on(task, changes_on) > light_on(task, on)


@pytest.mark.django_db
def test_a_policy_of_no_warning_turns_yellow_on_the_due_date_itself():
    programme = ProgrammeFactory(warning_days_mandatory=0)

    warns_on = warning_starts_on(
        programme=programme, priority=Priority.MANDATORY, status=Status.NOT_STARTED, due_on=DUE
    )

    assert warns_on == DUE
