"""A task the centre has taken back: nobody's to do, and still there to be read."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from shared_tasks.deadlines import DateRule
from shared_tasks.models import SharedTaskLink
from tasks.access import get_task_with_actions
from tasks.figures import refresh_figures
from tasks.files import add_file
from tasks.models import Status, Task, TaskFile
from tests.factories import NOON, TODAY, SharedTaskFactory, TaskFactory
from tests.publishing.live_changes import change, restore, withdraw
from tests.tasks.people import Role, member
from workplace.task_page.sheet import read_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HTMX = {"HX-Request": "true"}
HOME = reverse("home")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    backend = {**settings.STORAGES["task_files"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "task_files": backend}


@pytest.fixture
def task():
    return TaskFactory(internal_notes="Spørg Bo", due_on=TODAY)


@pytest.fixture
def leader(task):
    user = member(task, Role.LEADER)
    Task.objects.update(executor=user)
    return user


def text_of(response):
    return " ".join(response.content.decode().split())


def listed(client, task, **address):
    page = client.get(task.project.get_absolute_url(), address).context["page"]
    return [one.pk for one in page]


def test_the_page_says_when_and_why_and_has_no_forms(signed_in, task, leader):
    upload = SimpleUploadedFile("plan.txt", b"En plan")
    add_file(task=task, upload=upload, by=leader, at=NOON)
    withdraw(task.shared_task)

    response = signed_in(leader).get(task.get_absolute_url())

    page = text_of(response)
    for part in (
        "Opgaven er trukket tilbage</h2>",
        "Loven er ændret",
        'Trukket tilbage <time datetime="2026-03-02">2. marts 2026</time> af Eva Redaktør, Leverandøren',
        "I skal ikke gøre mere ved den",
        "Spørg Bo",
        "plan.txt",
    ):
        assert part in page, part
    assert response.context["forms"] == {}
    for part in ("Tilføj en fil", "Skift status", "Fjern<"):
        assert part not in page, part


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("status", {"status": "completed"}),
        ("notes", {"internal_notes": "Et langt notat"}),
        ("dates", {"due_on": "2026-05-01", "due_reason": "Et langt notat"}),
        ("people", {"responsible": "", "executor": ""}),
    ],
)
def test_a_form_sent_too_late_saves_nothing_and_gives_back_what_was_typed(
    signed_in, task, leader, form, typed, headers
):
    withdraw(task.shared_task)
    before = Task.objects.values().get()

    response = signed_in(leader).post(
        reverse(f"tasks:{form}", args=[task.pk]), {"revision": 1, **typed}, headers=headers
    )

    assert response.status_code == 409
    assert "din ændring er ikke gemt" in text_of(response)
    assert ("Et langt notat" in text_of(response)) == ("Et langt notat" in typed.values())
    assert Task.objects.values().get() == before


def test_withdrawn_between_reading_and_saving_is_too_late_too(signed_in, task, leader, monkeypatch):
    withdraw(task.shared_task)
    # As a page read it a moment before: not withdrawn.
    door = "workplace.views.task_changes.get_task_with_actions"
    monkeypatch.setattr(door, stale_then_fresh(task))

    response = signed_in(leader).post(
        reverse("tasks:status", args=[task.pk]), {"revision": 2, "status": "completed"}
    )

    assert response.status_code == 409
    assert Task.objects.get().status == Status.NOT_STARTED


def stale_then_fresh(task):
    asked = []

    def get(user, number, action):
        asked.append(number)
        found, actions = get_task_with_actions(user, number, action)
        if len(asked) == 1:
            found.is_withdrawn = False
        return found, actions

    return get


def test_files_are_read_and_no_longer_added_or_removed(signed_in, task, leader):
    add_file(task=task, upload=SimpleUploadedFile("a.txt", b"Tekst"), by=leader, at=NOON)
    withdraw(task.shared_task)
    file, client = TaskFile.objects.get(), signed_in(leader)

    added = client.post(
        reverse("tasks:files", args=[task.pk]), {"file": SimpleUploadedFile("b.txt", b"Mere")}
    )
    removed = client.post(reverse("tasks:remove_file", args=[task.pk, file.pk]))

    assert (added.status_code, removed.status_code) == (409, 409)
    assert "din ændring er ikke gemt" in text_of(added)
    assert list(TaskFile.objects.all()) == [file]
    response = client.get(file.get_absolute_url())
    assert b"".join(response.streaming_content) == b"Tekst"


def test_lists_and_figures_leave_it_out_and_the_project_shows_it_to_who_asks(
    signed_in, task, leader
):
    other = TaskFactory(project=task.project, executor=leader)
    refresh_figures([task.project_id])
    withdraw(task.shared_task)
    client = signed_in(leader)

    assert listed(client, task) == [other.pk]
    assert listed(client, task, status="not_started") == [other.pk]
    assert listed(client, task, status="withdrawn") == [task.pk]
    assert "Trukket tilbage</span>" in text_of(
        client.get(task.project.get_absolute_url(), {"status": "withdrawn"})
    )
    assert client.get(HOME).context["work"].total == 1
    assert [row.pk for row in client.get(reverse("tasks:list")).context["page"]] == [other.pk]
    context = client.get(task.project.get_absolute_url()).context
    assert sum(step.total for step in context["steps"]) == 1
    assert context["figures"].total == 1


def test_nobody_waits_for_it(task, leader):
    waiting = TaskFactory(project=task.project)
    SharedTaskLink.objects.create(
        programme=task.programme,
        shared_task=waiting.shared_task,
        other=task.shared_task,
        kind="prerequisite",
    )
    waiting = Task.objects.get(pk=waiting.pk)
    assert len(read_sheet(leader, waiting).open_prerequisites) == 1

    withdraw(task.shared_task)

    sheet = read_sheet(leader, Task.objects.get(pk=waiting.pk))
    assert sheet.open_prerequisites == []
    assert [link.task for link in sheet.prerequisites] == [task]


def test_restored_it_is_to_be_done_again(signed_in, task, leader):
    withdraw(task.shared_task)
    restore(task.shared_task)
    client = signed_in(leader)

    response = client.get(task.get_absolute_url())

    assert set(response.context["forms"]) == {"status", "notes", "people", "dates"}
    assert "Opgaven er trukket tilbage</h2>" not in text_of(response)
    assert listed(client, task) == [task.pk]


def test_the_shared_date_that_moved_after_a_local_one_is_said(signed_in, leader):
    shared_task = SharedTaskFactory(published=True, due_anchor="fixed", due_fixed_on=TODAY)
    task = TaskFactory(
        shared_task=shared_task, project__programme=shared_task.programme, due_on=TODAY
    )
    client = signed_in(member(task, Role.LEADER))
    client.post(
        reverse("tasks:dates", args=[task.pk]),
        {"revision": 1, "due_on": "2026-06-01", "due_reason": "Aftalt med leverandøren"},
    )
    assert "Den fælles slutdato er siden flyttet" not in text_of(
        client.get(task.get_absolute_url())
    )

    change(shared_task, due=DateRule("fixed", None, "", dt.date(2026, 4, 15)))

    page = text_of(client.get(task.get_absolute_url()))
    assert 'aftalt lokalt; fælles: <time datetime="2026-04-15">' in page
    assert (
        'Den fælles slutdato er siden flyttet fra <time datetime="2026-03-02">2. marts 2026</time>'
        ' til <time datetime="2026-04-15">15. april 2026</time>'
    ) in page
    assert "Jeres egen slutdato gælder stadig" in page
