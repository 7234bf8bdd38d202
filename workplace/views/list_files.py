"""A list of tasks as a file: all pages of what its address shows (docs/adr/0137)."""

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
from workplace.exports import ExportTable, list_csv, list_workbook, read_table
from workplace.lists.reading import read_list
from workplace.task_page.documents import PdfUnavailable, pdf_of

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


@require_safe
def project_tasks(request: PortalRequest, pk: int, ending: str) -> HttpResponse:
    return _file(request, get_project(request.user, pk, Permission.PROJECT_VIEW), ending)


@require_safe
def all_tasks(request: PortalRequest, ending: str) -> HttpResponse:
    if not request.user.is_municipal:
        raise PermissionDenied
    return _file(request, None, ending)


def _file(request: PortalRequest, project: Project | None, ending: str) -> HttpResponse:
    """Write the list, record who fetched it, and return it."""
    table = read_table(read_list(request.user, project, request.GET), site=settings.SITE_URL)
    try:
        content = _content(table, ending)
    except PdfUnavailable:
        return render(request, "workplace/pdf_unavailable.html", {"project": project}, status=503)
    of = f"{project.programme.slug}-{project.municipality.code}" if project else "mine-projekter"
    name = f"opgaver-{slugify(of)}.{ending}"
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
    return HttpResponse(content, content_type=CONTENT_TYPES[ending], headers=headers)


def _content(table: ExportTable, ending: str) -> bytes:
    """Return the bytes of the file. Raises PdfUnavailable."""
    match ending:
        case "xlsx":
            return list_workbook(table)
        case "csv":
            return list_csv(table)
        case _:
            context = {"table": table, "today": timezone.localdate()}
            return pdf_of("workplace/list_pdf.html", "workplace/list_pdf.css", context)
