"""The history of a task, in sentences."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.db.models import Q, TextChoices

from accounts.models import User
from conversation.history import COMMENT
from history.sentences import (
    History,
    HistoryEntry,
    HistoryText,
    Sentence,
    actor,
    followed,
    has_text,
    read,
    with_before,
)
from tasks.history import CHECKLIST, FILE, LOCAL_ROLE, LOCAL_SHEET, NOTES, TASK, TASK_LINK
from tasks.models import Task

MOST_CHANGES = 20
# How many changes are searched for those of one part.
MOST_SOUGHT = 500


class HistoryPart(TextChoices):
    """The part of a task's history to show; the value is in the address."""

    ALL = "alt", "Alt"
    STATUS = "status", "Status"
    PEOPLE = "personer", "Personer"
    DATES = "datoer", "Datoer"
    COMMENTS = "kommentarer", "Kommentarer"
    FILES = "filer", "Filer"
    CHECKLIST = "tjekliste", "Tjekliste"
    CENTRE = "centralt", "Fra centralt hold"


# The task's own fields in each part.
FIELDS = {
    HistoryPart.STATUS: ("status",),
    HistoryPart.PEOPLE: ("responsible", "executor"),
    HistoryPart.DATES: ("starts_on", "due_on", "shared_starts_on", "shared_due_on", "due_reason"),
}
# The tables with rows that belong to a task.
RELATED = {HistoryPart.COMMENTS: COMMENT, HistoryPart.FILES: FILE, HistoryPart.CHECKLIST: CHECKLIST}


@dataclass(frozen=True)
class SharedMove:
    """A move of the shared due date, of a task whose due date is agreed locally."""

    before: dt.date | None
    after: dt.date | None
    at: dt.datetime


def read_history(
    task: Task, *, shows_internal: bool, limit: int, part: HistoryPart = HistoryPart.ALL
) -> History:
    """Return the task's latest ``limit`` changes; internal notes only for those who may see them."""
    if part in FIELDS or part == HistoryPart.CENTRE:
        return read(_of_the_task(task, part), limit=limit)
    entries = [
        entry
        for of, telling in RELATED.items()
        if part in {HistoryPart.ALL, of}
        for entry in _related(telling, task, limit + 1)
    ]
    if part == HistoryPart.ALL:
        entries += _latest(TASK, task, limit + 1)
        entries += _internal(task, limit + 1) if shows_internal else ()
    return read(entries, limit=limit)


def _internal(task: Task, number: int) -> list[HistoryEntry]:
    """Return the changes of what only the municipality may see."""
    entries = _latest(NOTES, task, number)
    if task.is_local:
        roles = LOCAL_ROLE.events.objects.filter(sheet=task.pk).order_by("-pgh_id")
        links = TASK_LINK.events.objects.filter(Q(task=task) | Q(other=task)).order_by("-pgh_id")
        entries += _latest(LOCAL_SHEET, task, number)
        entries += [HistoryEntry(LOCAL_ROLE, event) for event in roles[:number]]
        entries += [HistoryEntry(TASK_LINK, event) for event in links[:number]]
    return entries


def _of_the_task(task: Task, part: HistoryPart) -> list[HistoryEntry]:
    """Return the changes of the task itself that belong to one part."""
    entries = _latest(TASK, task, MOST_SOUGHT)
    if part == HistoryPart.CENTRE:
        return _from_the_centre(entries, task)
    telling = replace(
        TASK, created="", deleted="", changes={name: TASK.changes[name] for name in FIELDS[part]}
    )
    return [one for one in (replace(entry, wording=telling) for entry in entries) if has_text(one)]


def _from_the_centre(entries: list[HistoryEntry], task: Task) -> list[HistoryEntry]:
    """Return the changes made by nobody in the task's municipality."""
    actors = {actor(entry.event) for entry in entries} - {None}
    ours = User.objects.filter(pk__in=actors, municipality=task.municipality_id)
    inside = set(ours.values_list("pk", flat=True))
    return [one for one in entries if actor(one.event) not in inside and has_text(one)]


def _related(telling: HistoryText, task: Task, number: int) -> list[HistoryEntry]:
    """Return the latest changes of the task's rows in one table."""
    events = telling.events.objects.filter(task=task)
    if not telling.changes:
        events = events.exclude(pgh_label="update")
    latest = events.order_by("-pgh_id")[:number]
    return with_before([HistoryEntry(telling, event) for event in latest])


def changes_since(task: Task, revision: int, *, shows_internal: bool) -> list[Sentence]:
    """Return the changes after that revision, newest first.

    Each revision is one event, of the notes or of the task.
    """
    number = min(max(task.revision - revision, 0), MOST_CHANGES)
    notes = [note for note in _latest(NOTES, task, number) if note.event.revision > revision]
    changes = _latest(TASK, task, max(number - len(notes), 0))
    entries = [*(notes if shows_internal else ()), *changes]
    return read(entries, limit=number).sentences


def moved_since_agreed(task: Task) -> SharedMove | None:
    """Return the latest move of the shared due date since the municipality agreed on its own.

    None when there was none, or there is no local due date. One query, or none.
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


def _latest(telling: HistoryText, task: Task, number: int) -> list[HistoryEntry]:
    events: list[Any] = list(
        telling.events.objects.filter(pgh_obj=task.pk).order_by("-pgh_id")[: number + 1]
    )
    return followed(telling, events, limit=number)
