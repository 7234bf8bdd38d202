"""Plans in and out of files: what can be fetched, and what has been sent."""

import datetime as dt
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from authoring import documents
from authoring.access import get_own_programme, get_plan_import
from authoring.forms.files import PlanFileForm, ProjectFileForm
from authoring.imports import (
    ImportMovedOn,
    confirm_import,
    dismiss_import,
    progress_of,
    stage_file,
)
from authoring.jobs import ask_for
from authoring.models import PlanImport
from authoring.plans.preview import rows_of
from authoring.plans.problems import Problem
from projects.models import Programme

INVALID, CONFLICT = 422, 409
PAGE, IMPORT = "authoring/files.html", "authoring/plan_import.html"
LISTED, ROWS, PROBLEMS = 10, 100, 200
UNFINISHED = {PlanImport.State.WAITING, PlanImport.State.CONFIRMED}
# A job that has not begun by then has lost its hint, or has no worker.
SLOW_AFTER = dt.timedelta(seconds=20)
MOVED_ON = "Indlæsningen er kommet videre, siden du så den. Her er den nu."


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    if request.method != "POST":
        return show(request, programme, PlanFileForm(programme=programme))
    form = PlanFileForm(request.POST, request.FILES, programme=programme)
    if not form.is_valid():
        return show(request, programme, form, status=INVALID)
    upload = form.cleaned_data["file"]
    found = stage_file(
        programme=programme,
        name=upload.name,
        content=upload.read(),
        said=form.said(),
        by=request.user,
        at=timezone.now(),
    )
    return go_on(found)


def go_on(found: PlanImport) -> HttpResponse:
    """Let a job go on with it once it is kept, and show how far that is."""
    transaction.on_commit(partial(ask_for, found.pk, found.state))
    return redirect("authoring:plan_import", found.programme.slug, found.pk)


def show(
    request: PortalRequest,
    programme: Programme,
    form: PlanFileForm,
    *,
    xml_form: ProjectFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    initial = {"idriftsaettelse": documents.likely_go_live(programme, timezone.localdate())}
    context = {
        "programme": programme,
        "form": form,
        "xml_form": xml_form or ProjectFileForm(initial=initial),
        "themes": programme.themes.order_by("position", "name"),
        "imports": programme.plan_imports.newest_first()[:LISTED],
    }
    return render(request, PAGE, context, status=status)


@require_safe
def plan_shared_task(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    content = documents.empty_workbook(programme)
    return download(content, documents.XLSX, f"skabelon-{programme.slug}.xlsx")


@require_safe
def plan_xlsx(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    content = documents.programme_workbook(programme)
    return download(content, documents.XLSX, f"plan-{programme.slug}.xlsx")


@require_safe
def plan_xml(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    likely = {"idriftsaettelse": documents.likely_go_live(programme, timezone.localdate())}
    form = ProjectFileForm(request.GET or likely)
    if not form.is_valid():
        upload = PlanFileForm(programme=programme)
        return show(request, programme, upload, xml_form=form, status=INVALID)
    content = documents.programme_xml(programme, go_live_on=form.go_live_on, at=timezone.now())
    return download(content, documents.XML, f"plan-{programme.slug}.xml")


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return the file as something to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


@require_safe
def plan_import(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_plan_import(request.user, slug, pk)
    if request.htmx and found.state not in UNFINISHED:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return show_import(request, found)


def show_import(request: PortalRequest, found: PlanImport, *, status: int = 200) -> HttpResponse:
    problems = [Problem.from_json(said) for said in found.problems]
    preview = found.preview or {"phases": [], "themes": []}
    page = Paginator(rows_of(preview), ROWS).get_page(request.GET.get("side"))
    context = {
        "programme": found.programme,
        "found": found,
        "is_unfinished": found.state in UNFINISHED,
        "is_slow": timezone.now() - found.state_at > SLOW_AFTER,
        "progress": progress_of(found),
        "problems": problems[:PROBLEMS],
        "more_problems": max(found.counts.get("problems", 0) - PROBLEMS, 0),
        "stops": any(problem.stops for problem in problems),
        "preview": preview,
        "page": page,
    }
    html = f"{IMPORT}#progress" if request.htmx else IMPORT
    return render(request, html, context, status=status)


@require_POST
def confirm_plan_import(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_plan_import(request.user, slug, pk)
    try:
        confirm_import(found=found, at=timezone.now())
    except ImportMovedOn:
        return moved_on(request, found)
    found.state = PlanImport.State.CONFIRMED
    return go_on(found)


@require_POST
def dismiss_plan_import(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_plan_import(request.user, slug, pk)
    try:
        dismiss_import(found=found, at=timezone.now())
    except ImportMovedOn:
        return moved_on(request, found)
    messages.success(request, "Filen er kasseret. Programmet er, som det var.")
    return redirect("authoring:files", slug)


@require_POST
def retry_plan_import(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask again for a job; one that is at it already finds that out."""
    found = get_plan_import(request.user, slug, pk)
    if found.state not in UNFINISHED:
        return moved_on(request, found)
    return go_on(found)


def moved_on(request: PortalRequest, found: PlanImport) -> HttpResponse:
    messages.info(request, MOVED_ON)
    return redirect("authoring:plan_import", found.programme.slug, found.pk)
