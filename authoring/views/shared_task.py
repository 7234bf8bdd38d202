"""The page where an editor writes one shared task."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_template
from authoring.conflicts import Conflict
from authoring.editing import Editing
from authoring.forms.change import ChangeForm
from authoring.forms.shared_task import TemplateForm
from authoring.views.previews import when_of
from projects.models import Priority
from publishing.changes.versions import (
    Change,
    CorrectionChangesMeaning,
    NoteMissing,
    TemplateIsWithdrawn,
    change_template,
    preview_change,
)
from shared_tasks.models import LONGEST_TEXT, TaskKind, TaskTemplate
from shared_tasks.prerequisites import PrerequisiteCycle
from shared_tasks.saving import (
    CodeTaken,
    LinkToItself,
    NotInTheProgramme,
    TemplateChangedMeanwhile,
    TemplateIsPublished,
    delete_draft,
    write_content,
)

PAGE = "authoring/shared_task.html"
INVALID, CONFLICT = 422, 409
REFUSED = (CodeTaken, LinkToItself, PrerequisiteCycle, NotInTheProgramme)
PUBLISH = "publish"


@require_http_methods(["GET", "HEAD", "POST"])
def new_template(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    editing = Editing(TaskTemplate(programme=programme), request.POST)
    if request.method == "POST":
        return _post(request, editing)
    return _page(request, editing, editing.form(**_first_values(editing, request.GET)))


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    try:
        found = get_template(request.user, slug, pk)
    except Http404:
        if not request.POST.get("title"):
            raise
        return _gone(request, slug)
    editing = Editing(found, request.POST)
    if request.method == "POST":
        return _post(request, editing)
    return _page(request, editing, editing.form())


@require_http_methods(["GET", "HEAD", "POST"])
def delete_template(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_template(request.user, slug, pk)
    context: dict[str, Any] = {"programme": found.programme, "template": found}
    page = "authoring/delete_shared_task.html"
    if request.method != "POST":
        return render(request, page, context)
    try:
        delete_draft(template=found, revision=_number(request.POST.get("revision", "")))
    except TemplateIsPublished:
        return render(request, page, context, status=CONFLICT)
    except TemplateChangedMeanwhile as error:
        context |= {"template": error.template, "is_overtaken": True}
        return render(request, page, context, status=CONFLICT)
    messages.success(request, f"Kladden {found} er slettet.")
    return redirect("authoring:plan", slug)


def _gone(request: PortalRequest, slug: str) -> HttpResponse:
    """Give what was written about a draft that is deleted by now to a new one, not yet saved."""
    editing = Editing(TaskTemplate(programme=get_own_programme(request.user, slug)), request.POST)
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
    except TemplateChangedMeanwhile as error:
        # Overtaken between reading and writing: as whoever comes too late.
        return _post(request, Editing(error.template, editing.sent))


def _save(request: PortalRequest, editing: Editing, form: TemplateForm) -> HttpResponse:
    """Write a draft; of what is live first show what would happen."""
    if isinstance(form, ChangeForm):
        return _change(request, editing, form)
    saved = write_content(
        template=editing.template,
        content=form.content(),
        revision=editing.template.revision if editing.template.pk else None,
    )
    messages.success(request, f"Kladden {saved} er gemt. Ingen kommune kan se den endnu.")
    return redirect("authoring:template", saved.programme.slug, saved.pk)


def _change(request: PortalRequest, editing: Editing, form: ChangeForm) -> HttpResponse:
    """Show what the change would do, or make it when that is what was shown."""
    now, change = timezone.now(), form.change()
    publishes, shown = request.POST.get("step") == PUBLISH, request.POST.get("shown", "")
    foresight = None
    try:
        on = timezone.localdate(now)
        foresight = preview_change(template=editing.template, change=change, on=on)
        if not publishes or shown != foresight.mark:
            is_stale = publishes and bool(shown)
            status = CONFLICT if is_stale else 200
            return _page(
                request, editing, form, foresight=foresight, is_stale=is_stale, status=status
            )
        changed = change_template(
            template=editing.template,
            change=change,
            by=request.user,
            at=now,
            revision=editing.template.revision,
        )
    except NoteMissing:
        form.ask_for_note()
        return _page(request, editing, form, foresight=foresight, status=INVALID)
    except CorrectionChangesMeaning as error:
        form.say_it_is_no_correction(error)
        return _page(request, editing, form, status=INVALID)
    except TemplateIsWithdrawn:
        return _page(request, editing, form, status=CONFLICT)
    messages.success(request, _done(editing.template, changed, change))
    return redirect("authoring:template", changed.programme.slug, changed.pk)


def _done(before: TaskTemplate, after: TaskTemplate, change: Change) -> str:
    if after.version == before.version:
        return f"{after} er, som den var. Der var intet at udgive."
    if change.is_correction:
        return f"{after} er rettet hos alle, der har den."
    return f"{after} er ændret hos alle, der har den. De får besked i nat."


def _page(
    request: PortalRequest,
    editing: Editing,
    form: TemplateForm,
    *,
    conflict: Conflict | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "programme": editing.template.programme,
        "template": editing.template,
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
