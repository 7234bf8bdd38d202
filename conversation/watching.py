"""Following a task, for people who are not named on it; its news are in the nightly mail."""

import datetime as dt
from typing import TYPE_CHECKING

from conversation.models import Watch
from tasks.models import Task

if TYPE_CHECKING:
    from accounts.models import User


def is_watching(user: "User", task: Task) -> bool:
    return Watch.objects.filter(task=task, user=user).exists()


def watch_task(*, task: Task, by: "User", at: dt.datetime) -> None:
    """Make the person follow the task; no effect if they already do."""
    watch = Watch(
        **task.tenant_ids,
        task=task,
        user=by,
        since_at=at,
        told_at=at,
    )
    Watch.objects.bulk_create([watch], ignore_conflicts=True)


def unwatch_task(*, task: Task, by: "User") -> None:
    """Stop following the task."""
    Watch.objects.filter(task=task, user=by).delete()
