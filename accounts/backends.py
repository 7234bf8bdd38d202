from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from accounts.models import User


class PortalBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Signs in by the one address a person has.

    One query and one hashing of the password, whoever it is and whether they exist, so that
    neither words nor time tell who is here (docs/adr/0081).
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # noqa: ARG002  # Django's signature
        email, password = credentials.get("email"), credentials.get("password")
        if not email or not password:
            return None
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            User().set_password(password)
            return None
        found: User | None = self._check_password(person, password)
        return found
