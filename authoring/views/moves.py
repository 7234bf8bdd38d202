"""Moving a go-live: first what it does, task by task, and then the move, if it is still the same.

What is to be moved where is in the address, so that a dry run can be sent to a colleague; the
move is a form that says the same again, with the fingerprint of what was shown.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_project_in, get_wave
from authoring.forms.waves import ChangeWaveForm, OwnDateForm, WaveDatesForm, before_start
from authoring.moves import municipalities_in, pauses_in
from authoring.views.waves import gone
from authoring.waves import members_of
from projects.waves import WaveGone
from publishing.go_live.moves import GoLiveImpact
from publishing.go_live.rescheduling import (
    GoesLiveBeforeStart,
    change_wave,
    impact_of_change_of_wave,
    impact_of_go_live,
    impact_of_wave,
    move_go_live,
    move_wave,
)
from publishing.impact import ImpactChanged

PAGE = "authoring/move.html"
INVALID, CONFLICT = 422, 409
NOTHING = "Det er allerede sådan. Der var intet at flytte."


@require_http_methods(["GET", "HEAD", "POST"])
def wave_dates(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    wave = get_wave(request.user, slug, pk)
    now = {"starts_on": wave.starts_on, "go_live_on": wave.go_live_on}
    form = WaveDatesForm(sent(request, "go_live_on"), initial=now)
    context = {"programme": wave.programme, "form": form, "kind": "wave", "wave": wave}
    moved = move(request, context, impact_of_wave, move_wave, wave=wave)
    if isinstance(moved, HttpResponse):
        return moved
    tell(request, moved, f"{wave.name} er flyttet.")
    return redirect("authoring:wave", slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def own_date(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    project = get_project_in(request.user, slug, pk)
    form = OwnDateForm(sent(request, "go_live_on"), initial={"go_live_on": project.go_live_on})
    context = {"programme": project.programme, "form": form, "kind": "project"}
    context |= {"project": project, "wave": project.wave}
    moved = move(request, context, impact_of_go_live, move_go_live, project=project)
    if isinstance(moved, HttpResponse):
        return moved
    tell(request, moved, f"{project.municipality}s idriftsættelse er flyttet.")
    if project.wave_id:
        return redirect("authoring:wave", slug, project.wave_id)
    return redirect("authoring:waves", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def other_wave(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    form = ChangeWaveForm(sent(request, "wave", "projects"), programme=programme)
    context = {"programme": programme, "form": form, "kind": "change"}
    moved = move(request, context, impact_of_change_of_wave, change_wave)
    if isinstance(moved, HttpResponse):
        return moved
    wave = form.cleaned_data["wave"]
    tell(request, moved, f"Kommunerne er nu i {wave}.")
    return redirect("authoring:wave", slug, wave.pk)


def sent(request: PortalRequest, *names: str) -> QueryDict | None:
    """Return what the form was sent with, in the body or the address; None when it was not."""
    if request.method == "POST":
        return request.POST
    return request.GET if any(name in request.GET for name in names) else None


def move(
    request: PortalRequest,
    context: dict[str, Any],
    foresee: Callable[..., GoLiveImpact],
    carry_out: Callable[..., GoLiveImpact],
    **what: Any,
) -> GoLiveImpact | HttpResponse:
    """Return what was done, or the page with the form or with what the move would do."""
    form, now = context["form"], timezone.now()
    if not form.is_valid():
        return show(request, context, status=INVALID if form.is_bound else 200)
    what |= form.cleaned_data
    try:
        if request.method != "POST":
            return show(request, context, foresee(**what, on=timezone.localdate(now)))
        return carry_out(**what, by=request.user, at=now, shown=request.POST.get("shown", ""))
    except GoesLiveBeforeStart:
        form.add_error("go_live_on", before_start(context["wave"].starts_on))
        return show(request, context, status=INVALID)
    except ImpactChanged as changed:
        context["has_changed"] = True
        return show(request, context, changed.impact, status=CONFLICT)
    except WaveGone:
        return gone(request, context["programme"].slug)


def tell(request: PortalRequest, impact: GoLiveImpact, done: str) -> None:
    if not impact.is_change:
        messages.info(request, NOTHING)
        return
    tasks, told = impact.totals["moved"], impact.told
    dates = f"{tasks} {'opgave' if tasks == 1 else 'opgaver'} har fået nye datoer."
    mails = f"{told} {'projektleder får' if told == 1 else 'projektledere får'} en mail."
    messages.success(request, f"{done} {dates} {mails}")


def show(
    request: PortalRequest,
    context: dict[str, Any],
    impact: GoLiveImpact | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return the page with the form and, when there is one, what the move would do."""
    if impact:
        context |= {
            "impact": impact,
            "municipalities": municipalities_in(impact, asked=request.GET.get("vis", "")),
            "pauses": pauses_in(impact, [context["form"].cleaned_data.get("go_live_on")]),
        }
    elif context["kind"] == "change":
        context["members"] = members_of(context["programme"], pauses=[], on=timezone.localdate())
    return render(request, PAGE, context, status=status)
