"""The page of a published shared task: first what would happen, then the change."""

import pytest

from shared_tasks.content import content_of
from shared_tasks.models import SharedTask, SharedTaskVersion
from shared_tasks.saving import write_content
from tasks.models import Task
from tests.authoring.people import editor_of, leader_in, written_programme
from tests.authoring.sheets import errors, page_of, sent_from, task, text_of
from tests.factories import NOON, ConsultantFactory, TaskFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def programme():
    return written_programme(slug="dubu")


@pytest.fixture
def live(programme):
    """A shared task that one municipality has."""
    live = task(programme, "A2")
    TaskFactory(project__programme=programme, shared_task=live)
    return live


@pytest.fixture
def editor(programme, signed_in):
    return signed_in(editor_of(programme))


def state():
    shared_tasks = SharedTask.objects.order_by("pk").values()
    return list(shared_tasks), list(Task.objects.values()), SharedTaskVersion.objects.count()


def send(editor, live, step, **said):
    """Send the page's form; whoever publishes has looked ahead first."""
    page = page_of(live)
    typed = sent_from(editor, page) | said
    if step == "publish":
        ahead = editor.post(page, typed | {"step": "preview"}).context.get("impact")
        typed |= {"shown": ahead.fingerprint if ahead else ""}
    return editor.post(page, typed | {"step": step})


def test_looking_ahead_changes_nothing_and_keeps_what_was_typed(editor, live):
    before = state()

    response = send(editor, live, "preview", title="Nyt navn", priority="1", note="Fordi")

    assert (response.status_code, state()) == (200, before)
    assert [one.name for one in response.context["impact"].differences] == ["title", "priority"]
    form = response.context["form"]
    assert (form["title"].value(), form["note"].value()) == ("Nyt navn", "Fordi")
    assert 'value="publish">Udgiv ændringen' in text_of(response)


def test_what_was_looked_at_is_published(editor, live):
    response = send(editor, live, "publish", title="Nyt navn", priority="1", note="Fordi")

    assert (response.status_code, response.url) == (302, page_of(live))
    assert "(A2) Nyt navn er ændret hos alle, der har den." in text_of(editor.get(response.url))
    live.refresh_from_db()
    assert (live.title, live.version, Task.objects.get().priority) == ("Nyt navn", 2, 1)
    assert list(SharedTaskVersion.objects.order_by("number").values_list("kind", "note")) == [
        ("published", ""),
        ("changed", "Fordi"),
    ]


def test_what_was_not_looked_at_is_shown_first(editor, live):
    before, page = state(), page_of(live)
    typed = sent_from(editor, page) | {"title": "Nyt navn", "note": "Fordi"}
    ahead = editor.post(page, typed | {"step": "preview"}).context["impact"]
    publish = {"step": "publish", "shown": ahead.fingerprint}

    edited = editor.post(page, typed | publish | {"priority": "1"})
    unseen = editor.post(page, typed | {"step": "publish"})
    Task.objects.update(due_reason="Ferie")
    moved_on = editor.post(page, typed | publish)
    Task.objects.update(due_reason="")

    assert [one.status_code for one in (edited, unseen, moved_on)] == [409, 200, 409]
    assert "Noget er ændret, siden du så på det." in text_of(edited)
    assert [one.name for one in edited.context["impact"].differences] == ["title", "priority"]
    assert state() == before


@pytest.mark.parametrize("step", ["", "save", "x"])
def test_no_other_button_publishes(editor, live, step):
    before = state()

    assert send(editor, live, step, title="Nyt navn", note="Fordi").status_code == 200
    assert state() == before


def test_a_change_of_meaning_says_why(editor, live):
    before = state()

    response = send(editor, live, "publish", priority="1", note=" ")

    assert (response.status_code, errors(response), state()) == (
        422,
        {"note": ["Skriv, hvad der er ændret, og hvorfor. Kommunerne læser det."]},
        before,
    )


@pytest.mark.parametrize("step", ["preview", "publish"])
def test_a_correction_changes_no_meaning(editor, live, step):
    before = state()

    response = send(editor, live, step, priority="1", kind="milestone", is_correction="on")

    assert (response.status_code, errors(response), state()) == (
        422,
        {
            "is_correction": [
                "Det er mere end en rettelse, for det ændrer prioritet, type. Fjern fluebenet, "
                "og skriv, hvad der er ændret, eller lad det stå, som det var."
            ]
        },
        before,
    )


def test_a_correction_needs_no_note(editor, live):
    response = send(editor, live, "publish", title="Gør A2.", is_correction="on")

    assert "(A2) Gør A2. er rettet hos alle" in text_of(editor.get(response.url))
    assert SharedTaskVersion.objects.get(number=2).kind == "corrected"


def test_what_is_as_it_was_is_not_published(editor, live):
    before = state()

    response = send(editor, live, "publish", note="Fordi")

    assert "Der var intet at udgive." in text_of(editor.get(response.url))
    assert state() == before


def test_what_is_withdrawn_is_restored_first(editor, live):
    live.withdrawn_at, live.withdrawn_by = NOON, ConsultantFactory()
    live.save()
    before = state()

    page = editor.get(page_of(live))
    response = send(editor, live, "publish", title="Nyt", note="Fordi")

    assert "Opgaven er trukket tilbage" in text_of(page)
    assert (response.status_code, state()) == (409, before)
    assert response.context["form"]["title"].value() == "Nyt"
    assert "Opgaven er trukket tilbage" in text_of(response)


def test_a_draft_that_is_published_while_somebody_writes_is_changed_as_a_new_version(
    editor, programme
):
    draft = task(programme, "A1")
    page = page_of(draft)
    data = sent_from(editor, page) | {"title": "Nyt navn", "step": "save"}
    SharedTask.objects.filter(pk=draft.pk).update(
        published_at=NOON, published_by=ConsultantFactory()
    )

    response = editor.post(page, data)

    assert (response.status_code, response.context["form"]["title"].value()) == (200, "Nyt navn")
    assert "Udgiv ændringen" in text_of(response)
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("Gør A1", 1)


class TestADraftIsNeverSeenByAMunicipality:
    def test_not_even_where_a_live_task_waits_for_it(self, signed_in, programme, live):
        draft = task(programme, "A1")
        found = SharedTask.objects.select_related("phase", "theme").get(pk=live.pk)
        content = content_of(found)
        waits = content.as_json() | {"prerequisites": ["A1"], "related": ["A1"]}
        write_content(shared_task=found, content=type(content).from_json(waits))
        leader = leader_in(programme)
        project = leader.project_memberships.get().project
        theirs = TaskFactory(project=project, shared_task=live)
        client = signed_in(leader)
        pages = [theirs.get_absolute_url(), project.get_absolute_url(), "/"]

        shown = {page: text_of(client.get(page, follow=True)) for page in pages}

        assert [page for page in pages if draft.title in shown[page]] == []
        assert live.title in shown[pages[0]]
        assert client.get(page_of(draft)).status_code == 403

    def test_while_its_editors_do(self, editor, programme):
        draft = task(programme, "A1")

        assert draft.title in text_of(editor.get(page_of(draft)))
