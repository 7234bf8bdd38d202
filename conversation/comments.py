"""What people say to each other about a task: writing it, correcting it and taking it back.

A comment is its writer's alone and does not touch the task, so it takes no lock but its own.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from conversation.mentions import find_mentions, name_people, people_to_name
from conversation.models import Comment
from tasks.models import Task
from tasks.services import TaskWithdrawn

if TYPE_CHECKING:
    from accounts.models import User


class CommentChangedMeanwhile(Exception):
    """The comment was corrected after it was read; ``comment`` is how it is now."""

    def __init__(self, comment: Comment) -> None:
        self.comment = comment
        super().__init__(f"comment {comment.pk} was corrected at {comment.edited_at}")


class CommentDeleted(Exception):
    """The comment has been taken back."""


def state_of(comment: Comment) -> dt.datetime:
    """Return what tells one wording of the comment from the next: when it was written so."""
    return comment.edited_at or comment.written_at


def lock_comment(comment: Comment) -> Comment:
    """Hold the comment. Raises CommentDeleted."""
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.is_deleted:
        raise CommentDeleted
    return held


@transaction.atomic
def write_comment(*, task: Task, text: str, by: "User", at: dt.datetime) -> Comment:
    """Add a comment that all who may see the task can read, and name the people it names.

    Raises TaskWithdrawn, NameIsAmbiguous.
    """
    if task.is_withdrawn:
        raise TaskWithdrawn
    named = find_mentions(text, people_to_name(task, by=by))
    comment: Comment = Comment.objects.create(
        municipality_id=task.municipality_id,
        programme_id=task.programme_id,
        task=task,
        text=text,
        written_at=at,
        written_by=by,
    )
    name_people(comment, named)
    return comment


@transaction.atomic
def edit_comment(
    *, comment: Comment, text: str, seen: dt.datetime, by: "User", at: dt.datetime
) -> Comment:
    """Give the writer's own comment other words; whom they newly name is told.

    ``seen`` is the ``state_of`` the comment that was corrected. What changes nothing leaves no
    trace. Raises TaskWithdrawn, CommentDeleted, CommentChangedMeanwhile, NameIsAmbiguous.
    """
    task = comment.task
    if task.is_withdrawn:
        raise TaskWithdrawn
    comment = lock_comment(comment)
    if state_of(comment) != seen:
        raise CommentChangedMeanwhile(comment)
    if comment.text == text:
        return comment
    named = find_mentions(text, people_to_name(task, by=by))
    comment.text, comment.edited_at = text, at
    comment.save(update_fields=["text", "edited_at"])
    name_people(comment, named)
    return comment


@transaction.atomic
def delete_comment(*, comment: Comment, by: "User", at: dt.datetime) -> Comment:
    """Take the comment's words away; its place stays, and says who took them and when.

    Also on a task that is withdrawn: what should not have been written must be able to go.
    Raises CommentDeleted.
    """
    comment = lock_comment(comment)
    comment.text, comment.deleted_at, comment.deleted_by = "", at, by
    comment.save(update_fields=["text", "deleted_at", "deleted_by"])
    name_people(comment, [])
    return comment
