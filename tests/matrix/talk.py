"""What the people of the small country say about a task."""

from accounts.models import User
from conversation.models import Comment
from tasks.models import Task
from tests.conversation.factories import CommentFactory, MentionFactory, WatchFactory


def talk_about(task: Task, word: str, *, by: User, names: list[User], follower: User) -> Comment:
    """Let a comment name people, some of whom may not see the task, and somebody follow it."""
    comment = CommentFactory(task=task, written_by=by, text=f"Vi taler om {word}")
    for person in names:
        MentionFactory(comment=comment, person=person)
    WatchFactory(task=task, user=follower)
    return comment
