"""The forms of a task's page. Each has its own address; opened without a form, it leads back
to the task.

With htmx the answer is the form's panel and what its change touches elsewhere on the page;
without, the page again. Nothing that was typed is lost in either.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import CONFLICT, INVALID, PortalRequest
from accounts.rights import Permission
from tasks import services
from tasks.access import get_task_with_actions
from tasks.checklist import read_checklist
from tasks.forms import DatesForm, NotesForm, PeopleForm, StatusForm, TaskForm
from tasks.models import Status, Task
from tasks.services import StatusNotReachable, TaskChangedMeanwhile, TaskWithdrawn
from workplace.task_page.history import changes_since
from workplace.views.task import TEMPLATE, task_context

SAVED = 200
# The part of the page that htmx gets.
PARTS = {SAVED: "saved", INVALID: "refused", CONFLICT: "overtaken"}
# What a form ends in: takes the task, the moment and what was typed.
Service = Callable[..., Task]


@dataclass(frozen=True)
class Sent:
    """What became of a form that was sent, with the task as it is now."""

    form: TaskForm
    task: Task
    permissions: frozenset[Permission]
    status: int
    # What the page says about it: of other people's changes, or that it is too late.
    said: dict[str, Any] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def change_status(request: PortalRequest, number: int) -> HttpResponse:
    return change_task(
        request, number, StatusForm, partial(services.change_status, by=request.user)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_people(request: PortalRequest, number: int) -> HttpResponse:
    return change_task(request, number, PeopleForm, services.assign_people)


@require_http_methods(["GET", "HEAD", "POST"])
def change_dates(request: PortalRequest, number: int) -> HttpResponse:
    return change_task(request, number, DatesForm, services.plan_dates)


@require_http_methods(["GET", "HEAD", "POST"])
def change_notes(request: PortalRequest, number: int) -> HttpResponse:
    return change_task(request, number, NotesForm, services.write_internal_notes)


def change_task(
    request: PortalRequest, number: int, kind: type[TaskForm], service: Service
) -> HttpResponse:
    """Save the form and return the page, or its parts, as it then is."""
    # Who had to sign in first comes back here by GET.
    if request.method != "POST":
        return redirect("tasks:detail", number)
    sent = send_form(request, number, kind, service)
    said = dict(sent.said)
    if sent.status == SAVED:
        said["done"] = sent.form.done + left_on_checklist(sent.form)
        if not request.htmx:
            messages.success(request, said["done"])
            return redirect("tasks:detail", number)
    elif "too_late" not in said:
        said["tried"] = sent.form
    # Overtaken once, the page's other forms still show what was before: they must keep their
    # own revision, so that they, too, are told when they are sent.
    said["alone"] = "alone" in request.POST or "meanwhile" in said
    context = task_context(
        request, sent.task, permissions=sent.permissions, panel=sent.form.name, **said
    )
    page = f"{TEMPLATE}#{PARTS[sent.status]}" if request.htmx else TEMPLATE
    return render(request, page, context, status=sent.status)


def send_form(request: PortalRequest, number: int, kind: type[TaskForm], service: Service) -> Sent:
    """Save the form that was sent, or find out what is wrong with it."""
    task, permissions = get_task_with_actions(request.user, number, kind.permission)
    form = kind(request.POST, task=task)
    if task.is_withdrawn:
        return _too_late(form, task, permissions)
    if not form.is_valid():
        return Sent(form, task, permissions, INVALID)
    try:
        saved = service(task=task, at=timezone.now(), **form.cleaned_data)
    except StatusNotReachable:
        form.check_again()
        return Sent(form, task, permissions, INVALID)
    except TaskWithdrawn:
        return _too_late(form, *get_task_with_actions(request.user, number, Permission.TASK_VIEW))
    except TaskChangedMeanwhile:
        return _overtaken(request, number, form)
    task.update_from(saved)
    return Sent(form, task, permissions, SAVED)


def _too_late(form: TaskForm, task: Task, permissions: frozenset[Permission]) -> Sent:
    """Tell that the task is withdrawn, and show what was typed, so that it can be kept."""
    return Sent(form, task, permissions, CONFLICT, {"too_late": True, "typed": form.typed()})


def _overtaken(request: PortalRequest, number: int, sent: TaskForm) -> Sent:
    """Tell who changed what meanwhile; the form keeps what was typed and can be sent again."""
    task, permissions = get_task_with_actions(request.user, number, sent.permission)
    data = request.POST.copy()
    data["revision"] = str(task.revision)
    form = type(sent)(data, task=task)
    form.check_again()
    seen, shows_internal = sent.cleaned_data["revision"], Permission.NOTES_VIEW in permissions
    meanwhile = changes_since(task, seen, shows_internal=shows_internal)
    return Sent(form, task, permissions, CONFLICT, {"meanwhile": meanwhile})


def left_on_checklist(form: TaskForm) -> str:
    """Return what is said of a checklist that is not done when its task is completed."""
    is_completed = form.cleaned_data.get("status") == Status.COMPLETED
    left = read_checklist(form.task).left if is_completed else 0
    if not left:
        return ""
    return f" {left} {'punkt' if left == 1 else 'punkter'} på tjeklisten er ikke gjort."
