"""Signing in with all that it takes, for the tests of it."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from tests.factories import UserFactory

LOGIN = "/konto/log-ind/"
PASSWORD = "fremdrift-test"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = 30


def with_address(user):
    """Let the person's address be confirmed."""
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def person(**fields):
    return with_address(UserFactory(**fields))


def with_app(user, secret=SECRET):
    TOTP.activate(user, secret)
    return user


def app_of(user):
    return Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)


def code_now(secret=SECRET, *, later=0):
    """Return the code that an app shows; ``later`` in steps of 30 seconds."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + later))


def wrong_code(secret=SECRET):
    good = {code_now(secret, later=step) for step in (-2, -1, 0, 1, 2)}
    return next(f"{n:06}" for n in range(10) if f"{n:06}" not in good)


def give_password(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def confirm(client, url="/konto/bekraeft-adgang/"):
    """Prove again who one is, as the pages of the account ask."""
    return client.post(url, {"password": PASSWORD})


def who(client):
    return client.session.get("_auth_user_id")
