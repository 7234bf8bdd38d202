from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.addresses import client_address
from accounts.audit import Kind, record
from accounts.http import PortalRequest
from accounts.rights import Permission
from conversation.mentions import mark_mentions_read
from conversation.reading import conversation_length, read_conversation
from projects.visits import note_visit
from tasks.access import get_task, get_task_with_actions
from tasks.checklist_forms import ItemForm
from tasks.file_forms import FilesForm
from tasks.forms import DatesForm, NotesForm, PeopleForm, StatusForm, TaskForm
from tasks.models import Task
from workplace.task_page.candidates import read_role_rows
from workplace.task_page.documents import PdfUnavailable, task_sheet_pdf
from workplace.task_page.history import moved_since_agreed
from workplace.task_page.seen import mark_seen, read_unseen_changes
from workplace.task_page.sheet import TaskSheet, read_sheet
from workplace.views.task_history import read_shown_history

TEMPLATE = "workplace/task_detail.html"


@require_safe
def task_detail(request: PortalRequest, number: int) -> HttpResponse:
    task, permissions = get_task_with_actions(request.user, number, Permission.TASK_VIEW)
    if request.htmx.target == "historik":
        return task_history(request, task, shows_internal=Permission.NOTES_VIEW in permissions)
    note_visit(by=request.user, project=task.project, on=timezone.localdate())
    context = task_context(request, task, permissions=permissions)
    context["news"] = read_unseen_changes(task, by=request.user, versions=context["sheet"].versions)
    if request.method == "GET":
        mark_seen(task=task, by=request.user, at=timezone.now())
        mark_mentions_read(task=task, by=request.user, at=timezone.now())
    return render(request, TEMPLATE, context)


def task_history(request: PortalRequest, task: Task, *, shows_internal: bool) -> HttpResponse:
    """Return the history alone, to swap into the page."""
    shown = read_shown_history(request.GET, task, shows_internal=shows_internal)
    return render(request, "workplace/task/_history.html", {"shown": shown})


@require_safe
def task_pdf(request: PortalRequest, number: int) -> HttpResponse:
    """The sheet on paper; with the internal notes (``noter=ja``) only to those who ask for them.

    A file is sent on, so what one saves without a thought has nothing in it that is internal.
    """
    task = get_task(request.user, number, Permission.TASK_VIEW)
    sheet = read_sheet(request.user, task)
    if request.GET.get("noter") != "ja":
        sheet = replace(sheet, notes="")
    try:
        pdf = task_sheet_pdf(sheet, on=timezone.localdate())
    except PdfUnavailable:
        return render(request, "workplace/pdf_unavailable.html", {"task": task}, status=503)
    note_visit(by=request.user, project=task.project, on=timezone.localdate())
    record(
        kind=Kind.PDF_DOWNLOADED,
        by=request.user,
        municipality=task.municipality_id,
        address=client_address(request),
        detail={"task": task.pk},
    )
    name = f"opgave-{task.pk}{'-internt' if sheet.notes else ''}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def task_context(
    request: PortalRequest,
    task: Task,
    *,
    permissions: frozenset[Permission] | None = None,
    tried: TaskForm | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return what the page shows; ``tried`` is a form that was sent and stays as typed."""
    sheet = read_sheet(request.user, task, permissions)
    return {
        "task": task,
        "shared_task": task.shared_task,
        "sheet": sheet,
        "today": timezone.localdate(),
        "short_title": task.code or task.title,
        "has_own_dates": not task.is_local
        and (task.is_due_date_local or task.starts_on != task.shared_starts_on),
        "may_see_project": Permission.PROJECT_VIEW in sheet.permissions,
        "shown": read_shown_history(request.GET, task, shows_internal=sheet.shows_notes),
        "roles": read_role_rows(sheet),
        "checklist": sheet.checklist,
        "may_work": sheet.may_work,
        "new_item": ItemForm(),
        "forms": task_forms(sheet) | ({tried.name: tried} if tried else {}),
        "file_form": FilesForm(is_private=task.is_private),
        "shared_move": moved_since_agreed(task),
        "talk": more.get("talk")
        or read_conversation(
            request.user,
            task,
            permissions=sheet.permissions,
            length=conversation_length(request.GET),
        ),
        **more,
    }


def task_forms(sheet: TaskSheet) -> dict[str, TaskForm]:
    """Return the forms this person may use on the task."""
    task = sheet.task
    forms: dict[str, TaskForm] = {}
    if sheet.may_work:
        forms |= {"status": StatusForm(task=task), "notes": NotesForm(task=task, notes=sheet.notes)}
    if sheet.may_plan:
        forms["people"] = PeopleForm(task=task)
        forms["dates"] = DatesForm(task=task)
    return forms
