"""Moving a go-live: first what it does, task by task, and then the deed, if it is still the same.

What is to be moved where is in the address, so that a preview can be sent to a colleague; the
deed is a form that says the same again, with the mark of what was shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_project_in, get_wave
from authoring.forms.waves import (
    ChangeWaveForm,
    ForeseenForm,
    OwnDateForm,
    WaveDatesForm,
    before_start,
)
from authoring.moves import preview_of
from authoring.views.waves import gone
from authoring.waves import members_of
from projects.models import Programme
from projects.waves import WaveGone
from publishing.go_live.moves import Move
from publishing.go_live.rescheduling import (
    GoesLiveBeforeStart,
    MovedMeanwhile,
    change_wave,
    foresee_change_of_wave,
    foresee_go_live,
    foresee_wave,
    move_go_live,
    move_wave,
)

PAGE = "authoring/move.html"
INVALID, CONFLICT = 422, 409
NOTHING = "Det er allerede sådan. Der var intet at flytte."


@dataclass
class Moving:
    """One page's move: its form, how it is foreseen and done, and where it leads."""

    programme: Programme
    form: ForeseenForm
    foresee: Callable[[], Move]
    carry_out: Callable[[], Move]
    done: Callable[[], str]
    back: Callable[[], HttpResponse]
    context: dict[str, Any] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def wave_dates(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    wave = get_wave(request.user, slug, pk)
    form = WaveDatesForm(
        sent(request, "go_live_on"),
        initial={"starts_on": wave.starts_on, "go_live_on": wave.go_live_on},
    )
    moving = Moving(
        programme=wave.programme,
        form=form,
        foresee=lambda: foresee_wave(wave=wave, on=timezone.localdate(), **form.facts),
        carry_out=lambda: move_wave(wave=wave, **form.facts, **signed(request, form)),
        done=lambda: f"{wave.name} er flyttet.",
        back=lambda: redirect("authoring:wave", slug, pk),
        context={"kind": "wave", "wave": wave},
    )
    return go(request, moving)


@require_http_methods(["GET", "HEAD", "POST"])
def own_date(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    project = get_project_in(request.user, slug, pk)
    form = OwnDateForm(sent(request, "go_live_on"), initial={"go_live_on": project.go_live_on})
    back_to_wave = ("authoring:wave", slug, project.wave_id)
    moving = Moving(
        programme=project.programme,
        form=form,
        foresee=lambda: foresee_go_live(project=project, on=timezone.localdate(), **form.facts),
        carry_out=lambda: move_go_live(project=project, **form.facts, **signed(request, form)),
        done=lambda: f"{project.municipality}s idriftsættelse er flyttet.",
        back=lambda: redirect(*back_to_wave if project.wave_id else ("authoring:waves", slug)),
        context={"kind": "project", "project": project, "wave": project.wave},
    )
    return go(request, moving)


@require_http_methods(["GET", "HEAD", "POST"])
def other_wave(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    form = ChangeWaveForm(sent(request, "wave", "projects"), programme=programme)
    moving = Moving(
        programme=programme,
        form=form,
        foresee=lambda: foresee_change_of_wave(on=timezone.localdate(), **form.facts),
        carry_out=lambda: change_wave(**form.facts, **signed(request, form)),
        done=lambda: f"Kommunerne er nu i {form.facts['wave']}.",
        back=lambda: redirect("authoring:wave", slug, form.facts["wave"].pk),
        context={"kind": "change"},
    )
    return go(request, moving)


def sent(request: PortalRequest, *names: str) -> QueryDict | None:
    """Return what the form was sent with, in the body or the address; None when it was not."""
    if request.method == "POST":
        return request.POST
    return request.GET if any(name in request.GET for name in names) else None


def signed(request: PortalRequest, form: ForeseenForm) -> dict[str, Any]:
    """Return who moves it and when, and what they were shown."""
    return {"by": request.user, "at": timezone.now(), "shown": form.cleaned_data["shown"] or ""}


def go(request: PortalRequest, moving: Moving) -> HttpResponse:
    """Show the form, or what the move would do, or do it."""
    form = moving.form
    if not form.is_valid():
        return show(request, moving, status=INVALID if form.is_bound else 200)
    try:
        if request.method != "POST":
            return show(request, moving, moving.foresee())
        move = moving.carry_out()
    except GoesLiveBeforeStart:
        form.add_error("go_live_on", before_start(moving.context["wave"].starts_on))
        return show(request, moving, status=INVALID)
    except MovedMeanwhile as told:
        return show(request, moving, told.move, is_stale=True, status=CONFLICT)
    except WaveGone:
        return gone(request, moving.programme.slug)
    if move.is_change:
        messages.success(request, f"{moving.done()} {in_words(move)}")
    else:
        messages.info(request, NOTHING)
    return moving.back()


def in_words(move: Move) -> str:
    tasks, told = move.totals.moved, len(move.told)
    dates = f"{tasks} {'opgave' if tasks == 1 else 'opgaver'} har fået nye datoer."
    mails = f"{told} {'projektleder får' if told == 1 else 'projektledere får'} en mail."
    return f"{dates} {mails}"


def show(
    request: PortalRequest,
    moving: Moving,
    move: Move | None = None,
    *,
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Return the page with the form and, when there is one, what the move would do."""
    context: dict[str, Any] = {
        "programme": moving.programme,
        "form": moving.form,
        "is_stale": is_stale,
        **moving.context,
    }
    if move:
        context["preview"] = preview_of(
            move,
            dates=[moving.form.cleaned_data.get("go_live_on")],
            shown=request.GET.get("vis", ""),
        )
    elif context["kind"] == "change":
        context["members"] = members_of(moving.programme, pauses=[], on=timezone.localdate())
    return render(request, PAGE, context, status=status)
