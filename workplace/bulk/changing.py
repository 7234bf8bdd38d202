"""Several tasks changed in one go, and changed back.

What one of them may not become stops none of the others: the change says of each task what
became of it. One transaction, the projects locked first and in order, then the tasks; the number
of statements is the same for one task as for five hundred.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from operator import attrgetter

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.rights import Permission
from projects.locks import lock_projects
from shared_tasks.models import TEXTS
from tasks.access import permissions_on_each
from tasks.figures import refresh_figures
from tasks.models import Task
from tasks.services import bring_in_line
from workplace.bulk.edits import BulkEdit
from workplace.bulk.entries import Entry, Why, facts_of, restore
from workplace.models import BulkChange

MOST_AT_ONCE = 500
UNDO_WITHIN = dt.timedelta(hours=24)

# What a change in one go may write, with its type in PostgreSQL.
COLUMNS = {
    "status": "text",
    "not_relevant_reason": "text",
    "completed_at": "timestamptz",
    "completed_by_id": "bigint",
    "completed_version": "integer",
    "responsible_id": "bigint",
    "executor_id": "bigint",
    "starts_on": "date",
    "due_on": "date",
    "shared_starts_on": "date",
    "shared_due_on": "date",
    "due_reason": "text",
}
DERIVED = {
    "warns_on": "date",
    "light": "smallint",
    "light_since": "date",
    "light_changes_on": "date",
    "light_told_on": "date",
    "revision": "integer",
}


class TooManyAtOnce(Exception):
    """More than ``MOST_AT_ONCE`` tasks were chosen."""


class UndoneTooLate(Exception):
    """The change is older than ``UNDO_WITHIN``."""


@transaction.atomic
def change_tasks(
    *, chosen: Mapping[int, int | None], wish: BulkEdit, by: User, at: dt.datetime
) -> BulkChange:
    """Give the chosen tasks what is wished, and return what became of each.

    ``chosen`` are tasks' ids with the revision their reader saw; None where that is not known.
    Ids that are not theirs to see are as if they were not there. Raises TooManyAtOnce.
    """
    if len(chosen) > MOST_AT_ONCE:
        raise TooManyAtOnce
    held = hold_tasks(chosen, by)
    permissions = permissions_on_each(by, held)
    entries, changed = [], []
    for task in held:
        before = facts_of(task, wish.columns)
        why = refusal(task, chosen[task.pk], wish.permission in permissions[task.pk]) or wish.give(
            task, by=by, at=at
        )
        if why is None:
            bring_in_line(task, on=timezone.localdate(at))
            changed.append(task)
            entries.append(Entry(task.pk, task.revision, differing(task, before)))
        else:
            entries.append(Entry(task.pk, why=why))
    write_tasks(changed)
    return BulkChange.objects.create(
        municipality_id=by.municipality_id,  # type: ignore[misc]  # partners change nothing
        made_at=at,
        made_by=by,
        entries=[entry.written() for entry in entries],
    )


@transaction.atomic
def undo_change(*, change: BulkChange, by: User, at: dt.datetime) -> BulkChange:
    """Give the change's tasks back what they were; what was changed since is left, and said.

    Undone a second time it stays as it is. Raises UndoneTooLate.
    """
    change = BulkChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at:
        return change
    if at - change.made_at > UNDO_WITHIN:
        raise UndoneTooLate
    entries = Entry.read(change.entries)
    by_task = {entry.task: entry for entry in entries if entry.is_changed}
    held = {task.pk: task for task in hold_tasks(by_task, by)}
    permissions = permissions_on_each(by, held.values())
    undone = []
    for pk, entry in by_task.items():
        task = held.get(pk)
        may = task is not None and action_for(entry) in permissions[pk]
        why = refusal(task, entry.revision, may) if task else Why.GONE
        if why:
            by_task[pk] = replace(entry, kept=why)
        elif task:
            restore(task, entry.before)
            bring_in_line(task, on=timezone.localdate(at))
            undone.append(task)
    write_tasks(undone)
    change.entries = [by_task.get(entry.task, entry).written() for entry in entries]
    change.undone_at = at
    change.save(update_fields=["entries", "undone_at"])
    return change


def hold_tasks(pks: Collection[int], by: User) -> list[Task]:
    """Lock those of the tasks that the person sees, and before them their projects."""
    visible = Task.objects.visible_to(by).filter(pk__in=pks)
    lock_projects(visible.values("project_id"))
    return list(
        visible.select_for_update(of=["self"])
        .select_related("programme", "project__wave", "shared_task__phase")
        .defer("shared_task__words", *(f"shared_task__{text}" for text in TEXTS))
        .order_by("pk")
    )


def refusal(task: Task, revision: int | None, may: bool) -> Why | None:  # noqa: FBT001  # an answer
    """Return why the task may not be changed at all; None when it may."""
    if not may:
        return Why.NOT_ALLOWED
    if task.is_withdrawn:
        return Why.WITHDRAWN
    if revision is not None and task.revision != revision:
        return Why.CHANGED
    return None


def action_for(entry: Entry) -> Permission:
    """Return what somebody must be allowed to do in order to undo it."""
    return Permission.TASK_WORK if "status" in entry.before else Permission.TASK_PLAN


def differing(task: Task, before: dict[str, object]) -> dict[str, object]:
    """Return what of ``before`` the task no longer is."""
    after = facts_of(task, before)
    return {name: value for name, value in before.items() if after[name] != value}


def write_tasks(tasks: list[Task]) -> None:
    """Save the tasks in one statement, and count their projects again in another."""
    if not tasks:
        return
    columns = COLUMNS | DERIVED
    assigned = ", ".join(f"{name} = became.{name}" for name in columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    values = [list(map(attrgetter(name), tasks)) for name in ("id", *columns)]
    with connection.cursor() as cursor:
        # As in publishing: history's triggers would go through all waiting checks each time.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"UPDATE tasks_task task SET {assigned}"  # noqa: S608  # names and types of ours
            f" FROM unnest(%s::bigint[], {arrays}) AS became (id, {', '.join(columns)})"
            " WHERE task.id = became.id",
            values,
        )
    refresh_figures(sorted({task.project_id for task in tasks}))
