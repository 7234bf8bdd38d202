"""What several tasks are to become, each by the rules that hold for one alone."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Protocol

from accounts.models import User
from accounts.rights import Permission
from tasks import services
from tasks.models import Task
from tasks.services import StatusNotReachable
from workplace.bulk.entries import Why


class BulkEdit(Protocol):
    """A change of one task, unsaved; ``columns`` are all that it may touch."""

    @property
    def permission(self) -> Permission: ...
    @property
    def columns(self) -> tuple[str, ...]: ...

    def give(self, task: Task, *, by: User, at: dt.datetime) -> Why | None:
        """Change the task, unsaved, or say why not and leave it as it is."""


@dataclass(frozen=True)
class NewStatus:
    status: str
    reason: str = ""

    permission: ClassVar = Permission.TASK_WORK
    columns: ClassVar = (
        *("status", "not_relevant_reason", "completed_at", "completed_by_id"),
        *("completed_version", *services.DATES),
    )

    def give(self, task: Task, *, by: User, at: dt.datetime) -> Why | None:
        if task.status == self.status:
            return Why.ALREADY
        try:
            services.give_status(task, status=self.status, reason=self.reason, by=by, at=at)
        except StatusNotReachable:
            return Why.STATUS
        return None


@dataclass(frozen=True)
class NewPeople:
    """People by column (``responsible_id``, ``executor_id``); who is not named there stays."""

    people: dict[str, int | None]

    permission: ClassVar = Permission.TASK_PLAN
    columns: ClassVar = ("responsible_id", "executor_id")

    def give(self, task: Task, *, by: User, at: dt.datetime) -> Why | None:  # noqa: ARG002  # a Wish
        if all(getattr(task, column) == pk for column, pk in self.people.items()):
            return Why.ALREADY
        for column, pk in self.people.items():
            setattr(task, column, pk)
        return None


@dataclass(frozen=True)
class NewDueDate:
    due_on: dt.date
    reason: str = ""

    permission: ClassVar = Permission.TASK_PLAN
    columns: ClassVar = ("due_on", "due_reason")

    def give(self, task: Task, *, by: User, at: dt.datetime) -> Why | None:  # noqa: ARG002  # a Wish
        reason = "" if task.is_local or self.due_on == task.shared_due_on else self.reason
        if (task.due_on, task.due_reason) == (self.due_on, reason):
            return Why.ALREADY
        if task.starts_on and task.starts_on > self.due_on:
            return Why.START
        task.due_on, task.due_reason = self.due_on, reason
        return None
