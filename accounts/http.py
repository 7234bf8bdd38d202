from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User

# Responses to a form that cannot be saved: as it was typed, or because others were faster.
INVALID, CONFLICT = 422, 409


class PortalRequest(HttpRequest):
    """The request of a page view: from someone who is signed in, with htmx's details."""

    user: User
    htmx: HtmxDetails


def portal(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  # a context processor's signature
    """Settings for the frame of every page."""
    return {"DEMO": settings.DEMO, "WAS_URL": settings.WAS_URL}
