"""Correcting a comment, and taking it back."""

import datetime as dt

import pytest
from django.urls import reverse

from conversation.models import LONGEST_COMMENT, Comment
from tests.conversation.factories import CommentFactory
from tests.conversation.talking import SEES, edit, remove, text_of
from tests.factories import NOON, TaskFactory
from tests.tasks.people import Role, consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LATER = NOON + dt.timedelta(hours=1)


# --- correcting ---------------------------------------------------------------------


@pytest.fixture
def own():
    task = TaskFactory()
    writer = member(task, Role.CONTRIBUTOR)
    return CommentFactory(task=task, written_by=writer, text="Vi begynder mandag")


def test_a_corrected_comment_says_so(own, signed_in):
    response = edit(signed_in(own.written_by), own, "Vi begynder tirsdag")

    own.refresh_from_db()
    assert response.url == f"{own.task.get_absolute_url()}#kommentarer"
    assert (own.text, own.edited_at, own.written_at) == ("Vi begynder tirsdag", NOON, NOON)
    page = text_of(signed_in(own.written_by).get(own.task.get_absolute_url()))
    assert "rettet <time" in page


def test_a_correction_that_changes_nothing_leaves_no_trace(own, signed_in):
    edit(signed_in(own.written_by), own, "Vi begynder mandag")

    own.refresh_from_db()
    assert own.edited_at is None


@pytest.mark.parametrize("text", ["", "x" * (LONGEST_COMMENT + 1), "\x07"])
def test_a_correction_that_cannot_be_kept_stays_as_typed_in_its_own_field(text, own, signed_in):
    response = edit(signed_in(own.written_by), own, text)

    talk = response.context["talk"]
    assert response.status_code == 422
    assert (talk.comments[0].form["text"].value(), talk.form.is_bound) == (text, False)
    own.refresh_from_db()
    assert own.text == "Vi begynder mandag"


@pytest.mark.parametrize("seen", ["", "x", "2026-03-02T11:00:00", "\x00", "9" * 60])
def test_a_broken_correction_is_refused(seen, own, signed_in):
    address = reverse("tasks:comment", args=[own.task_id, own.pk])

    response = signed_in(own.written_by).post(address, {"text": "Nyt", "seen": seen})

    assert response.status_code == 422
    assert "Formularen er ikke hel. Genindlæs siden, og prøv igen." in text_of(response)
    own.refresh_from_db()
    assert own.text == "Vi begynder mandag"


def test_who_corrects_what_was_corrected_meanwhile_sees_both(own, signed_in):
    client = signed_in(own.written_by)
    Comment.objects.update(text="Vi begynder onsdag", edited_at=LATER)

    response = edit(client, own, "Vi begynder tirsdag")
    form = response.context["talk"].comments[0].form

    assert response.status_code == 409
    assert "<blockquote>Vi begynder onsdag</blockquote>" in text_of(response)
    assert form["text"].value() == "Vi begynder tirsdag"
    assert edit(client, own, form["text"].value(), seen=LATER).status_code == 302
    own.refresh_from_db()
    assert own.text == "Vi begynder tirsdag"


def test_who_corrects_what_was_deleted_meanwhile_keeps_what_they_wrote(own, signed_in):
    client = signed_in(own.written_by)
    remove(client, own)

    response = edit(client, own, "Vi begynder tirsdag", htmx=True)

    assert response.status_code == 409
    assert "Kommentaren er slettet, og din rettelse er ikke gemt" in text_of(response)
    assert "<blockquote>Vi begynder tirsdag</blockquote>" in text_of(response)


def test_only_the_writer_corrects(own, signed_in):
    people = people_of_every_kind(own.task)
    answers = {what: edit(signed_in(who), own, what).status_code for what, who in people.items()}

    assert answers == {what: 403 if what in SEES else 404 for what in people}


# --- taking back --------------------------------------------------------------------


def test_a_comment_taken_back_keeps_its_place_without_its_words(own, signed_in):
    Comment.objects.update(text="KANARIEFUGL")

    response = remove(signed_in(own.written_by), own)

    own.refresh_from_db()
    assert response.url == f"{own.task.get_absolute_url()}#kommentarer"
    assert (own.text, own.deleted_at, own.deleted_by) == ("", NOON, own.written_by)
    for reader in (own.written_by, consultant(own.task)):
        page = text_of(signed_in(reader).get(own.task.get_absolute_url()))
        assert f"Kommentaren er slettet af {own.written_by.name}, " in page
        assert "KANARIEFUGL" not in page


def test_whoever_leads_the_project_takes_back_others(signed_in):
    task = TaskFactory()
    people = people_of_every_kind(task)
    answers = {
        what: remove(signed_in(who), CommentFactory(task=task)).status_code
        for what, who in people.items()
    }

    assert answers == {
        what: 302 if what in {"leader", "owner"} else 403 if what in SEES else 404
        for what in people
    }


def test_a_consultants_comment_is_the_municipalitys_to_take_back_and_no_other_way_round(signed_in):
    task = TaskFactory()
    theirs = CommentFactory(task=task, written_by=consultant(task))

    assert remove(signed_in(consultant(task)), CommentFactory(task=task)).status_code == 403
    assert remove(signed_in(member(task)), theirs, htmx=True).status_code == 200
    assert remove(signed_in(theirs.written_by), theirs).status_code == 302
    theirs.refresh_from_db()
    assert theirs.deleted_by != theirs.written_by


@pytest.mark.parametrize("name", ["comment", "remove_comment"])
def test_a_comment_of_another_task_is_not_there(name, own, signed_in):
    other = TaskFactory(project=own.task.project)

    response = signed_in(own.written_by).post(reverse(f"tasks:{name}", args=[other.pk, own.pk]))

    assert response.status_code == 404
