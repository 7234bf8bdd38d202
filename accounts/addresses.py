"""The IP address of a request."""

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Return the visitor's IP address, or None where there is none, as behind a Unix socket.

    Behind a proxy (setting BEHIND_PROXY) it is the last address of X-Forwarded-For, the one our
    proxy added; without a proxy the header could be forged and is not read.
    """
    try:
        return get_client_ip(request) or None
    except ImproperlyConfigured:  # without the header: a health check inside
        return None
