from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User

# What a form is answered that cannot be saved: as it was typed, or because others came before.
INVALID, CONFLICT = 422, 409


class PortalRequest(HttpRequest):
    """What a page view really gets: someone who is signed in, and htmx's details."""

    user: User
    htmx: HtmxDetails
