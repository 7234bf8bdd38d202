from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.rights import Permission
from design.chips import HISTORY_STEP, history_length
from roles.access import get_our_gallery, get_role_holders
from roles.forms import GalleryFilters
from roles.gallery import PostState, add_holders, count, narrowed, page_of, places_of
from roles.history import read_gallery_history


@require_safe
def gallery(request: PortalRequest) -> HttpResponse:
    held = get_role_holders(request.user, Permission.GALLERY_VIEW)
    places = places_of(held, request.user)
    form = GalleryFilters(request.GET, places=places)
    shown = narrowed(places, show=form.show_only, place=form.place)
    page = page_of(shown, request.GET.get("side", ""))
    add_holders(page[0], held)
    return render(
        request,
        "roles/gallery.html",
        {
            "form": form,
            "page": page,
            "places": page[0],
            "is_narrowed": bool(form.show_only or form.place),
            "counts": {show.name.lower(): count(places, show) for show in PostState},
        },
    )


@require_safe
def history(request: PortalRequest) -> HttpResponse:
    ours = get_our_gallery(request.user, Permission.GALLERY_VIEW)
    shown = history_length(request.GET)
    context = {
        "history": read_gallery_history(ours, limit=shown),
        "more_url": f"?historik={shown + HISTORY_STEP}",
    }
    return render(request, "roles/history.html", context)
