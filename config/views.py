"""Pages about the portal itself: health, security contact, accessibility, bad requests."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views import defaults
from django.views.decorators.http import require_GET, require_safe

# RFC 9116 recommends less than a year, so that outdated contacts expire.
LASTS = dt.timedelta(days=180)
TOO_LARGE = 413


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Check that the portal and its database respond; for container health checks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Return the contact for vulnerabilities (RFC 9116); 404 without the setting."""
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
    """Redirect to the accessibility statement, at /was on Danish public sites; 404 without it."""
    if not settings.WAS_URL:
        raise Http404
    return redirect(settings.WAS_URL)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return a page about the limit for a request that is too large, else the usual page."""
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html"), status=TOO_LARGE)
    return defaults.bad_request(request, exception)
