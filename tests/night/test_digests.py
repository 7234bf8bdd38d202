"""Who is told what in the morning, and that nobody is told twice."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from night.digests.compose import PROJECTS_NAMED, PROJECTS_SHOWN, TASKS_SHOWN, write_digests
from notifications.models import JobRun, Notification
from notifications.rendering import render_mail
from projects.models import Priority, ProjectMember
from tasks.models import Task
from tests.factories import (
    NOON,
    MunicipalityFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
    let_go,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DUE = dt.date(2026, 3, 11)  # five working days before is 4 March
YELLOW_ON, RED_ON = dt.date(2026, 3, 5), dt.date(2026, 3, 12)


@pytest.fixture
def municipality():
    return MunicipalityFactory()


@pytest.fixture
def project(municipality):
    return ProjectFactory(municipality=municipality, programme__name="DUBU 3.0")


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


@pytest.fixture
def executor(municipality):
    return UserFactory(municipality=municipality)


def task_in(project, *, on=RED_ON, **fields):
    fields.setdefault("due_on", DUE)
    return TaskFactory(project=project, on=on, **fields)


def write(on=RED_ON):
    return write_digests(on=on, at=NOON)


def mail_to(user):
    return Notification.objects.get(recipient=user)


def numbers(part):
    return [task["number"] for task in part["tasks"]]


def test_an_executor_and_a_responsible_are_told_of_their_own(project, executor):
    responsible = UserFactory(municipality=project.municipality)
    theirs = task_in(project, executor=executor, responsible=responsible)
    task_in(project)

    assert write() == 2

    for person in (executor, responsible):
        assert numbers(mail_to(person).content["own"]) == [theirs.pk]
        assert mail_to(person).content["projects"] == []


def test_a_leader_is_told_of_the_whole_project_and_of_no_task_twice(project, leader, executor):
    own = task_in(project, executor=leader, responsible=leader)
    others = task_in(project, executor=executor)
    nobodys = task_in(project)
    task_in(ProjectFactory(municipality=project.municipality))

    write()

    mail = mail_to(leader)
    assert numbers(mail.content["own"]) == [own.pk]
    assert [numbers(part) for part in mail.content["projects"]] == [[others.pk, nobodys.pk]]
    assert mail.subject == "3 opgaver er blevet røde"
    assert Notification.objects.filter(recipient=leader).count() == 1


@pytest.mark.parametrize("role", ["owner", "contributor", "reader"])
def test_other_members_are_not_told_of_all(project, role):
    ProjectMemberFactory(project=project, role=role)
    task_in(project)

    assert write() == 0


def test_someone_who_has_left_is_not_told(project, leader):
    gone = UserFactory(municipality=project.municipality, is_active=False)
    task = task_in(project, executor=gone, responsible=gone)

    assert write() == 1
    assert numbers(mail_to(leader).content["projects"][0]) == [task.pk]


def test_a_leader_who_has_left_is_not_told(project, leader):
    let_go(leader)
    task_in(project)

    assert write() == 0


def test_a_task_nobody_can_be_told_of_waits_for_someone(project):
    task = task_in(project)
    assert write() == 0
    task.refresh_from_db()
    assert task.light_told_on is None

    leader = ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user

    assert write(RED_ON + DAY) == 1
    task.refresh_from_db()
    assert task.light_told_on == RED_ON + DAY
    assert mail_to(leader).local_date == RED_ON + DAY


def test_green_and_grey_tasks_are_not_told_of(project, leader):
    task_in(project, due_on=RED_ON + 90 * DAY)
    task_in(project, due_on=None)

    assert write() == 0


def test_what_was_told_is_not_told_again(project, leader):
    task_in(project, light_told_on=RED_ON - DAY)

    assert write() == 0


def test_a_second_run_the_same_night_writes_nothing(project, leader):
    task_in(project)
    assert write() == 1
    task_in(project)

    assert write() is None
    assert Notification.objects.count() == 1
    assert write(RED_ON + DAY) == 1


def test_a_missed_night_is_made_up_by_the_next(project, leader):
    yellow = task_in(project, on=YELLOW_ON, due_on=DUE)

    assert write(YELLOW_ON + 3 * DAY) == 1
    assert numbers(mail_to(leader).content["projects"][0]) == [yellow.pk]


def test_a_run_cut_short_leaves_nothing_and_the_next_makes_it_up(project, leader, monkeypatch):
    task = task_in(project)

    def broken(**kwargs):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("night.digests.compose.write_notifications", broken)
        with pytest.raises(ZeroDivisionError):
            write()

    task.refresh_from_db()
    assert (task.light_told_on, Notification.objects.count()) == (None, 0)
    assert JobRun.objects.count() == 0
    assert write() == 1


def test_the_worst_comes_first(project, leader):
    yellow = task_in(project, on=YELLOW_ON, due_on=DUE)
    red = task_in(project, due_on=DUE - 10 * DAY)
    older = task_in(project, due_on=DUE - 30 * DAY)

    write()

    assert numbers(mail_to(leader).content["projects"][0]) == [older.pk, red.pk, yellow.pk]
    assert mail_to(leader).subject == "2 opgaver er blevet røde, 1 gul"


@pytest.mark.parametrize(
    ("red", "yellow", "subject"),
    [
        (1, 0, "1 opgave er blevet rød"),
        (0, 1, "1 opgave er blevet gul"),
        (0, 2, "2 opgaver er blevet gule"),
        (3, 2, "3 opgaver er blevet røde, 2 gule"),
    ],
)
def test_the_subject_counts(project, leader, red, yellow, subject):
    for _ in range(red):
        task_in(project)
    for _ in range(yellow):
        task_in(project, on=YELLOW_ON)

    write()

    assert mail_to(leader).subject == subject


def test_a_part_shows_so_many_tasks_and_counts_the_rest(project, executor, leader):
    for _ in range(TASKS_SHOWN + 3):
        task_in(project, executor=executor)

    write()

    own = mail_to(executor).content["own"]
    assert (len(own["tasks"]), own["more"]) == (TASKS_SHOWN, 3)
    led = mail_to(leader).content["projects"][0]
    assert (len(led["tasks"]), led["more"]) == (TASKS_SHOWN, 3)
    text = render_mail(mail_to(leader)).body
    assert (
        f"og 3 andre. Alle projektets\n  røde opgaver: http://127.0.0.1:8000/projekter/{project.pk}/?lys=3#opgaver"
        in text
    )


def test_a_leader_of_very_many_projects_gets_a_readable_mail(municipality):
    leader = UserFactory(municipality=municipality)
    for number in range(PROJECTS_SHOWN + PROJECTS_NAMED + 2):
        led = ProjectFactory(municipality=municipality, programme__name=f"P{number}")
        ProjectMemberFactory(project=led, user=leader, role=ProjectMember.Role.LEADER)
        task_in(led)

    write()

    content = mail_to(leader).content
    assert len(content["projects"]) == PROJECTS_SHOWN
    assert (len(content["also"]), content["unnamed"]) == (PROJECTS_NAMED, 2)
    assert content["red"] == PROJECTS_SHOWN + PROJECTS_NAMED + 2
    assert "og 2 andre projekter" in render_mail(mail_to(leader)).body


def test_the_words_say_why_and_lead_to_the_task(project, executor, settings):
    settings.SITE_URL = "https://fremdrift.example"
    task = task_in(
        project,
        executor=executor,
        shared_task__code="Opgave 7",
        shared_task__title="Aftal <databehandling> & »vilkår«",
        shared_task__priority=Priority.CRITICAL,
    )

    write()

    message = render_mail(mail_to(executor))
    why = (
        "DUBU 3.0. Rød siden 12. marts: slutdatoen 11. marts er overskredet, ikke påbegyndt. "
        "Bliver grøn, når opgaven er fuldført."
    )
    assert message.body.splitlines()[4:9] == [
        "DINE OPGAVER",
        "",
        "RØD  Opgave 7: Aftal <databehandling> & »vilkår«",
        f"     {why}",
        f"     https://fremdrift.example/opgaver/{task.pk}/",
    ]
    [(html, _)] = message.alternatives
    assert f'<a href="https://fremdrift.example/opgaver/{task.pk}/"' in html
    assert "Opgave 7: Aftal &lt;databehandling&gt; &amp; »vilkår«</a>" in html
    assert f">{why}</span>" in html
    assert ">Rød</span>" in html


def test_each_municipality_is_told_of_its_own_only(project, leader):
    other = ProjectFactory(programme=project.programme)
    stranger = ProjectMemberFactory(project=other, role=ProjectMember.Role.LEADER).user
    task_in(project, shared_task__title="KANARIEFUGL")
    task_in(other)

    write()

    assert "KANARIEFUGL" in render_mail(mail_to(leader)).body
    message = render_mail(mail_to(stranger))
    assert "KANARIEFUGL" not in message.body + message.alternatives[0][0]
    assert mail_to(stranger).municipality == other.municipality


def test_the_number_of_queries_does_not_grow_with_tasks_and_people(project, leader):
    task_in(project, executor=UserFactory(municipality=project.municipality))
    with CaptureQueriesContext(connection) as one:
        assert write() == 2
    for _ in range(3):
        another = ProjectFactory(municipality=project.municipality)
        ProjectMemberFactory(project=another, role=ProjectMember.Role.LEADER)
        task_in(another, executor=UserFactory(municipality=project.municipality))
    with CaptureQueriesContext(connection) as three:
        assert write(RED_ON + DAY) == 6

    assert len(three) == len(one)
    assert Task.objects.filter(light_told_on=None).count() == 0
