"""What has happened to a task, in sentences."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tasks.models import Task
from tasks.tellings import FILE, NOTES, TASK
from tenancy.sentences import Happening, History, Sentence, Telling, followed, read

MOST_CHANGES = 20


@dataclass(frozen=True)
class SharedMove:
    """The centre moved the shared due date of a task that has one of its own."""

    before: dt.date | None
    after: dt.date | None
    at: dt.datetime


def read_history(task: Task, *, shows_internal: bool, limit: int) -> History:
    """Return the task's latest ``limit`` changes; internal notes leave no trace to others."""
    files = FILE.events.objects.filter(task=task).exclude(pgh_label="update")
    happenings = [
        *(Happening(FILE, event) for event in files.order_by("-pgh_id")[: limit + 1]),
        *(_latest(NOTES, task, limit + 1) if shows_internal else ()),
        *_latest(TASK, task, limit + 1),
    ]
    return read(happenings, limit=limit)


def changes_since(task: Task, revision: int, *, shows_internal: bool) -> list[Sentence]:
    """Return what others did after that revision, newest first.

    Each revision is one event: of the notes, which know theirs, or of the task.
    """
    number = min(max(task.revision - revision, 0), MOST_CHANGES)
    notes = [note for note in _latest(NOTES, task, number) if note.event.revision > revision]
    changes = _latest(TASK, task, max(number - len(notes), 0))
    happenings = [*(notes if shows_internal else ()), *changes]
    return read(happenings, limit=number).sentences


def moved_since_agreed(task: Task) -> SharedMove | None:
    """Return the latest move of the shared due date after the municipality agreed on its own.

    None when it has no own, or the shared one stands as it did. One query, or none.
    """
    if not task.is_due_date_local:
        return None
    columns = ("due_reason", "shared_due_on", "pgh_created_at")
    events = TASK.events.objects.filter(pgh_obj=task.pk).order_by("-pgh_id").values_list(*columns)
    for (reason, after, at), (reason_before, before, _) in pairwise(events):
        if not (reason and reason_before):
            return None
        if after != before:
            return SharedMove(before, after, at)
    return None


def _latest(telling: Telling, task: Task, number: int) -> list[Happening]:
    events: list[Any] = list(
        telling.events.objects.filter(pgh_obj=task.pk).order_by("-pgh_id")[: number + 1]
    )
    return followed(telling, events, limit=number)
