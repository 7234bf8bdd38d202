"""Following a task, and no longer."""

import pytest
from django.urls import reverse

from conversation.models import Watch
from tests.conversation.factories import CommentFactory, WatchFactory
from tests.conversation.talking import HTMX, SEES, text_of
from tests.factories import NOON, TaskFactory
from tests.tasks.people import member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def follow(client, task, answer="ja", **more):
    return client.post(reverse("tasks:watch", args=[task.pk]), {"foelg": answer}, **more)


def test_one_follows_and_stops(signed_in):
    task = TaskFactory()
    client = signed_in(member(task))

    response = follow(client, task)

    watch = Watch.objects.get()
    assert response.url == task.get_absolute_url()
    assert (watch.task, watch.since_at, watch.told_at) == (task, NOON, NOON)
    assert (watch.municipality, watch.programme) == (task.municipality, task.programme)
    page = text_of(client.get(task.get_absolute_url()))
    assert "Følg ikke længere</button>" in page
    follow(client, task, "nej")
    assert Watch.objects.count() == 0
    assert "Følg opgaven</button>" in text_of(client.get(task.get_absolute_url()))


def test_twice_is_once_and_tells_nothing_anew(signed_in):
    task = TaskFactory()
    watch = WatchFactory(task=task, user=member(task))

    follow(signed_in(watch.user), task)

    assert Watch.objects.get() == watch


@pytest.mark.parametrize("answer", ["", "x", "JA", "\x00"])
def test_anything_but_yes_is_no(answer, signed_in):
    task = TaskFactory()

    assert follow(signed_in(member(task)), task, answer).status_code == 302
    assert Watch.objects.count() == 0


def test_one_stops_for_oneself_only(signed_in):
    task = TaskFactory()
    others = WatchFactory(task=task)

    follow(signed_in(member(task)), task, "nej")

    assert Watch.objects.get() == others


def test_who_may_follow(signed_in):
    task = TaskFactory()
    people = people_of_every_kind(task)
    answers = {what: follow(signed_in(who), task).status_code for what, who in people.items()}

    assert answers == {what: 302 if what in SEES else 404 for what in people}
    assert Watch.objects.count() == len(SEES)


def test_htmx_gets_the_way_to_follow_alone(signed_in):
    task = TaskFactory()

    page = text_of(follow(signed_in(member(task)), task, headers=HTMX))

    assert page.startswith('<form id="foelg"')
    assert "Du følger opgaven" in page
    assert "<html" not in page


def test_neither_writing_nor_being_named_makes_one_follow(signed_in):
    task = TaskFactory()
    leader, other = member(task), member(task, "owner")
    signed_in(leader).post(
        reverse("tasks:comments", args=[task.pk]), {"text": f"Hej @{other.name}"}
    )

    assert CommentFactory._meta.model.objects.count() == 1
    assert Watch.objects.count() == 0
