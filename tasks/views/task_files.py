"""Files on a task: adding, fetching and removing. All of it works without JavaScript."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.addresses import client_address
from accounts.audit import Kind, record
from accounts.downloads import watched_download
from accounts.http import PortalRequest
from accounts.rights import Action
from projects.visits import note_visit
from tasks import files
from tasks.access import get_task, get_task_file
from tasks.forms import FileForm
from tasks.models import Task
from tasks.models.file import task_files
from tasks.views.task import TEMPLATE, task_context


@require_http_methods(["GET", "HEAD", "POST"])
def add_file(request: PortalRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("tasks:detail", number)
    task = get_task(request.user, number, Action.TASK_WORK)
    if task.is_withdrawn:
        return too_late(request, task)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        context = task_context(request, task, file_form=form)
        return render(request, TEMPLATE, context, status=422)
    upload = form.cleaned_data["file"]
    files.add_file(task=task, upload=upload, by=request.user, at=timezone.now())
    messages.success(request, "Filen er tilføjet.")
    return redirect("tasks:detail", number)


@require_safe
def task_file(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Serve the file, as long as its reader may have it."""
    file = get_task_file(request.user, number, pk, Action.TASK_VIEW)
    try:
        content = task_files().open(file.stored)
    except FileNotFoundError as gone:
        # Removed at this moment, or lost when a server was moved.
        raise Http404 from gone
    note_visit(by=request.user, project=file.task.project, on=timezone.localdate())
    record(
        kind=Kind.FILE_DOWNLOADED,
        by=request.user,
        municipality=file.municipality_id,
        address=client_address(request),
        detail={"task": number, "file": pk, "name": file.name},
    )
    response = watched_download(
        content,
        name=file.name,
        size=content.size,
        content_type=file.content_type,
        reader=request.user,
        door=lambda user: get_task_file(user, number, pk, Action.TASK_VIEW),
    )
    # A file is an answer like any other; Django's types have no common name for the two.
    return cast("HttpResponse", response)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_file(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("tasks:detail", number)
    file = get_task_file(request.user, number, pk, Action.TASK_WORK)
    if file.task.is_withdrawn:
        return too_late(request, get_task(request.user, number, Action.TASK_WORK))
    files.remove_file(file=file)
    messages.success(request, f"Filen »{file.name}« er fjernet.")
    return redirect("tasks:detail", number)


def too_late(request: PortalRequest, task: Task) -> HttpResponse:
    """Tell that the task is withdrawn: its files are there to be read."""
    return render(request, TEMPLATE, task_context(request, task, too_late=True), status=409)
