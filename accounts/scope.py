"""Giving every request the scope of whoever asks, before any page sees it."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from accounts.bearers import bearer_of
from accounts.models import User
from tenancy.scope import Scope, scoped

SERVER_ERROR = 500
UNAVAILABLE = 503
RETRY_AFTER = 30  # seconds


def scope_of(user: User | AnonymousUser) -> Scope:
    """Return whose rows the person reaches; nobody yet: people, to sign in."""
    if not isinstance(user, User):
        return Scope.signing_in()
    if user.municipality_id is not None:
        return Scope.municipal(user.municipality_id, user=user.pk)
    assert user.partner is not None  # noqa: S101  # held by user_at_exactly_one_municipality_or_partner
    if user.partner.is_operator:
        return Scope.national(user.partner.pk, user=user.pk)
    return Scope.central(user.partner.pk, user=user.pk)


class ScopeMiddleware:
    """Runs a page in one transaction of its asker's scope, undone when the page breaks off.

    Stands right after AuthenticationMiddleware: what comes after it may ask the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            scope = self.scope_for(request)
        except OperationalError:
            return unavailable()
        with scoped(scope):
            response = self.get_response(request)
            # Middleware that breaks off has an answer made of it, and no exception to process.
            if getattr(request, "broke_off", False) or response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:  # noqa: ARG002  # Django's signature
        request.broke_off = True  # type: ignore[attr-defined]  # read above

    @staticmethod
    def scope_for(request: HttpRequest) -> Scope:
        """Read who asks, which takes a scope of its own: that of signing in."""
        with scoped(Scope.signing_in()):
            signed_in = request.user if request.user.is_authenticated else AnonymousUser()
            bearer = bearer_of(request)
            request.bearer = bearer  # type: ignore[attr-defined]  # read by what BEARERS leads to
            return scope_of(bearer or signed_in)


def unavailable() -> HttpResponse:
    """Say that the database is away: everything else about the page would need it."""
    page = render_to_string("503.html")
    return HttpResponse(page, status=UNAVAILABLE, headers={"Retry-After": f"{RETRY_AFTER}"})
