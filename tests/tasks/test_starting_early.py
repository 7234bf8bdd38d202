"""To start a task before what it waits for is done is warned of, and never refused."""

import pytest
from django.urls import reverse

from shared_tasks.models import SharedTaskLink
from tasks.models import Status, Task, TaskLink
from tasks.prerequisites import open_prerequisites
from tests.factories import (
    NOON,
    PhaseFactory,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)
from tests.tasks.people import colleague, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HTMX = {"HX-Request": "true"}


def waits_for(task, title="Først", kind="prerequisite", **facts):
    """Another task of the same project that this one, by their shared tasks, waits for."""
    shared_task = SharedTaskFactory(programme=task.programme, title=title, published=True)
    SharedTaskLink.objects.create(
        programme=task.programme, shared_task=task.shared_task, other=shared_task, kind=kind
    )
    return TaskFactory(project=task.project, shared_task=shared_task, **facts)


def local_task(task, **facts):
    """A task of the municipality's own in the same project."""
    return TaskFactory(
        project=task.project,
        shared_task=None,
        local_title="Vores egen",
        phase=PhaseFactory(programme=task.programme),
        theme=ThemeFactory(programme=task.programme),
        priority=2,
        shared_due_on=None,
        **facts,
    )


def note_link(task, other):
    TaskLink.objects.create(
        municipality=task.municipality, programme=task.programme, task=task, other=other
    )


def send(client, task, *, htmx=False, **typed):
    data = {"revision": task.revision, "status": "in_progress"} | typed
    headers = HTMX if htmx else {}
    return client.post(reverse("tasks:status", args=[task.pk]), data, headers=headers)


def text_of(response):
    return " ".join(response.content.decode().split())


def done(task):
    return {
        "status": Status.COMPLETED,
        "completed_at": NOON,
        "completed_by": UserFactory(municipality=task.municipality),
    }


# --- what is open -----------------------------------------------------------------------


def test_open_are_those_of_the_project_that_are_neither_closed_nor_withdrawn():
    task = TaskFactory()
    first, second = waits_for(task), waits_for(task, status=Status.IN_PROGRESS)
    waits_for(task, **done(task))
    waits_for(task, status=Status.NOT_RELEVANT, not_relevant_reason="Nej")
    waits_for(task, is_withdrawn=True)
    waits_for(task, kind="related")
    TaskFactory(project__programme=task.programme, shared_task=first.shared_task)

    assert open_prerequisites([task]) == {task.pk: [first, second]}


def test_what_the_municipality_has_noted_counts_too():
    task = TaskFactory()
    own = local_task(task)
    shared = waits_for(task)
    note_link(task, own)
    note_link(own, shared)

    assert open_prerequisites([task, own]) == {task.pk: [own, shared], own.pk: [shared]}


def test_a_task_that_waits_for_nothing_is_left_out():
    task = TaskFactory()
    other = waits_for(task)

    assert open_prerequisites([other]) == {}
    assert open_prerequisites([]) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_as_much_is_asked_for_three_tasks_as_for_one(number, django_assert_num_queries):
    project = ProjectFactory()
    tasks = TaskFactory.create_batch(number, project=project)
    for task in tasks:
        waits_for(task)

    with django_assert_num_queries(3):
        waiting = open_prerequisites(tasks)
        assert [
            [str(other.shared_task.title) for other in found] for found in waiting.values()
        ] == [["Først"]] * number


# --- the form ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "asks"), [("in_progress", "Start alligevel"), ("completed", "Fuldfør alligevel")]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_whoever_starts_early_is_told_what_is_open_and_asked(status, asks, htmx, signed_in):
    task = TaskFactory()
    other = waits_for(task, "Bestil lokale")

    response = send(signed_in(member(task)), task, status=status, htmx=htmx)

    assert response.status_code == 422
    assert response.context["forms"]["status"].errors == {
        "starts_anyway": [
            f"Opgaven venter på noget, der ikke er afsluttet: »{other.title}« (ikke påbegyndt). "
            "Sæt kryds, hvis I vil alligevel."
        ]
    }
    page = text_of(response)
    assert f'<label for="status-starts_anyway">{asks}</label>' in page
    assert page.count("checked") == 1
    assert Task.objects.get(pk=task.pk).status == Status.NOT_STARTED


@pytest.mark.parametrize("status", ["in_progress", "completed"])
def test_whoever_confirms_starts(status, signed_in):
    task = TaskFactory()
    waits_for(task)

    assert send(signed_in(member(task)), task, status=status, starts_anyway="on").status_code == 302
    assert Task.objects.get(pk=task.pk).status == status


@pytest.mark.parametrize("typed", [{"status": "in_progress"}, {"status": "completed"}])
def test_nobody_is_asked_when_all_is_done(typed, signed_in):
    task = TaskFactory()
    waits_for(task, **done(task))

    assert send(signed_in(member(task)), task, **typed).status_code == 302


def test_nobody_is_asked_who_does_not_start(signed_in):
    task = TaskFactory()
    waits_for(task)

    response = send(signed_in(member(task)), task, status="not_relevant", reason="Løst i KSD")

    assert response.status_code == 302


def test_the_question_is_not_there_before_it_is_asked(signed_in):
    task = TaskFactory()
    waits_for(task)

    assert "starts_anyway" not in text_of(signed_in(member(task)).get(task.get_absolute_url()))


def test_the_one_who_does_only_this_task_is_warned_too(signed_in):
    task = TaskFactory()
    first = waits_for(task, "Bestil lokale")
    executor = colleague(task)
    Task.objects.filter(pk=task.pk).update(executor=executor)

    response = send(signed_in(executor), task)

    assert (response.status_code, first.title in text_of(response)) == (422, True)


def test_of_many_three_are_named(signed_in):
    task = TaskFactory()
    a, b, c, *_ = [waits_for(task, f"Nummer {number}") for number in range(5)]

    response = send(signed_in(member(task)), task)

    [message] = response.context["forms"]["status"].errors["starts_anyway"]
    assert message == (
        f"Opgaven venter på noget, der ikke er afsluttet: »{a.title}« (ikke påbegyndt), "
        f"»{b.title}« (ikke påbegyndt), »{c.title}« (ikke påbegyndt) og 2 til. "
        "Sæt kryds, hvis I vil alligevel."
    )


def test_a_confirmation_stays_when_something_else_is_wrong(signed_in):
    task = TaskFactory()
    waits_for(task)

    response = send(signed_in(member(task)), task, starts_anyway="on", reason="\x07")

    assert response.status_code == 422
    assert list(response.context["forms"]["status"].errors) == ["reason"]
    assert response.context["forms"]["status"]["starts_anyway"].value() is True
    assert 'id="status-starts_anyway"' in text_of(response)
