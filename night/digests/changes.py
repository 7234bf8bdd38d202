"""What people in municipalities are told at night: what the centre changed in their tasks.

Project leaders, and those named on a task that is still open, once for each change of meaning;
of corrections nobody. Source: DUBU handbook 5.2 (tasks are changed while they are live).
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

# A mail stays readable: so many tasks by each partner, and so many notes to each task.
CHANGES_SHOWN = 20
NOTES_SHOWN = 3
NOBODY_KNOWN = "programmet"


@dataclass(slots=True)
class Changed:
    """A task in one project, and the versions that its people have not been told of."""

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
    """Read the changes of meaning that nobody has been told of, newest first."""
    told_with = ("shared_task__phase", "programme", "made_by__partner")
    return list(
        SharedTaskVersion.objects.untold()
        .select_related(*told_with)
        .defer("content")
        .order_by("-number", "-pk")
    )


def mark_versions_told(versions: Collection[SharedTaskVersion], *, on: dt.date) -> None:
    """Say that these have been told, also where there was nobody to tell."""
    if versions:
        SharedTaskVersion.objects.filter(pk__in=[one.pk for one in versions]).update(told_on=on)


def read_changed(versions: Iterable[SharedTaskVersion]) -> dict[int, list[Changed]]:
    """Return the tasks each person is to be told of; three queries, and none without versions."""
    of_shared_task: dict[int, list[SharedTaskVersion]] = defaultdict(list)
    for version in versions:
        of_shared_task[version.shared_task_id].append(version)
    if not of_shared_task:
        return {}
    changed = _read_tasks(of_shared_task)
    # Asked afterwards, so that a task which arrives in between is missing in neither.
    recipients = recipients_of(Task.objects.filter(shared_task__in=of_shared_task))
    told: dict[int, list[Changed]] = defaultdict(list)
    for task in changed:
        for person in recipients[task.number]:
            told[person].append(task)
    return dict(told)


def _read_tasks(of_shared_task: dict[int, list[SharedTaskVersion]]) -> list[Changed]:
    """Read the tasks that there is news of, as the plan shows them."""
    rows = (
        Task.objects.filter(shared_task__in=of_shared_task)
        .order_by("programme__name", "shared_task__phase__position", "shared_task__position", "pk")
        .values_list(
            *("pk", "project_id", "municipality_id", "shared_task_id", "arrived_version", "status"),
            "completed_version",
        )
    )
    found = [Changed(*row) for row in rows]
    for task in found:
        versions = of_shared_task[task.shared_task_id]
        task.versions = [one for one in versions if is_news(one, task)]
    return [task for task in found if task.versions]


def is_news(version: SharedTaskVersion, task: Changed) -> bool:
    """Whether the task's people have not met the version as the task came to them.

    Publishing writes to them of what arrives, and a restoration does not.
    """
    first = task.arrived_version
    if version.kind == SharedTaskVersion.Kind.RESTORED:
        return version.number >= first
    return version.number > first


def changes_in_words(changed: Collection[Changed]) -> list[dict[str, Any]]:
    """Return the parts of a letter: by who made the changes, the first of them and how many more."""
    by_partner = sorted(changed, key=partner_of)
    return [
        {
            "partner": partner,
            "tasks": [in_words(task) for task in tasks[:CHANGES_SHOWN]],
            "more": max(0, len(tasks) - CHANGES_SHOWN),
        }
        for partner, group in groupby(by_partner, key=partner_of)
        for tasks in [list(group)]
    ]


def partner_of(task: Changed) -> str:
    """Return whose editor made the newest change."""
    partner = task.newest.made_by.partner
    return partner.name if partner else NOBODY_KNOWN


def in_words(task: Changed) -> dict[str, Any]:
    newest = task.newest
    return {
        "number": task.number,
        "programme": newest.programme.name,
        "code": newest.shared_task.code,
        "title": newest.shared_task.title,
        "what": SharedTaskVersion.Kind(newest.kind).label,
        "notes": [one.note for one in task.versions[:NOTES_SHOWN] if one.note],
        "done": done_in_words(task),
    }


def done_in_words(task: Changed) -> str:
    """Return what the municipality has made of it already, if it has."""
    if task.status == Status.COMPLETED and task.completed_version:
        return f"I har løst den efter version {task.completed_version}."
    if task.is_closed:
        return f"Hos jer er den »{Status(task.status).label.lower()}«."
    return ""
