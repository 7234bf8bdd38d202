"""Logging of sign-ins, sign-outs and changes of passwords and second factors.

Signals are the interface that Django and allauth offer for this; the portal uses no others.
"""

from functools import partial
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.addresses import client_address
from accounts.audit import Kind, record
from accounts.models import User

FACTORS = {
    "totp": "to-faktor-login med app",
    "webauthn": "en adgangsnøgle",
    "recovery_codes": "nødkoder",
}
DIGITS = 16
# By the person themselves.
SIGNALS = (
    (user_logged_in, Kind.SIGNED_IN),
    (user_logged_out, Kind.SIGNED_OUT),
    (account.password_changed, Kind.PASSWORD_CHANGED),
    (account.password_set, Kind.PASSWORD_RESET),
    (account.password_reset, Kind.PASSWORD_RESET),
    (mfa.authenticator_added, Kind.SECOND_FACTOR_ADDED),
    (mfa.authenticator_reset, Kind.SECOND_FACTOR_ADDED),
)


def connect() -> None:
    """Connect the signals; once, when the portal starts."""
    for signal, kind in SIGNALS:
        signal.connect(partial(_record, kind), weak=False, dispatch_uid=f"log {kind}")
    user_login_failed.connect(_sign_in_failed, dispatch_uid="log sign-in failed")
    mfa.authenticator_removed.connect(_factor_removed, dispatch_uid="log factor removed")
    mfa.authentication_failed.connect(_factor_failed, dispatch_uid="log factor failed")


def _record(
    kind: Kind, *, request: HttpRequest, user: User | None, authenticator: Any = None, **_: Any
) -> None:
    if user is not None:  # signing out without being signed in
        detail = _factor(authenticator) if authenticator else None
        record(kind=kind, by=user, about=user, address=client_address(request), detail=detail)


def _sign_in_failed(request: HttpRequest | None, credentials: dict[str, Any], **_: Any) -> None:
    """Log whose account was tried, or that it was nobody's.

    What was typed is not kept: it may be a stranger's address, or a password in the wrong
    field. A keyed hash of it shows whether the same is tried again and again.
    """
    typed = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
    about = User.objects.filter(email=typed).first() if typed else None
    record(
        kind=Kind.SIGN_IN_FAILED,
        by=None,
        about=about,
        address=client_address(request) if request else None,
        detail={} if about or not typed else {"tried": _hash_of(typed)},
    )


def _hash_of(typed: str) -> str:
    return salted_hmac("accounts.sign_in_log", typed, algorithm="sha256").hexdigest()[:DIGITS]


def _factor_removed(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    by = request.user if isinstance(request.user, User) else user
    record(
        kind=Kind.SECOND_FACTOR_REMOVED,
        by=by,
        about=user,
        address=client_address(request),
        detail=_factor(authenticator),
    )


def _factor_failed(request: HttpRequest, user: User, **_: Any) -> None:
    address = client_address(request)
    record(kind=Kind.SECOND_FACTOR_FAILED, by=None, about=user, address=address)


def _factor(authenticator: Any) -> dict[str, str]:
    return {"factor": FACTORS[authenticator.type]}
