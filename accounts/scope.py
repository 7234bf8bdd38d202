"""The scope of every request: whose rows it reaches."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from accounts.models import User
from tenancy.scope import Scope, scoped

SERVER_ERROR = 500
UNAVAILABLE = 503
RETRY_AFTER = 30  # seconds


def scope_of(user: User | AnonymousUser) -> Scope:
    """Return the person's scope; an anonymous user's reaches people, to sign in."""
    if not isinstance(user, User):
        return Scope.signing_in()
    if user.municipality_id is not None:
        return Scope.municipal(user.municipality_id, user=user.pk)
    assert user.partner is not None  # noqa: S101  # held by user_at_exactly_one_municipality_or_partner
    if user.partner.is_operator:
        return Scope.national(user.partner.pk, user=user.pk)
    return Scope.central(user.partner.pk, user=user.pk)


def bearer_of(request: HttpRequest) -> User | None:
    """Return the person whose token is in the address, for programs that cannot sign in.

    Such a request reads what the person may read, and nothing but what the address is for: its
    view ignores sessions. The setting BEARERS gives their prefixes, and the function that finds
    the person.
    """
    for prefix, named in settings.BEARERS.items():
        if request.path_info.startswith(prefix):
            found: User | None = import_string(named)(request.path_info.removeprefix(prefix))
            return found
    return None


class ScopeMiddleware:
    """Runs a page in one transaction of its user's scope, rolled back when the page fails.

    Placed right after AuthenticationMiddleware: the layers after it may ask the database.
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
            # An exception in middleware becomes a response without a call of process_exception.
            if getattr(request, "has_failed", False) or response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:  # noqa: ARG002  # Django's signature
        request.has_failed = True  # type: ignore[attr-defined]  # read above

    @staticmethod
    def scope_for(request: HttpRequest) -> Scope:
        """Read the user, in the scope of signing in."""
        with scoped(Scope.signing_in()):
            signed_in = request.user if request.user.is_authenticated else AnonymousUser()
            bearer = bearer_of(request)
            request.bearer = bearer  # type: ignore[attr-defined]  # read by the views under BEARERS
            return scope_of(bearer or signed_in)


def unavailable() -> HttpResponse:
    """Return a page that needs no database."""
    page = render_to_string("503.html")
    return HttpResponse(page, status=UNAVAILABLE, headers={"Retry-After": f"{RETRY_AFTER}"})
