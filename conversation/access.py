from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.rights import Permission
from conversation.models import Comment
from tasks.access import get_task, permissions_on


def get_comment(user: User, number: int, pk: int, *, to_delete: bool = False) -> Comment:
    """Return a comment to edit or, with ``to_delete``, to delete; 404 and 403 as ``get_task``.

    Only the writer may edit it; the project's leader may also delete others' comments.
    """
    task = get_task(user, number, Permission.TASK_COMMENT)
    comment = get_object_or_404(task.comments.all(), pk=pk)
    moderates = to_delete and Permission.COMMENTS_MODERATE in permissions_on(user, task)
    if comment.written_by_id != user.pk and not moderates:
        raise PermissionDenied
    return comment
