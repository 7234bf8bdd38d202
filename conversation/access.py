from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.rights import Action
from conversation.models import Comment
from tasks.access import actions_on, get_task


def get_comment(user: User, number: int, pk: int, *, takes_back: bool = False) -> Comment:
    """Return a comment to correct or, when one ``takes_back``, to delete; 404 and 403 as above.

    Words are their writer's; whoever leads the project can take back others'.
    """
    task = get_task(user, number, Action.TASK_COMMENT)
    comment = get_object_or_404(task.comments.all(), pk=pk)
    moderates = takes_back and Action.COMMENTS_MODERATE in actions_on(user, task)
    if comment.written_by_id != user.pk and not moderates:
        raise PermissionDenied
    return comment
