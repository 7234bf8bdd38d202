"""Change several tasks at once, and undo it.

A task that cannot be changed does not stop the others: the bulk change keeps each task's result.
One transaction, the projects locked first and in order, then the tasks; the number of statements
is the same for one task as for five hundred.
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
from tasks.access import permissions_on_each
from tasks.figures import refresh_figures
from tasks.models import Task
from tasks.services import DERIVED, update_light
from workplace.bulk.edits import (
    BulkEdit,
    BulkEntry,
    NewDueDate,
    NewPeople,
    NewStatus,
    NotChanged,
    facts_of,
    restore,
)
from workplace.models import BulkChange

MOST_AT_ONCE = 500
UNDO_WITHIN = dt.timedelta(hours=24)

# The columns that a bulk change may write: the edits' own, and those computed from them.
COLUMNS = sorted({*NewStatus.columns, *NewPeople.columns, *NewDueDate.columns, *DERIVED})


class TooManyAtOnce(Exception):
    """More than ``MOST_AT_ONCE`` tasks were chosen."""


class UndoneTooLate(Exception):
    """The change is older than ``UNDO_WITHIN``."""


@transaction.atomic
def change_tasks(
    *, chosen: Mapping[int, int | None], edit: BulkEdit, by: User, at: dt.datetime
) -> BulkChange:
    """Apply the edit to the chosen tasks, and return the result of each.

    ``chosen`` are tasks' ids with the revision the person saw, None if unknown. Tasks the person
    may not see are ignored. Raises TooManyAtOnce.
    """
    if len(chosen) > MOST_AT_ONCE:
        raise TooManyAtOnce
    held = hold_tasks(chosen, by)
    permissions = permissions_on_each(by, held)
    entries, changed = [], []
    for task in held:
        before = facts_of(task, edit.columns)
        why = refusal(task, chosen[task.pk], edit.permission in permissions[task.pk]) or edit.apply(
            task, by=by, at=at
        )
        if why is None:
            update_light(task, on=timezone.localdate(at))
            changed.append(task)
            entries.append(BulkEntry(task.pk, task.revision, differing(task, before)))
        else:
            entries.append(BulkEntry(task.pk, why=why))
    write_tasks(changed)
    return BulkChange.objects.create(
        municipality_id=by.municipality_id,  # type: ignore[misc]  # partners change nothing
        made_at=at,
        made_by=by,
        entries=[entry.as_json() for entry in entries],
    )


@transaction.atomic
def undo_change(*, change: BulkChange, by: User, at: dt.datetime) -> BulkChange:
    """Restore the tasks as they were, except those changed since, whose entries say so.

    A second undo does nothing. Raises UndoneTooLate.
    """
    change = BulkChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at:
        return change
    if at - change.made_at > UNDO_WITHIN:
        raise UndoneTooLate
    entries = BulkEntry.read(change.entries)
    by_task = {entry.task: entry for entry in entries if entry.is_changed}
    held = {task.pk: task for task in hold_tasks(by_task, by)}
    permissions = permissions_on_each(by, held.values())
    undone = []
    for pk, entry in by_task.items():
        task = held.get(pk)
        is_allowed = task is not None and permission_to_undo(entry) in permissions[pk]
        why = refusal(task, entry.revision, is_allowed) if task else NotChanged.GONE
        if why:
            by_task[pk] = replace(entry, kept=why)
        elif task:
            restore(task, entry.before)
            update_light(task, on=timezone.localdate(at))
            undone.append(task)
    write_tasks(undone)
    change.entries = [by_task.get(entry.task, entry).as_json() for entry in entries]
    change.undone_at = at
    change.save(update_fields=["entries", "undone_at"])
    return change


def hold_tasks(pks: Collection[int], by: User) -> list[Task]:
    """Lock those of the tasks that the person may see, and their projects before them."""
    visible = Task.objects.visible_to(by).filter(pk__in=pks)
    lock_projects(visible.values("project_id"))
    return list(
        visible.select_for_update(of=["self"])
        .select_related("programme", "project__wave", "shared_task__phase")
        .without_texts()
        .order_by("pk")
    )


def refusal(task: Task, revision: int | None, is_allowed: bool) -> NotChanged | None:  # noqa: FBT001  # an answer
    """Return why the task cannot be changed at all, or None."""
    if not is_allowed:
        return NotChanged.NOT_ALLOWED
    if task.is_withdrawn:
        return NotChanged.WITHDRAWN
    if revision is not None and task.revision != revision:
        return NotChanged.CHANGED
    return None


def permission_to_undo(entry: BulkEntry) -> Permission:
    """Return the permission needed to undo the entry."""
    return Permission.TASK_WORK if "status" in entry.before else Permission.TASK_PLAN


def differing(task: Task, before: dict[str, object]) -> dict[str, object]:
    """Return the values of ``before`` that differ from the task's."""
    after = facts_of(task, before)
    return {name: value for name, value in before.items() if after[name] != value}


def write_tasks(tasks: list[Task]) -> None:
    """Save the tasks in one statement, and refresh their projects' figures in another."""
    if not tasks:
        return
    assigned = ", ".join(f"{name} = became.{name}" for name in COLUMNS)
    types = (Task._meta.get_field(name).db_type(connection) for name in COLUMNS)
    arrays = ", ".join(f"%s::{kind}[]" for kind in types)
    values = [list(map(attrgetter(name), tasks)) for name in ("id", *COLUMNS)]
    with connection.cursor() as cursor:
        # As in publishing: history's triggers would go through all waiting checks each time.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"UPDATE tasks_task task SET {assigned}"  # noqa: S608  # names and types of ours
            f" FROM unnest(%s::bigint[], {arrays}) AS became (id, {', '.join(COLUMNS)})"
            " WHERE task.id = became.id",
            values,
        )
    refresh_figures(sorted({task.project_id for task in tasks}))
