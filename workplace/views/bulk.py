"""Several tasks of a list changed in one go.

A list sends which tasks are chosen; the answer asks what they are to become, and the answer to
that is the list again, with what became of each. Without JavaScript these are pages, with it
the question stands in a dialog of the list.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import CONFLICT, INVALID, PortalRequest
from workplace.access import get_bulk_change
from workplace.bulk.changing import UndoneTooLate, change_tasks, undo_change
from workplace.bulk.forms import (
    NONE_CHOSEN,
    BulkDateForm,
    BulkForm,
    BulkPeopleForm,
    BulkStatusForm,
    ChosenForm,
)
from workplace.bulk.reading import read_chosen, read_outcome
from workplace.models import BulkChange

ASKING, RESULT = "workplace/bulk.html", "workplace/bulk_result.html"
LISTS = {"tasks:list", "projects:detail"}
# Where a list finds what it is to tell when it is shown next.
JUST_MADE = "bulk_change"


def _page_of(kind: type[BulkForm]) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: PortalRequest) -> HttpResponse:
        # Who had to sign in first comes back here by GET.
        if request.method != "POST":
            return redirect("tasks:list")
        if not request.user.is_municipal:
            raise PermissionDenied
        return _post(request, kind)

    return page


def _post(request: PortalRequest, kind: type[BulkForm]) -> HttpResponse:
    chosen = ChosenForm(request.POST)
    back = list_address(request)
    context: dict[str, Any] = {"heading": kind.heading, "back": back}
    if not chosen.is_valid():
        troubles = [said for errors in chosen.errors.values() for said in errors]
        return _ask(request, context | {"trouble": troubles[0]}, INVALID)
    seen: dict[int, int | None] = chosen.cleaned_data["valgt"]
    tasks = read_chosen(request.user, seen)
    if not tasks:
        return _ask(request, context | {"trouble": NONE_CHOSEN}, INVALID)
    saves = "gem" in request.POST
    form = kind(request.POST if saves else None, tasks=tasks, by=request.user)
    if saves and form.is_valid():
        made = change_tasks(chosen=seen, wish=form.wish(), by=request.user, at=timezone.now())
        return _told_in_list(request, made, back)
    context |= {
        "form": form,
        "tasks": tasks,
        "chosen": [f"{task.pk}:{seen[task.pk] or task.revision}" for task in tasks],
        "unseen": len(seen) - len(tasks),
    }
    return _ask(request, context, INVALID if saves else 200)


def _ask(request: PortalRequest, context: dict[str, Any], status: int) -> HttpResponse:
    page = f"{ASKING}#panel" if request.htmx else ASKING
    return render(request, page, context, status=status)


def _told_in_list(request: PortalRequest, change: BulkChange, back: str) -> HttpResponse:
    request.session[JUST_MADE] = change.pk
    return HttpResponseClientRedirect(back) if request.htmx else redirect(back)


def list_address(request: PortalRequest) -> str:
    """Return the list the person came from, or that of all their tasks."""
    wished = request.POST.get("tilbage", "")
    is_ours = url_has_allowed_host_and_scheme(wished, allowed_hosts=None)
    try:
        is_list = is_ours and resolve(urlsplit(wished).path).view_name in LISTS
    except (Resolver404, ValueError):
        is_list = False
    return wished if is_list else reverse("tasks:list")


change_statuses = _page_of(BulkStatusForm)
change_everybody = _page_of(BulkPeopleForm)
move_due_dates = _page_of(BulkDateForm)


@require_safe
def bulk_change(request: PortalRequest, pk: int) -> HttpResponse:
    """What became of each task of one's own change, for as long as it is remembered."""
    return _shown(request, get_bulk_change(request.user, pk))


def _shown(request: PortalRequest, change: BulkChange, **more: Any) -> HttpResponse:
    outcome = read_outcome(request.user, change, at=timezone.now())
    status = more.pop("status", 200)
    return render(request, RESULT, {"outcome": outcome, **more}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def undo_bulk_change(request: PortalRequest, pk: int) -> HttpResponse:
    change = get_bulk_change(request.user, pk)
    if request.method != "POST":
        return redirect("tasks:bulk_change", pk)
    try:
        undo_change(change=change, by=request.user, at=timezone.now())
    except UndoneTooLate:
        return _shown(request, change, is_too_late=True, status=CONFLICT)
    if request.POST.get("tilbage"):
        return _told_in_list(request, change, list_address(request))
    return redirect("tasks:bulk_change", pk)
