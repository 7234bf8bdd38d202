"""The page of a project's members, and leaving a project."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import ProjectMember
from tasks.models import Status, Task
from tests.factories import (
    NOON,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
    let_go,
)
from tests.tasks.people import colleague, consultant, member, people_of_every_kind
from workplace.project_page import leave_project, members_of, onlookers_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
Role = ProjectMember.Role
MANAGE = {"leader", "owner", "klik administrator"}
SEE = MANAGE | {"contributor", "reader", "programme manager"}
COLLEAGUES_OUTSIDE = {"consultant", "editor"}


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=Role.LEADER)


@pytest.fixture
def reader(project):
    return ProjectMemberFactory(project=project, role=Role.READER)


def page(project, name="members", *more):
    return reverse(f"projects:{name}", args=[project.pk, *more])


def expected(kind, allowed):
    if kind in allowed:
        return 200
    return 403 if kind in SEE | COLLEAGUES_OUTSIDE else 404


def test_every_kind_of_person_meets_the_right_answer(client):
    task = TaskFactory()
    target = ProjectMemberFactory(project=task.project)
    met, due = {}, {}
    for kind, user in people_of_every_kind(task).items():
        client.force_login(user)
        for name, more, allowed in (
            ("members", (), SEE),
            ("remove_member", (target.pk,), MANAGE),
        ):
            met[kind, name] = client.get(page(task.project, name, *more)).status_code
            due[kind, name] = expected(kind, allowed)
        for name, more in (("add_member", ()), ("change_member", (target.pk,))):
            answer = client.post(page(task.project, name, *more))
            met[kind, name] = answer.status_code
            due[kind, name] = {200: 422}.get(expected(kind, MANAGE), expected(kind, MANAGE))

    assert met == due


def test_members_are_shown_in_order_with_what_they_have_to_do(project, leader, reader):
    owner = ProjectMemberFactory(project=project, role=Role.OWNER)
    TaskFactory(project=project, executor=reader.user, responsible=reader.user)
    TaskFactory(project=project, executor=reader.user)
    TaskFactory(
        project=project,
        executor=reader.user,
        status=Status.COMPLETED,
        completed_at=NOON,
        completed_by=reader.user,
    )
    TaskFactory(project=ProjectFactory(municipality=project.municipality), executor=reader.user)
    TaskFactory(project=project, executor=reader.user, is_withdrawn=True)

    assert [(one, one.open_tasks) for one in members_of(project)] == [
        (leader, 0),
        (owner, 0),
        (reader, 2),
    ]


def test_who_else_sees_something_is_shown_with_why(project, leader):
    klik = UserFactory(municipality=project.municipality, is_klik_administrator=True, name="Anna A")
    manager = UserFactory(municipality=project.municipality, reads_all_projects=True, name="Bo B")
    named = UserFactory(municipality=project.municipality, name="Carla C")
    TaskFactory(project=project, executor=named)
    TaskFactory(project=project, executor=leader.user)
    let_go(UserFactory(municipality=project.municipality, reads_all_projects=True))
    UserFactory(reads_all_projects=True)

    assert [(other.person, other.why) for other in onlookers_of(project)] == [
        (klik, "KLIK-administrator"),
        (manager, "Programleder"),
        (named, "Ansvarlig for eller udfører af en opgave"),
    ]


def test_a_reader_sees_the_members_and_no_forms(signed_in, project, leader, reader):
    context = signed_in(reader.user).get(page(project)).context

    assert [member for member, _form in context["rows"]] == [leader, reader]
    assert (context["may_manage"], context["add_form"]) == (False, None)


def test_the_list_costs_the_same_however_many_there_are(signed_in, project, leader, reader):
    TaskFactory(project=project, executor=reader.user)
    TaskFactory(project=project, executor=colleague(Task.objects.get()))
    client = signed_in(leader.user)
    client.get(page(project))
    with CaptureQueriesContext(connection) as one:
        client.get(page(project))

    for _ in range(2):
        TaskFactory(project=project, executor=ProjectMemberFactory(project=project).user)
        TaskFactory(project=project, executor=colleague(Task.objects.first()))
    with CaptureQueriesContext(connection) as three:
        client.get(page(project))

    assert len(three) == len(one)


def test_a_colleague_is_added(signed_in, project, leader):
    new = UserFactory(municipality=project.municipality)

    answer = signed_in(leader.user).post(
        page(project, "add_member"), {"user": new.pk, "role": Role.CONTRIBUTOR}
    )

    assert (answer.status_code, answer["Location"]) == (302, page(project))
    assert project.members.get(user=new).role == Role.CONTRIBUTOR


@pytest.mark.parametrize(
    "who",
    [
        lambda _project: UserFactory(),
        lambda project: UserFactory(municipality=project.municipality, is_active=False),
        lambda project: ProjectMemberFactory(project=project).user,
    ],
    ids=["stranger", "deactivated", "member"],
)
def test_only_colleagues_who_are_not_in_it_can_be_added(signed_in, project, leader, who):
    user = who(project)
    before = project.members.count()

    answer = signed_in(leader.user).post(
        page(project, "add_member"), {"user": user.pk, "role": Role.READER}
    )

    assert answer.status_code == 422
    assert answer.context["add_form"].errors["user"] == [
        "Vælg en kollega fra jeres egen kommune, som ikke er med endnu."
    ]
    assert project.members.count() == before


@pytest.mark.parametrize("bad", ["1e3", "\N{FULLWIDTH DIGIT ONE}", "1;2", "9" * 31, "\x00", ""])
def test_what_is_no_colleague_is_told(signed_in, project, leader, bad):
    answer = signed_in(leader.user).post(
        page(project, "add_member"), {"user": bad, "role": Role.READER}
    )

    assert (answer.status_code, project.members.count()) == (422, 1)


def test_a_member_gets_another_role(signed_in, project, leader, reader):
    answer = signed_in(leader.user).post(
        page(project, "change_member", reader.pk), {"role": Role.OWNER}
    )

    assert answer["Location"] == page(project)
    reader.refresh_from_db()
    assert reader.role == Role.OWNER


def test_leadership_is_handed_over_and_its_forms_with_it(signed_in, project, leader, reader):
    client = signed_in(leader.user)

    answer = client.post(
        page(project, "change_member", reader.pk), {"role": Role.LEADER}, follow=True
    )

    assert (answer.status_code, answer.context["may_manage"]) == (200, False)
    again = client.post(page(project, "change_member", reader.pk), {"role": Role.READER})
    assert again.status_code == 403


def test_a_leader_without_successor_stays(signed_in, project, leader):
    client = signed_in(leader.user)

    changed = client.post(page(project, "change_member", leader.pk), {"role": Role.READER})
    removed = client.post(page(project, "remove_member", leader.pk))

    assert (changed.status_code, removed.status_code) == (422, 422)
    assert (
        changed.context["role_form"].errors["role"]
        == [removed.context["refusal"]]
        == [
            "Et projekt skal have en projektleder. Vælg først den næste; så bliver den nuværende "
            "bidragyder."
        ]
    )


def test_a_deactivated_member_gets_no_other_role(signed_in, project, leader, reader):
    let_go(reader.user)

    answer = signed_in(leader.user).post(
        page(project, "change_member", reader.pk), {"role": Role.OWNER}
    )

    assert answer.status_code == 422


def test_a_member_is_removed_after_being_asked_about(signed_in, project, leader, reader):
    TaskFactory(project=project, executor=reader.user)
    client = signed_in(leader.user)

    asked = client.get(page(project, "remove_member", reader.pk))
    assert (asked.status_code, asked.context["member"].open_tasks) == (200, 1)
    assert project.members.count() == 2
    answer = client.post(page(project, "remove_member", reader.pk), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        f"{reader.user} er ikke længere med i projektet. 1 opgave mangler nu ansvarlig eller "
        "udfører."
    ]
    assert list(project.members.all()) == [leader]


def test_whoever_leaves_by_themselves_ends_at_home(signed_in, project, leader):
    owner = ProjectMemberFactory(project=project, role=Role.OWNER)

    answer = signed_in(owner.user).post(page(project, "remove_member", owner.pk))

    assert answer["Location"] == "/"


def test_a_member_of_another_project_is_not_found_here(signed_in, project, leader):
    other = ProjectMemberFactory(project=ProjectFactory(municipality=project.municipality))
    client = signed_in(leader.user)

    for name in ("change_member", "remove_member"):
        assert client.post(page(project, name, other.pk), {"role": "reader"}).status_code == 404
    other.refresh_from_db()


@pytest.mark.parametrize("name", ["members", "add_member"])
def test_a_wrong_method_is_refused(signed_in, project, leader, name):
    assert signed_in(leader.user).put(page(project, name)).status_code == 405


@pytest.mark.parametrize("name", ["change_member", "add_member"])
def test_a_form_opened_without_being_sent_leads_back(signed_in, project, leader, name):
    more = [leader.pk] if name == "change_member" else []

    answer = signed_in(leader.user).get(page(project, name, *more))

    assert (answer.status_code, answer["Location"]) == (302, page(project))


def test_whoever_leaves_is_named_on_none_of_the_projects_tasks(project, leader, reader):
    done = TaskFactory(
        project=project,
        executor=reader.user,
        responsible=leader.user,
        status=Status.COMPLETED,
        completed_at=NOON,
        completed_by=reader.user,
    )
    mine = TaskFactory(project=project, responsible=reader.user, executor=reader.user)
    theirs = TaskFactory(project=project, executor=leader.user)
    elsewhere = TaskFactory(
        project=ProjectFactory(municipality=project.municipality), executor=reader.user
    )

    assert leave_project(member=reader) == 2

    assert {
        task.pk: (task.responsible, task.executor, task.revision) for task in Task.objects.all()
    } == {
        done.pk: (leader.user, None, done.revision + 1),
        mine.pk: (None, None, mine.revision + 1),
        theirs.pk: (None, leader.user, theirs.revision),
        elsewhere.pk: (None, reader.user, elsewhere.revision),
    }
    done.refresh_from_db()
    assert done.completed_by == reader.user


def test_the_project_leads_to_its_members_for_those_who_see_them(signed_in):
    task = TaskFactory()
    reads, follows = member(task, Role.READER), consultant(task)

    seen = {
        user: signed_in(user).get(task.project.get_absolute_url()).context["may_see_members"]
        for user in (reads, follows)
    }

    assert seen == {reads: True, follows: False}
