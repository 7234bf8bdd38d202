"""Adapters for allauth: texts, addresses, and encryption of secrets."""

import base64
import hashlib
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from accounts.addresses import client_address
from accounts.models import User

METHODS = {
    "reauthenticate": "Brug din adgangskode",
    "mfa_reauthenticate": "Brug en engangskode",
    "mfa_reauthenticate:webauthn": "Brug en adgangsnøgle",
}
# All visitors without an address are counted as one.
NO_ADDRESS = "::"


class PortalAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are given by a KLIK-administrator; nobody signs up by themselves."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "Adressen eller adgangskoden er forkert. Prøv igen, eller få en ny adgangskode."
        ),
        "incorrect_password": "Adgangskoden er forkert.",
        "enter_current_password": "Skriv den adgangskode, du har nu.",
        "too_many_login_attempts": "Der er prøvet for mange gange. Vent lidt, og prøv igen.",
        "rate_limited": "Det gik for hurtigt. Vent lidt, og prøv igen.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or NO_ADDRESS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Make links lead to SITE_URL: the visitor controls the Host header."""
        at_home = {name: _at_site_url(value) for name, value in context.items()}
        super().send_mail(template_prefix, email, at_home)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002  # allauth's signature
        """Count by e-mail address alone: allauth's own count starts again for each port in Host."""
        return str(credentials.get("email", "")).lower()

    def set_password(self, user: User, password: str) -> None:
        """Write that column only: before sign-in the database allows no other."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": METHODS[method["id"]]} for method in methods]


class PortalMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Koden er forkert eller allerede brugt. Vent på den næste, og prøv igen.",
        "unverified_email": "Bekræft din e-mailadresse, før du sætter to-faktor-login op.",
        "cannot_generate_recovery_codes": "Sæt to-faktor-login op, før du laver nødkoder.",
    }

    def encrypt(self, text: str) -> str:
        """Encrypt secrets, so that a copy of the database alone is of no use."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Adgangsnøgle {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Fremdrift"}


def _at_site_url(value: object) -> object:
    """Return an absolute address under SITE_URL, and anything else as it is."""
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        return value
    parts = urlsplit(value)
    return f"{settings.SITE_URL}{urlunsplit(('', '', *parts[2:]))}"


def _fernet() -> MultiFernet:
    """Return what encrypts with SECRET_KEY, and decrypts with its fallbacks, too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second factor {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def display_name(user: User) -> str:
    return user.name
