"""The export of everything about oneself, or about a colleague with the permission."""

import io
from collections.abc import Callable
from functools import partial
from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import get_person
from accounts.addresses import client_address
from accounts.audit import record
from accounts.downloads import watched_download
from accounts.http import PortalRequest
from accounts.models import AuditEntry, User
from accounts.rights import Permission
from administration.documents import personal_data_zip
from administration.export import everything_about, kinds_held

PAGE = "administration/personal_data.html"


@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: PortalRequest) -> HttpResponse:
    """Show what is held about oneself; POST downloads it."""
    if request.method != "POST":
        return page_about(request.user, request)
    return export_response(request, request.user, name="mine-data", door=lambda _user: None)


@require_http_methods(["GET", "HEAD", "POST"])
def person_data(request: PortalRequest, pk: int) -> HttpResponse:
    """Show what is held about somebody in one's organisation; POST downloads it."""
    door = partial(get_person, pk=pk, permission=Permission.PERSONAL_DATA_EXPORT)
    person = door(request.user)
    if request.method != "POST":
        return page_about(person, request)
    return export_response(request, person, name=f"persondata-{person.pk}", door=door)


def page_about(person: User, request: PortalRequest) -> HttpResponse:
    is_oneself = person.pk == request.user.pk
    context = {"person": person, "is_oneself": is_oneself, "kinds": kinds_held()}
    return render(request, PAGE, context)


def export_response(
    request: PortalRequest, person: User, *, name: str, door: Callable[[User], object]
) -> HttpResponse:
    """Log the export, and send it as long as ``door`` gives access."""
    now = timezone.now()
    record(
        kind=AuditEntry.Kind.PERSONAL_DATA_DOWNLOADED,
        by=request.user,
        about=person,
        address=client_address(request),
    )
    content = personal_data_zip(person, everything_about(person, reader=request.user), at=now)
    response = watched_download(
        io.BytesIO(content),
        name=f"{name}-{timezone.localdate(now)}.zip",
        size=len(content),
        content_type="application/zip",
        reader=request.user,
        door=door,
    )
    # Django's types have no common name for file and other responses.
    return cast("HttpResponse", response)
