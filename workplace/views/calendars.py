"""Calendars: a person's addresses, the files served there, and one task's file."""

from typing import Any

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.addresses import client_address
from accounts.audit import Kind, record
from accounts.http import CONFLICT, INVALID, PortalRequest
from accounts.models import User
from accounts.rights import Permission
from projects.access import get_project
from projects.models import Project
from projects.visits import note_visit
from tasks.access import get_task
from workplace.access import get_feed, get_feeds
from workplace.calendars import feeds as calendar_feeds
from workplace.calendars.feeds import FeedAlreadyThere, FeedNotThere
from workplace.calendars.services import CONTENT_TYPE, calendar_file, go_live_entry, task_entries
from workplace.calendars.tokens import hash_of
from workplace.models import CalendarFeed

TEMPLATE = "workplace/calendar.html"
TOO_MANY = 429
RETRY_AFTER = 600  # seconds
REFUSALS = {
    FeedAlreadyThere: "Du har allerede en adresse. Den vises kun én gang: forny den, hvis du "
    "har mistet den.",
    FeedNotThere: "Adressen er stoppet i mellemtiden. Opret en ny.",
}
BROKEN = "Formularen er ikke hel. Genindlæs siden, og prøv igen."


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The file for a calendar program; the address identifies its person (accounts.scope)."""
    rates = {"request": request, "app": "workplace", "action": "fetch", "limit_get": True}
    if not consume(config=settings.CALENDAR_RATE_LIMITS, key=hash_of(token), **rates):
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": f"{RETRY_AFTER}"})
    reader: User | None = getattr(request, "bearer", None)
    if reader is None:
        raise Http404
    feed = get_feed(reader, token)
    today = timezone.localdate()
    if calendar_feeds.note_fetch(feed=feed, on=today):
        _record(request, Kind.CALENDAR_FETCHED, by=reader, project=feed.project)
    return HttpResponse(_content(feed, reader), content_type=CONTENT_TYPE)


def _content(feed: CalendarFeed, reader: User) -> bytes:
    today = timezone.localdate()
    tasks = calendar_feeds.tasks_in(feed, reader).for_list()
    entries = task_entries(tasks, on=today)
    project = calendar_feeds.project_in(feed, reader)
    go_live = go_live_entry(project) if project else None
    name = f"Fremdrift: {feed.project.programme.name if feed.project else 'mine opgaver'}"
    whole = [*([go_live] if go_live else []), *entries]
    return calendar_file(whole, name=name, uid=f"kalender-{feed.pk}", on=today)


@require_safe
def task_calendar(request: PortalRequest, number: int) -> HttpResponse:
    """One task's due date as a file; 404 where there is no date to put in."""
    task = get_task(request.user, number, Permission.TASK_VIEW)
    if task.due_on is None or task.is_withdrawn:
        raise Http404
    today = timezone.localdate()
    note_visit(by=request.user, project=task.project, on=today)
    content = calendar_file(
        task_entries([task], on=today), name=task.title, uid=f"opgave-{task.pk}", on=today
    )
    name = f"opgave-{task.pk}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: PortalRequest) -> HttpResponse:
    """The address of the person's own tasks, and a list of their addresses for projects."""
    return _page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def project_calendar(request: PortalRequest, pk: int) -> HttpResponse:
    """The person's address for a project's dates."""
    return _page(request, get_project(request.user, pk, Permission.PROJECT_VIEW))


def _page(request: PortalRequest, project: Project | None) -> HttpResponse:
    if not request.user.is_municipal:
        raise PermissionDenied
    if request.method != "POST":
        return _render(request, project)
    try:
        done = _carry_out(request, project, request.POST.get("do", ""))
    except (FeedAlreadyThere, FeedNotThere) as refusal:
        return _render(request, project, refusal=REFUSALS[type(refusal)], status=CONFLICT)
    if done is None:
        return _render(request, project, refusal=BROKEN, status=INVALID)
    return _render(request, project, status=200, **done)


def _render(
    request: PortalRequest, project: Project | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    feeds = get_feeds(request.user)
    context = {
        "project": project,
        "feed": next((feed for feed in feeds if feed.project_id == (project and project.pk)), None),
        "others": [feed for feed in feeds if feed.project_id is not None],
        "total": len(feeds),
    }
    return render(request, TEMPLATE, context | more, status=status)


def _carry_out(
    request: PortalRequest, project: Project | None, action: str
) -> dict[str, Any] | None:
    """Return what the page shows of an address made, renewed or stopped; None: no such action.

    Raises FeedAlreadyThere, FeedNotThere.
    """
    by, now = request.user, timezone.now()
    match action:
        case "make":
            token = calendar_feeds.make_feed(by=by, project=project, at=now)
            _record(request, Kind.CALENDAR_MADE, by=by, project=project)
            return {"address": address_of(token), "done": "Adressen er oprettet."}
        case "renew":
            token = calendar_feeds.renew_feed(by=by, project=project, at=now)
            _record(request, Kind.CALENDAR_RENEWED, by=by, project=project)
            done = "Adressen er fornyet. Den gamle virker ikke længere."
            return {"address": address_of(token), "done": done}
        case "stop":
            calendar_feeds.stop_feed(by=by, project=project)
            _record(request, Kind.CALENDAR_STOPPED, by=by, project=project)
            return {"done": "Adressen er stoppet og virker ikke længere."}
        case "stop_all":
            for feed in get_feeds(by):
                _record(request, Kind.CALENDAR_STOPPED, by=by, project=feed.project)
            calendar_feeds.stop_all_feeds(by=by)
            return {"done": "Alle dine kalenderadresser er stoppet og virker ikke længere."}
    return None


def address_of(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('calendar', args=[token])}"


def _record(request: HttpRequest, kind: Kind, *, by: User, project: Project | None) -> None:
    detail = {"calendar": f"projektet »{project.programme.name}«"} if project else {}
    record(kind=kind, by=by, address=client_address(request), detail=detail)
