"""The programmes that somebody writes, and a new one among them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from authoring.access import get_own_programmes, get_own_systems
from authoring.forms.programmes import NAME_TAKEN, SLUG_TAKEN, NewProgrammeForm
from authoring.programmes import with_counts
from projects.models import Programme
from projects.programmes import ProgrammeNameTaken, SlugTaken, create_programme

INVALID = 422


@require_safe
def programmes(request: PortalRequest) -> HttpResponse:
    found = with_counts(get_own_programmes(request.user)).order_by("name")
    return render(request, "authoring/programmes.html", {"programmes": found})


@require_http_methods(["GET", "HEAD", "POST"])
def new_programme(request: PortalRequest) -> HttpResponse:
    systems = get_own_systems(request.user)
    sent = request.method == "POST"
    form = NewProgrammeForm(request.POST if sent else None, systems=systems)
    made = created(form) if sent and form.is_valid() else None
    if made is None:
        context = {"form": form}
        status = INVALID if sent else 200
        return render(request, "authoring/new_programme.html", context, status=status)
    messages.success(request, f"Programmet »{made}« er oprettet. Begynd med faserne.")
    return redirect("authoring:structure", made.slug)


def created(form: NewProgrammeForm) -> Programme | None:
    """Return the programme, or None when the form has been told why not."""
    said = {name: form.cleaned_data[name] for name in ("name", "slug", "description")}
    system = form.cleaned_data["it_system"]
    try:
        return create_programme(system=system, policy=form.policy, **said)
    except ProgrammeNameTaken:
        form.add_error("name", NAME_TAKEN)
    except SlugTaken:
        form.add_error("slug", SLUG_TAKEN)
    return None
