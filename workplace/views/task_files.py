"""Files on a task: add, download and remove. All of it works without JavaScript."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.addresses import client_address
from accounts.audit import Kind, record
from accounts.downloads import watched_download
from accounts.http import CONFLICT, INVALID, PortalRequest
from accounts.rights import Permission
from projects.visits import note_visit
from tasks import files
from tasks.access import get_task, get_task_file
from tasks.file_forms import REFUSALS, FilesForm
from tasks.models import Task, TaskFile
from tasks.models.file import task_files
from tasks.scanning import FileIsInfected
from tasks.services import TaskWithdrawn
from workplace.views.task import TEMPLATE, task_context


@require_http_methods(["GET", "HEAD", "POST"])
def add_file(request: PortalRequest, number: int) -> HttpResponse:
    """Add each file that is accepted; the form has an error for each of the others.

    The script that sends one file at a time gets the file's line in the list instead of a page.
    """
    if request.method != "POST":
        return redirect("tasks:detail", number)
    task = get_task(request.user, number, Permission.TASK_WORK)
    form = FilesForm(request.POST, request.FILES, is_private=task.is_private)
    try:
        added = add_each(request, task, form) if form.is_valid() else []
    except TaskWithdrawn:
        return too_late(request, get_task(request.user, number, Permission.TASK_WORK))
    status = 200 if form.is_valid() else INVALID
    if request.htmx:
        context = {"task": task, "added": added, "form": form, "may_work": True}
        return render(request, "workplace/_files.html#lines", context, status=status)
    if added:
        messages.success(request, added_message(added))
    if form.is_valid():
        return redirect(f"{task.get_absolute_url()}#filer")
    return render(request, TEMPLATE, task_context(request, task, file_form=form), status=status)


def add_each(request: PortalRequest, task: Task, form: FilesForm) -> list[TaskFile]:
    """Return the added files; the form has an error for each of the others.

    Raises TaskWithdrawn.
    """
    added = []
    for upload in form.cleaned_data["file"]:
        name = files.clean_name(upload.name)
        try:
            file = files.add_file(task=task, upload=upload, by=request.user, at=timezone.now())
        except tuple(REFUSALS) as refusal:
            form.refuse(name, refusal)
            if isinstance(refusal, FileIsInfected):
                note_infected(request, task, name, refusal)
        else:
            added.append(file)
    return added


def note_infected(request: PortalRequest, task: Task, name: str, found: FileIsInfected) -> None:
    record(
        kind=Kind.FILE_INFECTED,
        by=request.user,
        municipality=task.municipality_id,
        address=client_address(request),
        detail={"task": task.pk, "name": name, "found": found.what},
    )


def added_message(added: list[TaskFile]) -> str:
    """Return the message; a single file is named, because a number may be added to its name."""
    if len(added) == 1:
        return f"Filen »{added[0].name}« er tilføjet."
    return f"{len(added)} filer er tilføjet."


@require_safe
def task_file(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Serve the file; the download stops when the reader loses access."""
    file = get_task_file(request.user, number, pk, Permission.TASK_VIEW)
    try:
        content = task_files().open(file.stored)
        size = content.size
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
        size=size,
        content_type=file.content_type,
        reader=request.user,
        door=lambda user: get_task_file(user, number, pk, Permission.TASK_VIEW),
    )
    # Django's types have no common name for both kinds of response.
    return cast("HttpResponse", response)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_file(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("tasks:detail", number)
    file = get_task_file(request.user, number, pk, Permission.TASK_WORK)
    if file.task.is_withdrawn:
        return too_late(request, get_task(request.user, number, Permission.TASK_WORK))
    files.remove_file(file=file)
    messages.success(request, f"Filen »{file.name}« er fjernet.")
    return redirect("tasks:detail", number)


def too_late(request: PortalRequest, task: Task) -> HttpResponse:
    """Say that the task is withdrawn; its files can only be read."""
    return render(request, TEMPLATE, task_context(request, task, too_late=True), status=CONFLICT)
