"""What every page of somebody signed in passes: the limits of a session, and a second factor."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import has_second_factor, may_owe_one
from accounts.sessions import STARTED, mark_seen, reason_to_end

# What a session has seen once it need not be asked for on every page.
SEEN = "has_second_factor"
REQUIRED = "Din bruger skal have to-faktor-login, før du kan gå videre. Vælg en måde her."
# One's own account stays open: signing out is there, and all that confirms who one is.
PAGES_WITHOUT = ("account_", "usersessions_")


class SessionLimitMiddleware:
    """Signs out whoever has been away for too long, or signed in for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        now = int(time.time())
        if request.user.is_authenticated:
            if reason := reason_to_end(request.session, now):
                return signed_out(request, reason)
            mark_seen(request.session, now)
        response = self.get_response(request)
        if request.user.is_authenticated and STARTED not in request.session:
            mark_seen(request.session, now)
        return response


def signed_out(request: HttpRequest, reason: str) -> HttpResponse:
    """Sign out and say why, on the way back to the page that was asked for."""
    logout(request)
    messages.warning(request, reason)
    if request.method != "GET":
        return redirect(settings.LOGIN_URL)
    return redirect_to_login(request.get_full_path())


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
    """Say whether the one who asks owes a second factor and has none.

    The database is asked until the answer is that there is one, and then once a session.
    """
    user = request.user
    if not isinstance(user, User) or not may_owe_one(user, timezone.now()):
        return False
    if not request.session.get(SEEN) and has_second_factor(user):
        request.session[SEEN] = True
    return not request.session.get(SEEN)
