"""The result for each task of a bulk change, as its row stores it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.db.models import TextChoices

from tasks.models import Task


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
