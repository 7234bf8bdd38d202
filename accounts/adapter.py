from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


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


def display_name(user: User) -> str:
    return user.name
