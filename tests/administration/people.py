"""People as their administrators meet them."""

from allauth.mfa.totp.internal.auth import TOTP


def with_totp(user):
    """Let the person have set up a second factor."""
    return TOTP.activate(user, "JBSWY3DPEHPK3PXP")
