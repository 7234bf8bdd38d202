from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.rights import Action
from tasks.access import colleagues_on, get_task
from tasks.documents import PdfUnavailable, task_sheet_pdf
from tasks.forms import DatesForm, FileForm, NotesForm, PeopleForm, StatusForm, TaskForm
from tasks.history import read_history
from tasks.models import Task
from tasks.sheet import Sheet, read_sheet

TEMPLATE = "tasks/task_detail.html"
HISTORY_STEP, HISTORY_MOST = 20, 500


@require_safe
def task_detail(request: PortalRequest, number: int) -> HttpResponse:
    task = get_task(request.user, number, Action.TASK_VIEW)
    return render(request, TEMPLATE, task_context(request, task))


@require_safe
def task_pdf(request: PortalRequest, number: int) -> HttpResponse:
    task = get_task(request.user, number, Action.TASK_VIEW)
    sheet = read_sheet(request.user, task)
    try:
        pdf = task_sheet_pdf(sheet, on=timezone.localdate())
    except PdfUnavailable:
        return render(request, "tasks/pdf_unavailable.html", {"task": task}, status=503)
    name = f"opgave-{task.pk}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def task_context(
    request: PortalRequest, task: Task, *, tried: TaskForm | None = None, **more: Any
) -> dict[str, Any]:
    """Return what the page shows; ``tried`` is a form that was sent and stays as typed."""
    sheet = read_sheet(request.user, task)
    shown = history_length(request)
    return {
        "task": task,
        "template": task.template,
        "sheet": sheet,
        "today": timezone.localdate(),
        "may_see_project": Action.PROJECT_VIEW in sheet.actions,
        "history": read_history(task, shows_internal=sheet.shows_notes, limit=shown),
        "history_next": shown + HISTORY_STEP,
        "forms": task_forms(sheet) | ({tried.name: tried} if tried else {}),
        "file_form": FileForm(),
        **more,
    }


def task_forms(sheet: Sheet) -> dict[str, TaskForm]:
    """Return the forms this person may use on the task."""
    task = sheet.task
    forms: dict[str, TaskForm] = {}
    if Action.TASK_WORK in sheet.actions:
        forms |= {"status": StatusForm(task=task), "notes": NotesForm(task=task, notes=sheet.notes)}
    if Action.TASK_PLAN in sheet.actions:
        forms["people"] = PeopleForm(task=task, colleagues=colleagues_on(task))
        forms["dates"] = DatesForm(task=task)
    return forms


def history_length(request: PortalRequest) -> int:
    """Return how many changes the address asks for, in whole steps."""
    field = forms.IntegerField(min_value=HISTORY_STEP, max_value=HISTORY_MOST)
    try:
        return int(field.clean(request.GET.get("historik")) or HISTORY_STEP)
    except forms.ValidationError:
        return HISTORY_STEP
