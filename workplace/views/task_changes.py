"""The forms of a task's page. Each has its own address; opened without a form, it leads
back to the task.

With htmx the answer is the form's panel and what its change touches elsewhere on the page;
without, the page again. Nothing that was typed is lost in either.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import CONFLICT, INVALID, PortalRequest
from accounts.models import User
from accounts.rights import Permission
from tasks import services
from tasks.access import colleagues_on, get_task, notes_on, permissions_on
from tasks.checklist import read_checklist
from tasks.forms import DatesForm, NotesForm, PeopleForm, StatusForm, TaskForm
from tasks.models import Status, Task
from tasks.services import StatusNotReachable, TaskChangedMeanwhile, TaskWithdrawn
from workplace.task_page.history import changes_since
from workplace.views.task import TEMPLATE, task_context


@dataclass(frozen=True)
class Change:
    """One form of the page: who may send it, what it takes, and the service it ends in."""

    permission: Permission
    form: Callable[[Any, Task], TaskForm]
    save: Callable[[TaskForm, User, dt.datetime], Task]
    done: str
    # What is said besides, of the form that was saved.
    also: Callable[[TaskForm], str] = lambda _: ""


def _page_of(change: Change) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: PortalRequest, number: int) -> HttpResponse:
        # Who had to sign in first comes back here by GET.
        if request.method != "POST":
            return redirect("tasks:detail", number)
        return send_change(request, change, number, ON_PAGE)

    return page


def send_change(
    request: PortalRequest, change: Change, number: int, answers: "Answers"
) -> HttpResponse:
    """Carry out the change that was sent, or say what is wrong with it."""
    task = get_task(request.user, number, change.permission)
    form = change.form(request.POST, task)
    if task.is_withdrawn:
        return answers.too_late(request, form)
    if not form.is_valid():
        return answers.refused(request, form, INVALID)
    try:
        change.save(form, request.user, timezone.now())
    except StatusNotReachable:
        form.check_again()
        return answers.refused(request, form, INVALID)
    except TaskWithdrawn:
        return answers.too_late(request, form)
    except TaskChangedMeanwhile:
        return _overtaken(request, change, number, form, answers)
    return answers.saved(request, change, number, form)


def _saved(request: PortalRequest, change: Change, number: int, form: TaskForm) -> HttpResponse:
    done = change.done + change.also(form)
    if not request.htmx:
        messages.success(request, done)
        return redirect("tasks:detail", number)
    task = get_task(request.user, number, Permission.TASK_VIEW)
    context = task_context(request, task, panel=form.name, done=done, alone=alone(request))
    return render(request, f"{TEMPLATE}#saved", context)


def _refused(request: PortalRequest, form: TaskForm, status: int, **more: Any) -> HttpResponse:
    """Return the page with the form as it was sent and what is wrong with it."""
    more = {"alone": alone(request)} | more
    context = task_context(request, form.task, tried=form, panel=form.name, **more)
    page = TEMPLATE
    if request.htmx:
        page = f"{TEMPLATE}#{'overtaken' if status == CONFLICT else 'refused'}"
    return render(request, page, context, status=status)


def _overtaken(
    request: PortalRequest, change: Change, number: int, sent: TaskForm, answers: "Answers"
) -> HttpResponse:
    """Tell who changed what meanwhile; the form keeps what was typed and can be sent again."""
    task = get_task(request.user, number, change.permission)
    seen = sent.cleaned_data["revision"]
    data = request.POST.copy()
    data["revision"] = str(task.revision)
    form = change.form(data, task)
    form.check_again()
    meanwhile = changes_since(
        task, seen, shows_internal=Permission.NOTES_VIEW in permissions_on(request.user, task)
    )
    return answers.refused(request, form, CONFLICT, meanwhile=meanwhile, alone=True)


def _too_late(request: PortalRequest, sent: TaskForm) -> HttpResponse:
    """Tell that the task is withdrawn, and show what was typed, so that it can be kept."""
    task = get_task(request.user, sent.task.pk, Permission.TASK_VIEW)
    context = task_context(request, task, panel=sent.name, too_late=True, typed=sent.typed())
    page = f"{TEMPLATE}#overtaken" if request.htmx else TEMPLATE
    return render(request, page, context, status=CONFLICT)


@dataclass(frozen=True)
class Answers:
    """What somebody gets whose form is saved, refused, or too late because of a withdrawal."""

    saved: Callable[[PortalRequest, Change, int, TaskForm], HttpResponse]
    refused: Callable[..., HttpResponse]
    too_late: Callable[[PortalRequest, TaskForm], HttpResponse]


ON_PAGE = Answers(_saved, _refused, _too_late)


def alone(request: PortalRequest) -> bool:
    """Whether the form was overtaken once: the page's other forms still show what was before.

    Then they must keep their own revision, so that they, too, are told when they are sent.
    """
    return "alone" in request.POST


def left_on_checklist(form: TaskForm) -> str:
    """Return what is said of a checklist that is not done when its task is completed."""
    is_completed = form.cleaned_data["status"] == Status.COMPLETED
    left = read_checklist(form.task).left if is_completed else 0
    if not left:
        return ""
    return f" {left} {'punkt' if left == 1 else 'punkter'} på tjeklisten er ikke gjort."


STATUS = Change(
    permission=Permission.TASK_WORK,
    form=lambda data, task: StatusForm(data, task=task),
    save=lambda form, by, at: services.change_status(
        task=form.task, by=by, at=at, **form.cleaned_data
    ),
    done="Status er gemt.",
    also=left_on_checklist,
)
PEOPLE = Change(
    permission=Permission.TASK_PLAN,
    form=lambda data, task: PeopleForm(data, task=task, colleagues=colleagues_on(task)),
    save=lambda form, _by, at: services.assign_people(task=form.task, at=at, **form.cleaned_data),
    done="Ansvarlig og udfører er gemt.",
)
DATES = Change(
    permission=Permission.TASK_PLAN,
    form=lambda data, task: DatesForm(data, task=task),
    save=lambda form, _by, at: services.plan_dates(task=form.task, at=at, **form.cleaned_data),
    done="Datoerne er gemt.",
)
NOTES = Change(
    permission=Permission.TASK_WORK,
    form=lambda data, task: NotesForm(data, task=task, notes=notes_on(task)),
    save=lambda form, _by, at: services.write_internal_notes(
        task=form.task, at=at, **form.cleaned_data
    ),
    done="De interne noter er gemt.",
)
change_status, change_people = _page_of(STATUS), _page_of(PEOPLE)
change_dates, change_notes = _page_of(DATES), _page_of(NOTES)
