"""Whom one can name in a comment, who is named, and reading it."""

import datetime as dt

import pytest
from django.urls import reverse

from conversation.mentions import mention_options, mentionable_people, unread_mentions
from conversation.models import Comment, Mention, Watch
from tasks.audience import people_who_see, still_sees
from tasks.models import Task
from tests.conversation.factories import CommentFactory, MentionFactory, WatchFactory
from tests.conversation.talking import SEES, write
from tests.factories import (
    NOON,
    ConsultantFactory,
    PartnerFactory,
    TaskFactory,
    let_go,
)
from tests.tasks.people import Role, colleague, consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


# --- who can be named ---------------------------------------------------------------


def named_in(task):
    return set(Mention.objects.filter(comment__task=task).values_list("person__name", flat=True))


def call(people):
    """Give each a name of their own."""
    for what, one in people.items():
        one.name = what.title()
        one.save()
    return people


def test_who_sees_a_task_is_the_same_from_all_sides():
    task = TaskFactory()
    people = people_of_every_kind(task)
    people["operator"] = ConsultantFactory(partner=PartnerFactory(is_operator=True))
    people["gone"] = member(task, Role.READER)
    let_go(people["gone"])
    task.refresh_from_db()
    seen = SEES | {"operator"}
    for is_private in (False, True):
        if is_private:
            hide(task)
            seen -= {"operator", "consultant", "editor"}
        from_task = set(people_who_see(task))
        mentions = {
            what: MentionFactory(comment__task=task, person=p) for what, p in people.items()
        }
        kept = set(Mention.objects.filter(still_sees("person", "comment__task")))
        watches = {what: WatchFactory(task=task, user=p) for what, p in people.items()}
        watching = set(Watch.objects.filter(still_sees("user", "task")))
        door = {w for w, p in people.items() if Task.objects.visible_to(p).exists()} - {"gone"}

        assert door == seen
        assert {what for what, p in people.items() if p in from_task} == seen
        assert {what for what, one in mentions.items() if one in kept} == seen
        assert {what for what, one in watches.items() if one in watching} == seen
        Watch.objects.all().delete()


def hide(task):
    """Make it the municipality's own, and for itself alone."""
    Task.objects.filter(pk=task.pk).update(
        shared_task=None, local_title="Vores egen", is_private=True, shared_due_on=None
    )
    task.refresh_from_db()


def test_a_municipality_names_all_who_see_the_task_and_nobody_else(signed_in):
    task = TaskFactory()
    people = call(people_of_every_kind(task))
    task.refresh_from_db()

    write(signed_in(people["leader"]), task, " ".join(f"@{one.name}," for one in people.values()))

    assert named_in(task) == {what.title() for what in SEES - {"leader"}}


def test_a_partner_names_its_own_and_those_whom_its_pages_show(signed_in):
    task = TaskFactory()
    people = call(people_of_every_kind(task))
    people["writer"] = colleague(task, name="Writer", reads_all_projects=True)
    CommentFactory(task=task, written_by=people["writer"])
    task.refresh_from_db()

    write(signed_in(people["editor"]), task, " ".join(f"@{one.name}," for one in people.values()))

    assert named_in(task) == {"Leader", "Owner", "Named", "Writer", "Consultant"}


def test_on_a_task_of_its_own_a_municipality_names_no_partner(signed_in):
    task = TaskFactory()
    people = call(people_of_every_kind(task))
    hide(task)

    write(signed_in(people["leader"]), task, "@Consultant, @Reader")

    assert named_in(task) == {"Reader"}


def test_a_mention_belongs_where_its_comment_does_and_is_told_of_later(signed_in):
    task = TaskFactory()
    bo = member(task, Role.READER)

    write(signed_in(member(task)), task, f"@{bo.name} og igen @{bo.email}")

    mention = Mention.objects.get()
    assert (mention.person, mention.told_on, mention.read_at) == (bo, None, None)
    assert (mention.municipality, mention.programme) == (task.municipality, task.programme)


def test_nobody_names_oneself(signed_in):
    task = TaskFactory()
    leader = member(task)

    write(signed_in(leader), task, f"@{leader.name}")

    assert Mention.objects.count() == 0


def test_who_names_one_of_two_is_asked_which(signed_in):
    task = TaskFactory()
    for n in (1, 2):
        one = member(task, Role.READER)
        type(one).objects.filter(pk=one.pk).update(
            name="Bo Berg", email=f"bo{n}@a.example", sort_key="bo berg"
        )

    response = write(signed_in(member(task)), task, "@Bo Berg")

    place = task.municipality.name
    assert response.status_code == 422
    assert response.context["talk"].form.errors["text"] == [
        "Flere hedder Bo Berg. Skriv den rigtiges mailadresse i stedet for navnet: "
        f"@bo1@a.example ({place}) eller @bo2@a.example ({place})."
    ]
    assert Comment.objects.count() == 0
    assert write(signed_in(member(task, Role.OWNER)), task, "@bo2@a.example").status_code == 302
    assert Mention.objects.get().person.email == "bo2@a.example"


