"""What is said about a task, and writing it."""

import datetime as dt

import pytest
from django.urls import reverse

from conversation.models import LONGEST_COMMENT, Comment, Mention
from tests.conversation.factories import CommentFactory
from tests.conversation.talking import MAY_WRITE, SEES, edit, errors, remove, shown, text_of, write
from tests.factories import NOON, TaskFactory, UserFactory
from tests.tasks.people import Role, colleague, consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

CONTROL = (
    "Teksten indeholder usynlige styretegn, som ikke kan gemmes. "
    "Skriv den igen, eller sæt den ind som ren tekst."
)


# --- writing ------------------------------------------------------------------------


def test_a_comment_is_there_for_all_who_see_the_task(signed_in):
    task = TaskFactory()
    leader = member(task)

    response = write(signed_in(leader), task, "Vi **begynder** mandag")

    comment = Comment.objects.get()
    assert (response.status_code, response.url) == (302, f"{task.get_absolute_url()}#kommentarer")
    assert (comment.written_by, comment.written_at, comment.text) == (
        leader,
        NOON,
        "Vi **begynder** mandag",
    )
    assert (comment.municipality, comment.programme) == (task.municipality, task.programme)
    page = text_of(signed_in(consultant(task)).get(task.get_absolute_url()))
    assert "<p>Vi <strong>begynder</strong> mandag</p>" in page
    assert f"{leader.name}, {task.municipality.name}" in page


def test_a_partners_comment_says_where_they_work(signed_in):
    task = TaskFactory()
    author = consultant(task, name="Dorte Prøve")
    write(signed_in(author), task, "Husk testmiljøet")

    page = text_of(signed_in(member(task)).get(task.get_absolute_url()))

    assert f"Dorte Prøve, {task.programme.system.supplier.name}" in page


def test_htmx_gets_the_section_alone(signed_in):
    task = TaskFactory()

    response = write(signed_in(member(task)), task, "Hej", htmx=True)

    page = text_of(response)
    assert response.status_code == 200
    assert page.startswith('<section id="kommentarer"')
    assert "<html" not in page
    assert "Kommentaren er skrevet." in page
    assert shown(response) == [Comment.objects.get().pk]


def test_who_may_write(signed_in):
    task = TaskFactory()
    people = people_of_every_kind(task)
    answers = {what: write(signed_in(who), task, what).status_code for what, who in people.items()}

    assert answers == {
        what: 302 if what in MAY_WRITE else 403 if what in SEES else 404 for what in people
    }
    assert {one.text for one in Comment.objects.all()} == MAY_WRITE


def test_without_the_right_to_write_there_is_no_form(signed_in):
    task = TaskFactory()
    CommentFactory(task=task, text="Læs mig")

    page = signed_in(colleague(task, is_klik_administrator=True)).get(task.get_absolute_url())

    assert "Læs mig" in text_of(page)
    assert page.context["talk"].form is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Skriv en kommentar."),
        (" \r\n\t ", "Skriv en kommentar."),
        ("x" * (LONGEST_COMMENT + 1), "Skriv højst 10000 tegn."),
        ("klip\x00klap", CONTROL),
        ("klip\x1bklap", CONTROL),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_as_typed(text, message, signed_in):
    task = TaskFactory()

    response = write(signed_in(member(task)), task, text)

    assert response.status_code == 422
    assert errors(response) == [message]
    assert response.context["talk"].form["text"].value() == text
    assert Comment.objects.count() == 0


