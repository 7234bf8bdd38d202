"""Bulk changes of a list's tasks.

A list posts the chosen tasks; the response is the form, and its response the list again with the
result for each task. Without JavaScript these are pages, with it the form is a dialog of the list.
"""

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
from workplace.bulk.reading import read_chosen, read_result
from workplace.models import BulkChange

FORM, RESULT = "workplace/bulk.html", "workplace/bulk_result.html"
LISTS = {"tasks:list", "projects:detail"}
# The session key of the change whose result the list shows next.
JUST_MADE = "bulk_change"


@require_http_methods(["GET", "HEAD", "POST"])
def change_statuses(request: PortalRequest) -> HttpResponse:
    return _change(request, BulkStatusForm)


@require_http_methods(["GET", "HEAD", "POST"])
def change_everybody(request: PortalRequest) -> HttpResponse:
    return _change(request, BulkPeopleForm)


@require_http_methods(["GET", "HEAD", "POST"])
def move_due_dates(request: PortalRequest) -> HttpResponse:
    return _change(request, BulkDateForm)


def _change(request: PortalRequest, form_class: type[BulkForm]) -> HttpResponse:
    # Signing in leads back here by GET.
    if request.method != "POST":
        return redirect("tasks:list")
    if not request.user.is_municipal:
        raise PermissionDenied
    chosen = ChosenForm(request.POST)
    back = list_address(request)
    context: dict[str, Any] = {"heading": form_class.heading, "back": back}
    if not chosen.is_valid():
        [trouble, *_] = [error for errors in chosen.errors.values() for error in errors]
        return _form(request, context | {"trouble": trouble}, INVALID)
    seen: dict[int, int | None] = chosen.cleaned_data["valgt"]
    tasks = read_chosen(request.user, seen)
    if not tasks:
        return _form(request, context | {"trouble": NONE_CHOSEN}, INVALID)
    saves = "gem" in request.POST
    form = form_class(request.POST if saves else None, tasks=tasks, by=request.user)
    if saves and form.is_valid():
        made = change_tasks(chosen=seen, edit=form.edit(), by=request.user, at=timezone.now())
        return _back_to_list(request, made, back)
    context |= {
        "form": form,
        "tasks": tasks,
        "chosen": [f"{task.pk}:{seen[task.pk] or task.revision}" for task in tasks],
        "unseen": len(seen) - len(tasks),
    }
    return _form(request, context, INVALID if saves else 200)


def _form(request: PortalRequest, context: dict[str, Any], status: int) -> HttpResponse:
    page = f"{FORM}#panel" if request.htmx else FORM
    return render(request, page, context, status=status)


def _back_to_list(request: PortalRequest, change: BulkChange, back: str) -> HttpResponse:
    request.session[JUST_MADE] = change.pk
    return HttpResponseClientRedirect(back) if request.htmx else redirect(back)


def list_address(request: PortalRequest) -> str:
    """Return the address of the list the person came from, or of all their tasks."""
    wanted = request.POST.get("tilbage", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    try:
        is_list = is_ours and resolve(urlsplit(wanted).path).view_name in LISTS
    except (Resolver404, ValueError):
        is_list = False
    return wanted if is_list else reverse("tasks:list")


@require_safe
def bulk_change(request: PortalRequest, pk: int) -> HttpResponse:
    """The results of one of the person's own changes, until it is deleted."""
    return _result(request, get_bulk_change(request.user, pk))


def _result(
    request: PortalRequest, change: BulkChange, *, status: int = 200, **more: Any
) -> HttpResponse:
    outcome = read_result(request.user, change, at=timezone.now())
    return render(request, RESULT, {"outcome": outcome, **more}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def undo_bulk_change(request: PortalRequest, pk: int) -> HttpResponse:
    change = get_bulk_change(request.user, pk)
    if request.method != "POST":
        return redirect("tasks:bulk_change", pk)
    try:
        undo_change(change=change, by=request.user, at=timezone.now())
    except UndoneTooLate:
        return _result(request, change, is_too_late=True, status=CONFLICT)
    if request.POST.get("tilbage"):
        return _back_to_list(request, change, list_address(request))
    return redirect("tasks:bulk_change", pk)
