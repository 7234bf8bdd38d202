"""Taking a shared task back and giving it back: first what would happen, then that."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shared_tasks.models import TaskTemplate, TemplateVersion
from tasks.models import Status, Task
from tests.authoring.people import editor_of, those_who_may_not
from tests.factories import (
    NOON,
    TODAY,
    ProjectFactory,
    TaskFactory,
    TaskTemplateFactory,
    UserFactory,
)
from tests.factories.publishing import TemplateReceiverFactory
from tests.publishing.live_changes import change, now, withdraw

SHOWN = re.compile(r'name="shown" value="(\w+)"')
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def template():
    return TaskTemplateFactory(published=True, title="Etabler organisation")


@pytest.fixture
def editor(template, signed_in):
    return signed_in(editor_of(template.programme))


def address(template, deed):
    return reverse(f"authoring:{deed}", args=[template.programme.slug, template.pk])


def page_of(template):
    return address(template, "template")


def text_of(response):
    return " ".join(response.content.decode().split())


def task_in(template, **facts):
    project = ProjectFactory(programme=template.programme)
    if facts.get("status") == Status.COMPLETED:
        facts |= {
            "completed_at": NOON,
            "completed_by": UserFactory(municipality=project.municipality),
        }
    return TaskFactory(template=template, project=project, **facts)


def mark_of(client, template, deed):
    """What the page says of what would happen; nothing when it leads elsewhere."""
    found = SHOWN.search(client.get(address(template, deed)).content.decode())
    return found[1] if found else ""


def send(client, template, deed, **typed):
    seen = {"revision": now(template).revision, "shown": mark_of(client, template, deed)}
    return client.post(address(template, deed), seen | typed, follow=True)


def test_it_says_what_would_happen_and_does_nothing(editor, template):
    task_in(template, due_on=TODAY - dt.timedelta(days=3))
    begun = task_in(template, status=Status.IN_PROGRESS)
    done = task_in(template, status=Status.COMPLETED)

    page = text_of(editor.get(address(template, "withdraw")))

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
    assert not TemplateVersion.objects.exists()
    assert not Task.objects.filter(is_withdrawn=True).exists()


def test_it_is_taken_back_with_its_reason(editor, template):
    task = task_in(template)

    response = send(editor, template, "withdraw", reason="Loven er ændret")

    assert response.redirect_chain == [(page_of(template), 302)]
    assert "er trukket tilbage i alle kommuner" in text_of(response)
    task.refresh_from_db()
    assert task.is_withdrawn
    assert TemplateVersion.objects.get(number=2).note == "Loven er ændret"


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_it_asks_for_one(editor, template, reason):
    response = send(editor, template, "withdraw", reason=reason)

    assert response.status_code == 422
    assert "Skriv hvorfor. Kommunerne læser det på opgaven." in text_of(response)
    assert not now(template).is_withdrawn


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
def test_what_makes_no_sense_is_told_and_kept(editor, template, typed, said):
    response = send(editor, template, "withdraw", **typed)

    assert response.status_code == 422
    assert said in text_of(response)
    assert not now(template).is_withdrawn
    if "\x00" not in typed["reason"]:
        assert typed["reason"] in text_of(response)


def test_whoever_saw_an_older_one_sees_again_and_loses_nothing(editor, template):
    change(template, title="Nyt navn")

    response = send(editor, template, "withdraw", reason="Loven er ændret", revision=1)

    page = text_of(response)
    assert response.status_code == 409
    assert "Opgaven er ændret, mens du læste" in page
    assert "Loven er ændret</textarea>" in page
    assert f'name="revision" value="{now(template).revision}"' in page
    assert not now(template).is_withdrawn

    again = send(editor, template, "withdraw", reason="Loven er ændret")
    assert again.redirect_chain == [(page_of(template), 302)]
    assert now(template).is_withdrawn


def test_nothing_else_is_done_than_what_was_shown(editor, template):
    task = task_in(template)
    shown = mark_of(editor, template, "withdraw")
    task.status = Status.IN_PROGRESS
    task.save(update_fields=["status"])

    response = send(editor, template, "withdraw", reason="Loven er ændret", shown=shown)

    page = text_of(response)
    assert response.status_code == 409
    assert "1 kommune er i gang" in page
    assert "Loven er ændret</textarea>" in page
    assert not now(template).is_withdrawn


def test_twice_is_once(editor, template):
    send(editor, template, "withdraw", reason="Loven er ændret")

    response = send(editor, template, "withdraw", reason="Igen")

    assert response.redirect_chain == [(page_of(template), 302)]
    assert TemplateVersion.objects.filter(kind="withdrawn").count() == 1


def test_it_is_given_back_to_all_who_had_it_and_those_who_came(editor, template):
    TemplateReceiverFactory(template=template)
    task = task_in(template)
    withdraw(template)
    late = ProjectFactory(programme=template.programme)

    page = text_of(editor.get(address(template, "restore")))
    assert "1 kommune, der er kommet til siden, får den for første gang" in page

    response = send(editor, template, "restore", reason="")

    assert response.redirect_chain == [(page_of(template), 302)]
    task.refresh_from_db()
    assert not task.is_withdrawn
    assert Task.objects.filter(project=late, template=template).exists()


def test_giving_back_what_is_not_taken_leads_to_the_task(editor, template):
    response = send(editor, template, "restore", reason="Fortrudt")

    assert response.redirect_chain == [(page_of(template), 302)]
    assert not TemplateVersion.objects.exists()


def test_a_draft_is_neither_taken_nor_given_back(signed_in):
    draft = TaskTemplateFactory()
    client = signed_in(editor_of(draft.programme))

    for deed in ("withdraw", "restore"):
        assert client.get(address(draft, deed)).status_code == 404
        assert client.post(address(draft, deed), {"reason": "Væk"}).status_code == 404


@pytest.mark.parametrize("deed", ["withdraw", "restore"])
def test_others_do_not_come_in(signed_in, template, deed):
    for who, (user, status) in those_who_may_not(template.programme).items():
        client = signed_in(user)
        for answer in (
            client.get(address(template, deed)),
            client.post(address(template, deed), {"reason": "Væk", "revision": 1}),
        ):
            assert answer.status_code == status, who
    assert not now(template).is_withdrawn


@pytest.mark.parametrize("deed", ["withdraw", "restore"])
def test_another_method_is_refused(editor, template, deed):
    assert editor.put(address(template, deed)).status_code == 405


def test_the_task_s_page_leads_to_its_versions_and_out_and_in_again(editor, template):
    live = text_of(editor.get(page_of(template)))
    assert f'href="{address(template, "versions")}"' in live
    assert f'href="{address(template, "withdraw")}"' in live

    withdraw(template)

    withdrawn = text_of(editor.get(page_of(template)))
    assert f'href="{address(template, "restore")}"' in withdrawn
    assert address(template, "withdraw") not in withdrawn


def test_foreseeing_asks_as_much_for_three_municipalities_as_for_one(editor, template):
    counted = []
    for number in (1, 2):
        for _ in range(number):
            task_in(template)
        editor.get(address(template, "withdraw"))
        with CaptureQueriesContext(connection) as asked:
            editor.get(address(template, "withdraw"))
        counted.append(len(asked))

    assert TaskTemplate.objects.count() == 1
    assert counted[0] == counted[1]