def test_the_longest_comment_fits_however_its_lines_end(signed_in):
    task = TaskFactory()
    text = "x\r\n" * (LONGEST_COMMENT // 2 - 1) + "xx"

    write(signed_in(member(task)), task, text)

    assert len(Comment.objects.get().text) == LONGEST_COMMENT


def test_a_comment_can_be_seen_before_it_is_written(signed_in):
    task = TaskFactory()
    bo = member(task, Role.CONTRIBUTOR)

    response = write(signed_in(member(task)), task, f"Hej *@{bo.name}*", preview="1")

    assert response.context["talk"].preview == f"<p>Hej <em><mark>@{bo.name}</mark></em></p>\n"
    assert response.context["talk"].form["text"].value() == f"Hej *@{bo.name}*"
    assert Comment.objects.count() == 0


# --- what stands on the page --------------------------------------------------------


def test_the_newest_is_last_and_the_oldest_wait(signed_in):
    task = TaskFactory()
    minutes = [dt.timedelta(minutes=n) for n in range(25)]
    comments = [CommentFactory(task=task, written_at=NOON + one).pk for one in minutes]
    client = signed_in(member(task))

    page = client.get(task.get_absolute_url())
    more = client.get(task.get_absolute_url(), {"kommentarer": "40"})

    assert shown(page) == comments[-20:]
    assert f'href="{task.get_absolute_url()}?kommentarer=40#kommentarer">Vis ældre' in text_of(page)
    assert shown(more) == comments
    assert "Vis ældre" not in text_of(more)


@pytest.mark.parametrize("bad", ["", "0", "-1", "19", "501", "x", "1e3", "9" * 30, "\x00"])
def test_an_address_that_asks_for_no_number_shows_a_step(bad, signed_in):
    task = TaskFactory()

    page = signed_in(member(task)).get(task.get_absolute_url(), {"kommentarer": bad})

    assert page.context["talk"].length == 20


def test_what_is_sent_from_a_longer_list_comes_back_to_it(signed_in):
    task = TaskFactory()
    leader = member(task)
    oldest = CommentFactory(task=task, written_by=leader, written_at=NOON - dt.timedelta(days=1))
    CommentFactory.create_batch(20, task=task)
    address = reverse("tasks:comment", args=[task.pk, oldest.pk])

    response = signed_in(leader).post(f"{address}?kommentarer=40", {"text": "", "seen": "x"})

    assert response.status_code == 422
    assert response.context["talk"].comments[0].form["text"].value() == ""
    assert f'action="{address}?kommentarer=40#kommentarer"' in text_of(response)


def test_the_page_says_who_can_read_along(signed_in):
    task = TaskFactory()
    private = TaskFactory(project=task.project)
    type(task).objects.filter(pk=private.pk).update(
        shared_task=None, local_title="Vores egen", is_private=True, shared_due_on=None
    )
    client = signed_in(member(task))

    assert "Alle i projektet, leverandøren og KOMBIT kan læse kommentarerne." in text_of(
        client.get(task.get_absolute_url())
    )
    section = text_of(write(client, private, "", htmx=True))
    assert f"Kun I i {task.municipality.name} kan læse kommentarerne." in section
    assert "leverandøren" not in section


def test_internal_notes_never_stand_among_comments(signed_in):
    task = TaskFactory(internal_notes="KANARIEFUGL")

    section = write(signed_in(member(task)), task, "Hej", htmx=True)

    assert "KANARIEFUGL" not in text_of(section)


def test_a_person_whom_the_readers_place_no_longer_knows_takes_no_comment_away(signed_in):
    task = TaskFactory()
    CommentFactory(task=task, text="Fra en, der er væk")
    client = signed_in(member(task))

    page = client.get(task.get_absolute_url())
    author = page.context["talk"].comments[0].author

    assert author == Comment.objects.get().written_by
    assert "Fra en, der er væk" in text_of(page)


# --- all of them --------------------------------------------------------------------


@pytest.fixture
def own():
    task = TaskFactory()
    writer = member(task, Role.CONTRIBUTOR)
    return CommentFactory(task=task, written_by=writer, text="Vi begynder mandag")


def addresses(comment):
    return [
        reverse("tasks:comments", args=[comment.task_id]),
        reverse("tasks:comment", args=[comment.task_id, comment.pk]),
        reverse("tasks:remove_comment", args=[comment.task_id, comment.pk]),
        reverse("tasks:watch", args=[comment.task_id]),
    ]


def test_opened_without_a_form_each_leads_back_to_the_task(own, client):
    client.force_login(UserFactory())

    assert {client.get(one).url for one in addresses(own)} == {own.task.get_absolute_url()}
    assert {client.put(one).status_code for one in addresses(own)} == {405}


def test_on_a_withdrawn_task_comments_are_read_and_taken_back_and_not_written(own, signed_in):
    type(own.task).objects.update(is_withdrawn=True)
    client = signed_in(own.written_by)

    page = text_of(client.get(own.task.get_absolute_url()))
    new, changed = write(client, own.task, "Nyt"), edit(client, own, "Andet")

    assert "Vi begynder mandag" in page
    assert "Kommentarerne kan læses, og der kan ikke skrives flere." in page
    assert (new.status_code, changed.status_code) == (409, 409)
    assert "<blockquote>Nyt</blockquote>" in text_of(new)
    assert "<blockquote>Andet</blockquote>" in text_of(changed)
    assert remove(client, own).status_code == 302
    assert Comment.objects.get().is_deleted


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_comments(
    number, signed_in, django_assert_num_queries
):
    task = TaskFactory()
    for _ in range(number):
        comment = CommentFactory(task=task, text="Hej")
        Mention.objects.create(
            municipality=task.municipality,
            programme=task.programme,
            comment=comment,
            person=UserFactory(municipality=task.municipality),
        )
    client = signed_in(member(task))

    with django_assert_num_queries(13):
        write(client, task, "", htmx=True)
