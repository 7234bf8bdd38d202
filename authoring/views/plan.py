"""A programme's plan: its phases with the shared tasks in order."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from authoring.access import get_own_programme


@require_safe
def plan(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    return render(request, "authoring/plan.html", {"programme": programme})
