"""Following a task without being named on it: the night then tells what happened to it."""

import datetime as dt
from typing import TYPE_CHECKING

from conversation.models import Watch
from tasks.models import Task

if TYPE_CHECKING:
    from accounts.models import User


def is_watching(user: "User", task: Task) -> bool:
    return Watch.objects.filter(task=task, user=user).exists()


def watch_task(*, task: Task, by: "User", at: dt.datetime) -> None:
    """Let the person hear of the task from now on; who follows it already goes on as before."""
    watch = Watch(
        municipality_id=task.municipality_id,
        programme_id=task.programme_id,
        task=task,
        user=by,
        since_at=at,
        told_at=at,
    )
    Watch.objects.bulk_create([watch], ignore_conflicts=True)


def unwatch_task(*, task: Task, by: "User") -> None:
    """Let the person hear of the task no more."""
    Watch.objects.filter(task=task, user=by).delete()
