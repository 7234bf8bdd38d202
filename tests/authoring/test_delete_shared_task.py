"""A draft is deleted after a question; what is published is not."""

import pytest
from django.urls import reverse

from shared_tasks.models import SharedTask, SharedTaskLink
from tests.authoring.people import editor_of, written_programme
from tests.authoring.sheets import task, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def programme():
    return written_programme(slug="dubu")


@pytest.fixture
def editor(programme, signed_in):
    return signed_in(editor_of(programme))


def page_of(shared_task):
    return reverse(
        "authoring:delete_shared_task", args=[shared_task.programme.slug, shared_task.pk]
    )


def test_the_question_deletes_nothing(programme, editor):
    draft = task(programme, "A1")

    page = text_of(editor.get(page_of(draft)))

    assert "<h1>Slet (A1) Gør A1?" in page
    assert SharedTask.objects.count() == 4


def test_a_draft_is_deleted_with_its_ties(programme, editor):
    draft, other = task(programme, "A1"), task(programme, "B1")
    SharedTaskLink.objects.create(
        programme=programme, shared_task=other, other=draft, kind="prerequisite"
    )

    response = editor.post(page_of(draft), {"revision": draft.revision})

    plan = reverse("authoring:plan", args=["dubu"])
    assert (response.status_code, response.url) == (302, plan)
    assert "Kladden (A1) Gør A1 er slettet." in text_of(editor.get(plan))
    assert SharedTaskLink.objects.count() == 0
    assert sorted(SharedTask.objects.values_list("code", flat=True)) == ["A2", "B1", "B2"]


def test_what_is_published_is_not_deleted(programme, editor):
    live = task(programme, "A2")

    asked, sent = editor.get(page_of(live)), editor.post(page_of(live), {"revision": 1})

    assert (asked.status_code, sent.status_code) == (200, 409)
    for page in (asked, sent):
        assert "Opgaven er udgivet og kan ikke slettes" in text_of(page)
        assert "Slet kladden</button>" not in text_of(page)
    assert SharedTask.objects.filter(pk=live.pk).exists()


@pytest.mark.parametrize("revision", ["2", "", "x", "0", "²", "\x00", "9" * 40])
def test_what_was_written_meanwhile_is_not_deleted_unseen(programme, editor, revision):
    draft = task(programme, "A1")

    response = editor.post(page_of(draft), {"revision": revision})

    assert response.status_code == 409
    assert "En anden har gemt kladden, siden du åbnede siden" in text_of(response)
    assert SharedTask.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(programme, editor, method):
    assert getattr(editor, method)(page_of(task(programme, "A1"))).status_code == 405
