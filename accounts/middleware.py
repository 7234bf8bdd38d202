"""Middleware for people who are signed in: session limits, second factor, and history's context."""

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

from accounts.addresses import client_address
from accounts.models import User
from accounts.second_factor import has_second_factor, may_need_factor
from accounts.sessions import STARTED, mark_seen, reason_to_end
from history.tracking import Through, acting

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Cached in the session, so that the database is not asked on every page.
HAS_FACTOR = "has_second_factor"
REQUIRED = "Din bruger skal have to-faktor-login, før du kan gå videre. Vælg en måde her."
# The account pages stay open: one signs out there and confirms one's identity.
PAGES_WITHOUT = ("account_", "usersessions_")


class SessionLimitMiddleware:
    """Signs people out after too long without a page, and after too long in any case."""

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
    """Sign out with a message, and redirect to sign-in and back to the requested page."""
    logout(request)
    messages.warning(request, reason)
    if request.method != "GET":
        return redirect(settings.LOGIN_URL)
    return redirect_to_login(request.get_full_path())


class SecondFactorMiddleware:
    """Shows people who must have a second factor only the pages where they set one up.

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
            # Factors are added and removed here: the cached answer may be out of date.
            request.session.pop(HAS_FACTOR, None)
            return None
        if not getattr(view, "login_required", True) or not lacks_factor(request):
            return None
        due_on = request.user.second_factor_due_on
        if due_on is not None and timezone.localdate() < due_on:
            request.second_factor_due_on = due_on
            return None
        if name.startswith(PAGES_WITHOUT):
            return None
        messages.warning(request, REQUIRED)
        return redirect("mfa_index")


def lacks_factor(request: Any) -> bool:
    """Whether the person must have a second factor, now or soon, and has none.

    The database is asked until there is one, and then once a session.
    """
    user = request.user
    if not isinstance(user, User) or not may_need_factor(user, timezone.now()):
        return False
    if not request.session.get(HAS_FACTOR) and has_second_factor(user):
        request.session[HAS_FACTOR] = True
    return not request.session.get(HAS_FACTOR)


class HistoryMiddleware:
    """Records with a page's changes who made them, from which address and on which page.

    Before sign-in nobody is named; the address is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        by, address = request.user.pk, client_address(request)
        with acting(by=by, through=Through.PAGE, address=address, path=request.path):
            return self.get_response(request)
