"""What has changed in a task since somebody last had it before them.

Only changes of meaning count: a correction is seen by all at once and told to nobody. Who has not
opened a task since it came is measured by the version it came as, so a mark is written only when
somebody sees a newer one.
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
class News:
    """What was changed after the version somebody saw last: why, by whom, and what exactly."""

    seen: int
    versions: list[SharedTaskVersion]
    differences: list[Difference]


def with_news(tasks: TaskQuerySet, user: User) -> TaskQuerySet:
    """Let each task say as ``is_changed`` whether it changed since the person saw it.

    Partners' people have no part in the tasks, and to them nothing is new.
    """
    if not user.is_municipal:
        return tasks.annotate(is_changed=Value(value=False))
    theirs = SeenVersion.objects.filter(task=OuterRef("pk"), user=user)
    seen = Coalesce(Subquery(theirs.values("version")), F("arrived_version"))
    newest: Any = F("shared_task__notable_version")
    changed = GreaterThan(newest, seen)
    changed.output_field = BooleanField()
    return tasks.annotate(is_changed=changed)


def read_news(task: Task, *, by: User, versions: list[SharedTaskVersion]) -> News | None:
    """Return what the person has not seen yet; None when there is nothing.

    ``versions`` are the shared task's, newest first and without their content.
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
    return News(seen, notable, found)


def seen_version(task: Task, by: User) -> int:
    """Return the version the person saw last, or the one the task came as."""
    theirs = SeenVersion.objects.filter(task=task, user=by).values_list("version", flat=True)
    return theirs.first() or task.arrived_version


def mark_read(*, task: Task, by: User, at: dt.datetime) -> None:
    """Note, in one statement, that somebody in the municipality has the task before them."""
    if task.shared_task is None or not by.is_municipal:
        return
    if task.shared_task.version == task.arrived_version:
        return
    reading = SeenVersion(
        **task.tenant_ids,
        task=task,
        user=by,
        version=task.shared_task.version,
        read_at=at,
    )
    SeenVersion.objects.bulk_create(
        [reading],
        update_conflicts=True,
        unique_fields=["task", "user"],
        update_fields=["version", "read_at"],
    )
