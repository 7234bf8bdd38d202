from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from accounts.models import User


class PortalBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Signs in by the person's one address.

    Always one query and one password hash, also for unknown addresses, so that response times
    do not reveal who has an account (docs/adr/0081).
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
