"""Delivery of the mails that were written: at least once, and no mail holds up another.

A mail is taken, sent and marked in a transaction of its own, which ends after the server has
accepted it. Killed in between, the mail is sent again with the same Message-ID; the other
order would lose it instead. See docs/adr/0051.
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

# The wait after the first, second, … failed attempt; after one more the mail is given up.
WAITS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 25, 60, 240, 720, 1440)]
# A server that fails so often in a row is left alone until the next round.
TROUBLES = 3
# A round ends before the job's hard limit, and before the next round begins.
ROUND = dt.timedelta(seconds=240)
PERMANENT = 500  # and above: the server will never take this mail
CLOSING = 421  # the server is closing the connection


class ServerAway(Exception):
    """The mail server could not be reached, or would not talk to us."""


class MailRefused(Exception):
    """The server, or the mail itself, says that this mail can never be delivered."""


class MailDelayed(Exception):
    """The mail was not accepted this time; ``in_trouble`` when the server was the reason."""

    def __init__(self, reason: str, *, in_trouble: bool) -> None:
        self.in_trouble = in_trouble
        super().__init__(reason)


@dataclass
class Round:
    """What one round of delivery came to."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    stopped_by: str = ""
    is_cut_short: bool = False


def deliver_due(*, clock: Clock, backend: BaseEmailBackend | None = None) -> Round:
    """Send every mail whose time has come, each in a transaction of its own.

    Several rounds may run at once; each mail is taken by one of them. A mail is given up when
    its address is refused for good or its attempts are used; while the server can't be
    reached at all, no mail loses an attempt.
    """
    done, began, troubles = Round(), clock(), 0
    post = backend or get_connection()
    try:
        while troubles < TROUBLES:
            if clock() - began > ROUND:
                done.is_cut_short = True
                break
            outcome = _deliver_next(post, due=began, clock=clock)
            if outcome is None:
                break
            setattr(done, outcome.counted, getattr(done, outcome.counted) + 1)
            troubles = troubles + 1 if outcome.in_trouble else 0
            done.stopped_by = outcome.reason if troubles == TROUBLES else ""
    except ServerAway as away:
        done.stopped_by = str(away)
    finally:
        _say_goodbye(post)
    if done.stopped_by:
        logger.error("Mail delivery stopped for now: %s", done.stopped_by)
    return done


@dataclass(frozen=True)
class Outcome:
    """What became of one mail; ``counted`` names the field of Round that counts it."""

    counted: str
    reason: str = ""
    in_trouble: bool = False


def _deliver_next(post: BaseEmailBackend, *, due: dt.datetime, clock: Clock) -> Outcome | None:
    with scoped(Scope.job("delivery")):
        return _deliver_first(post, due=due, clock=clock)


def _deliver_first(post: BaseEmailBackend, *, due: dt.datetime, clock: Clock) -> Outcome | None:
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
    return Outcome("sent")


def _give_up(mail: Notification, *, at: dt.datetime, reason: str) -> Outcome:
    mail.failed_at, mail.last_error = at, reason
    _save(mail)
    logger.error("Mail %s was given up after %s attempts: %s", mail.pk, mail.attempts, reason)
    return Outcome("failed", reason)


def _postpone(mail: Notification, *, at: dt.datetime, delay: MailDelayed) -> Outcome:
    if mail.attempts > len(WAITS):
        return _give_up(mail, at=at, reason=str(delay))
    mail.next_attempt_at, mail.last_error = at + WAITS[mail.attempts - 1], str(delay)
    _save(mail)
    return Outcome("postponed", str(delay), in_trouble=delay.in_trouble)


def _save(mail: Notification) -> None:
    mail.save(update_fields=["attempts", "next_attempt_at", "sent_at", "failed_at", "last_error"])


def _send(post: BaseEmailBackend, mail: Notification) -> None:
    """Offer the mail to the server. Raises MailRefused, MailDelayed, ServerAway."""
    if not mail.recipient.is_active:
        raise MailRefused("modtageren er ikke længere aktiv")
    message = _written(mail)
    _call(post)
    try:
        post.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        raise _verdict(post, *next(iter(refusal.recipients.values()))) from refusal
    except smtplib.SMTPDataError as refusal:
        raise _verdict(post, refusal.smtp_code, refusal.smtp_error) from refusal
    except OSError as trouble:
        _hang_up(post)
        raise MailDelayed(_in_words(trouble), in_trouble=True) from trouble
    except ValueError as nonsense:
        raise MailRefused(f"mailen kan ikke skrives: {type(nonsense).__name__}") from nonsense


def _written(mail: Notification) -> EmailMultiAlternatives:
    try:
        return render_mail(mail)
    except Exception as nonsense:
        # Facts that the shared tasks do not understand: left as it is, the mail would be the
        # first of every round, and no other would ever be sent.
        logger.exception("Mail %s cannot be put into words", mail.pk)
        reason = f"mailen kan ikke skrives: {type(nonsense).__name__}"
        raise MailDelayed(reason, in_trouble=False) from nonsense


def _call(post: BaseEmailBackend) -> None:
    try:
        post.open()
    except OSError as trouble:
        _hang_up(post)
        raise ServerAway(_in_words(trouble)) from trouble


def _say_goodbye(post: BaseEmailBackend) -> None:
    try:
        post.close()
    except OSError:
        _hang_up(post)


def _hang_up(post: Any) -> None:
    """Drop the line without a word: a server in trouble would keep us waiting for its answer."""
    for line in ("connection", "_partial_connection"):
        if getattr(post, line, None) is not None:
            getattr(post, line).close()
            setattr(post, line, None)


def _verdict(post: BaseEmailBackend, code: int, reply: bytes | str) -> Exception:
    reason = f"{code} {_clean(reply)}"
    if code >= PERMANENT:
        return MailRefused(reason)
    if code == CLOSING:
        _hang_up(post)
    return MailDelayed(reason, in_trouble=code == CLOSING)


def _in_words(trouble: OSError) -> str:
    """Name the trouble without the server's answer, which may repeat what it was told."""
    code = getattr(trouble, "smtp_code", "") or ""
    return f"ingen forbindelse til mailserveren: {type(trouble).__name__} {code}".strip()


def _clean(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
