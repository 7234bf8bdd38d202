"""Second factors: who must have one, from when, and that each code is accepted once."""

import datetime as dt

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from accounts.sessions import end_sessions

# Recovery codes alone are no factor.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def second_factor_due_on(at: dt.datetime) -> dt.date:
    """Return the day from which somebody who comes to need a second factor ``at`` must have it."""
    return timezone.localdate(at) + dt.timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)


def may_need_factor(user: User, at: dt.datetime) -> bool:
    """Whether the person must have a second factor now, or within the grace period."""
    due_on = user.second_factor_due_on
    return user.needs_second_factor and (due_on is None or due_on <= second_factor_due_on(at))


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


@transaction.atomic
def reset_second_factor(*, person: User) -> int:
    """Remove all the person's factors, sign them out everywhere, and tell them by mail.

    For a person who has lost them. Those who must have one set it up at the next sign-in.
    Returns how many were removed.
    """
    _, counts = Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    mail = EmailMessage(
        f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}Dit to-faktor-login er nulstillet",
        render_to_string("mfa/email/reset_message.txt", {"person": person}),
        to=[person.email],
    )
    transaction.on_commit(mail.send, robust=True)
    return int(counts.get(Authenticator._meta.label, 0))


def use_first_code(person: User, code: str) -> None:
    """Mark the code that the app was set up with as used, so that it signs nobody in."""
    use_code(Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP), code)


@transaction.atomic
def use_code(totp: Authenticator, code: str) -> bool:
    """Whether the app's code is valid; afterwards neither it nor an earlier one is.

    ``totp`` is locked and stores the time step (of 30 seconds) of the code.
    """
    held = Authenticator.objects.select_for_update().get(pk=totp.pk)
    secret = decrypt(held.data["secret"])
    for step in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, step))
        if step > held.data.get("used_step", 0) and compare_user_code(
            actual=code, expected=expected
        ):
            held.data["used_step"] = step
            held.save(update_fields=["data"])
            return True
    return False
