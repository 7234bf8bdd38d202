"""The edits that can be applied to several tasks, each by the rules for a single task."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Protocol

from accounts.models import User
from accounts.rights import Permission
from tasks import services
from tasks.models import Task
from tasks.services import StatusNotReachable
from workplace.bulk.entries import NotChanged


class BulkEdit(Protocol):
    """An edit of a task, not saved; ``columns`` are all that it may change."""

    @property
    def permission(self) -> Permission: ...
    @property
    def columns(self) -> tuple[str, ...]: ...

    def apply(self, task: Task, *, by: User, at: dt.datetime) -> NotChanged | None:
        """Change the task without saving it, or return why not and leave it as it was."""


@dataclass(frozen=True)
class NewStatus:
    status: str
    reason: str = ""

    permission: ClassVar = Permission.TASK_WORK
    columns: ClassVar = (
        *("status", "not_relevant_reason", "completed_at", "completed_by_id"),
        *("completed_version", *services.DATES),
    )

    def apply(self, task: Task, *, by: User, at: dt.datetime) -> NotChanged | None:
        if task.status == self.status:
            return NotChanged.ALREADY
        try:
            services.give_status(task, status=self.status, reason=self.reason, by=by, at=at)
        except StatusNotReachable:
            return NotChanged.STATUS
        return None


@dataclass(frozen=True)
class NewPeople:
    """People by column (``responsible_id``, ``executor_id``); a missing column is left as it is."""

    people: dict[str, int | None]

    permission: ClassVar = Permission.TASK_PLAN
    columns: ClassVar = ("responsible_id", "executor_id")

    def apply(self, task: Task, *, by: User, at: dt.datetime) -> NotChanged | None:  # noqa: ARG002  # of the protocol
        if all(getattr(task, column) == pk for column, pk in self.people.items()):
            return NotChanged.ALREADY
        for column, pk in self.people.items():
            setattr(task, column, pk)
        return None


@dataclass(frozen=True)
class NewDueDate:
    due_on: dt.date
    reason: str = ""

    permission: ClassVar = Permission.TASK_PLAN
    columns: ClassVar = ("due_on", "due_reason")

    def apply(self, task: Task, *, by: User, at: dt.datetime) -> NotChanged | None:  # noqa: ARG002  # of the protocol
        reason = "" if task.is_local or self.due_on == task.shared_due_on else self.reason
        if (task.due_on, task.due_reason) == (self.due_on, reason):
            return NotChanged.ALREADY
        if task.starts_on and task.starts_on > self.due_on:
            return NotChanged.START
        task.due_on, task.due_reason = self.due_on, reason
        return None
