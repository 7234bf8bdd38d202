"""Which tasks need somebody, are coming, or wait for others; and in which order."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Priority, ProjectMember
from shared_tasks.models import SharedTaskLink
from tasks.lights import Light
from tasks.models import Status, Task, TaskLink
from tests.factories import (
    NOON,
    TODAY,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
    let_go,
)
from workplace.my_page.open_tasks import LightChange, light_changes
from workplace.my_page.work import read_work

pytestmark = pytest.mark.django_db

Role = ProjectMember.Role


def in_days(days):
    return TODAY + dt.timedelta(days=days)


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def person(project):
    """A contributor of the project."""
    return ProjectMemberFactory(project=project, role=Role.CONTRIBUTOR).user


@pytest.fixture
def colleague(project):
    return UserFactory(municipality=project.municipality, name="Bo Eksempel")


@pytest.fixture
def task(project):
    """task(due in so many days, …) makes one of the project's."""

    def make(days=60, **facts):
        due_on = None if days is None else in_days(days)
        return TaskFactory(project=project, due_on=due_on, **facts)

    return make


def needs(user):
    return [row.task for row in read_work(user, on=TODAY).needs.rows]


def coming(user):
    return [row.task for row in read_work(user, on=TODAY).coming.rows]


def waiting(user):
    return [row.task for row in read_work(user, on=TODAY).waiting.rows]


def before(other, task):
    """Let the shared task of one be the prerequisite of the other's."""
    return SharedTaskLink.objects.create(
        programme=task.programme,
        shared_task=task.shared_task,
        other=other.shared_task,
        kind=SharedTaskLink.Kind.PREREQUISITE,
    )


# --- what needs them ---------------------------------------------------------------------


def test_red_comes_by_priority_and_then_yellow_by_date(person, task):
    made = {
        name: task(days, executor=person, shared_task__priority=priority)
        for name, days, priority in (
            ("yellow later", 2, Priority.CRITICAL),
            ("yellow", 1, Priority.RECOMMENDED),
            ("red recommended", -90, Priority.RECOMMENDED),
            ("red mandatory", -30, Priority.MANDATORY),
            ("red critical", -1, Priority.CRITICAL),
            ("red critical earlier", -2, Priority.CRITICAL),
        )
    }

    in_order = ("red critical earlier", "red critical", "red mandatory", "red recommended")
    assert needs(person) == [made[name] for name in (*in_order, "yellow", "yellow later")]


def test_what_they_answer_for_is_theirs_and_what_is_others_is_not(person, colleague, task):
    mine = task(-1, responsible=person, executor=colleague)
    task(-1, responsible=colleague, executor=colleague)
    task(-1)

    assert needs(person) == [mine]


def test_what_is_closed_or_withdrawn_needs_nobody(person, task):
    task(-1, executor=person, is_withdrawn=True)
    task(-1, executor=person, status=Status.NOT_RELEVANT, not_relevant_reason="Løst")
    task(None, executor=person)

    assert needs(person) == []


@pytest.mark.parametrize("role", [Role.LEADER, Role.OWNER])
def test_what_nobody_has_needs_whoever_leads_or_owns_the_project(role, project, task):
    leading = ProjectMemberFactory(project=project, role=role).user
    red, yellow, soon = task(-1), task(1), task(9)
    task(90)
    TaskFactory(due_on=in_days(-1))

    assert needs(leading) == [red, yellow]
    assert coming(leading) == [soon]


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER])
def test_what_nobody_has_needs_nobody_else(role, project, task):
    someone = ProjectMemberFactory(project=project, role=role).user
    task(-1)

    assert needs(someone) == []


def test_what_somebody_who_has_left_had_is_nobodys(project, colleague, task):
    leader = ProjectMemberFactory(project=project, role=Role.LEADER).user
    left = task(-1, executor=colleague, responsible=colleague)
    let_go(colleague)

    [row] = read_work(leader, on=TODAY).needs.rows

    assert (row.task, row.words) == (left, "Vælg en ny udfører")


def test_colleagues_of_a_project_they_have_left_see_no_more_than_their_own(person, task):
    ProjectMember.objects.filter(user=person).delete()
    mine = task(-1, executor=person)
    task(-1)

    assert needs(person) == [mine]


# --- what is coming ----------------------------------------------------------------------


def test_what_turns_within_two_weeks_is_coming(person, task):
    last = task(21, executor=person)
    first = task(9, executor=person)
    task(22, executor=person)

    assert [one.light_changes_on for one in (first, last)] == [in_days(2), in_days(14)]
    assert coming(person) == [first, last]


def test_what_is_yellow_already_stands_among_what_needs_them(person, task):
    yellow = task(1, executor=person)

    assert (needs(person), coming(person)) == ([yellow], [])


