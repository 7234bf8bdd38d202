"""The waves of a programme: their balance, who is in each, and making and removing them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_wave
from authoring.forms.waves import (
    TAKEN,
    AddMunicipalitiesForm,
    ChangeWaveForm,
    WaveDatesForm,
    WaveForm,
    WaveNameForm,
)
from authoring.waves import members_of, municipalities_outside, row_of, rows_of
from projects.balance import read_balance
from projects.models import Programme, Wave
from projects.waves import (
    WaveGone,
    WaveHasProjects,
    WaveHasPublications,
    WaveNumberTaken,
    add_wave,
    delete_wave,
    rename_wave,
)
from publishing.publications.joining import Joined, add_to_wave

INVALID = 422
GONE = "Bølgen er slettet af en anden. Her er de bølger, der er."


@require_safe
def waves(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    today = timezone.localdate()
    pauses = list(programme.blackouts.order_by("name"))
    balance = read_balance(programme, on=today)
    rows = rows_of(balance, pauses)
    context = {
        "programme": programme,
        "pauses": pauses,
        "rows": rows,
        "uneven": [row for row in rows if row.load.remarks],
        "paused": [row for row in rows if row.pauses],
        "total": row_of(balance.total, balance),
        "members": members_of(programme, pauses=pauses, on=today, wave=None),
        "change_form": ChangeWaveForm(programme=programme),
        "outside": list(municipalities_outside(programme, on=today)),
    }
    return render(request, "authoring/waves.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_wave(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    if request.method != "POST":
        return show_new(request, programme, WaveForm(initial=next_wave(programme)))
    form = WaveForm(request.POST)
    if not form.is_valid():
        return show_new(request, programme, form, status=INVALID)
    try:
        wave = add_wave(programme=programme, **form.cleaned_data)
    except WaveNumberTaken:
        form.add_error("number", TAKEN)
        return show_new(request, programme, form, status=INVALID)
    messages.success(request, f"{wave.name} er oprettet. Tilføj nu de kommuner, der er med i den.")
    return redirect("authoring:wave", slug, wave.pk)


def next_wave(programme: Programme) -> dict[str, Any]:
    """Return what the next wave would be called if the numbers go on."""
    number = max(programme.waves.values_list("number", flat=True), default=0) + 1
    return {"number": number, "name": f"Bølge {number}"}


def show_new(
    request: PortalRequest, programme: Programme, form: WaveForm, *, status: int = 200
) -> HttpResponse:
    context = {"programme": programme, "form": form}
    return render(request, "authoring/new_wave.html", context, status=status)


@require_safe
def wave(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    return show(request, get_wave(request.user, slug, pk))


def show(
    request: PortalRequest, wave: Wave, *, status: int = 200, name_form: forms.Form | None = None
) -> HttpResponse:
    """Return the wave's page; ``name_form`` was sent and stays as typed."""
    programme, today = wave.programme, timezone.localdate()
    pauses = list(programme.blackouts.order_by("name"))
    balance = read_balance(programme, on=today)
    context = {
        "programme": programme,
        "wave": wave,
        "row": next(row for row in rows_of(balance, pauses) if row.load.wave == wave),
        "members": members_of(programme, pauses=pauses, on=today, wave=wave),
        "name_form": name_form or WaveNameForm(initial={"number": wave.number, "name": wave.name}),
        "dates_form": WaveDatesForm(
            initial={"starts_on": wave.starts_on, "go_live_on": wave.go_live_on}
        ),
        "change_form": ChangeWaveForm(programme=programme),
    }
    return render(request, "authoring/wave.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def name_wave(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_wave(request.user, slug, pk)
    if request.method != "POST":
        return redirect("authoring:wave", slug, pk)
    form = WaveNameForm(request.POST)
    if not form.is_valid():
        return show(request, found, status=INVALID, name_form=form)
    try:
        renamed = rename_wave(wave=found, **form.cleaned_data)
    except WaveNumberTaken:
        form.add_error("number", TAKEN)
        return show(request, found, status=INVALID, name_form=form)
    except WaveGone:
        return gone(request, slug)
    messages.success(request, f"Bølge nummer {renamed.number} hedder nu »{renamed.name}«.")
    return redirect("authoring:wave", slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_wave(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask first; a wave that somebody is in or something is published to is not removed."""
    found = get_wave(request.user, slug, pk)
    if request.method != "POST":
        return ask(request, found, in_it=found.projects.count())
    try:
        delete_wave(wave=found)
    except WaveHasProjects:
        return ask(request, found, in_it=found.projects.count(), status=INVALID)
    except WaveHasPublications:
        return ask(request, found, is_published_to=True, status=INVALID)
    except WaveGone:
        return gone(request, slug)
    messages.success(request, f"{found.name} er slettet.")
    return redirect("authoring:waves", slug)


def ask(
    request: PortalRequest,
    wave: Wave,
    *,
    in_it: int = 0,
    is_published_to: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "programme": wave.programme,
        "wave": wave,
        "in_it": in_it,
        "is_published_to": is_published_to,
    }
    return render(request, "authoring/remove_wave.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_municipalities(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_wave(request.user, slug, pk)
    outside = municipalities_outside(found.programme, on=found.go_live_on or timezone.localdate())
    if request.method != "POST":
        return show_outside(request, found, AddMunicipalitiesForm(outside=outside))
    form = AddMunicipalitiesForm(request.POST, outside=outside)
    if not form.is_valid():
        return show_outside(request, found, form, status=INVALID)
    chosen = form.cleaned_data["municipalities"]
    try:
        joined = add_to_wave(wave=found, municipalities=chosen, at=timezone.now())
    except WaveGone:
        return gone(request, slug)
    say(request, found, joined)
    return redirect("authoring:wave", slug, pk)


def say(request: PortalRequest, wave: Wave, joined: Joined) -> None:
    number = len(joined.projects)
    came = "1 kommune er" if number == 1 else f"{number} kommuner er"
    tasks = {0: "Der er ikke udgivet opgaver til dem endnu.", 1: "De har fået 1 opgave."}.get(
        joined.tasks, f"De har fået {joined.tasks} opgaver i alt."
    )
    if number:
        messages.success(request, f"{came} kommet med i {wave.name}. {tasks}")
    if joined.already:
        names = ", ".join(str(one) for one in joined.already)
        messages.info(request, f"Allerede med i programmet, og uændret: {names}.")


def show_outside(
    request: PortalRequest, wave: Wave, form: AddMunicipalitiesForm, *, status: int = 200
) -> HttpResponse:
    chosen = set(form["municipalities"].value() or ())
    context = {
        "programme": wave.programme,
        "wave": wave,
        "form": form,
        "outside": [(one, pk in chosen) for pk, one in form.outside.items()],
    }
    return render(request, "authoring/add_to_wave.html", context, status=status)


def gone(request: PortalRequest, slug: str) -> HttpResponse:
    messages.error(request, GONE)
    return redirect("authoring:waves", slug)
