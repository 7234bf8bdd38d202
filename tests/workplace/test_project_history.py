"""GET /projekter/<pk>/historik/: what has happened to one project."""

import pytest

from history.tracking import Through, acting
from projects.models import Project, ProjectMember, Visit
from tests.factories import ProjectMemberFactory, TaskFactory
from tests.tasks.people import colleague, consultant, member, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    return TaskFactory()


def address(task):
    return f"/projekter/{task.project_id}/historik/"


def told(response):
    return [sentence.text for sentence in response.context["history"].sentences]


def test_a_member_reads_what_happened_to_the_project(signed_in, task):
    user = member(task)
    with acting(by=user.pk, through=Through.PAGE):
        Project.objects.update(go_live_on=None)

    response = signed_in(user).get(address(task))

    assert f"{user} fjernede idriftsættelsen" in told(response)
    assert f"Fremdrift gav {user} en plads i projektet som Projektleder" in told(response)


def test_a_consultant_reads_of_dates_but_not_of_members(signed_in, task):
    ProjectMemberFactory(project=task.project, role=ProjectMember.Role.LEADER)

    response = signed_in(consultant(task)).get(address(task))

    assert told(response) == ["Fremdrift startede projektet"]


def test_it_shows_more_when_asked(signed_in, task):
    for _ in range(21):
        ProjectMemberFactory(project=task.project)
    client = signed_in(member(task))

    assert len(told(client.get(address(task)))) == 20
    assert 'href="?historik=40"' in client.get(address(task)).content.decode()
    assert len(told(client.get(address(task) + "?historik=40"))) == 23


@pytest.mark.parametrize(("who", "status"), [(stranger, 404), (colleague, 404)])
def test_others_do_not_find_it(signed_in, task, who, status):
    user = who(task) if who is colleague else who()

    assert signed_in(user).get(address(task)).status_code == status


def test_it_is_only_read(signed_in, task):
    assert signed_in(member(task)).post(address(task)).status_code == 405


@pytest.mark.parametrize("page", ["", "historik/"])
def test_a_consultant_who_opens_it_leaves_a_trace(signed_in, task, page):
    user = consultant(task)
    client = signed_in(user)
    for _ in range(2):
        client.get(f"/projekter/{task.project_id}/{page}")

    [visit] = Visit.objects.all()
    assert (visit.by, visit.municipality, visit.partner) == (user, task.municipality, user.partner)


def test_a_member_leaves_none(signed_in, task):
    signed_in(member(task)).get(f"/projekter/{task.project_id}/")

    assert not Visit.objects.exists()
