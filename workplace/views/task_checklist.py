"""The checklist of a task. Everything works without JavaScript, too.

With htmx the response is the checklist, without it the task's page. One item at a time can be
edited and moved: its own address shows the checklist with that item open.
"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import CONFLICT, INVALID, PortalRequest
from accounts.rights import Permission
from projects.ordering import Step
from tasks import checklist
from tasks.access import get_checklist_item, get_task
from tasks.checklist import ChecklistFull, ItemChangedMeanwhile, ItemGone, read_checklist
from tasks.checklist_forms import ItemForm, MoveItemForm, TickForm
from tasks.models import ChecklistItem, Task
from tasks.services import TaskWithdrawn
from workplace.views.task import TEMPLATE, task_context

PANEL = "workplace/task/_checklist_items.html"
WITHDRAWN = "Opgaven er trukket tilbage, og tjeklisten er ikke ændret."
GONE = "Punktet er fjernet af en anden. Tjeklisten er ikke ændret."


@require_http_methods(["GET", "HEAD", "POST"])
def add_checklist_item(request: PortalRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return _closed_checklist(request, number)
    task = get_task(request.user, number, Permission.TASK_WORK)
    form = ItemForm(request.POST)
    if not form.is_valid():
        return _checklist(request, task, status=INVALID, new_item=form)
    text = form.cleaned_data["text"]
    try:
        checklist.add_item(task=task, text=text)
    except ChecklistFull:
        form.add_error("text", "Der er ikke plads til flere punkter. Fjern et, eller saml nogle.")
        return _checklist(request, task, status=INVALID, new_item=form)
    except TaskWithdrawn:
        return _checklist(request, task, status=CONFLICT, problem=WITHDRAWN, typed=text)
    return _done(request, task, f"»{text}« er tilføjet.", new_item=ItemForm(is_next=True))


def _closed_checklist(request: PortalRequest, number: int) -> HttpResponse:
    """Return the checklist with no item open."""
    if not request.htmx:
        return redirect("tasks:detail", number)
    return _checklist(request, get_task(request.user, number, Permission.TASK_WORK))


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_item(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Open one item for editing, moving or removing; or save its new text."""
    item = get_checklist_item(request.user, number, pk, Permission.TASK_WORK)
    if request.method != "POST":
        if item.task.is_withdrawn:
            return redirect("tasks:detail", number)
        return _checklist(request, item.task, open_item=ItemForm(item=item, is_next=True))
    form = ItemForm(request.POST, item=item)
    if not form.is_valid():
        return _checklist(request, item.task, status=INVALID, open_item=form)
    text = form.cleaned_data["text"]
    try:
        checklist.rewrite_item(item=item, text=text, seen=form.cleaned_data["seen"])
    except (TaskWithdrawn, ItemGone) as late:
        return _too_late(request, item.task, late, typed=text)
    except ItemChangedMeanwhile as changed:
        return _overtaken(request, changed.item, text)
    return _done(request, item.task, f"»{text}« er gemt.", changed=item)


@require_http_methods(["GET", "HEAD", "POST"])
def tick_checklist_item(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("tasks:detail", number)
    item = get_checklist_item(request.user, number, pk, Permission.TASK_WORK)
    form = TickForm(request.POST)
    if not form.is_valid():
        return _not_whole(request, item.task, form)
    is_done = form.cleaned_data["gjort"] == "ja"
    try:
        checklist.tick_item(item=item, is_done=is_done, by=request.user, at=timezone.now())
    except (TaskWithdrawn, ItemGone) as late:
        return _too_late(request, item.task, late)
    done = "er gjort" if is_done else "er ikke gjort"
    return _done(request, item.task, f"»{item.text}« {done}.")


@require_http_methods(["GET", "HEAD", "POST"])
def move_checklist_item(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Move an item one step; it stays open, for the next step."""
    if request.method != "POST":
        return redirect("tasks:detail", number)
    item = get_checklist_item(request.user, number, pk, Permission.TASK_WORK)
    form = MoveItemForm(request.POST)
    if not form.is_valid():
        return _not_whole(request, item.task, form)
    try:
        place = checklist.move_item(item=item, to=Step(form.cleaned_data["til"]))
    except (TaskWithdrawn, ItemGone) as late:
        return _too_late(request, item.task, late)
    message = f"»{item.text}« er nu nummer {place}."
    if not request.htmx:
        return redirect(f"{reverse('tasks:checklist_item', args=[number, pk])}#tjekliste")
    return _checklist(request, item.task, open_item=ItemForm(item=item), message=message)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_checklist_item(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("tasks:detail", number)
    item = get_checklist_item(request.user, number, pk, Permission.TASK_WORK)
    try:
        checklist.remove_item(item=item)
    except TaskWithdrawn as late:
        return _too_late(request, item.task, late)
    return _done(request, item.task, f"»{item.text}« er fjernet.", new_item=ItemForm(is_next=True))


def _done(request: PortalRequest, task: Task, message: str, **more: Any) -> HttpResponse:
    """Return the changed checklist; ``changed`` is the item that gets the focus."""
    if not request.htmx:
        return redirect(f"{task.get_absolute_url()}#tjekliste")
    return _checklist(request, task, message=message, **more)


def _checklist(
    request: PortalRequest, task: Task, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Return the checklist, or the page with it."""
    if not request.htmx:
        return render(request, TEMPLATE, task_context(request, task, **more), status=status)
    context = {
        "task": task,
        "checklist": read_checklist(task),
        "may_work": not task.is_withdrawn,
        "new_item": ItemForm(),
        **more,
    }
    return render(request, PANEL, context, status=status)


def _not_whole(request: PortalRequest, task: Task, form: forms.Form) -> HttpResponse:
    """Return the error of a form that no button of the page sends."""
    [problem] = [str(error) for errors in form.errors.values() for error in errors]
    return _checklist(request, task, status=INVALID, problem=problem)


def _too_late(
    request: PortalRequest, task: Task, late: Exception, *, typed: str = ""
) -> HttpResponse:
    task = get_task(request.user, task.pk, Permission.TASK_WORK)
    problem = WITHDRAWN if isinstance(late, TaskWithdrawn) else GONE
    return _checklist(request, task, status=CONFLICT, problem=problem, typed=typed)


def _overtaken(request: PortalRequest, item: ChecklistItem, text: str) -> HttpResponse:
    """Show the item's current text; the typed one stays, and can be saved instead."""
    form = ItemForm({"text": text, "seen": item.text}, item=item)
    form.add_error("text", f"Punktet er rettet, mens du skrev. Nu står der »{item.text}«.")
    return _checklist(request, item.task, status=CONFLICT, open_item=form)
