"""What a person is told to do about a task."""

import datetime as dt

import pytest

from tasks.models import Status
from tests.factories import TODAY, TaskFactory, UserFactory, let_go
from workplace.my_page.advice import next_step, whom_for

pytestmark = pytest.mark.django_db

RED, YELLOW, GREEN = -1, 1, 60
BEGUN, NOT_BEGUN = Status.IN_PROGRESS, Status.NOT_STARTED


@pytest.fixture
def me():
    return UserFactory(name="Anna Prøve")


@pytest.fixture
def bo(me):
    return UserFactory(name="Bo Eksempel", municipality=me.municipality)


def a_task(me, days=RED, **facts):
    due_on = None if days is None else TODAY + dt.timedelta(days=days)
    return TaskFactory(project__municipality=me.municipality, due_on=due_on, **facts)


def titled(me, title, days=30, **facts):
    return a_task(me, days, shared_task__code="A", shared_task__title=title, **facts)


def step(task, me, *before, leads=False):
    led = {task.project_id} if leads else set()
    return next_step(task, before, by=me, led=led, on=TODAY)


def whom(task, me, *before, leads=False):
    led = {task.project_id} if leads else set()
    return whom_for(task, before, by=me, led=led, on=TODAY)


@pytest.mark.parametrize(
    ("days", "status", "said"),
    [
        (RED, NOT_BEGUN, "Sæt i gang, eller aftal en ny slutdato"),
        (RED, BEGUN, "Marker som fuldført, eller aftal en ny slutdato"),
        (YELLOW, NOT_BEGUN, "Sæt i gang"),
        (YELLOW, BEGUN, "Gør færdig, og marker som fuldført"),
    ],
)
def test_whoever_does_it_begins_or_ends_it(days, status, said, me):
    assert step(a_task(me, days, executor=me, status=status), me) == said


@pytest.mark.parametrize(
    ("days", "status", "said"),
    [
        (RED, NOT_BEGUN, "Få Bo Eksempel til at gøre den færdig, eller aftal en ny slutdato"),
        (RED, BEGUN, "Få Bo Eksempel til at gøre den færdig, eller aftal en ny slutdato"),
        (YELLOW, NOT_BEGUN, "Få Bo Eksempel til at sætte i gang"),
        (YELLOW, BEGUN, "Hør Bo Eksempel, om slutdatoen holder"),
    ],
)
def test_whoever_answers_for_it_asks_the_one_who_does_it(days, status, said, me, bo):
    assert step(a_task(me, days, executor=bo, responsible=me, status=status), me) == said


def test_whoever_leads_chooses_who_is_to_do_it(me):
    assert step(a_task(me), me, leads=True) == "Vælg en udfører"


def test_whoever_does_not_lead_has_it_chosen(me):
    task = a_task(me, responsible=me)

    assert step(task, me) == "Få projektlederen til at vælge en udfører"


def test_somebody_who_has_left_does_nothing(me, bo):
    task = a_task(me, executor=bo, responsible=me)
    let_go(bo)

    assert step(task, me, leads=True) == "Vælg en ny udfører"


def test_a_prerequisite_comes_before_beginning(me, bo):
    task, other = a_task(me, executor=me), titled(me, "Bestil", executor=bo)

    said = "Venter på forudsætningen »(A) Bestil« hos Bo Eksempel, slutdato 1. april"
    assert step(task, me, other) == said


def test_what_is_begun_is_ended_whatever_it_waited_for(me, bo):
    task = a_task(me, executor=me, status=BEGUN)

    assert step(task, me, titled(me, "Bestil", executor=bo)).startswith("Marker som fuldført")


def test_ones_own_prerequisite_is_ones_own_to_do_first(me):
    task, other = a_task(me, executor=me), titled(me, "Bestil", executor=me)

    assert step(task, me, other) == "Gør først forudsætningen »(A) Bestil« færdig"


@pytest.mark.parametrize(
    ("days", "facts", "said"),
    [
        (30, {}, "»(A) Bestil«, som ingen har endnu, slutdato 1. april"),
        (None, {}, "»(A) Bestil«, som ingen har endnu, uden slutdato"),
        (RED, {}, "»(A) Bestil«, som ingen har endnu, skulle være færdig 1. marts"),
    ],
)
def test_a_prerequisite_says_who_has_it_and_until_when(days, facts, said, me):
    task, other = a_task(me, executor=me), titled(me, "Bestil", days, **facts)

    assert step(task, me, other) == f"Venter på forudsætningen {said}"


def test_whoever_answers_for_a_prerequisite_nobody_does_has_it(me, bo):
    task, other = a_task(me, executor=me), titled(me, "Bestil", responsible=bo)

    assert "hos Bo Eksempel" in step(task, me, other)


@pytest.mark.parametrize(("more", "said"), [(1, "1 forudsætning"), (2, "2 forudsætninger")])
def test_of_many_prerequisites_the_first_is_named_and_the_rest_counted(more, said, me, bo):
    task = a_task(me, executor=me)
    others = [titled(me, "Bestil", executor=bo) for _ in range(more + 1)]

    assert step(task, me, *others).endswith(f"slutdato 1. april – og {said} til")


def test_nobody_is_waited_for_with_ones_own_task(me):
    task = a_task(me, GREEN, executor=me)

    assert whom(task, me) == ""
    assert whom(task, me, titled(me, "Bestil", executor=me)) == ""


def test_both_the_one_who_does_it_and_a_prerequisite_are_waited_for(me, bo):
    task = a_task(me, GREEN, executor=bo, responsible=me)
    carla = UserFactory(name="Carla Test", municipality=me.municipality)
    other = titled(me, "Bestil", executor=carla)

    assert whom(task, me, other) == (
        "Bo Eksempel udfører opgaven. "
        "Venter på forudsætningen »(A) Bestil« hos Carla Test, slutdato 1. april"
    )


def test_who_is_to_do_what_is_coming_is_chosen_in_time(me):
    assert whom(a_task(me, GREEN), me, leads=True) == "Vælg en udfører"
