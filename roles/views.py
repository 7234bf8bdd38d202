from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import PortalRequest
from roles.models import RoleAssignment


@require_GET
def gallery(request: PortalRequest) -> HttpResponse:
    held = RoleAssignment.objects.visible_to(request.user).select_related("role", "user", "system")
    return render(request, "roles/gallery.html", {"assignments": held})
