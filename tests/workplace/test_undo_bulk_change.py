"""A change of several tasks taken back on its page."""

import datetime as dt

import pytest
from django.urls import reverse

from projects.models import ProjectMember
from tasks import services
from tasks.models import Status, Task
from tests.factories import (
    NOON,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from workplace.bulk.changing import change_tasks
from workplace.bulk.edits import NewStatus
from workplace.models import BulkChange

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


def text_of(response):
    return " ".join(response.content.decode().split())


def made(by, tasks):
    chosen = {task.pk: task.revision for task in tasks}
    return change_tasks(chosen=chosen, edit=NewStatus(Status.IN_PROGRESS), by=by, at=NOON)


def test_a_change_is_undone_with_one_press(project, leader, signed_in):
    tasks = TaskFactory.create_batch(2, project=project)
    client = signed_in(leader)
    change = made(leader, tasks)
    back = project.get_absolute_url()

    response = client.post(reverse("tasks:undo_bulk_change", args=[change.pk]), {"tilbage": back})

    assert response.url == back
    assert set(Task.objects.values_list("status", flat=True)) == {Status.NOT_STARTED}
    assert "Ændringen af 2 opgaver er fortrudt" in text_of(client.get(back))


def test_what_could_not_be_undone_is_named(project, leader, signed_in):
    mine, theirs = TaskFactory.create_batch(2, project=project)
    client = signed_in(leader)
    change = made(leader, [mine, theirs])
    services.change_status(task=theirs, status=Status.COMPLETED, by=leader, at=NOON, revision=2)

    response = client.post(reverse("tasks:undo_bulk_change", args=[change.pk]), follow=True)

    page = text_of(response)
    assert "Ændringen af 1 opgave er fortrudt" in page
    assert f"{theirs.title}</a>: En kollega har ændret opgaven imens." in page


def test_undoing_twice_says_the_same_and_changes_nothing(project, leader, signed_in):
    client = signed_in(leader)
    undo = reverse("tasks:undo_bulk_change", args=[made(leader, [TaskFactory(project=project)]).pk])

    first, second = client.post(undo, follow=True), client.post(undo, follow=True)

    assert "Ændringen af 1 opgave er fortrudt" in text_of(first)
    assert "Ændringen af 1 opgave er fortrudt" in text_of(second)
    assert Task.objects.get().revision == 3


def test_after_a_day_it_is_too_late(project, leader, signed_in):
    client = signed_in(leader)
    change = made(leader, [TaskFactory(project=project)])
    BulkChange.objects.update(made_at=NOON - dt.timedelta(hours=25))

    response = client.post(reverse("tasks:undo_bulk_change", args=[change.pk]))

    assert response.status_code == 409
    assert "Ændringen kan ikke fortrydes længere" in text_of(response)
    assert ">Fortryd<" not in text_of(response)
    assert Task.objects.get().status == Status.IN_PROGRESS


def test_a_change_is_there_for_its_maker_alone(project, leader, signed_in):
    change = made(leader, [TaskFactory(project=project)])
    owner = ProjectMemberFactory(project=project, role=ProjectMember.Role.OWNER).user
    pages = [
        reverse(f"tasks:{name}", args=[change.pk]) for name in ("bulk_change", "undo_bulk_change")
    ]

    for user in (owner, UserFactory()):
        client = signed_in(user)
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert client.post(pages[1]).status_code == 404
    client = signed_in(leader)
    assert client.get(pages[0]).status_code == 200
    assert client.get(pages[1]).url == pages[0]
    assert (client.post(pages[0]).status_code, client.put(pages[1]).status_code) == (405, 405)
