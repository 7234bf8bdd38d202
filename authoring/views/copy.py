"""A programme as the start of another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_own_systems
from authoring.copies import copy_programme
from authoring.forms.programmes import NAME_TAKEN, SLUG_TAKEN, CopyProgrammeForm
from projects.models import Programme
from projects.programmes import ProgrammeNameTaken, SlugTaken

INVALID = 422


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    sent = request.method == "POST"
    form = CopyProgrammeForm(
        request.POST if sent else None,
        programme=programme,
        systems=get_own_systems(request.user),
    )
    made = copied(form, programme) if sent and form.is_valid() else None
    if made is None:
        context = {"programme": programme, "form": form}
        status = INVALID if sent else 200
        return render(request, "authoring/copy.html", context, status=status)
    messages.success(request, f"Programmet »{made}« er oprettet som en kopi af »{programme}«.")
    return redirect("authoring:plan", made.slug)


def copied(form: CopyProgrammeForm, programme: Programme) -> Programme | None:
    """Return the copy, or None when the form has been told why not."""
    said = {name: form.cleaned_data[name] for name in ("name", "slug")}
    try:
        return copy_programme(programme=programme, system=form.cleaned_data["it_system"], **said)
    except ProgrammeNameTaken:
        form.add_error("name", NAME_TAKEN)
    except SlugTaken:
        form.add_error("slug", SLUG_TAKEN)
    return None
