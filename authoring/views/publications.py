"""What has been published, when, by whom and to whom."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_publication
from authoring.publications import municipalities_of, publications_of, shared_tasks_in

ON_A_PAGE, TASKS_ON_A_PAGE = 25, 100


@require_safe
def publications(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    pages = Paginator(publications_of(programme), ON_A_PAGE)
    context = {"programme": programme, "page": pages.get_page(request.GET.get("side"))}
    return render(request, "authoring/publications.html", context)


@require_safe
def publication(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_publication(request.user, slug, pk)
    pages = Paginator(shared_tasks_in(found), TASKS_ON_A_PAGE)
    context = {
        "programme": found.programme,
        "publication": found,
        "municipalities": municipalities_of(found),
        "page": pages.get_page(request.GET.get("side")),
    }
    return render(request, "authoring/publication.html", context)
