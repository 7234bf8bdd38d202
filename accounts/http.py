from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class PortalRequest(HttpRequest):
    """What a page view really gets: someone who is signed in, and htmx's details."""

    user: User
    htmx: HtmxDetails
