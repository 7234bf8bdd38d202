"""Pseudonymisation of people who left long ago, repeated after a restore from a backup."""

import datetime as dt
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from accounts.models import User, UserQuerySet
from administration.history_functions import PSEUDONYM, PSEUDONYM_ADDRESS
from privacy.declarations import After, tables

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Leaver:
    """A pseudonymised person in the list outside the database: a number and dates.

    ``known_since`` is the time of their first row in history. After a restore the number may be
    given to somebody else, with another time.
    """

    number: int
    known_since: str
    left_at: str


def due(*, at: dt.datetime) -> UserQuerySet:
    long_ago = at - dt.timedelta(days=settings.PSEUDONYMISE_AFTER_DAYS)
    people: UserQuerySet = User.objects.filter(
        is_active=False, pseudonymised_at=None, deactivated_at__lte=long_ago
    )
    return people


@transaction.atomic
def pseudonymise_next(*, at: dt.datetime) -> User | None:
    """Pseudonymise one person who is due, or return None when there is nobody left.

    The number is added to the list outside the database before the commit: an extra number does
    no harm; a missing one would leave a name after a restore.
    """
    waiting = due(at=at).order_by("pk").select_for_update(skip_locked=True)
    person: User | None = waiting.first()
    if person is None:
        return None
    remember(leaver_of(person))
    _pseudonymise(person, at=at)
    return person


@transaction.atomic
def repeat_next(*, at: dt.datetime) -> User | None:
    """Pseudonymise again one person whose name came back with a backup, or return None."""
    listed = {leaver.number: leaver for leaver in remembered()}
    named: UserQuerySet = User.objects.filter(pk__in=listed, pseudonymised_at=None).order_by("pk")
    for person in named.select_for_update(skip_locked=True):
        leaver = listed[person.pk]
        if leaver_of(person).known_since == leaver.known_since:
            person.is_active = False
            person.deactivated_at = dt.datetime.fromisoformat(leaver.left_at)
            _pseudonymise(person, at=at)
            return person
    return None


def _pseudonymise(person: User, *, at: dt.datetime) -> None:
    """Delete the data declared as removed, then the name in the person's row and history."""
    for table in tables().values():
        # Without a lookup to the person, the whole table would be deleted.
        if table.person and any(one.after is After.REMOVED for one in table.personal):
            table.model._base_manager.filter(table.about(person.pk)).delete()
    person.name = PSEUDONYM % person.pk
    person.email = PSEUDONYM_ADDRESS % person.pk
    person.set_unusable_password()
    person.pseudonymised_at = at
    person.save(
        update_fields=[
            *("name", "sort_key", "email", "password"),
            *("is_active", "deactivated_at", "pseudonymised_at"),
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT fremdrift_forget_name(%s)", [person.pk])


def leaver_of(person: User) -> Leaver:
    events = person.events.order_by("pgh_id")  # type: ignore[attr-defined]  # pghistory makes it
    known_since = events.values_list("pgh_created_at", flat=True).first()
    return Leaver(person.pk, iso(known_since), iso(person.deactivated_at))


def iso(moment: dt.datetime | None) -> str:
    return moment.astimezone(dt.UTC).isoformat() if moment else ""


def remember(leaver: Leaver) -> None:
    """Add a line to the list; return when it is on the disk."""
    path = Path(settings.PSEUDONYMS_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Starts with a newline, in case a full disk left half a line before it.
    line = f"\n{json.dumps(asdict(leaver))}\n".encode()
    # One append: two processes cannot mix their lines.
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remembered() -> Iterator[Leaver]:
    """Yield the entries of the list, if it exists. An invalid line is logged."""
    path = Path(settings.PSEUDONYMS_FILE)
    if not path.exists():
        return
    for line in filter(None, path.read_text().splitlines()):
        try:
            yield Leaver(**json.loads(line))
        except (TypeError, ValueError):
            logger.exception("A line of %s cannot be read", path)
