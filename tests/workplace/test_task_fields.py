"""One cell of a list, changed where it stands."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from tasks import services
from tasks.models import Status, Task
from tests.factories import NOON, TODAY, TaskFactory
from tests.tasks.people import colleague, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

FIELDS = {
    "status_field": {"status": "in_progress"},
    "executor_field": {"executor": "", "responsible": ""},
    "responsible_field": {"executor": "", "responsible": ""},
    "due_on_field": {"starts_on": "", "due_on": "01.04.2026", "due_reason": ""},
}


def address(task, field):
    return reverse(f"tasks:{field}", args=[task.pk])


def from_list(task=None):
    url = task.project.get_absolute_url() if task else reverse("tasks:list")
    return {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url}?lys=3"}


def send(client, task, field, *, htmx=True, across=False, **typed):
    data = {"revision": task.revision} | FIELDS[field] | typed
    headers = from_list(None if across else task) if htmx else {}
    return client.post(address(task, field), data, headers=headers)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("field", FIELDS)
def test_a_cells_form_is_fetched_for_the_dialog(field, signed_in):
    task = TaskFactory()

    response = signed_in(member(task)).get(address(task, field), headers=from_list(task))

    assert response.status_code == 200
    assert text_of(response).startswith('<h2 id="dialog-overskrift"')
    assert f'hx-post="{address(task, field)}"' in text_of(response)


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("status_field", ["status", "reason"]),
        ("executor_field", ["executor"]),
        ("responsible_field", ["responsible"]),
        ("due_on_field", ["due_on", "due_reason"]),
    ],
)
def test_the_form_asks_for_the_cell_alone(field, shown, signed_in):
    task = TaskFactory()

    response = signed_in(member(task)).get(address(task, field), headers=from_list(task))

    assert [one.name for one in response.context["form"].visible_fields()] == shown


def test_what_is_beside_the_cell_is_sent_as_it_is(signed_in):
    task = TaskFactory(starts_on=TODAY)
    anna = colleague(task)
    Task.objects.update(responsible=anna)
    client = signed_in(member(task))

    people = text_of(client.get(address(task, "executor_field"), headers=from_list(task)))
    dates = text_of(client.get(address(task, "due_on_field"), headers=from_list(task)))

    assert f'<input type="hidden" class="form-input" name="responsible" value="{anna.pk}"' in people
    assert (
        f'<input type="hidden" class="form-input" name="starts_on" value="{TODAY.isoformat()}"'
        in dates
    )


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("across", [False, True])
def test_a_saved_cell_comes_back_with_its_row(field, across, signed_in):
    task = TaskFactory(due_on=TODAY)
    user = member(task)
    more = {"due_on": TODAY} if field == "due_on_field" else {}

    response = send(signed_in(user), task, field, across=across, **more)

    row = text_of(response)
    assert response.status_code == 200
    assert row.startswith(
        f'<tr data-task="{task.pk}" data-revision="{Task.objects.get().revision}"'
    )
    assert ('data-title="Projekt"' in row) == across
    assert response["HX-Retarget"] == f'[data-task="{task.pk}"]'
    assert json.loads(response["HX-Trigger-After-Swap"])["task:saved"]["task"] == task.pk


def test_a_cell_saves_what_the_tasks_page_would(signed_in):
    task = TaskFactory(due_on=TODAY)
    user, anna = member(task), colleague(task)
    client = signed_in(user)

    send(client, task, "status_field", status="not_relevant", reason="Løst")
    send(client, Task.objects.get(), "executor_field", executor=anna.pk)
    send(client, Task.objects.get(), "responsible_field", executor=anna.pk, responsible=user.pk)

    after = Task.objects.get()
    assert (after.status, after.not_relevant_reason) == (Status.NOT_RELEVANT, "Løst")
    assert (after.executor, after.responsible, after.revision) == (anna, user, 4)


BAD = {
    "reason": (
        "status_field",
        {"status": "not_relevant"},
        "Skriv, hvorfor opgaven ikke er relevant for jer.",
    ),
    "status": ("status_field", {"status": ""}, "Vælg en status."),
    "due reason": (
        "due_on_field",
        {"due_on": "02.04.2026"},
        "Skriv, hvorfor I har aftalt en anden slutdato.",
    ),
    "date": (
        "due_on_field",
        {"due_on": "snart"},
        "»snart« er ikke en dato. Skriv den som 10.03.2027.",
    ),
    "person": (
        "executor_field",
        {"executor": "999999999"},
        "Vælg en kollega fra jeres egen kommune.",
    ),
    "beside": (
        "executor_field",
        {"responsible": "999999999"},
        "Vælg en kollega fra jeres egen kommune.",
    ),
    "revision": (
        "status_field",
        {"revision": "x"},
        "Formularen er ikke hel. Genindlæs siden, og prøv igen.",
    ),
}


@pytest.mark.parametrize(("field", "typed", "said"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_the_dialog(field, typed, said, signed_in):
    task = TaskFactory(due_on=dt.date(2026, 4, 1))

    response = send(signed_in(member(task)), task, field, **typed)

    assert (response.status_code, said in text_of(response)) == (422, True)
    assert Task.objects.get().revision == 1


@pytest.mark.parametrize("field", FIELDS)
def test_a_colleague_who_was_faster_is_told_of(field, signed_in):
    task = TaskFactory(due_on=dt.date(2026, 4, 1))
    user = member(task)
    services.change_status(
        task=task, status=Status.COMPLETED, by=user, at=NOON, revision=task.revision
    )

    response = send(signed_in(user), task, field, status="in_progress")

    assert response.status_code == 409
    assert "Opgaven er ændret, mens du skrev" in text_of(response)
    assert 'name="revision" value="2"' in text_of(response)


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_withdrawn_is_no_longer_changed(field, signed_in):
    task = TaskFactory()
    Task.objects.update(is_withdrawn=True)
    client = signed_in(member(task))

    asked = client.get(address(task, field), headers=from_list(task))
    sent = send(client, task, field)

    assert (asked.status_code, sent.status_code) == (409, 409)
    assert "Opgaven er trukket tilbage" in text_of(sent)


@pytest.mark.parametrize("field", FIELDS)
def test_without_htmx_the_address_leads_to_the_task(field, signed_in):
    task = TaskFactory(due_on=dt.date(2026, 4, 1))
    client = signed_in(member(task))

    assert client.get(address(task, field)).url == task.get_absolute_url()
    assert send(client, task, field, htmx=False).url == task.get_absolute_url()
    assert client.put(address(task, field)).status_code == 405


def test_without_htmx_what_is_wrong_is_a_page(signed_in):
    task = TaskFactory()

    response = send(signed_in(member(task)), task, "status_field", htmx=False, status="")

    assert (response.status_code, "<h1>Skift status</h1>" in text_of(response)) == (422, True)


WORK = {"leader": 200, "owner": 200, "contributor": 200, "named": 200}
PLAN = {"leader": 200, "owner": 200}
NOT_FOUND = {"stranger": 404, "colleague": 404, "consultant elsewhere": 404}


@pytest.mark.parametrize("field", FIELDS)
def test_only_those_with_the_right_get_and_send_a_cell(field, signed_in):
    task = TaskFactory(due_on=dt.date(2026, 4, 1))
    people, got, sent = people_of_every_kind(task), {}, {}
    may = NOT_FOUND | (WORK if field == "status_field" else PLAN)
    for kind, user in people.items():
        client = signed_in(user)
        got[kind] = client.get(address(task, field), headers=from_list(task)).status_code
        Task.objects.update(status=Status.NOT_STARTED, executor=people["named"])
        task.refresh_from_db()
        sent[kind] = send(client, task, field, across=True).status_code
        Task.objects.update(executor=people["named"])

    assert got == sent == {kind: may.get(kind, 403) for kind in people}


@pytest.mark.parametrize("elsewhere", ["", "x", "http://[", "/konto/log-ud/", "/projekter/999999/"])
def test_the_row_does_not_hang_on_where_the_browser_says_it_is(elsewhere, signed_in):
    task = TaskFactory()
    headers = {"HX-Request": "true", "HX-Current-URL": elsewhere}

    response = signed_in(member(task)).post(
        address(task, "status_field"), {"revision": 1, "status": "in_progress"}, headers=headers
    )

    assert response.status_code == (404 if "999999" in elsewhere else 200)
