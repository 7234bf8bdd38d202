"""Delivery of mails: at least once, and no mail blocks another.

Each mail is locked, sent and marked in its own transaction, which ends after the server has
accepted it. If the process is killed in between, the mail is sent again with the same Message-ID;
the other order would lose it. See docs/adr/0051.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from notifications.models import Notification
from notifications.rendering import render_mail
from tenancy.scope import Scope, scoped

logger = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]

# The wait after each failed attempt; after one more the mail is given up.
WAITS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 25, 60, 240, 720, 1440)]
# After so many failures in a row the server is left alone until the next round.
MOST_FAILURES = 3
# A round ends before the job's hard limit, and before the next round begins.
ROUND = dt.timedelta(seconds=240)
PERMANENT = 500  # and above: the server will never take this mail
CLOSING = 421  # the server is closing the connection


class ServerAway(Exception):
    """The mail server could not be reached."""


class MailRefused(Exception):
    """This mail can never be delivered."""


class MailDelayed(Exception):
    """The mail was not accepted this time; ``server_failed`` if the server was the reason."""

    def __init__(self, reason: str, *, server_failed: bool) -> None:
        self.server_failed = server_failed
        super().__init__(reason)


@dataclass
class DeliveryRound:
    sent: int = 0
    postponed: int = 0
    failed: int = 0
    stopped_by: str = ""
    is_cut_short: bool = False


def deliver_due(*, clock: Clock, backend: BaseEmailBackend | None = None) -> DeliveryRound:
    """Send every mail that is due, each in its own transaction.

    Several rounds may run at once; each mail is locked by one of them. A mail is given up when
    its address is permanently refused or its attempts are used; while the server cannot be
    reached at all, no attempt is counted.
    """
    done, began, failures = DeliveryRound(), clock(), 0
    post = backend or get_connection()
    try:
        while failures < MOST_FAILURES:
            if clock() - began > ROUND:
                done.is_cut_short = True
                break
            outcome = _deliver_next(post, due=began, clock=clock)
            if outcome is None:
                break
            setattr(done, outcome.counted, getattr(done, outcome.counted) + 1)
            failures = failures + 1 if outcome.server_failed else 0
            done.stopped_by = outcome.reason if failures == MOST_FAILURES else ""
    except ServerAway as away:
        done.stopped_by = str(away)
    finally:
        _close(post)
    if done.stopped_by:
        logger.error("Mail delivery stopped for now: %s", done.stopped_by)
    return done


@dataclass(frozen=True)
class Delivery:
    """The result for one mail; ``counted`` is the field of DeliveryRound that counts it."""

    counted: str
    reason: str = ""
    server_failed: bool = False


@scoped(Scope.job("delivery"))
def _deliver_next(post: BaseEmailBackend, *, due: dt.datetime, clock: Clock) -> Delivery | None:
    mail = (
        Notification.objects.waiting(at=due)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("recipient")
        .order_by("next_attempt_at", "pk")
        .first()
    )
    if mail is None:
        return None
    mail.attempts += 1
    try:
        _send(post, mail)
    except MailRefused as refusal:
        return _give_up(mail, at=clock(), reason=str(refusal))
    except MailDelayed as delay:
        return _postpone(mail, at=clock(), delay=delay)
    mail.sent_at, mail.last_error = clock(), ""
    _save(mail)
    return Delivery("sent")


def _give_up(mail: Notification, *, at: dt.datetime, reason: str) -> Delivery:
    mail.failed_at, mail.last_error = at, reason
    _save(mail)
    logger.error("Mail %s was given up after %s attempts: %s", mail.pk, mail.attempts, reason)
    return Delivery("failed", reason)


def _postpone(mail: Notification, *, at: dt.datetime, delay: MailDelayed) -> Delivery:
    if mail.attempts > len(WAITS):
        return _give_up(mail, at=at, reason=str(delay))
    mail.next_attempt_at, mail.last_error = at + WAITS[mail.attempts - 1], str(delay)
    _save(mail)
    return Delivery("postponed", str(delay), server_failed=delay.server_failed)


def _save(mail: Notification) -> None:
    mail.save(update_fields=["attempts", "next_attempt_at", "sent_at", "failed_at", "last_error"])


def _send(post: BaseEmailBackend, mail: Notification) -> None:
    """Offer the mail to the server. Raises MailRefused, MailDelayed, ServerAway."""
    if not mail.recipient.is_active:
        raise MailRefused("modtageren er ikke længere aktiv")
    message = _rendered(mail)
    _open(post)
    try:
        post.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        raise _refusal(post, *next(iter(refusal.recipients.values()))) from refusal
    except smtplib.SMTPDataError as refusal:
        raise _refusal(post, refusal.smtp_code, refusal.smtp_error) from refusal
    except OSError as error:
        _drop(post)
        raise MailDelayed(_reason(error), server_failed=True) from error
    except ValueError as error:
        raise MailRefused(f"mailen kan ikke skrives: {type(error).__name__}") from error


def _rendered(mail: Notification) -> EmailMultiAlternatives:
    try:
        return render_mail(mail)
    except Exception as error:
        # The content does not fit the templates: unhandled, the mail would be the first of every
        # round, and no other would ever be sent.
        logger.exception("Mail %s cannot be rendered", mail.pk)
        reason = f"mailen kan ikke skrives: {type(error).__name__}"
        raise MailDelayed(reason, server_failed=False) from error


def _open(post: BaseEmailBackend) -> None:
    try:
        post.open()
    except OSError as error:
        _drop(post)
        raise ServerAway(_reason(error)) from error


def _close(post: BaseEmailBackend) -> None:
    try:
        post.close()
    except OSError:
        _drop(post)


def _drop(post: Any) -> None:
    """Close the socket without QUIT: a failing server would delay us with its answer."""
    for line in ("connection", "_partial_connection"):
        if getattr(post, line, None) is not None:
            getattr(post, line).close()
            setattr(post, line, None)


def _refusal(post: BaseEmailBackend, code: int, reply: bytes | str) -> Exception:
    reason = f"{code} {_one_line(reply)}"
    if code >= PERMANENT:
        return MailRefused(reason)
    if code == CLOSING:
        _drop(post)
    return MailDelayed(reason, server_failed=code == CLOSING)


def _reason(error: OSError) -> str:
    """Return the error without the server's answer, which may repeat what it was sent."""
    code = getattr(error, "smtp_code", "") or ""
    return f"ingen forbindelse til mailserveren: {type(error).__name__} {code}".strip()


def _one_line(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
