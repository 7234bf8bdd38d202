"""/programmer/<slug>/opgaver/<pk>/versioner/ and one of them: what was changed, when and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.authoring.people import editor_of, those_who_may_not
from tests.factories import ProgrammeFactory, SharedTaskFactory
from tests.publishing.live_changes import change, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def shared_task():
    return SharedTaskFactory(
        published=True, code="A2", title="Etabler organisation", goal="Alle ved det."
    )


@pytest.fixture
def editor(shared_task, signed_in):
    return signed_in(editor_of(shared_task.programme))


def address(shared_task, *number):
    name = "authoring:version" if number else "authoring:versions"
    return reverse(name, args=[shared_task.programme.slug, shared_task.pk, *number])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_each_version_stands_with_its_note_and_what_it_made_different(editor, shared_task):
    change(shared_task, note="Målet er klarere", goal="Alle ved alt.")
    change(shared_task, note="", correction=True, title="Etablér organisation")
    withdraw(shared_task, reason="Loven er ændret")

    response = editor.get(address(shared_task))

    assert response.status_code == 200
    assert [
        (one.version.number, one.version.kind, one.version.note, [d.label for d in one.changes])
        for one in response.context["comparisons"]
    ] == [
        (4, "withdrawn", "Loven er ændret", []),
        (3, "corrected", "", ["Titel"]),
        (2, "changed", "Målet er klarere", ["Mål"]),
        (1, "published", "", []),
    ]
    page = text_of(response)
    assert 'Alle ved <del><span class="sr-only">[fjernet: </span>det<span' in page
    assert 'Ændret <time datetime="2026-03-02">2. marts 2026</time>' in page


def test_a_task_never_changed_says_so(editor, shared_task):
    assert "Opgaven er ikke ændret, siden den blev udgivet" in text_of(
        editor.get(address(shared_task))
    )
    assert editor.get(address(shared_task, 1)).status_code == 404


def test_a_draft_says_that_it_is_one(signed_in):
    draft = SharedTaskFactory()

    page = signed_in(editor_of(draft.programme)).get(address(draft))

    assert "Opgaven er en kladde" in text_of(page)


def test_an_old_version_is_read_in_full_with_what_is_not_published(editor, shared_task):
    draft = SharedTaskFactory(programme=shared_task.programme, code="A9", title="Kladden")
    change(shared_task, prerequisites=(draft.code,))

    page = text_of(editor.get(address(shared_task, 2)))

    assert "(A2) Etabler organisation, version 2" in page
    assert "(A9) Kladden" in page
    assert "Det blev ændret fra version 1" in page
    assert "<p>Alle ved det.</p>" in page


def test_a_version_of_another_task_or_programme_is_not_found(editor, shared_task):
    change(shared_task)
    other = SharedTaskFactory(programme=shared_task.programme, published=True)
    elsewhere = ProgrammeFactory(system=shared_task.programme.system)

    assert editor.get(address(other, 1)).status_code == 404
    assert editor.get(address(shared_task, 3)).status_code == 404
    wrong = reverse("authoring:version", args=[elsewhere.slug, shared_task.pk, 1])
    assert editor.get(wrong).status_code == 404


def test_others_do_not_come_in(signed_in, shared_task):
    change(shared_task)
    for who, (user, status) in those_who_may_not(shared_task.programme).items():
        client = signed_in(user)
        for page in (address(shared_task), address(shared_task, 1)):
            assert client.get(page).status_code == status, who


def test_nothing_is_sent_there(editor, shared_task):
    change(shared_task)
    assert editor.post(address(shared_task)).status_code == 405
    assert editor.post(address(shared_task, 1)).status_code == 405


def test_what_was_written_is_escaped(editor, shared_task):
    change(shared_task, note="<b>fed</b>", title="<script>alert(1)</script>")

    page = text_of(editor.get(address(shared_task)))

    assert "<script>alert" not in page
    assert "<b>fed" not in page


def test_asks_as_much_for_many_versions_as_for_two(editor, shared_task):
    counted = []
    for _ in range(2):
        change(shared_task)
        editor.get(address(shared_task))
        with CaptureQueriesContext(connection) as asked:
            editor.get(address(shared_task))
        counted.append(len(asked))

    assert counted[0] == counted[1]
