"""Writing mails as rows, once a night for each kind, and giving those given up another try."""

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from notifications.models import JobRun, Notification


@dataclass(frozen=True, slots=True)
class NewNotification:
    """What one person is to be told; ``municipality_id`` is None for people at a partner.

    ``content`` is what the kind's shared tasks in templates/mails/ are given: JSON values only.
    """

    recipient_id: int
    municipality_id: int | None
    subject: str
    content: dict[str, Any]


def begin_run(*, kind: JobRun.Kind, on: dt.date, at: dt.datetime) -> bool:
    """Take this step of this night; False when it has been taken.

    Call it in the transaction that does the step: whoever comes at the same time waits for
    that transaction's end, and a step that was cut short has not been taken.
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
    """Keep the letters for delivery after the caller's commit; return how many.

    One statement: a night can bring tens of thousands, and COPY stops at row-level security.
    ``occasion`` tells letters by day apart. Raises IntegrityError for a second letter of the
    kind to one person that night, about the same.
    """
    sql = (
        "INSERT INTO notifications_notification (recipient_id, municipality_id, subject, content,"
        " kind, occasion, local_date, written_at, attempts, next_attempt_at, last_error)"
        " SELECT letter.*, %s, %s, %s, %s, 0, %s, ''"
        " FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::jsonb[]) AS letter"
    )
    written = list(letters)
    columns: list[list[Any]] = [
        [letter.recipient_id for letter in written],
        [letter.municipality_id for letter in written],
        [letter.subject for letter in written],
        [json.dumps(letter.content, ensure_ascii=False) for letter in written],
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [kind.value, occasion, on, at, at, *columns])
    return len(written)


@transaction.atomic
def retry_failed(*, at: dt.datetime, only: Collection[int] | None = None) -> int:
    """Let mails that were given up be tried again from the start; return how many.

    ``only`` is the mails' numbers; None means all of them.
    """
    given_up = Notification.objects.failed()
    if only is not None:
        given_up = given_up.filter(pk__in=only)
    return given_up.update(failed_at=None, attempts=0, next_attempt_at=at)
