"""What has happened to a task, in sentences."""

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
# How far back one part of the history is looked for among the rest.
MOST_SOUGHT = 500


class View(TextChoices):
    """The part of a task's history that is shown; the address says it."""

    ALL = "alt", "Alt"
    STATUS = "status", "Status"
    PEOPLE = "personer", "Personer"
    DATES = "datoer", "Datoer"
    COMMENTS = "kommentarer", "Kommentarer"
    FILES = "filer", "Filer"
    CHECKLIST = "tjekliste", "Tjekliste"
    CENTRE = "centralt", "Fra centralt hold"


# Of the task itself, by view, the fields that are told.
FIELDS = {
    View.STATUS: ("status",),
    View.PEOPLE: ("responsible", "executor"),
    View.DATES: ("starts_on", "due_on", "shared_starts_on", "shared_due_on", "due_reason"),
}
# And what hangs on it: rows of their own, each with the task.
HUNG = {View.COMMENTS: COMMENT, View.FILES: FILE, View.CHECKLIST: CHECKLIST}


@dataclass(frozen=True)
class SharedMove:
    """The centre moved the shared due date of a task that has one of its own."""

    before: dt.date | None
    after: dt.date | None
    at: dt.datetime


def read_history(task: Task, *, shows_internal: bool, limit: int, view: View = View.ALL) -> History:
    """Return the task's latest ``limit`` changes; internal notes leave no trace to others."""
    if view in FIELDS or view == View.CENTRE:
        return read(_of_the_task(task, view), limit=limit)
    happenings = [
        happening
        for of, telling in HUNG.items()
        if view in {View.ALL, of}
        for happening in _hung_on(telling, task, limit + 1)
    ]
    if view == View.ALL:
        happenings += _latest(TASK, task, limit + 1)
        happenings += _internal(task, limit + 1) if shows_internal else ()
    return read(happenings, limit=limit)


def _internal(task: Task, number: int) -> list[HistoryEntry]:
    """Return what happened to that of the task which is the municipality's alone."""
    happenings = _latest(NOTES, task, number)
    if task.is_local:
        roles = LOCAL_ROLE.events.objects.filter(sheet=task.pk).order_by("-pgh_id")
        links = TASK_LINK.events.objects.filter(Q(task=task) | Q(other=task)).order_by("-pgh_id")
        happenings += _latest(LOCAL_SHEET, task, number)
        happenings += [HistoryEntry(LOCAL_ROLE, event) for event in roles[:number]]
        happenings += [HistoryEntry(TASK_LINK, event) for event in links[:number]]
    return happenings


def _of_the_task(task: Task, view: View) -> list[HistoryEntry]:
    """Return what happened to the task itself in one view of it."""
    happenings = _latest(TASK, task, MOST_SOUGHT)
    if view == View.CENTRE:
        return _from_the_centre(happenings, task)
    telling = replace(
        TASK, created="", deleted="", changes={name: TASK.changes[name] for name in FIELDS[view]}
    )
    return [one for one in (replace(it, wording=telling) for it in happenings) if has_text(one)]


def _from_the_centre(happenings: list[HistoryEntry], task: Task) -> list[HistoryEntry]:
    """Return what nobody in the task's municipality did."""
    actors = {actor(happening.event) for happening in happenings} - {None}
    ours = User.objects.filter(pk__in=actors, municipality=task.municipality_id)
    inside = set(ours.values_list("pk", flat=True))
    return [it for it in happenings if actor(it.event) not in inside and has_text(it)]


def _hung_on(telling: HistoryText, task: Task, number: int) -> list[HistoryEntry]:
    """Return the latest that happened to the rows of one kind that hang on the task."""
    events = telling.events.objects.filter(task=task)
    if not telling.changes:
        events = events.exclude(pgh_label="update")
    latest = events.order_by("-pgh_id")[:number]
    return with_before([HistoryEntry(telling, event) for event in latest])


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


def _latest(telling: HistoryText, task: Task, number: int) -> list[HistoryEntry]:
    events: list[Any] = list(
        telling.events.objects.filter(pgh_obj=task.pk).order_by("-pgh_id")[: number + 1]
    )
    return followed(telling, events, limit=number)
