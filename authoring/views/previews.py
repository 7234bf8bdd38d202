"""What stands beside the fields of a shared task while it is written."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme
from authoring.forms.shared_task import SharedTaskForm
from authoring.sheets import surroundings_of
from authoring.when import When, when
from shared_tasks.models import LONGEST_TEXT, TEXTS, SharedTask

PAGE = "authoring/shared_task.html"


@require_http_methods(["GET", "HEAD", "POST"])
def preview_text(request: PortalRequest, slug: str) -> HttpResponse:
    """Return one of the long texts as municipalities will read it."""
    get_own_programme(request.user, slug)
    if request.method != "POST":
        return redirect("authoring:plan", slug)
    text = next((request.POST[name] for name in TEXTS if name in request.POST), "")
    return render(request, f"{PAGE}#shown", {"text": text, "longest": LONGEST_TEXT})


@require_http_methods(["GET", "HEAD", "POST"])
def preview_dates(request: PortalRequest, slug: str) -> HttpResponse:
    """Return what the date rules as they are typed give in each wave."""
    programme = get_own_programme(request.user, slug)
    if request.method != "POST":
        return redirect("authoring:plan", slug)
    form = SharedTaskForm(
        request.POST, shared_task=SharedTask(programme=programme), around=surroundings_of(programme)
    )
    form.full_clean()
    return render(request, f"{PAGE}#when", {"when": when_of(form, on=timezone.localdate())})


def when_of(form: SharedTaskForm, *, on: dt.date) -> When | None:
    """Return when the task starts and is due as the form says; None without a phase."""
    shared_task = form.dated_shared_task()
    return (
        when(shared_task, form.around.programme.waves.order_by("number"), on=on)
        if shared_task
        else None
    )
