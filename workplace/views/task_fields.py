"""One cell of a list changed where it stands: the forms of a task's page, one field at a time.

htmx fetches the form for a dialog of the list, and gets the row back when it is saved. Without
htmx these addresses lead to the task.
"""

from collections.abc import Callable
from dataclasses import dataclass
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
from tasks.access import get_task
from tasks.forms import TaskForm
from workplace.lists import read_list
from workplace.templatetags.task_rows import RowWriter
from workplace.views.task_changes import DATES, PEOPLE, STATUS, Answers, Change, send_change

TEMPLATE = "workplace/task_field.html"


@dataclass(frozen=True)
class Field:
    """A cell: the change it is part of, and what that change's form asks for besides."""

    change: Change
    heading: str
    beside: tuple[str, ...] = ()

    def narrowed(self, form: TaskForm) -> TaskForm:
        """Let the form send the rest as it is, unseen."""
        for name in self.beside:
            form.fields[name].widget = forms.HiddenInput()
        return form


def _page_of(field: Field) -> Callable[..., HttpResponse]:
    def refused(request: PortalRequest, form: TaskForm, status: int, **more: Any) -> HttpResponse:
        return _form(request, field, form, status=status, **more)

    def too_late(request: PortalRequest, form: TaskForm) -> HttpResponse:
        return _form(request, field, form, status=CONFLICT, too_late=True, typed=form.typed())

    answers = Answers(_saved, refused, too_late)

    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: PortalRequest, number: int) -> HttpResponse:
        if request.method == "POST":
            return send_change(request, field.change, number, answers)
        if not request.htmx:
            return redirect("tasks:detail", number)
        task = get_task(request.user, number, field.change.permission)
        form = field.change.form(None, task)
        if task.is_withdrawn:
            return too_late(request, form)
        return _form(request, field, form)

    return page


def _saved(request: PortalRequest, change: Change, number: int, _form: TaskForm) -> HttpResponse:
    if not request.htmx:
        messages.success(request, change.done)
        return redirect("tasks:detail", number)
    return _row(request, number, change.done)


def _form(
    request: PortalRequest, field: Field, form: TaskForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": field.narrowed(form), "task": form.task, "heading": field.heading, **more}
    page = f"{TEMPLATE}#panel" if request.htmx else TEMPLATE
    return render(request, page, context, status=status)


def _row(request: PortalRequest, number: int, done: str) -> HttpResponse:
    """Return the row of the list the person is at, as it is now.

    It stays where it stood, also when the filters or the order would have it elsewhere now.
    """
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


change_status_in_list = _page_of(Field(STATUS, "Skift status"))
change_executor_in_list = _page_of(Field(PEOPLE, "Vælg udfører", beside=("responsible",)))
change_responsible_in_list = _page_of(Field(PEOPLE, "Vælg ansvarlig", beside=("executor",)))
move_due_date_in_list = _page_of(Field(DATES, "Flyt slutdatoen", beside=("starts_on",)))
