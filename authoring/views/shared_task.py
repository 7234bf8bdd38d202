"""The page where an editor writes one shared task."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_shared_task
from authoring.conflicts import Conflict
from authoring.editing import Editing
from authoring.forms.change import ChangeForm
from authoring.forms.shared_task import SharedTaskForm
from authoring.views.previews import when_of
from projects.models import Priority
from publishing.changes.versions import (
    Change,
    CorrectionChangesMeaning,
    NoteMissing,
    SharedTaskIsWithdrawn,
    change_shared_task,
    impact_of_change,
)
from publishing.impact import ImpactChanged
from shared_tasks.models import LONGEST_TEXT, SharedTask, TaskKind
from shared_tasks.prerequisites import PrerequisiteCycle
from shared_tasks.saving import (
    CodeTaken,
    LinkToItself,
    NotInTheProgramme,
    SharedTaskChangedMeanwhile,
    SharedTaskIsPublished,
    delete_draft,
    write_content,
)

PAGE = "authoring/shared_task.html"
INVALID, CONFLICT = 422, 409
REFUSED = (CodeTaken, LinkToItself, PrerequisiteCycle, NotInTheProgramme)
PUBLISH = "publish"


@require_http_methods(["GET", "HEAD", "POST"])
def new_shared_task(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    editing = Editing(SharedTask(programme=programme), request.POST)
    if request.method == "POST":
        return _post(request, editing)
    return _page(request, editing, editing.form(**_first_values(editing, request.GET)))


@require_http_methods(["GET", "HEAD", "POST"])
def shared_task(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    try:
        found = get_shared_task(request.user, slug, pk)
    except Http404:
        if not request.POST.get("title"):
            raise
        return _gone(request, slug)
    editing = Editing(found, request.POST)
    if request.method == "POST":
        return _post(request, editing)
    return _page(request, editing, editing.form())


@require_http_methods(["GET", "HEAD", "POST"])
def delete_shared_task(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_shared_task(request.user, slug, pk)
    context: dict[str, Any] = {"programme": found.programme, "shared_task": found}
    page = "authoring/delete_shared_task.html"
    if request.method != "POST":
        return render(request, page, context)
    try:
        delete_draft(shared_task=found, revision=_number(request.POST.get("revision", "")))
    except SharedTaskIsPublished:
        return render(request, page, context, status=CONFLICT)
    except SharedTaskChangedMeanwhile as error:
        context |= {"shared_task": error.shared_task, "is_overtaken": True}
        return render(request, page, context, status=CONFLICT)
    messages.success(request, f"Kladden {found} er slettet.")
    return redirect("authoring:plan", slug)


def _gone(request: PortalRequest, slug: str) -> HttpResponse:
    """Give what was written about a draft that is deleted by now to a new one, not yet saved."""
    editing = Editing(SharedTask(programme=get_own_programme(request.user, slug)), request.POST)
    return _page(request, editing, editing.changed_form(), is_gone=True, status=CONFLICT)


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() else 0


def _first_values(editing: Editing, asked: QueryDict) -> dict[str, Any]:
    """Return what a new shared task starts from; its phase and theme can be asked for."""
    around = editing.around
    offered = {"phase": dict(around.phases), "theme": dict(around.themes)}
    phase, theme = asked.get("fase", ""), asked.get("tema", "")
    phase = phase if phase in offered["phase"] else next(iter(offered["phase"]), "")
    number = next((n for n, one in around.names.phases.items() if str(one.pk) == phase), "")
    return {
        "code": around.next_code(number) if number else "",
        "phase": phase,
        "theme": theme if theme in offered["theme"] else "",
        "priority": Priority.MANDATORY.value,
        "kind": TaskKind.TASK.value,
    }


def _post(request: PortalRequest, editing: Editing) -> HttpResponse:
    if not editing.saves:
        return _page(request, editing, editing.changed_form())
    form = editing.sent_form()
    if not form.is_valid():
        return _page(request, editing, form, status=INVALID)
    conflict = editing.conflict(form)
    if conflict:
        return _page(request, editing, form, conflict=conflict, status=CONFLICT)
    try:
        return _save(request, editing, form)
    except REFUSED as error:
        form.refuse(error)
        return _page(request, editing, form, status=INVALID)
    except SharedTaskChangedMeanwhile as error:
        # Overtaken between reading and writing: as whoever comes too late.
        return _post(request, Editing(error.shared_task, editing.sent))


def _save(request: PortalRequest, editing: Editing, form: SharedTaskForm) -> HttpResponse:
    """Write a draft; of what is live first show what would happen."""
    if isinstance(form, ChangeForm):
        return _change(request, editing, form)
    saved = write_content(
        shared_task=editing.shared_task,
        content=form.content(),
        revision=editing.shared_task.revision if editing.shared_task.pk else None,
    )
    messages.success(request, f"Kladden {saved} er gemt. Ingen kommune kan se den endnu.")
    return redirect("authoring:shared_task", saved.programme.slug, saved.pk)


def _change(request: PortalRequest, editing: Editing, form: ChangeForm) -> HttpResponse:
    """Show what the change would do, or make it when that is what was shown."""
    now, change = timezone.now(), form.change()
    publishes, shown = request.POST.get("step") == PUBLISH, request.POST.get("shown", "")
    shared_task, on = editing.shared_task, timezone.localdate(now)
    foresee = partial(impact_of_change, shared_task=shared_task, change=change, on=on)
    try:
        if not (publishes and shown):
            return _page(request, editing, form, impact=foresee())
        done = change_shared_task(
            shared_task=shared_task,
            change=change,
            by=request.user,
            at=now,
            revision=shared_task.revision,
            shown=shown,
        )
    except ImpactChanged as changed:
        impact = changed.impact
        return _page(request, editing, form, impact=impact, has_changed=True, status=CONFLICT)
    except NoteMissing:
        form.ask_for_note()
        return _page(request, editing, form, impact=foresee(), status=INVALID)
    except CorrectionChangesMeaning as error:
        form.say_it_is_no_correction(error)
        return _page(request, editing, form, status=INVALID)
    except SharedTaskIsWithdrawn:
        return _page(request, editing, form, status=CONFLICT)
    messages.success(request, _done(editing.shared_task, done, change))
    return redirect("authoring:shared_task", done.programme.slug, done.pk)


def _done(before: SharedTask, after: SharedTask, change: Change) -> str:
    if after.version == before.version:
        return f"{after} er, som den var. Der var intet at udgive."
    if change.is_correction:
        return f"{after} er rettet hos alle, der har den."
    return f"{after} er ændret hos alle, der har den. De får besked i nat."


def _page(
    request: PortalRequest,
    editing: Editing,
    form: SharedTaskForm,
    *,
    conflict: Conflict | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "programme": editing.shared_task.programme,
        "shared_task": editing.shared_task,
        "around": editing.around,
        "form": form,
        "conflict": conflict,
        "when": when_of(form, on=timezone.localdate()),
        "revision": editing.revision,
        "seen": editing.seen,
        "longest": LONGEST_TEXT,
        **more,
    }
    return render(request, PAGE, context, status=status)
