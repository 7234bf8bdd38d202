from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from workplace.lists import TaskList, read_list
from workplace.lists.saved_views import views_above

PART = "workplace/_task_rows.html"


@require_safe
def task_list(request: PortalRequest) -> HttpResponse:
    """A person's tasks across projects; not for partners' people, who have the overview."""
    if not request.user.is_municipal:
        raise PermissionDenied
    listing = read_list(request.user, None, request.GET)
    if is_for_htmx(request):
        return part_of_list(request, listing)
    return whole_page(request, "workplace/task_list.html", list_context(listing))


def is_for_htmx(request: PortalRequest) -> bool:
    """Whether htmx asks for the list alone, to swap it into the page."""
    return bool(request.htmx) and request.htmx.target == "opgaver"


def list_context(listing: TaskList) -> dict[str, Any]:
    views = views_above(listing.user, listing.project, listing.address)
    return {
        "listing": listing,
        "page": listing.page,
        "views": views,
        "current_view": next((link for link in views if link.is_current), None),
        "today": timezone.localdate(),
    }


def part_of_list(request: PortalRequest, listing: TaskList) -> HttpResponse:
    """Return the list alone, and push the address that shows it."""
    # A search still being typed is kept; a link that removes the search empties the field.
    context = list_context(listing) | {
        "is_part": True,
        "is_typing": request.htmx.trigger == "opgave-soeg",
    }
    response = whole_page(request, PART, context)
    response["HX-Push-Url"] = request.path + listing.filters.shortest()
    return response


def whole_page(request: PortalRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, page, context)
    # Otherwise the browser's back button could show the list alone.
    patch_vary_headers(response, ["HX-Request"])
    return response
