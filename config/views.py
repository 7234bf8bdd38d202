"""What the portal says about itself to whoever asks."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views import defaults
from django.views.decorators.http import require_safe

# RFC 9116 wants less than a year, so that a server that nobody looks after tells on itself.
LASTS = dt.timedelta(days=180)
TOO_LARGE = 413


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell whom to write to about a hole in the portal (RFC 9116); 404 when nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    contact = settings.SECURITY_CONTACT
    facts = {
        "Contact": contact if ":" in contact else f"mailto:{contact}",
        "Expires": f"{timezone.now() + LASTS:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages": "da, en",
        "Canonical": f"{settings.SITE_URL}{request.path}",
        "Policy": settings.SECURITY_POLICY_URL,
    }
    lines = [f"{name}: {value}\n" for name, value in facts.items() if value]
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Lead to the statement that every Danish public site has at /was; 404 when there is none."""
    if not settings.WAS_URL:
        raise Http404
    return redirect(settings.WAS_URL)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell whoever sent too much at once what would be little enough; others that it is broken."""
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html"), status=TOO_LARGE)
    return defaults.bad_request(request, exception)