def test_a_task_can_turn_yellow_and_then_red(task):
    assert light_changes(task(9), on=TODAY) == [
        LightChange(in_days(2), Light.YELLOW),
        LightChange(in_days(10), Light.RED),
    ]


def test_only_the_turns_of_two_weeks_are_told(task):
    assert light_changes(task(21), on=TODAY) == [LightChange(in_days(14), Light.YELLOW)]


def test_where_what_is_begun_is_never_yellow_it_turns_red(project, person):
    kigo = ProgrammeFactory(yellow_requires_not_started=True)
    task = TaskFactory(
        project=ProjectFactory(programme=kigo, municipality=project.municipality),
        executor=person,
        status=Status.IN_PROGRESS,
        due_on=in_days(9),
    )

    assert coming(person) == [task]
    assert light_changes(task, on=TODAY) == [LightChange(in_days(10), Light.RED)]


# --- whom they wait for ------------------------------------------------------------------


def test_a_task_waits_for_the_prerequisite_somebody_else_has(person, colleague, task):
    mine = task(60, executor=person)
    before(task(40, executor=colleague, shared_task__title="Bestil"), mine)

    [row] = read_work(person, on=TODAY).waiting.rows

    assert row.task == mine
    assert "»(Opgave" in row.words
    assert row.words.endswith("Bestil« hos Bo Eksempel, slutdato 11. april")


def test_what_the_municipality_has_noted_is_waited_for_too(person, colleague, task):
    mine, other = task(60, executor=person), task(40, executor=colleague)
    TaskLink.objects.create(
        municipality=mine.municipality, programme=mine.programme, task=mine, other=other
    )

    assert waiting(person) == [mine]


def test_nobody_waits_for_themselves_for_what_is_done_or_for_another_project(
    person, colleague, task
):
    mine = task(60, executor=person)
    for facts in (
        {"executor": person},
        {"executor": colleague, "responsible": person},
        {"executor": colleague, "status": Status.NOT_RELEVANT, "not_relevant_reason": "Løst"},
        {"executor": colleague, "is_withdrawn": True},
    ):
        before(task(40, **facts), mine)
    elsewhere = TaskFactory(
        shared_task__programme=mine.programme, project__programme=mine.programme
    )
    before(elsewhere, mine)

    assert mine not in waiting(person)


def test_whoever_has_begun_waits_no_more(person, colleague, task):
    mine = task(60, executor=person, status=Status.IN_PROGRESS)
    before(task(40, executor=colleague), mine)

    assert waiting(person) == []


def test_whoever_answers_for_a_task_waits_for_the_one_who_does_it(person, colleague, task):
    later = task(90, executor=colleague, responsible=person)
    undated = task(None, executor=colleague, responsible=person)
    first = task(60, executor=colleague, responsible=person)
    task(60, executor=person, responsible=person)
    task(60, responsible=person)

    work = read_work(person, on=TODAY)

    assert [row.task for row in work.waiting.rows] == [first, later, undated]
    assert {row.words for row in work.waiting.rows} == {"Bo Eksempel udfører opgaven"}


def test_what_is_pressing_stands_higher_up(person, colleague, task):
    red = task(-1, executor=colleague, responsible=person)
    soon = task(9, executor=colleague, responsible=person)

    work = read_work(person, on=TODAY)

    assert [row.task for row in work.needs.rows] == [red]
    assert [(row.task, row.words) for row in work.coming.rows] == [
        (soon, "Bo Eksempel udfører opgaven")
    ]
    assert work.waiting.rows == []


def test_the_counts_are_of_the_persons_own_open_tasks(project, task):
    leader = ProjectMemberFactory(project=project, role=Role.LEADER).user
    task(-1, executor=leader)
    task(None, executor=leader)
    task(
        -1,
        executor=leader,
        status=Status.COMPLETED,
        completed_at=NOON,
        completed_by=leader,
    )
    task(-1)

    work = read_work(leader, on=TODAY)

    assert work.counts == {"red": 1, "yellow": 0, "green": 0, "grey": 1}
    assert (work.total, work.needs.total) == (2, 2)


def test_what_comes_next_is_looked_up_only_when_nothing_needs_them(person, task):
    task(60, executor=person)
    assert read_work(person, on=TODAY).next_up is not None

    task(-1, executor=person)
    assert read_work(person, on=TODAY).next_up is None
    assert Task.objects.count() == 2


def test_prerequisites_ask_as_much_for_three_tasks_as_for_one(person, colleague, task):
    counted = []
    for number in (1, 3):
        for days in (-1, 9, 60):
            for _ in range(number):
                mine = task(days, executor=person, responsible=colleague)
                before(task(40, executor=colleague), mine)
        with CaptureQueriesContext(connection) as asked:
            read_work(person, on=TODAY)
        counted.append(len(asked))

    assert counted == [6, 6]
