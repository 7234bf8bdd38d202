"""Writing, editing and deleting comments.

A comment does not change the task, so only the comment itself is locked.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from conversation.mentions import find_mentions, mentionable_people, set_mentions
from conversation.models import Comment
from tasks.models import Task
from tasks.services import TaskWithdrawn

if TYPE_CHECKING:
    from accounts.models import User


class CommentChangedMeanwhile(Exception):
    """The comment was edited after it was read; ``comment`` is the current one."""

    def __init__(self, comment: Comment) -> None:
        self.comment = comment
        super().__init__(f"comment {comment.pk} was edited at {comment.edited_at}")


class CommentDeleted(Exception):
    """The comment has been deleted."""


def last_edit_at(comment: Comment) -> dt.datetime:
    """Return when the comment got its current text, which identifies that text."""
    return comment.edited_at or comment.written_at


def lock_comment(comment: Comment) -> Comment:
    """Lock the comment. Raises CommentDeleted."""
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.is_deleted:
        raise CommentDeleted
    return held


@transaction.atomic
def write_comment(*, task: Task, text: str, by: "User", at: dt.datetime) -> Comment:
    """Add a comment for everyone who may see the task, with its mentions.

    Raises TaskWithdrawn, NameIsAmbiguous.
    """
    if task.is_withdrawn:
        raise TaskWithdrawn
    named = find_mentions(text, mentionable_people(task, by=by))
    comment: Comment = Comment.objects.create(
        **task.tenant_ids,
        task=task,
        text=text,
        written_at=at,
        written_by=by,
    )
    set_mentions(comment, named)
    return comment


@transaction.atomic
def edit_comment(
    *, comment: Comment, text: str, seen: dt.datetime, by: "User", at: dt.datetime
) -> Comment:
    """Replace the text of the person's own comment; people newly mentioned are notified.

    ``seen`` is ``last_edit_at`` of the comment that the person edited. An unchanged text leaves
    no trace. Raises TaskWithdrawn, CommentDeleted, CommentChangedMeanwhile, NameIsAmbiguous.
    """
    task = comment.task
    if task.is_withdrawn:
        raise TaskWithdrawn
    comment = lock_comment(comment)
    if last_edit_at(comment) != seen:
        raise CommentChangedMeanwhile(comment)
    if comment.text == text:
        return comment
    named = find_mentions(text, mentionable_people(task, by=by))
    comment.text, comment.edited_at = text, at
    comment.save(update_fields=["text", "edited_at"])
    set_mentions(comment, named)
    return comment


@transaction.atomic
def delete_comment(*, comment: Comment, by: "User", at: dt.datetime) -> Comment:
    """Delete the comment's text; the comment stays, with who deleted it and when.

    Also on a withdrawn task: text that should not have been written must be removable. Raises CommentDeleted.
    """
    comment = lock_comment(comment)
    comment.text, comment.deleted_at, comment.deleted_by = "", at, by
    comment.save(update_fields=["text", "deleted_at", "deleted_by"])
    set_mentions(comment, [])
    return comment
