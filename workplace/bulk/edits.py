"""The edits of a bulk change, and the result for each task as its row stores it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, Self

from django.db.models import TextChoices

from accounts.models import User
from accounts.rights import Permission
from tasks import services
from tasks.models import Task
from tasks.services import StatusNotReachable


class NotChanged(TextChoices):
    """Why a task was not changed, or not restored."""

    ALREADY = "already", "Er sådan i forvejen."
    CHANGED = "changed", "En kollega har ændret opgaven imens."
    NOT_ALLOWED = "not_allowed", "Du må ikke ændre det på opgaven. Spørg projektlederen."
    WITHDRAWN = "withdrawn", "Opgaven er trukket tilbage."
    STATUS = "status", "Den nye status kan ikke følge efter den, opgaven har."
    START = "start", "Opgavens startdato ligger efter den nye slutdato."
    GONE = "gone", "Opgaven findes ikke længere."


@dataclass(frozen=True)
class BulkEntry:
    """One task: its revision after the change, and the changed columns' values before it.

    A task that was not changed has only a ``why``. ``kept`` is why it could not be restored.
    """

    task: int
    revision: int = 0
    before: dict[str, Any] = field(default_factory=dict)
    why: str = ""
    kept: str = ""

    @classmethod
    def read(cls, entries: Iterable[dict[str, Any]]) -> list[Self]:
        return [cls(**entry) for entry in entries]

    def as_json(self) -> dict[str, Any]:
        """Return the fields that are not empty, to be stored as JSON."""
        return {name: value for name, value in vars(self).items() if value}

    @property
    def is_changed(self) -> bool:
        return not self.why


def facts_of(task: Task, fields: Iterable[str]) -> dict[str, Any]:
    """Return the columns' values as JSON can hold them, for ``restore``."""
    values = ((name, getattr(task, name)) for name in fields)
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values
    }


def restore(task: Task, before: dict[str, Any]) -> None:
    """Set the task's columns to their earlier values, without saving."""
    for name, value in before.items():
        column: Any = Task._meta.get_field(name)
        setattr(task, name, value if column.is_relation else column.to_python(value))


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
            services.set_status(task, status=self.status, reason=self.reason, by=by, at=at)
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
