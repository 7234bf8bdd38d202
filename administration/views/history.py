"""Search in the history of one's own municipality, or for the operator in everybody's."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.rights import Permission
from administration.forms.history import HistoryFilters
from administration.history_search import (
    HistoryCursor,
    get_sources,
    municipalities_for,
    projects_in,
    search,
)


@require_safe
def history(request: PortalRequest) -> HttpResponse:
    user = request.user
    sources = get_sources(user, Permission.HISTORY_SEARCH)
    filters = HistoryFilters(request.GET, sources=sources, home=user.municipality_id)
    filters.offer("kommune", municipalities_for(user))
    filters.offer("projekt", projects_in(user, filters.municipality))
    query = filters.query()
    before = HistoryCursor.parsed(request.GET.get("foer", ""))
    return render(
        request,
        "administration/history.html",
        {
            "filters": filters,
            "chips": filters.chips(),
            "results": search(user, sources, query, before=before),
            "is_continued": before is not None,
            "shows_municipality": query.municipality is None,
        },
    )
