"""One cell of a list changed where it stands: the forms of a task's page, one field at a time.

htmx fetches the form for a dialog of the list, and gets the row back when it is saved. Without
htmx these addresses lead to the task.
"""

from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget, trigger_client_event

from accounts.http import CONFLICT, PortalRequest
from accounts.rights import Permission
from projects.access import get_project
from projects.models import Project
from tasks import services
from tasks.access import get_task
from tasks.forms import DatesForm, PeopleForm, StatusForm, TaskForm
from workplace.lists import read_list
from workplace.templatetags.task_rows import RowWriter
from workplace.views.task_changes import SAVED, Service, send_form

TEMPLATE = "workplace/task_field.html"


@require_http_methods(["GET", "HEAD", "POST"])
def change_status_in_list(request: PortalRequest, number: int) -> HttpResponse:
    service = partial(services.change_status, by=request.user)
    return change_cell(request, number, StatusForm, service, heading="Skift status")


@require_http_methods(["GET", "HEAD", "POST"])
def change_executor_in_list(request: PortalRequest, number: int) -> HttpResponse:
    service, beside = services.assign_people, "responsible"
    return change_cell(request, number, PeopleForm, service, heading="Vælg udfører", beside=beside)


@require_http_methods(["GET", "HEAD", "POST"])
def change_responsible_in_list(request: PortalRequest, number: int) -> HttpResponse:
    service, beside = services.assign_people, "executor"
    return change_cell(
        request, number, PeopleForm, service, heading="Vælg ansvarlig", beside=beside
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move_due_date_in_list(request: PortalRequest, number: int) -> HttpResponse:
    service, beside = services.plan_dates, "starts_on"
    return change_cell(
        request, number, DatesForm, service, heading="Flyt slutdatoen", beside=beside
    )


def change_cell(
    request: PortalRequest,
    number: int,
    kind: type[TaskForm],
    service: Service,
    *,
    heading: str,
    beside: str = "",
) -> HttpResponse:
    """Return the form for the dialog, or the row once it is saved.

    ``beside`` is a field of the form that is sent as it is, unseen.
    """
    said: dict[str, Any] = {}
    if request.method == "POST":
        sent = send_form(request, number, kind, service)
        if sent.status == SAVED:
            return _saved(request, number, kind.done)
        form, status, said = sent.form, sent.status, sent.said
    elif request.htmx:
        form, status = kind(task=get_task(request.user, number, kind.permission)), 200
        if form.task.is_withdrawn:
            status, said = CONFLICT, {"too_late": True, "typed": form.typed()}
    else:
        return redirect("tasks:detail", number)
    if beside:
        form.fields[beside].widget = forms.HiddenInput()
    context = {"form": form, "task": form.task, "heading": heading, **said}
    page = f"{TEMPLATE}#panel" if request.htmx else TEMPLATE
    return render(request, page, context, status=status)


def _saved(request: PortalRequest, number: int, done: str) -> HttpResponse:
    """Return the row of the list the person is at, as it is now.

    It stays where it stood, also when the filters or the order would have it elsewhere now.
    """
    if not request.htmx:
        messages.success(request, done)
        return redirect("tasks:detail", number)
    listing = read_list(request.user, _project_of(request), QueryDict())
    row = listing.row(number)
    written = RowWriter(listing, timezone.localdate()).row(row) if row else ""
    response = retarget(HttpResponse(written), f'[data-task="{number}"]')
    response = reswap(response, "outerHTML")
    said = {"task": number, "said": done}
    return trigger_client_event(response, "task:saved", said, after="swap")


def _project_of(request: PortalRequest) -> Project | None:
    """Return the project whose list the person is at; None at the list across projects."""
    try:
        match = resolve(urlsplit(request.htmx.current_url or "").path)
    except (Resolver404, ValueError):
        return None
    if match.view_name != "projects:detail":
        return None
    return get_project(request.user, match.kwargs["pk"], Permission.PROJECT_VIEW)
