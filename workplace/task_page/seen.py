"""The centre's changes to a task since a person last opened it.

Only notable changes count, not corrections. For somebody who has not opened the task, the version
it was published with counts as seen, so a row is written only when they see a newer one.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from accounts.models import User
from shared_tasks.differences import Difference, differences, read_terms
from shared_tasks.models import SharedTaskVersion
from shared_tasks.versions import content_by_number
from tasks.models import SeenVersion, Task, TaskQuerySet


@dataclass(frozen=True)
class UnseenChanges:
    """The notable versions after the one the person saw last, and the differences to it."""

    seen: int
    versions: list[SharedTaskVersion]
    differences: list[Difference]


def with_news(tasks: TaskQuerySet, user: User) -> TaskQuerySet:
    """Annotate each task with ``is_changed``: whether it has changes the person has not seen.

    For partners' people it is always false.
    """
    if not user.is_municipal:
        return tasks.annotate(is_changed=Value(value=False))
    theirs = SeenVersion.objects.filter(task=OuterRef("pk"), user=user)
    seen = Coalesce(Subquery(theirs.values("version")), F("arrived_version"))
    newest: Any = F("shared_task__notable_version")
    changed = GreaterThan(newest, seen)
    changed.output_field = BooleanField()
    return tasks.annotate(is_changed=changed)


def read_unseen_changes(
    task: Task, *, by: User, versions: list[SharedTaskVersion]
) -> UnseenChanges | None:
    """Return the changes the person has not seen, or None.

    ``versions`` are those of the shared task, newest first and without content.
    """
    if not by.is_municipal or task.is_withdrawn or task.shared_task is None:
        return None
    newest = task.shared_task.version
    if newest == task.arrived_version:
        return None
    seen = seen_version(task, by)
    notable = [one for one in versions if one.number > seen and one.is_notable]
    if not notable:
        return None
    contents = content_by_number(task.shared_task, {seen, newest})
    found: list[Difference] = []
    if {seen, newest} <= contents.keys():
        terms = read_terms(task.programme, contents.values(), drafts=False)
        found = differences(contents[seen], contents[newest], terms)
    return UnseenChanges(seen, notable, found)


def seen_version(task: Task, by: User) -> int:
    """Return the version the person saw last, or the one the task was published with."""
    theirs = SeenVersion.objects.filter(task=task, user=by).values_list("version", flat=True)
    return theirs.first() or task.arrived_version


def mark_seen(*, task: Task, by: User, at: dt.datetime) -> None:
    """Record, in one statement, that a person in the municipality has seen the current version."""
    if task.shared_task is None or not by.is_municipal:
        return
    if task.shared_task.version == task.arrived_version:
        return
    row = SeenVersion(
        **task.tenant_ids,
        task=task,
        user=by,
        version=task.shared_task.version,
        read_at=at,
    )
    SeenVersion.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["task", "user"],
        update_fields=["version", "read_at"],
    )
