"""The programmes that somebody writes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from authoring.access import get_own_programmes


@require_safe
def programmes(request: PortalRequest) -> HttpResponse:
    found = get_own_programmes(request.user).select_related("system__supplier").order_by("name")
    return render(request, "authoring/programmes.html", {"programmes": found})
