from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import PortalRequest
from accounts.rights import Action
from projects.access import get_programme
from projects.models import Programme, Project


@require_GET
def programmes(request: PortalRequest) -> HttpResponse:
    visible = Programme.objects.visible_to(request.user).order_by("name")
    return render(request, "oversight/programmes.html", {"programmes": visible})


@require_GET
def programme(request: PortalRequest, slug: str) -> HttpResponse:
    found = get_programme(request.user, slug, Action.PROGRAMME_FOLLOW)
    projects = Project.objects.visible_to(request.user).filter(programme=found).for_list()
    return render(request, "oversight/programme.html", {"programme": found, "projects": projects})
