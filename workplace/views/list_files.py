"""A list of tasks as a file to keep: what its address says, on all its pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.addresses import client_address
from accounts.audit import Kind, record
from accounts.http import PortalRequest
from accounts.rights import Permission
from projects.access import get_project
from projects.models import Project
from projects.visits import note_visit
from workplace.exports import Table, list_csv, list_pdf, list_workbook, read_table
from workplace.lists import read_list
from workplace.task_page.documents import PdfUnavailable


@dataclass(frozen=True)
class Format:
    ending: str
    content_type: str
    write: Callable[[Table], bytes]


XLSX = Format(
    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", list_workbook
)
CSV = Format("csv", "text/csv; charset=utf-8", list_csv)
PDF = Format("pdf", "application/pdf", lambda table: list_pdf(table, on=timezone.localdate()))


def _of_project(kind: Format) -> Callable[..., HttpResponse]:
    @require_safe
    def file(request: PortalRequest, pk: int) -> HttpResponse:
        project = get_project(request.user, pk, Permission.PROJECT_VIEW)
        return _file(request, project, kind)

    return file


def _across(kind: Format) -> Callable[..., HttpResponse]:
    @require_safe
    def file(request: PortalRequest) -> HttpResponse:
        if not request.user.is_municipal:
            raise PermissionDenied
        return _file(request, None, kind)

    return file


def _file(request: PortalRequest, project: Project | None, kind: Format) -> HttpResponse:
    """Write the list, write down who fetched it, and hand it out."""
    table = read_table(read_list(request.user, project, request.GET), site=settings.SITE_URL)
    try:
        content = kind.write(table)
    except PdfUnavailable:
        return render(request, "workplace/pdf_unavailable.html", {"project": project}, status=503)
    of = f"{project.programme.slug}-{project.municipality.code}" if project else "mine-projekter"
    name = f"opgaver-{slugify(of)}.{kind.ending}"
    if project:
        note_visit(by=request.user, project=project, on=timezone.localdate())
    record(
        kind=Kind.FILE_DOWNLOADED,
        by=request.user,
        municipality=project.municipality_id if project else None,
        address=client_address(request),
        detail={"name": name},
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind.content_type, headers=headers)


project_tasks_xlsx, all_tasks_xlsx = _of_project(XLSX), _across(XLSX)
project_tasks_csv, all_tasks_csv = _of_project(CSV), _across(CSV)
project_tasks_pdf, all_tasks_pdf = _of_project(PDF), _across(PDF)
