from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.rights import Action
from roles.access import get_role_holders
from roles.forms import GalleryFilters
from roles.gallery import Show, count, narrowed, places_of


@require_safe
def gallery(request: PortalRequest) -> HttpResponse:
    held = get_role_holders(request.user, Action.GALLERY_VIEW)
    places = places_of(held, request.user.municipality_id)
    form = GalleryFilters(request.GET, places=places)
    shown = narrowed(places, show=form.show_only, place=form.place, user=request.user)
    return render(
        request,
        "roles/gallery.html",
        {
            "form": form,
            "places": shown,
            "is_narrowed": bool(form.show_only or form.place),
            "counts": {show.name.lower(): count(places, show, request.user) for show in Show},
        },
    )
