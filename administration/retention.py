"""The nightly deletion of data whose retention period is over.

The periods are settings; what is due is read from the rows, so that the next night makes up for a
missed one, and a second run has nothing left to do.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Exists, OuterRef

from accounts.models import User
from administration.pseudonyms import pseudonymise_next, repeat_next
from authoring.models import PlanImport
from history.tracking import Through, acting
from notifications.models import Notification
from tenancy.scope import Scope, scoped
from workplace.bulk.changing import UNDO_WITHIN
from workplace.models import BulkChange

JOB = "retention"
T = TypeVar("T")


@dataclass(frozen=True)
class Forgotten:
    """The counts of one run; ``again`` are people whose names came back with a backup."""

    again: int = 0
    people: int = 0
    notifications: int = 0
    imports: int = 0
    changes: int = 0
    sessions: int = 0
    addresses: int = 0


def forget_what_is_due(*, at: dt.datetime, through: Through) -> Forgotten:
    """Delete everything that is due, each person and each kind in its own transaction."""
    with acting(by=None, through=through, name=JOB):
        return Forgotten(
            notifications=in_scope(prune_notifications, at=at),
            imports=in_scope(prune_imports, at=at),
            changes=in_scope(prune_bulk_changes, at=at),
            sessions=in_scope(prune_sessions, at=at),
            addresses=in_scope(prune_addresses, at=at),
            # Last: these fail when their list cannot be written.
            again=repeat_pseudonyms(at=at),
            people=each(pseudonymise_next, at=at),
        )


def repeat_pseudonyms(*, at: dt.datetime) -> int:
    return each(repeat_next, at=at)


def each(step: Callable[..., User | None], *, at: dt.datetime) -> int:
    """Run the step, each time in its own transaction, until it finds nobody."""
    number = 0
    while in_scope(step, at=at) is not None:
        number += 1
    return number


def in_scope(step: Callable[..., T], *, at: dt.datetime) -> T:
    with scoped(Scope.job(JOB)):
        return step(at=at)


def prune_notifications(*, at: dt.datetime) -> int:
    long_ago = at - dt.timedelta(days=settings.NOTIFICATIONS_KEPT_DAYS)
    return Notification.objects.filter(written_at__lt=long_ago).delete()[0]


def prune_imports(*, at: dt.datetime) -> int:
    """Delete imported plans, whatever their state."""
    long_ago = at - dt.timedelta(days=settings.PLAN_IMPORTS_KEPT_DAYS)
    return PlanImport.objects.filter(made_at__lt=long_ago).delete()[0]


def prune_bulk_changes(*, at: dt.datetime) -> int:
    """Delete the data for undoing bulk changes, once they cannot be undone."""
    return BulkChange.objects.filter(made_at__lt=at - UNDO_WITHIN).delete()[0]


def prune_sessions(*, at: dt.datetime) -> int:
    """Delete expired sessions, and their rows in the list of sessions."""
    over, _ = Session.objects.filter(expire_date__lt=at).delete()
    live = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(live)).delete()
    return over


def prune_addresses(*, at: dt.datetime) -> int:
    """Remove old IP addresses from history."""
    long_ago = at - dt.timedelta(days=settings.ADDRESSES_KEPT_DAYS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT fremdrift_forget_addresses(%s)", [long_ago])
        told: int = cursor.fetchone()[0]
    return told
