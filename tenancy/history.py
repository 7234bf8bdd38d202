"""History that no write path can forget: triggers write it, with who and through what."""

from collections.abc import Callable, Sequence
from enum import StrEnum, auto
from typing import Any

import pghistory
import pgtrigger
from django.db.models import Index
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


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
    are of the events, where they are looked up by more than the row they tell of.
    """
    track: Callable[[type[Any]], type[Any]] = pghistory.track(
        # Once a statement: publishing inserts thousands of rows (docs/adr/0070).
        pghistory.InsertEvent(level=pgtrigger.Statement),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        append_only=True,
        meta={"indexes": indexes},
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
    )
    return track


def acting(*, by: int | None, through: Through, **more: str) -> Any:
    """Return a context manager: events written inside it say who and through what.

    ``by`` is a user's id, or None when the portal itself acts.
    """
    return pghistory.context(by=by, through=through.value, **more)


class HistoryMiddleware:
    """Names the person and the address behind every change that a page makes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or not request.user.is_authenticated:
            return self.get_response(request)
        with acting(by=request.user.pk, through=Through.PAGE, path=request.path):
            return self.get_response(request)
