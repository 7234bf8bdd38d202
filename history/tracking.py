"""History, written by triggers for every change, with the person and the way."""

from collections.abc import Callable, Sequence
from enum import StrEnum, auto
from typing import Any

import pghistory
import pgtrigger
from django.db.models import Index


class Through(StrEnum):
    PAGE = auto()
    JOB = auto()
    COMMAND = auto()


def tracked(
    *, exclude: list[str] | None = None, indexes: Sequence[Index] = ()
) -> Callable[[type[Any]], type[Any]]:
    """Store every insert, update and delete of the model's rows as an event.

    The context (``by``, ``through``) is a column of the event, so that reading it needs no join
    and it belongs to the row's municipality. ``exclude`` are derived columns: they are not
    stored, and a change of them alone is no event. ``indexes`` of the events are needed for
    look-ups by more than row and time.
    """

    def track(model: type[Any]) -> type[Any]:
        kept: type[Any] = pghistory.track(
            # Once per statement: publishing inserts thousands of rows (docs/adr/0070).
            pghistory.InsertEvent(level=pgtrigger.Statement),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=exclude,
            append_only=True,
            meta={"indexes": [*_by_time(model), *indexes]},
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
        )(model)
        return kept

    return track


def append_only() -> pgtrigger.Trigger:
    """Return the trigger that makes a model's rows append-only, like events."""
    operation = pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Protect(name="append_only", operation=operation)


def _by_time(model: type[Any]) -> list[Index]:
    """Return the indexes for the search: by time, and by municipality and time."""
    fields = {field.name for field in model._meta.fields}
    places = [["municipality"]] if "municipality" in fields else []
    return [Index(fields=[*place, "pgh_created_at"]) for place in [[], *places]]


def acting(*, by: int | None, through: Through, **more: str | None) -> Any:
    """Return a context manager that gives the events inside it this context.

    ``by`` is a user's id, or None for the portal itself. ``more`` are ``address`` and ``path``
    of a page, and the ``name`` of a command or a job.
    """
    known = {key: value for key, value in more.items() if value is not None}
    return pghistory.context(by=by, through=through.value, **known)
