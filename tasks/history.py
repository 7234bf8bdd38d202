"""What has happened to a task, in sentences."""

from typing import Any

from tasks.models import Task
from tasks.tellings import FILE, NOTES, TASK
from tenancy.sentences import Happening, History, Sentence, Telling, followed, read

MOST_CHANGES = 20


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


def _latest(telling: Telling, task: Task, number: int) -> list[Happening]:
    events: list[Any] = list(
        telling.events.objects.filter(pgh_obj=task.pk).order_by("-pgh_id")[: number + 1]
    )
    return followed(telling, events, limit=number)
