"""Who must prove twice who they are, from when, and where they are sent until they can."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from accounts.sessions import end_sessions

# A recovery code alone is a way back in, and no factor.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What a session has seen once it need not be asked for on every page.
SEEN = "has_second_factor"
REQUIRED = "Din bruger skal have to-faktor-login, før du kan gå videre. Vælg en måde her."
# One's own account stays open: signing out is there, and all that confirms who one is.
PAGES_WITHOUT = ("account_", "usersessions_")


def second_factor_due_on(at: dt.datetime) -> dt.date:
    """Return from when somebody who begins to need a second factor ``at`` must have one."""
    return timezone.localdate(at) + dt.timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


@transaction.atomic
def reset_second_factor(*, person: User) -> int:
    """Take away all that the person proves themselves by, also signed in, and mail them so.

    For whoever has lost it all. Who must have one sets it up at the next sign-in. Returns how
    many were taken away.
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


@transaction.atomic
def use_code(totp: Authenticator, code: str) -> bool:
    """Take a code from an app, once: neither it nor an earlier one is good again.

    ``totp`` is locked and remembers the step of time (of 30 seconds) that the code was for.
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


class SecondFactorMiddleware:
    """Lets whoever owes a second factor reach only the pages where they set one up.

    Until it is due, ``request.second_factor_due_on`` is the date for a notice on every page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], *_: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name or ""
        if name.startswith("mfa_"):
            # Set up here, and taken away: what the session saw may be no longer so.
            request.session.pop(SEEN, None)
            return None
        if not getattr(view, "login_required", True) or not owes_one(request):
            return None
        due_on = request.user.second_factor_due_on
        if due_on is not None and timezone.localdate() < due_on:
            request.second_factor_due_on = due_on
            return None
        if name.startswith(PAGES_WITHOUT):
            return None
        messages.warning(request, REQUIRED)
        return redirect("mfa_index")


def owes_one(request: Any) -> bool:
    """Say whether the one who asks must have a second factor soon or now, and has none."""
    user = request.user
    if not isinstance(user, User) or not user.needs_second_factor:
        return False
    due_on = user.second_factor_due_on
    is_far_off = due_on is not None and due_on > second_factor_due_on(timezone.now())
    return not is_far_off and not has_seen_one(request)


def has_seen_one(request: Any) -> bool:
    """Say whether the one who asks has a second factor; asks the database until it has one."""
    if not request.session.get(SEEN) and has_second_factor(request.user):
        request.session[SEEN] = True
    return bool(request.session.get(SEEN))