def test_a_correction_names_whom_it_names_now_and_forgets_nothing_that_was_read(signed_in):
    task = TaskFactory()
    leader, bo, carl, dorte = (member(task, role) for role in (Role.LEADER, *[Role.READER] * 3))
    comment = CommentFactory(task=task, written_by=leader, text=f"@{bo.name} @{carl.name}")
    for one in (bo, carl):
        MentionFactory(comment=comment, person=one, told_on=NOON.date(), read_at=NOON)

    signed_in(leader).post(
        reverse("tasks:comment", args=[task.pk, comment.pk]),
        {"text": f"@{bo.name} @{dorte.name}", "seen": comment.written_at.isoformat()},
    )

    assert dict(Mention.objects.values_list("person", "read_at")) == {bo.pk: NOON, dorte.pk: None}


def test_a_comment_taken_back_names_nobody(signed_in):
    comment = MentionFactory().comment
    leader = member(comment.task)

    signed_in(leader).post(reverse("tasks:remove_comment", args=[comment.task_id, comment.pk]))

    assert Mention.objects.count() == 0


# --- reading, and the list that helps -----------------------------------------------


def test_opening_the_task_reads_what_names_one(signed_in):
    task = TaskFactory()
    bo, carl = member(task, Role.READER), member(task, Role.READER)
    comment = CommentFactory(task=task)
    mine, others = (MentionFactory(comment=comment, person=one) for one in (bo, carl))
    elsewhere = MentionFactory(person=bo)
    client = signed_in(bo)

    client.head(task.get_absolute_url())
    mine.refresh_from_db()
    assert mine.read_at is None
    client.get(task.get_absolute_url())

    for one in (mine, others, elsewhere):
        one.refresh_from_db()
    assert (mine.read_at, others.read_at, elsewhere.read_at) == (NOON, None, None)


def test_unread_is_what_waits_on_tasks_one_may_see_newest_first():
    task = TaskFactory()
    bo = member(task, Role.READER)

    def mention(**facts):
        return MentionFactory(person=bo, **facts)

    old = mention(comment__task=task)
    new = mention(comment__task=task, comment__written_at=NOON + dt.timedelta(hours=1))
    mention(comment__task=task, read_at=NOON)
    mention(comment__task=task, comment__text="", comment__deleted_at=NOON, comment__deleted_by=bo)
    mention(comment__task=TaskFactory())
    MentionFactory(comment__task=task)

    assert unread_mentions(bo, most=5) == [new, old]
    assert unread_mentions(bo, most=1) == [new]


def test_a_list_of_mentions_asks_once(django_assert_num_queries):
    task = TaskFactory()
    bo = member(task, Role.READER)
    MentionFactory.create_batch(3, person=bo, comment__task=task)

    with django_assert_num_queries(1):
        for one in unread_mentions(bo, most=5):
            comment = one.comment
            told = [comment.task.title, comment.task.code, comment.task.municipality.name]
            assert all([*told, comment.written_by.place, comment.written_at, one.programme.name])


def suggested(client, task):
    response = client.get(reverse("tasks:people_to_mention", args=[task.pk]))
    return response.status_code, response.json()["people"] if response.status_code == 200 else None


def test_the_list_says_names_and_places_and_an_address_only_where_it_is_needed(signed_in):
    task = TaskFactory()
    leader = member(task)
    twins = [member(task, Role.READER) for _ in "ab"]
    for n, one in enumerate(twins):
        type(one).objects.filter(pk=one.pk).update(
            name="Bo Berg", email=f"bo{n}@a.example", sort_key="bo berg"
        )
    theirs = consultant(task, name="Åse Konsulent")
    type(theirs).objects.filter(pk=theirs.pk).update(sort_key="zz")
    place = str(task.municipality)

    assert suggested(signed_in(leader), task) == (
        200,
        [
            {"name": "Bo Berg", "place": place, "insert": "bo0@a.example"},
            {"name": "Bo Berg", "place": place, "insert": "bo1@a.example"},
            {"name": "Åse Konsulent", "place": str(theirs.partner), "insert": "Åse Konsulent"},
        ],
    )


def test_who_gets_the_list(signed_in):
    task = TaskFactory()
    answers = {
        what: suggested(signed_in(who), task)[0] for what, who in people_of_every_kind(task).items()
    }

    assert answers == {
        what: 200 if what in SEES - {"klik administrator"} else 403 if what in SEES else 404
        for what in answers
    }


def test_the_list_is_asked_for_and_not_sent_to(signed_in):
    task = TaskFactory()
    address = reverse("tasks:people_to_mention", args=[task.pk])

    assert signed_in(member(task)).post(address).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_naming_asks_no_more_for_many(number, django_assert_num_queries):
    task = TaskFactory()
    leader = member(task)
    for _ in range(number):
        member(task, Role.READER)

    with django_assert_num_queries(1):
        assert len(mention_options(mentionable_people(task, by=leader))) == number
