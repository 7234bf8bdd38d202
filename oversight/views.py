from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.http import PortalRequest
from accounts.rights import Permission
from conversation.mentions import unread_mentions
from oversight.forms import MunicipalityFilters, TaskFilters, address
from oversight.municipalities import in_order, municipality_rows, totals
from oversight.programme_tasks import PAGE_SIZE, programme_tasks
from oversight.programmes import known_sort, programmes_page
from projects.access import get_programme, get_programmes

MENTIONS_SHOWN = 10
TASK_FILTERS = ("opgavelys", "status", "prioritet")


@require_safe
def programmes(request: PortalRequest) -> HttpResponse:
    visible = get_programmes(request.user, Permission.PROGRAMME_FOLLOW)
    sort = known_sort(request.GET.get("sorter", ""))
    page = programmes_page(
        visible, sort=sort, page=request.GET.get("side", ""), on=timezone.localdate()
    )
    context = {
        "page": page,
        "sort": sort,
        "mentions": unread_mentions(request.user, most=MENTIONS_SHOWN),
    }
    return render(request, "oversight/programmes.html", context)


@require_safe
@vary_on_headers("HX-Request")
def programme(request: PortalRequest, slug: str) -> HttpResponse:
    found = get_programme(request.user, slug, Permission.PROGRAMME_FOLLOW)
    rows = municipality_rows(request.user, found, on=timezone.localdate())
    form = MunicipalityFilters(request.GET, rows=rows)
    shown = [row for row in rows if form.matches(row)]
    return render(
        request,
        "oversight/programme.html#municipalities" if request.htmx else "oversight/programme.html",
        {
            "programme": found,
            "form": form,
            "chips": form.chips(request.path, request.GET),
            "rows": in_order(shown, form.sort),
            "all_count": len(rows),
            "totals": totals(shown),
            "sort": form.sort,
            **_total_links(request, slug),
        },
    )


def _total_links(request: PortalRequest, slug: str) -> dict[str, str]:
    """Return the addresses of the lists that the totals count."""
    path, given = reverse("oversight:tasks", args=[slug]), request.GET
    without = ("sorter", *TASK_FILTERS)
    return {
        "any_light_url": address(request.path, given, without=("lys",)),
        "tasks_url": address(path, given, without=without),
        "closed_url": address(path, given, without=without, status="closed"),
        "overdue_url": address(
            path, given, without=without, opgavelys="3", prioritet="obligatorisk"
        ),
    }


@require_safe
def tasks(request: PortalRequest, slug: str) -> HttpResponse:
    found = get_programme(request.user, slug, Permission.PROGRAMME_FOLLOW)
    today = timezone.localdate()
    rows = municipality_rows(request.user, found, on=today)
    where, form = MunicipalityFilters(request.GET, rows=rows), TaskFilters(request.GET)
    chosen = [row for row in rows if where.matches(row)] if where.is_narrowed else None
    listed = programme_tasks(request.user, found, form.condition(), municipalities=chosen)
    return render(
        request,
        "oversight/tasks.html",
        {
            "programme": found,
            "form": form,
            "where_given": [
                (name, request.GET[name]) for name in where.fields if name in request.GET
            ],
            "chips": [
                *where.chips(request.path, request.GET),
                *form.chips(request.path, request.GET),
            ],
            "today": today,
            "page": Paginator(listed, PAGE_SIZE).get_page(request.GET.get("side")),
            "programme_url": address(
                reverse("oversight:programme", args=[slug]), request.GET, without=TASK_FILTERS
            ),
        },
    )
