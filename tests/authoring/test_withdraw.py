"""Taking a shared task back and giving it back: first what would happen, then that."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shared_tasks.models import SharedTask, SharedTaskVersion
from tasks.models import Status, Task
from tests.authoring.people import editor_of, those_who_may_not
from tests.factories import (
    NOON,
    TODAY,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)
from tests.publishing.live_changes import change, now, withdraw
from tests.shared_tasks.factories import SharedTaskReceiverFactory

SHOWN = re.compile(r'name="shown" value="(\w+)"')
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def shared_task():
    return SharedTaskFactory(published=True, title="Etabler organisation")


@pytest.fixture
def editor(shared_task, signed_in):
    return signed_in(editor_of(shared_task.programme))


def address(shared_task, deed):
    return reverse(f"authoring:{deed}", args=[shared_task.programme.slug, shared_task.pk])


def page_of(shared_task):
    return address(shared_task, "shared_task")


def text_of(response):
    return " ".join(response.content.decode().split())


def task_in(shared_task, **facts):
    project = ProjectFactory(programme=shared_task.programme)
    if facts.get("status") == Status.COMPLETED:
        facts |= {
            "completed_at": NOON,
            "completed_by": UserFactory(municipality=project.municipality),
        }
    return TaskFactory(shared_task=shared_task, project=project, **facts)


def mark_of(client, shared_task, deed):
    """What the page says of what would happen; nothing when it leads elsewhere."""
    found = SHOWN.search(client.get(address(shared_task, deed)).content.decode())
    return found[1] if found else ""


def send(client, shared_task, deed, **typed):
    seen = {"revision": now(shared_task).revision, "shown": mark_of(client, shared_task, deed)}
    return client.post(address(shared_task, deed), seen | typed, follow=True)


def test_it_says_what_would_happen_and_does_nothing(editor, shared_task):
    task_in(shared_task, due_on=TODAY - dt.timedelta(days=3))
    begun = task_in(shared_task, status=Status.IN_PROGRESS)
    done = task_in(shared_task, status=Status.COMPLETED)

    page = text_of(editor.get(address(shared_task, "withdraw")))

    for part in (
        "Opgaven forsvinder fra 2 kommuners åbne opgaver; 1 af dem er i gang med den",
        "3 kommuner har opgaven, og 2 mangler at løse den",
        "Lyset skifter",
        "1 kommune er i gang",
        begun.municipality.name,
        "1 kommune har fuldført opgaven og beholder datoer og status",
        done.municipality.name,
    ):
        assert part in page, part
    assert not SharedTaskVersion.objects.exists()
    assert not Task.objects.filter(is_withdrawn=True).exists()


def test_it_is_taken_back_with_its_reason(editor, shared_task):
    task = task_in(shared_task)

    response = send(editor, shared_task, "withdraw", reason="Loven er ændret")

    assert response.redirect_chain == [(page_of(shared_task), 302)]
    assert "er trukket tilbage i alle kommuner" in text_of(response)
    task.refresh_from_db()
    assert task.is_withdrawn
    assert SharedTaskVersion.objects.get(number=2).note == "Loven er ændret"


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_it_asks_for_one(editor, shared_task, reason):
    response = send(editor, shared_task, "withdraw", reason=reason)

    assert response.status_code == 422
    assert "Skriv hvorfor. Kommunerne læser det på opgaven." in text_of(response)
    assert not now(shared_task).is_withdrawn


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": "x" * 1001}, "Skriv højst 1000 tegn."),
        ({"reason": "a\x00b"}, "usynlige styretegn"),
        ({"reason": "Væk", "revision": "abc"}, "Formularen er ikke hel"),
        ({"reason": "Væk", "revision": ""}, "Formularen er ikke hel"),
        ({"reason": "Væk", "revision": "9" * 30}, "Formularen er ikke hel"),
    ],
)
def test_what_makes_no_sense_is_told_and_kept(editor, shared_task, typed, said):
    response = send(editor, shared_task, "withdraw", **typed)

    assert response.status_code == 422
    assert said in text_of(response)
    assert not now(shared_task).is_withdrawn
    if "\x00" not in typed["reason"]:
        assert typed["reason"] in text_of(response)


def test_whoever_saw_an_older_one_sees_again_and_loses_nothing(editor, shared_task):
    change(shared_task, title="Nyt navn")

    response = send(editor, shared_task, "withdraw", reason="Loven er ændret", revision=1)

    page = text_of(response)
    assert response.status_code == 409
    assert "Opgaven er ændret, mens du læste" in page
    assert "Loven er ændret</textarea>" in page
    assert f'name="revision" value="{now(shared_task).revision}"' in page
    assert not now(shared_task).is_withdrawn

    again = send(editor, shared_task, "withdraw", reason="Loven er ændret")
    assert again.redirect_chain == [(page_of(shared_task), 302)]
    assert now(shared_task).is_withdrawn


def test_nothing_else_is_done_than_what_was_shown(editor, shared_task):
    task = task_in(shared_task)
    shown = mark_of(editor, shared_task, "withdraw")
    task.status = Status.IN_PROGRESS
    task.save(update_fields=["status"])

    response = send(editor, shared_task, "withdraw", reason="Loven er ændret", shown=shown)

    page = text_of(response)
    assert response.status_code == 409
    assert "1 kommune er i gang" in page
    assert "Loven er ændret</textarea>" in page
    assert not now(shared_task).is_withdrawn


def test_twice_is_once(editor, shared_task):
    send(editor, shared_task, "withdraw", reason="Loven er ændret")

    response = send(editor, shared_task, "withdraw", reason="Igen")

    assert response.redirect_chain == [(page_of(shared_task), 302)]
    assert SharedTaskVersion.objects.filter(kind="withdrawn").count() == 1


def test_it_is_given_back_to_all_who_had_it_and_those_who_came(editor, shared_task):
    SharedTaskReceiverFactory(shared_task=shared_task)
    task = task_in(shared_task)
    withdraw(shared_task)
    late = ProjectFactory(programme=shared_task.programme)

    page = text_of(editor.get(address(shared_task, "restore")))
    assert "1 kommune, der er kommet til siden, får den for første gang" in page

    response = send(editor, shared_task, "restore", reason="")

    assert response.redirect_chain == [(page_of(shared_task), 302)]
    task.refresh_from_db()
    assert not task.is_withdrawn
    assert Task.objects.filter(project=late, shared_task=shared_task).exists()


def test_giving_back_what_is_not_taken_leads_to_the_task(editor, shared_task):
    response = send(editor, shared_task, "restore", reason="Fortrudt")

    assert response.redirect_chain == [(page_of(shared_task), 302)]
    assert not SharedTaskVersion.objects.exists()


def test_a_draft_is_neither_taken_nor_given_back(signed_in):
    draft = SharedTaskFactory()
    client = signed_in(editor_of(draft.programme))

    for deed in ("withdraw", "restore"):
        assert client.get(address(draft, deed)).status_code == 404
        assert client.post(address(draft, deed), {"reason": "Væk"}).status_code == 404


@pytest.mark.parametrize("deed", ["withdraw", "restore"])
def test_others_do_not_come_in(signed_in, shared_task, deed):
    for who, (user, status) in those_who_may_not(shared_task.programme).items():
        client = signed_in(user)
        for answer in (
            client.get(address(shared_task, deed)),
            client.post(address(shared_task, deed), {"reason": "Væk", "revision": 1}),
        ):
            assert answer.status_code == status, who
    assert not now(shared_task).is_withdrawn


@pytest.mark.parametrize("deed", ["withdraw", "restore"])
def test_another_method_is_refused(editor, shared_task, deed):
    assert editor.put(address(shared_task, deed)).status_code == 405


def test_the_task_s_page_leads_to_its_versions_and_out_and_in_again(editor, shared_task):
    live = text_of(editor.get(page_of(shared_task)))
    assert f'href="{address(shared_task, "versions")}"' in live
    assert f'href="{address(shared_task, "withdraw")}"' in live

    withdraw(shared_task)

    withdrawn = text_of(editor.get(page_of(shared_task)))
    assert f'href="{address(shared_task, "restore")}"' in withdrawn
    assert address(shared_task, "withdraw") not in withdrawn


def test_foreseeing_asks_as_much_for_three_municipalities_as_for_one(editor, shared_task):
    counted = []
    for number in (1, 2):
        for _ in range(number):
            task_in(shared_task)
        editor.get(address(shared_task, "withdraw"))
        with CaptureQueriesContext(connection) as asked:
            editor.get(address(shared_task, "withdraw"))
        counted.append(len(asked))

    assert SharedTask.objects.count() == 1
    assert counted[0] == counted[1]
