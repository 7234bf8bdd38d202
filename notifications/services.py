"""Storing mails for delivery, and retrying those that were given up."""

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from notifications.models import JobRun, Notification


@dataclass(frozen=True, slots=True)
class NewNotification:
    """A mail to one person; ``municipality_id`` is None for people at a partner.

    ``content`` is the data of the kind's templates in templates/mails/: JSON values only.
    """

    recipient_id: int
    municipality_id: int | None
    subject: str
    content: dict[str, Any]


def begin_run(*, kind: JobRun.Kind, on: dt.date, at: dt.datetime) -> bool:
    """Mark this step of this night as run; False when it was already.

    Call it in the transaction that does the step: a concurrent call waits for that transaction's
    end, and a step that fails is not marked.
    """
    sql = (
        "INSERT INTO notifications_jobrun (kind, local_date, ran_at) VALUES (%s, %s, %s)"
        " ON CONFLICT DO NOTHING"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [kind.value, on, at])
        return bool(cursor.rowcount)


def write_notifications(
    *,
    letters: Iterable[NewNotification],
    kind: Notification.Kind,
    on: dt.date,
    at: dt.datetime,
    occasion: str = "",
) -> int:
    """Store the mails for delivery after the caller's commit; return how many.

    One statement: a night can have tens of thousands, and COPY does not work with row-level
    security. ``occasion`` distinguishes mails by day. Raises IntegrityError for a second mail of
    the kind and occasion to one person that night.
    """
    sql = (
        "INSERT INTO notifications_notification (recipient_id, municipality_id, subject, content,"
        " kind, occasion, local_date, written_at, attempts, next_attempt_at, last_error)"
        " SELECT mail.*, %s, %s, %s, %s, 0, %s, ''"
        " FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::jsonb[]) AS mail"
    )
    mails = list(letters)
    columns: list[list[Any]] = [
        [mail.recipient_id for mail in mails],
        [mail.municipality_id for mail in mails],
        [mail.subject for mail in mails],
        [json.dumps(mail.content, ensure_ascii=False) for mail in mails],
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [kind.value, occasion, on, at, at, *columns])
    return len(mails)


@transaction.atomic
def retry_failed(*, at: dt.datetime, only: Collection[int] | None = None) -> int:
    """Retry mails that were given up, from the first attempt; return how many.

    ``only`` are the mails' ids; None means all of them.
    """
    given_up = Notification.objects.failed()
    if only is not None:
        given_up = given_up.filter(pk__in=only)
    return given_up.update(failed_at=None, attempts=0, next_attempt_at=at)
