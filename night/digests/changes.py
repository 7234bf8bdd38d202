"""The section of the nightly mails about tasks that the centre has changed.

For project leaders and for the people named on a task that is still open, once for each notable
change; corrections are not in the mails. Source: DUBU handbook 5.2 (tasks are changed while they are live).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from publishing.recipients import recipients_of
from shared_tasks.models import SharedTaskVersion
from tasks.lights import CLOSED, Status
from tasks.models import Task

# Limits that keep a mail readable: tasks for each partner, and notes for each task.
CHANGES_SHOWN = 20
NOTES_SHOWN = 3
NOBODY_KNOWN = "programmet"


@dataclass(slots=True)
class ChangedTask:
    """A task in one project, with the versions that its people have not been told of."""

    number: int
    project_id: int
    municipality_id: int
    shared_task_id: int
    arrived_version: int
    status: str
    completed_version: int | None
    versions: list[SharedTaskVersion] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def newest(self) -> SharedTaskVersion:
        return self.versions[0]


def read_untold() -> list[SharedTaskVersion]:
    """Read the notable versions that have not been in a mail, newest first."""
    return list(
        SharedTaskVersion.objects.untold()
        .select_related("shared_task__phase", "programme", "made_by__partner")
        .defer("content")
        .order_by("-number", "-pk")
    )


def mark_versions_told(versions: Collection[SharedTaskVersion], *, on: dt.date) -> None:
    """Mark the versions as told, also those without recipients."""
    if versions:
        SharedTaskVersion.objects.filter(pk__in=[one.pk for one in versions]).update(told_on=on)


def read_changed(versions: Iterable[SharedTaskVersion]) -> dict[int, list[ChangedTask]]:
    """Return each recipient's changed tasks; three queries, none without versions."""
    of_shared_task: dict[int, list[SharedTaskVersion]] = defaultdict(list)
    for version in versions:
        of_shared_task[version.shared_task_id].append(version)
    if not of_shared_task:
        return {}
    changed = _read_tasks(of_shared_task)
    # Read afterwards, so that a task which arrives in between is missing in neither.
    recipients = recipients_of(Task.objects.filter(shared_task__in=of_shared_task))
    told: dict[int, list[ChangedTask]] = defaultdict(list)
    for task in changed:
        for person in recipients[task.number]:
            told[person].append(task)
    return dict(told)


def _read_tasks(of_shared_task: dict[int, list[SharedTaskVersion]]) -> list[ChangedTask]:
    """Read the tasks that have changed, in the order of the plan."""
    rows = (
        Task.objects.filter(shared_task__in=of_shared_task)
        .order_by("programme__name", "shared_task__phase__position", "shared_task__position", "pk")
        .values_list(
            *("pk", "project_id", "municipality_id", "shared_task_id", "arrived_version", "status"),
            "completed_version",
        )
    )
    found = [ChangedTask(*row) for row in rows]
    for task in found:
        versions = of_shared_task[task.shared_task_id]
        task.versions = [one for one in versions if is_news(one, task)]
    return [task for task in found if task.versions]


def is_news(version: SharedTaskVersion, task: ChangedTask) -> bool:
    """Whether the version is newer than the one the task was published with.

    Publishing writes its own mail about the tasks that arrive; a restoration does not.
    """
    first = task.arrived_version
    if version.kind == SharedTaskVersion.Kind.RESTORED:
        return version.number >= first
    return version.number > first


def change_sections(changed: Collection[ChangedTask]) -> list[dict[str, Any]]:
    """Return the mail's sections: for each partner that made changes, the first tasks and how many more."""
    by_partner = sorted(changed, key=partner_of)
    return [
        {
            "partner": partner,
            "tasks": [_row(task) for task in tasks[:CHANGES_SHOWN]],
            "more": max(0, len(tasks) - CHANGES_SHOWN),
        }
        for partner, group in groupby(by_partner, key=partner_of)
        for tasks in [list(group)]
    ]


def partner_of(task: ChangedTask) -> str:
    """Return the partner whose editor made the newest change."""
    partner = task.newest.made_by.partner
    return partner.name if partner else NOBODY_KNOWN


def _row(task: ChangedTask) -> dict[str, Any]:
    newest = task.newest
    return {
        "number": task.number,
        "programme": newest.programme.name,
        "code": newest.shared_task.code,
        "title": newest.shared_task.title,
        "what": SharedTaskVersion.Kind(newest.kind).label,
        "notes": [one.note for one in task.versions[:NOTES_SHOWN] if one.note],
        "done": _done(task),
    }


def _done(task: ChangedTask) -> str:
    """Return how the municipality has already closed the task, if it has."""
    if task.status == Status.COMPLETED and task.completed_version:
        return f"I har løst den efter version {task.completed_version}."
    if task.is_closed:
        return f"Hos jer er den »{Status(task.status).label.lower()}«."
    return ""
