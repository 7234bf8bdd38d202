"""Everything about one person as a file: one's own, or a colleague's for who may fetch it."""

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
from accounts.entries import AuditEntry
from accounts.http import PortalRequest
from accounts.models import User
from accounts.rights import Permission
from administration.documents import personal_data_zip
from administration.export import everything_about, kinds_held

PAGE = "administration/personal_data.html"


@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: PortalRequest) -> HttpResponse:
    """Say what is held about oneself; the button fetches it."""
    if request.method != "POST":
        return page_about(request.user, request)
    return handed_out(request, request.user, name="mine-data", door=lambda _user: None)


@require_http_methods(["GET", "HEAD", "POST"])
def person_data(request: PortalRequest, pk: int) -> HttpResponse:
    """Say what is held about somebody at one's own place; the button fetches it."""
    door = partial(get_person, pk=pk, permission=Permission.PERSONAL_DATA_EXPORT)
    person = door(request.user)
    if request.method != "POST":
        return page_about(person, request)
    return handed_out(request, person, name=f"persondata-{person.pk}", door=door)


def page_about(person: User, request: PortalRequest) -> HttpResponse:
    is_oneself = person.pk == request.user.pk
    context = {"person": person, "is_oneself": is_oneself, "kinds": kinds_held()}
    return render(request, PAGE, context)


def handed_out(
    request: PortalRequest, person: User, *, name: str, door: Callable[[User], object]
) -> HttpResponse:
    """Write down who fetches everything about whom, and send it as long as the door is open."""
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
    # A file is an answer like any other; Django's types have no common name for the two.
    return cast("HttpResponse", response)
