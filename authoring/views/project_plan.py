"""One municipality's plan as a file, for whoever sees the project."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.addresses import client_address
from accounts.audit import Kind, record
from accounts.http import PortalRequest
from accounts.rights import Permission
from authoring import documents
from authoring.views.files import download
from projects.access import get_project
from projects.models import Project
from projects.visits import note_visit


@require_safe
def project_xlsx(request: PortalRequest, pk: int) -> HttpResponse:
    project = get_project(request.user, pk, Permission.PROJECT_VIEW)
    content = documents.municipal_workbook(project, reader=request.user)
    return fetched(request, project, content, documents.XLSX, "xlsx")


@require_safe
def project_xml(request: PortalRequest, pk: int) -> HttpResponse:
    project = get_project(request.user, pk, Permission.PROJECT_VIEW)
    content = documents.municipal_xml(project, reader=request.user, at=timezone.now())
    return fetched(request, project, content, documents.XML, "xml")


def fetched(
    request: PortalRequest, project: Project, content: bytes, content_type: str, ending: str
) -> HttpResponse:
    """Write down who fetched it, and hand it out."""
    name = f"plan-{project.programme.slug}-{project.municipality.code}.{ending}"
    note_visit(by=request.user, project=project, on=timezone.localdate())
    record(
        kind=Kind.FILE_DOWNLOADED,
        by=request.user,
        municipality=project.municipality_id,
        address=client_address(request),
        detail={"name": name},
    )
    return download(content, content_type, name)
