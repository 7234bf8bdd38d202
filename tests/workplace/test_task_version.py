"""GET /opgaver/<n>/versioner/<nr>/: the sheet as it was, and the ways to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shared_tasks.models import SharedTaskAttachment, SharedTaskLink
from tasks import services
from tasks.models import Status, Task
from tests.factories import NOON, PhaseFactory, RoleFactory, SharedTaskFactory, TaskFactory
from tests.publishing.live_changes import change
from tests.tasks.people import colleague, consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def task():
    return TaskFactory(shared_task__title="Det gamle navn", shared_task__goal="Det **gamle** mål")


def page(task, number):
    return reverse("tasks:version", args=[task.pk, number])


def text_of(response):
    return " ".join(response.content.decode().split())


def complete(task, by):
    services.change_status(
        task=task, status=Status.COMPLETED, by=by, at=NOON, revision=task.revision
    )


def test_it_is_the_whole_sheet_as_it_was(signed_in, task):
    role, first = (
        RoleFactory(name="Projektejer"),
        SharedTaskFactory(programme=task.programme, published=True, title="Først"),
    )
    type(task.shared_task).objects.filter(pk=task.shared_task_id).update(recommended_executor=role)
    SharedTaskAttachment.objects.create(
        shared_task=task.shared_task, kind="guide", title="Vejledning", url="https://a.example/v"
    )
    SharedTaskLink.objects.create(
        programme=task.programme, shared_task=task.shared_task, other=first, kind="prerequisite"
    )
    change(
        task.shared_task,
        title="Nyt navn",
        goal="Nyt mål",
        prerequisites=(),
        attachments=(),
        recommended_executor="",
        involved=(),
    )

    old = text_of(signed_in(member(task)).get(page(task, 1)))

    for part in (
        "Det gamle navn",
        "<p>Det <strong>gamle</strong> mål</p>",
        "Projektejer",
        f"({first.code}) Først",
        'href="https://a.example/v"',
        "Sådan så opgaven ud dengang",
        "(version 2)",
    ):
        assert part in old, part
    assert "Nyt navn" not in old


def test_the_newest_says_that_it_is_and_what_it_changed(signed_in, task):
    change(task.shared_task, title="Nyt navn", note="Et bedre navn")

    new = text_of(signed_in(member(task)).get(page(task, 2)))

    assert "Det er den, der gælder nu" in new
    assert "Et bedre navn" in new
    assert "Det blev ændret fra version 1" in new
    assert '<del><span class="sr-only">Før: </span>Det gamle navn</del>' in new


def test_phases_that_are_gone_stand_by_their_number(signed_in, task):
    other = PhaseFactory(programme=task.programme, number="9.9")
    type(task.shared_task).objects.filter(pk=task.shared_task_id).update(phase=other)
    change(task.shared_task, phase=task.phase.number)
    other.delete()

    assert "<dd>9.9</dd>" in text_of(signed_in(member(task)).get(page(task, 1)))


def test_what_is_not_published_is_not_named(signed_in, task):
    draft = SharedTaskFactory(programme=task.programme, code="HEMMELIG")
    change(task.shared_task, prerequisites=(draft.code,))

    assert "HEMMELIG" not in text_of(signed_in(member(task)).get(page(task, 2)))


def test_each_kind_of_person_meets_the_right_answer(signed_in, task):
    change(task.shared_task)
    met = {
        kind: signed_in(user).get(page(task, 1)).status_code
        for kind, user in people_of_every_kind(task).items()
    }

    strangers = {"colleague", "stranger", "consultant elsewhere"}
    assert {kind for kind, status in met.items() if status == 404} == strangers
    assert {status for kind, status in met.items() if kind not in strangers} == {200}


def test_a_version_that_is_not_there_is_not_found(signed_in, task):
    client = signed_in(member(task))
    assert client.get(page(task, 1)).status_code == 404
    change(task.shared_task)
    assert client.get(page(task, 3)).status_code == 404
    assert client.post(page(task, 1)).status_code == 405


def test_the_task_lists_its_versions_with_their_notes(signed_in, task):
    change(task.shared_task, note="Målet er klarere")
    other = TaskFactory(project=task.project)
    client = signed_in(member(task))

    shown = text_of(client.get(task.get_absolute_url()))

    assert f'<a href="{page(task, 2)}">Version 2</a>' in shown
    assert "Målet er klarere" in shown
    assert "Udgivet <time" in shown
    assert 'id="versioner"' not in text_of(client.get(other.get_absolute_url()))


def test_a_completed_task_leads_to_what_it_was_solved_by(signed_in, task):
    leader = member(task)
    complete(task, leader)
    client = signed_in(leader)
    assert "løste opgaven efter" not in text_of(client.get(task.get_absolute_url()))

    change(task.shared_task)
    shown = text_of(client.get(task.get_absolute_url()))

    assert f'I løste opgaven efter <a href="{page(task, 1)}">version 1</a>' in shown
    assert "Den er nu i version 2" in shown
    assert "I løste opgaven efter denne version" in text_of(client.get(page(task, 1)))
    assert "Kommunen løste opgaven efter" in text_of(
        signed_in(consultant(task)).get(task.get_absolute_url())
    )


def test_an_executor_without_the_project_reads_it_too(signed_in, task):
    executor = colleague(task)
    Task.objects.update(executor=executor)
    change(task.shared_task)

    response = signed_in(executor).get(page(task, 1))

    assert response.status_code == 200
    assert task.project.get_absolute_url() not in text_of(response)


def test_asks_as_much_for_many_versions_as_for_two(signed_in, task):
    client = signed_in(member(task))
    counted = []
    for _ in range(2):
        change(task.shared_task)
        client.get(page(task, 2))
        with CaptureQueriesContext(connection) as asked:
            client.get(page(task, 2))
        counted.append(len(asked))

    assert counted[0] == counted[1]
