"""Local tasks: add, change and delete them, and choose whether partners see them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import CONFLICT, INVALID, PortalRequest
from accounts.rights import Permission
from projects.access import get_project
from projects.models import Project
from tasks.access import colleagues_in, colleagues_on, get_task, permissions_on
from tasks.local import services
from tasks.local.content import LocalContent, content_of
from tasks.local.forms import LocalTaskForm, ShowLocalForm
from tasks.local.reading import read_shared_with_partners
from tasks.local.services import ChoiceNotInProject, TaskIsUsed
from tasks.local.surroundings import surroundings_of
from tasks.local.ties import LocalCircle
from tasks.models import Task
from tasks.services import TaskChangedMeanwhile
from workplace.task_page.history import changes_since

TEMPLATE = "workplace/local_task.html"


@require_http_methods(["GET", "HEAD", "POST"])
def add_local_task(request: PortalRequest, pk: int) -> HttpResponse:
    project = get_project(request.user, pk, Permission.TASK_PLAN)
    around = surroundings_of(request.user, project, colleagues_in(project))
    sent = request.method == "POST"
    form = LocalTaskForm(
        request.POST if sent else None, around=around, phase=request.GET.get("fase", "")
    )
    if sent and form.is_valid():
        try:
            task = services.add_local_task(
                project=project, content=form.content(), at=timezone.now()
            )
        except LocalCircle as circle:
            form.refuse_circle(circle)
        except ChoiceNotInProject:
            form.refuse_gone()
        else:
            messages.success(request, f"Den lokale opgave »{task.title}« er tilføjet.")
            return redirect(task)
    return _page(request, form, project, status=INVALID if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change_local_task(request: PortalRequest, number: int) -> HttpResponse:
    task = get_local_task(request, number)
    sent = request.method == "POST"
    form = _form_of(request, task, request.POST if sent else None)
    if not sent:
        return _page(request, form, task.project, task=task)
    if form.is_valid():
        try:
            services.change_local_task(
                task=task,
                content=form.content(),
                at=timezone.now(),
                revision=form.cleaned_data["revision"],
            )
        except LocalCircle as circle:
            form.refuse_circle(circle)
        except ChoiceNotInProject:
            form.refuse_gone()
        except TaskChangedMeanwhile:
            return _overtaken(request, number, form.cleaned_data["revision"])
        else:
            messages.success(request, "Opgaven er gemt.")
            return redirect(task)
    return _page(request, form, task.project, task=task, status=INVALID)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_local_task(request: PortalRequest, number: int) -> HttpResponse:
    """Ask first; then delete a local task without files, comments or followers."""
    task, refusal = get_local_task(request, number), ""
    if request.method == "POST":
        try:
            services.remove_local_task(task=task, revision=_revision(request))
        except TaskIsUsed as used:
            refusal = _why_not_deleted(used)
        except TaskChangedMeanwhile:
            task = get_local_task(request, number)
            refusal = "Nogen har ændret opgaven, siden du så den. Se den igennem, før du sletter."
        else:
            messages.success(request, f"Den lokale opgave »{task.title}« er slettet.")
            return redirect(task.project)
    context = {"task": task, "refusal": refusal}
    status = CONFLICT if refusal else 200
    return render(request, "workplace/remove_local_task.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def show_local_tasks(request: PortalRequest, pk: int) -> HttpResponse:
    """Choose whether partners see the project's local tasks."""
    project = get_project(request.user, pk, Permission.TASK_PLAN)
    sent = request.method == "POST"
    now = "ja" if project.shows_local_tasks else "nej"
    form = ShowLocalForm(request.POST if sent else None, initial={"shown": now})
    if sent and form.is_valid():
        shown = form.cleaned_data["shown"]
        services.show_local_tasks(project=project, shown=shown)
        messages.success(request, SHOWN if shown else HIDDEN)
        return redirect(project)
    context = {
        "project": project,
        "form": form,
        "shown": read_shared_with_partners(request.user, project),
    }
    status = INVALID if sent else 200
    return render(request, "workplace/show_local_tasks.html", context, status=status)


SHOWN = "Samarbejdsparterne kan nu se, at jeres lokale opgaver findes, og hvilket lys de har."
HIDDEN = "Nu er det kun jer, der kan se jeres lokale opgaver."


def get_local_task(request: PortalRequest, number: int) -> Task:
    """Return one of the municipality's own tasks, or 404 and 403 as ``get_task`` gives them."""
    task = get_task(request.user, number, Permission.TASK_PLAN)
    if not task.is_local:
        raise Http404
    return task


def _form_of(request: PortalRequest, task: Task, data: Any) -> LocalTaskForm:
    around = surroundings_of(request.user, task.project, colleagues_on(task))
    was: LocalContent = content_of(task, services.sheet_of(task))
    return LocalTaskForm(data, around=around, was=was, number=task.pk, revision=task.revision)


def _overtaken(request: PortalRequest, number: int, seen: int) -> HttpResponse:
    """Show what others have changed meanwhile; the form keeps what was typed and can be resent."""
    task = get_local_task(request, number)
    data = request.POST.copy()
    data["revision"] = str(task.revision)
    form = _form_of(request, task, data)
    internal = Permission.NOTES_VIEW in permissions_on(request.user, task)
    meanwhile = changes_since(task, seen, shows_internal=internal)
    return _page(request, form, task.project, task=task, meanwhile=meanwhile, status=CONFLICT)


def _page(
    request: PortalRequest, form: LocalTaskForm, project: Project, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "project": project, "around": form.around, **more}
    return render(request, TEMPLATE, context, status=status)


def _revision(request: PortalRequest) -> int:
    """Return the revision the page was shown with, or 0 when it is no number."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _why_not_deleted(used: TaskIsUsed) -> str:
    files = "1 fil" if used.files == 1 else f"{used.files} filer"
    comments = "1 kommentar" if used.comments == 1 else f"{used.comments} kommentarer"
    there = [words for words, number in ((files, used.files), (comments, used.comments)) if number]
    what = f"har {' og '.join(there)}" if there else "bliver fulgt af andre"
    return (
        f"Opgaven {what}, og det ville forsvinde med den. Sæt den i stedet til »Ikke relevant«: "
        "så er den ude af vejen, og det, der hører til, bliver stående."
    )
