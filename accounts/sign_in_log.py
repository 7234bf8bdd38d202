"""Writing down who signs in and out, and how they change what they sign in with.

The signals are the interface that Django and allauth offer for it; the portal has no others.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.addresses import client_address
from accounts.audit import Kind, record
from accounts.entries import AuditEntry
from accounts.models import User

FACTORS = {
    "totp": "to-faktor-login med app",
    "webauthn": "en adgangsnøgle",
    "recovery_codes": "nødkoder",
}
DIGITS = 16


def connect() -> None:
    """Start listening; once, when the portal starts."""
    user_logged_in.connect(_signed_in, dispatch_uid="log signed in")
    user_logged_out.connect(_signed_out, dispatch_uid="log signed out")
    user_login_failed.connect(_sign_in_failed, dispatch_uid="log sign-in failed")
    account.password_changed.connect(_password_changed, dispatch_uid="log password changed")
    account.password_set.connect(_password_reset, dispatch_uid="log password set")
    account.password_reset.connect(_password_reset, dispatch_uid="log password reset")
    mfa.authenticator_added.connect(_factor_added, dispatch_uid="log factor added")
    mfa.authenticator_reset.connect(_factor_added, dispatch_uid="log factor reset")
    mfa.authenticator_removed.connect(_factor_removed, dispatch_uid="log factor removed")
    mfa.authentication_failed.connect(_factor_failed, dispatch_uid="log factor failed")


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    _record(Kind.SIGNED_IN, request, user)


def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        _record(Kind.SIGNED_OUT, request, user)


def _sign_in_failed(request: HttpRequest | None, credentials: dict[str, Any], **_: Any) -> None:
    """Write down whose account was tried, or that it was nobody's.

    What was typed is not kept: it may be a stranger's address, or a password in the wrong
    field. A keyed print of it shows whether the same is tried again and again.
    """
    typed = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
    about = User.objects.filter(email=typed).first() if typed else None
    tried = {} if about or not typed else {"tried": _print_of(typed)}
    record(
        kind=Kind.SIGN_IN_FAILED,
        by=None,
        about=about,
        address=client_address(request) if request else None,
        detail=tried,
    )


def _print_of(typed: str) -> str:
    return salted_hmac("accounts.sign_in_log", typed, algorithm="sha256").hexdigest()[:DIGITS]


def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    _record(Kind.PASSWORD_CHANGED, request, user)


def _password_reset(request: HttpRequest, user: User, **_: Any) -> None:
    _record(Kind.PASSWORD_RESET, request, user)


def _factor_added(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    _record(Kind.SECOND_FACTOR_ADDED, request, user, _factor(authenticator))


def _factor_removed(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    by = request.user if isinstance(request.user, User) else user
    address = client_address(request)
    record(
        kind=Kind.SECOND_FACTOR_REMOVED,
        by=by,
        about=user,
        address=address,
        detail=_factor(authenticator),
    )


def _factor_failed(request: HttpRequest, user: User, **_: Any) -> None:
    address = client_address(request)
    record(kind=Kind.SECOND_FACTOR_FAILED, by=None, about=user, address=address)


def _factor(authenticator: Any) -> dict[str, str]:
    return {"factor": FACTORS[authenticator.type]}


def _record(
    kind: AuditEntry.Kind,
    request: HttpRequest,
    user: User,
    detail: dict[str, str] | None = None,
) -> None:
    record(kind=kind, by=user, about=user, address=client_address(request), detail=detail)
