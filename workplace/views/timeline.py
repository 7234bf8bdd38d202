import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.rights import Permission
from projects.access import get_project, permissions_in
from projects.visits import note_visit
from workplace.timeline.chart import FIRST, LAST, Scale, Zoom
from workplace.timeline.project import TimelineView, read_timeline

WORD = 60  # pixels: half the width of a line's label


@require_safe
def project_timeline(request: PortalRequest, pk: int) -> HttpResponse:
    """The project in time, as a picture and as a table."""
    project = get_project(request.user, pk, Permission.PROJECT_VIEW)
    today = timezone.localdate()
    note_visit(by=request.user, project=project, on=today)
    zoom, from_on = zoom_of(request.GET.get("zoom", "")), day_of(request.GET.get("fra", ""))
    view, timeline = read_timeline(request.user, project, zoom=zoom, from_on=from_on, on=today)
    context = {
        "project": project,
        "today": today,
        "go_live_on": project.live_date(),
        "timeline": timeline,
        "may_plan": Permission.TASK_PLAN in permissions_in(request.user, project),
    }
    context |= view_links(view)
    for name, day in (("today", today), ("go_live", project.live_date())):
        context |= line_at(name, day, timeline.scale)
    return render(request, "workplace/timeline.html", context)


def zoom_of(value: str) -> Zoom:
    """Return the zoom in the address; unknown ones mean the whole project."""
    return next((zoom for zoom in Zoom if zoom.value == value), Zoom.ALL)


def day_of(value: str) -> dt.date | None:
    """Return the day in the address (2026-03-01), or None when it is not valid."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


def view_links(view: TimelineView) -> dict[str, Any]:
    """Return the addresses of other parts of the project."""
    return {
        "view": view,
        "zooms": [(zoom, f"?zoom={zoom.value}", zoom is view.zoom) for zoom in Zoom],
        "before_url": f"?zoom={view.zoom.value}&fra={view.before}" if view.before else "",
        "after_url": f"?zoom={view.zoom.value}&fra={view.after}" if view.after else "",
    }


def line_at(name: str, day: dt.date | None, scale: Scale) -> dict[str, Any]:
    """Return the position of a day's line, if it is shown, and the side its label has room on."""
    at = scale.middle(day) if day and scale.holds(day) else None
    side = "end" if at and at > scale.width - WORD else "middle" if at and at > WORD else "start"
    return {f"{name}_at": at, f"{name}_side": side}
