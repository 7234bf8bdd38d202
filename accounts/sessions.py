"""How long a person stays signed in, and signing out everywhere."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User

STARTED, SEEN = "signed_in_at", "seen_at"  # seconds since 1970
# How often the session and the list of sessions are updated.
WRITTEN_EVERY = 60
MINUTE, HOUR = 60, 3600
TOO_LONG = "Du er logget ud, fordi det er længe siden, du loggede ind. Log ind igen."
TOO_QUIET = "Du er logget ud, fordi du ikke har brugt portalen et stykke tid. Log ind igen."


@transaction.atomic
def end_sessions(person: User) -> None:
    """Sign the person out everywhere: the next request of every open page leads to sign-in.

    Links to choose a new password become invalid by themselves when a person is deactivated
    (``accounts.passwords.ResetTokens``).
    """
    sessions = UserSession.objects.filter(user=person)
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()


def reason_to_end(session: Any, now: int) -> str:
    """Return why the session has ended, in Danish, or an empty text."""
    if now - session.get(STARTED, now) >= settings.SESSION_HOURS * HOUR:
        return TOO_LONG
    if now - session.get(SEEN, now) >= settings.SESSION_IDLE_MINUTES * MINUTE:
        return TOO_QUIET
    return ""


def mark_seen(session: Any, now: int) -> None:
    session.setdefault(STARTED, now)
    if now - session.get(SEEN, 0) >= WRITTEN_EVERY:
        session[SEEN] = now
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=Now())
