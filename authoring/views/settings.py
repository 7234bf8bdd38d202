"""A programme's settings: what it is called, when its tasks turn yellow, and its pauses."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_blackout, get_own_programme
from authoring.forms.programmes import (
    NAME_TAKEN,
    BlackoutForm,
    DescriptionForm,
    SettingsPolicyForm,
)
from projects.models import Blackout, Programme
from projects.programmes import (
    BlackoutNameTaken,
    ProgrammeNameTaken,
    describe_programme,
    remove_blackout,
    save_blackout,
)
from publishing.changes.light_policy import change_policy, impact_of_policy
from publishing.impact import Impact, ImpactChanged

INVALID, CONFLICT = 422, 409
PAUSE_TAKEN = "Programmet har allerede en pause med det navn. Vælg et andet."


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PortalRequest, slug: str) -> HttpResponse:
    """Show all settings; sent here are the name and the description."""
    programme = get_own_programme(request.user, slug)
    if request.method != "POST":
        return show(request, programme)
    form = DescriptionForm(request.POST, programme=programme)
    if form.is_valid():
        try:
            describe_programme(programme=programme, **form.cleaned_data)
        except ProgrammeNameTaken:
            form.add_error("name", NAME_TAKEN)
        else:
            messages.success(request, "Navn og beskrivelse er gemt.")
            return redirect("authoring:settings", slug)
    return show(request, programme, status=INVALID, about=form)


def show(
    request: PortalRequest,
    programme: Programme,
    *,
    status: int = 200,
    impact: Impact | None = None,
    **tried: forms.Form,
) -> HttpResponse:
    """Return the page; ``tried`` are forms that were sent and stay as typed."""
    context: dict[str, Any] = {
        "programme": programme,
        "about": DescriptionForm(programme=programme),
        "lights": SettingsPolicyForm(programme=programme),
        "blackouts": programme.blackouts.order_by("first_week", "name"),
        "impact": impact,
        "has_changed": status == CONFLICT,
        **tried,
    }
    return render(request, "authoring/settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: PortalRequest, slug: str) -> HttpResponse:
    """Show first what live tasks would turn to; save when that has been seen, or is nothing."""
    programme = get_own_programme(request.user, slug)
    if request.method != "POST":
        return redirect("authoring:settings", slug)
    form = SettingsPolicyForm(request.POST, programme=programme)
    if not form.is_valid():
        return show(request, programme, status=INVALID, lights=form)
    now, shown = timezone.now(), request.POST.get("shown", "")
    if not shown:
        on = timezone.localdate(now)
        impact = impact_of_policy(programme=programme, policy=form.policy, on=on)
        if impact.visible:
            return show(request, programme, impact=impact, lights=form)
        shown = impact.fingerprint
    try:
        done = change_policy(programme=programme, policy=form.policy, at=now, shown=shown)
    except ImpactChanged as changed:
        return show(request, programme, status=CONFLICT, impact=changed.impact, lights=form)
    turned = sum(shift.tasks for shift in done.turns)
    tasks = "1 opgave" if turned == 1 else f"{turned} opgaver"
    messages.success(request, f"Lysene er gemt.{f' {tasks} har skiftet lys.' if turned else ''}")
    return redirect("authoring:settings", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def new_blackout(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    return _blackout_page(request, programme, Blackout(programme=programme))


@require_http_methods(["GET", "HEAD", "POST"])
def blackout(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_blackout(request.user, slug, pk)
    return _blackout_page(request, found.programme, found)


def _blackout_page(request: PortalRequest, programme: Programme, found: Blackout) -> HttpResponse:
    sent = request.method == "POST"
    form = BlackoutForm(request.POST if sent else None, blackout=found)
    if sent and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(found, name, value)
        try:
            save_blackout(blackout=found)
        except BlackoutNameTaken:
            form.add_error("name", PAUSE_TAKEN)
        else:
            messages.success(request, f"Pausen »{found}« er gemt.")
            return redirect("authoring:settings", programme.slug)
    context = {"programme": programme, "form": form, "is_new": found.pk is None}
    return render(request, "authoring/blackout.html", context, status=INVALID if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_blackout(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_blackout(request.user, slug, pk)
    if request.method == "POST":
        remove_blackout(blackout=found)
        messages.success(request, f"Pausen »{found}« er fjernet.")
    return redirect("authoring:settings", slug)
