"""The form of a phase; its window moves live tasks, and the page says so first."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_phase
from authoring.forms.structure import PhaseForm
from authoring.structure import possible_parents
from authoring.views.deleting import ask_first, in_the_way, used_locally
from phases.models import Phase
from phases.services import (
    InUse,
    ParentNotPossible,
    PhaseHasSubPhases,
    PhaseNumberTaken,
    UsedLocally,
    create_phase,
    delete_phase,
)
from publishing.changes.phase_windows import change_phase_and_tasks, impact_of_phase
from publishing.impact import Impact, ImpactChanged

INVALID, CONFLICT = 422, 409
PHASE = "authoring/phase.html"
NUMBER_TAKEN = "En anden fase i programmet har allerede det nummer. Vælg et andet."
NO_PARENT = (
    "Fasen kan ikke ligge der. En underfase ligger under en hovedfase, og en fase med underfaser "
    "er selv en hovedfase."
)


@require_http_methods(["GET", "HEAD", "POST"])
def new_phase(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    sent = request.method == "POST"
    form = PhaseForm(request.POST if sent else None, phase=None, above=possible_parents(programme))
    if sent and form.is_valid():
        try:
            made = create_phase(programme_id=programme.pk, facts=form.facts)
        except (PhaseNumberTaken, ParentNotPossible) as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, f"Fasen »{made}« er oprettet.")
            return redirect("authoring:structure", slug)
    context = {"programme": programme, "form": form}
    return render(request, PHASE, context, status=INVALID if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def phase(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_phase(request.user, slug, pk)
    sent = request.method == "POST"
    form = PhaseForm(
        request.POST if sent else None,
        phase=found,
        above=possible_parents(found.programme, found),
    )
    if sent and form.is_valid():
        return _change(request, found, form)
    return _show_phase(request, found, form, status=INVALID if sent else 200)


def _change(request: PortalRequest, found: Phase, form: PhaseForm) -> HttpResponse:
    """Show first what live tasks would get; save when that has been seen, or is nothing."""
    now, shown = timezone.now(), request.POST.get("shown", "")
    if not shown:
        impact = impact_of_phase(phase=found, facts=form.facts, on=timezone.localdate(now))
        if impact.visible:
            return _show_phase(request, found, form, status=200, impact=impact)
        shown = impact.fingerprint
    try:
        done = change_phase_and_tasks(phase=found, facts=form.facts, at=now, shown=shown)
    except (PhaseNumberTaken, ParentNotPossible) as refusal:
        _tell(form, refusal)
        return _show_phase(request, found, form, status=INVALID)
    except ImpactChanged as changed:
        return _show_phase(request, found, form, status=CONFLICT, impact=changed.impact)
    moved = done.totals["moved"]
    tasks = "1 opgave" if moved == 1 else f"{moved} opgaver"
    news = f" {tasks} har fået nye datoer." if moved else ""
    messages.success(request, f"Fasen »{form.facts.number} {form.facts.name}« er gemt.{news}")
    return redirect("authoring:structure", found.programme.slug)


def _show_phase(
    request: PortalRequest,
    found: Phase,
    form: PhaseForm,
    *,
    status: int,
    impact: Impact | None = None,
) -> HttpResponse:
    context = {
        "programme": found.programme,
        "phase": found,
        "form": form,
        "impact": impact,
        "has_changed": status == CONFLICT,
    }
    return render(request, PHASE, context, status=status)


def _tell(form: forms.Form, refusal: Exception) -> None:
    """Say beside the field what stood in the way."""
    if isinstance(refusal, PhaseNumberTaken):
        form.add_error("number", NUMBER_TAKEN)
    else:
        form.add_error("parent", NO_PARENT)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_phase(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask first; then delete a phase that nothing stands in the way of."""
    found, refusal = get_phase(request.user, slug, pk), ""
    if request.method == "POST":
        try:
            delete_phase(phase=found)
        except PhaseHasSubPhases as has:
            refusal = in_the_way(has.number, "underfase", "ligger under fasen", "Flyt dem")
        except InUse as used:
            refusal = in_the_way(used.tasks, "fællesopgave", "hører til fasen", "Flyt dem")
        except UsedLocally:
            refusal = used_locally("fasen", "den")
        else:
            messages.success(request, f"Fasen »{found}« er slettet.")
            return redirect("authoring:structure", slug)
    return ask_first(request, found.programme, f"fasen »{found}«", f"fase={pk}", refusal)
