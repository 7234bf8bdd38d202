"""Wrong comments, mentions and watches are impossible, whichever way they are written."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection

from accounts.scope import scope_of
from conversation.models import LONGEST_COMMENT, Comment, Mention, Watch
from tenancy.scope import scoped
from tests.conversation.factories import CommentFactory, MentionFactory, WatchFactory
from tests.factories import NOON, MunicipalityFactory, ProgrammeFactory, TaskFactory
from tests.refused import refused_by
from tests.runtime import as_role
from tests.tasks.people import Role, consultant, member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["x" * LONGEST_COMMENT, "a"])
def test_what_can_be_said(text):
    assert CommentFactory(text=text).text == text


def test_a_comment_has_an_end():
    with refused_by("comment_not_too_long"):
        CommentFactory(text="x" * (LONGEST_COMMENT + 1))


def test_a_comment_has_words_until_it_is_deleted():
    comment = CommentFactory()
    gone = {"deleted_at": NOON, "deleted_by": comment.written_by}

    with refused_by("comment_has_words_until_deleted"):
        CommentFactory(text="")
    with refused_by("comment_has_words_until_deleted"):
        Comment.objects.update(**gone)
    Comment.objects.update(text="", **gone)


@pytest.mark.parametrize("half", ["deleted_at", "deleted_by"])
def test_a_deletion_says_when_and_by_whom(half):
    comment = CommentFactory()
    said = {"deleted_at": NOON, "deleted_by": comment.written_by}

    with refused_by("comment_deleted_says_when_and_by_whom"):
        Comment.objects.update(text="", **{half: said[half]})


@pytest.mark.parametrize("place", [MunicipalityFactory, ProgrammeFactory])
def test_each_lies_where_what_it_hangs_on_does(place):
    for row, constraint in (
        (CommentFactory(), "comment_task_in_same_municipality_and_programme"),
        (MentionFactory(), "mention_comment_in_same_municipality_and_programme"),
        (WatchFactory(), "watch_task_in_same_municipality_and_programme"),
    ):
        other = place()
        name = other._meta.model_name
        with refused_by(constraint):
            type(row).objects.filter(pk=row.pk).update(**{name: other})


def test_what_names_a_comment_names_its_place_with_it():
    """The key that mentions hold on to: comment_id_with_municipality_and_programme."""
    comment = MentionFactory().comment

    with refused_by("mention_comment_in_same_municipality_and_programme"):
        Comment.objects.filter(pk=comment.pk).update(
            task=(other := TaskFactory()),
            municipality=other.municipality,
            programme=other.programme,
        )


def test_nobody_is_named_twice_in_one_comment():
    mention = MentionFactory()

    with refused_by("mention_once_per_comment_and_person"):
        MentionFactory(comment=mention.comment, person=mention.person)


def test_nobody_follows_a_task_twice():
    watch = WatchFactory()

    with refused_by("watch_once_per_person_and_task"):
        WatchFactory(task=watch.task, user=watch.user)


def test_nobody_was_told_before_they_began():
    with refused_by("watch_told_from_its_start"):
        WatchFactory(told_at=NOON - dt.timedelta(seconds=1))


# --- what PostgreSQL lets each side do ----------------------------------------------


@pytest.fixture
def task():
    return TaskFactory()


def reached(user, model):
    with as_role(), scoped(scope_of(user)):
        return set(model.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("who", [member, consultant])
def test_nobody_writes_in_anothers_name(who, task):
    user, other = who(task), member(task, Role.READER)

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        as_role(),
        scoped(scope_of(user)),
    ):
        CommentFactory(task=task, written_by=other)


def test_a_partner_changes_no_words_but_its_persons_own(task):
    user, other = consultant(task), consultant(task)
    mine = CommentFactory(task=task, written_by=user)
    theirs = [CommentFactory(task=task, written_by=other), CommentFactory(task=task)]

    with as_role(), scoped(scope_of(user)):
        changed = Comment.objects.update(text="Andet")

    assert (changed, {one.pk for one in Comment.objects.filter(text="Andet")}) == (1, {mine.pk})
    assert len(theirs) == 2


@pytest.mark.parametrize("column", ["written_by_id", "written_at", "task_id"])
def test_nobody_changes_who_wrote_it_when_or_about_what(column, task):
    comment = CommentFactory(task=task)
    sql = f"UPDATE conversation_comment SET {column} = {column} WHERE id = {comment.pk}"  # noqa: S608  # the test's own

    for user in (member(task), consultant(task)):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            as_role(),
            scoped(scope_of(user)),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_what_is_said_of_a_municipalitys_own_task_no_supplier_reaches(task):
    user = consultant(task)
    type(task).objects.filter(pk=task.pk).update(
        shared_task=None, local_title="Vores", is_private=True, shared_due_on=None
    )
    CommentFactory(task=task)
    open_one = CommentFactory(task=TaskFactory(project=task.project))

    assert reached(user, Comment) == {open_one.pk}


def test_whom_somebody_follows_is_theirs_to_know(task):
    leader, theirs = member(task), consultant(task)
    for user in (leader, theirs):
        WatchFactory(task=task, user=user)

    assert [reached(user, Watch) for user in (leader, theirs)] == [
        {Watch.objects.get(user=user).pk} for user in (leader, theirs)
    ]


def test_no_other_municipality_reaches_any_of_it(task):
    mention = MentionFactory(comment__task=task)
    stranger = member(TaskFactory(project__programme=task.programme))

    assert (reached(stranger, Comment), reached(stranger, Mention)) == (set(), set())
    assert reached(member(task), Mention) == {mention.pk}
