"""History that no write path can forget: triggers write it, with who and through what."""

from collections.abc import Callable, Sequence
from enum import StrEnum, auto
from typing import Any

import pghistory
import pgtrigger
from django.db.models import Index


class Through(StrEnum):
    """What a change came through."""

    PAGE = auto()
    JOB = auto()
    COMMAND = auto()


def tracked(
    *, exclude: list[str] | None = None, indexes: Sequence[Index] = ()
) -> Callable[[type[Any]], type[Any]]:
    """Keep every insert, change and deletion of the model's rows as an event.

    The context (``by``, ``through``) stands on the event itself, so that reading it needs no
    join and it belongs to the same municipality as what it tells of. ``exclude`` names
    derived columns: they leave no trace, and a change of them alone is no event. ``indexes``
    are of the events, where they are looked up by more than the row they tell of and when.
    """

    def track(model: type[Any]) -> type[Any]:
        kept: type[Any] = pghistory.track(
            # Once a statement: publishing inserts thousands of rows (docs/adr/0070).
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
    """Return the trigger that keeps a model's rows as they were written, as events' are."""
    operation = pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Protect(name="append_only", operation=operation)


def _by_time(model: type[Any]) -> list[Index]:
    """Return what the search for events reads by: time, and time in one municipality."""
    fields = {field.name for field in model._meta.fields}
    places = [["municipality"]] if "municipality" in fields else []
    return [Index(fields=[*place, "pgh_created_at"]) for place in [[], *places]]


def acting(*, by: int | None, through: Through, **more: str | None) -> Any:
    """Return a context manager: events written inside it say who and through what.

    ``by`` is a user's id, or None when the portal itself acts. ``more`` says from which
    ``address`` and on which ``path`` for a page, and the ``name`` of a command or a job.
    """
    said = {key: value for key, value in more.items() if value is not None}
    return pghistory.context(by=by, through=through.value, **said)
