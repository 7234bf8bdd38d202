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
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.models import User

# A recovery code alone is a way back in, and no factor.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What a session has seen once it need not be asked for on every page.
SEEN = "has_second_factor"
REQUIRED = "Din bruger skal have to-faktor-login, før du kan gå videre. Vælg en måde her."
# Of these pages some set the second factor up, and others sign out.
PAGES_WITHOUT = ("account_", "mfa_", "usersessions_")


def second_factor_due_on(at: dt.datetime) -> dt.date:
    """Return from when somebody who begins to need a second factor ``at`` must have one."""
    return timezone.localdate(at) + dt.timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


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
        user, name = request.user, request.resolver_match.url_name or ""
        if not isinstance(user, User) or not user.needs_second_factor:
            return None
        if name.startswith("mfa_"):
            request.session.pop(SEEN, None)
        due_on, today = user.second_factor_due_on, timezone.localdate()
        if due_on is not None and due_on > second_factor_due_on(timezone.now()):
            return None
        if not getattr(view, "login_required", True) or has_seen_one(request):
            return None
        if due_on is not None and today < due_on:
            request.second_factor_due_on = due_on
            return None
        if name.startswith(PAGES_WITHOUT):
            return None
        messages.warning(request, REQUIRED)
        return redirect("mfa_index")


def has_seen_one(request: Any) -> bool:
    """Say whether the one who asks has a second factor; asks the database until it has one."""
    if not request.session.get(SEEN) and has_second_factor(request.user):
        request.session[SEEN] = True
    return bool(request.session.get(SEEN))
