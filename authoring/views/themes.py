"""The form of a theme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_theme
from authoring.forms.structure import ThemeForm
from authoring.views.deleting import ask_first, in_the_way, used_locally
from phases.services import (
    InUse,
    ThemeNameTaken,
    UsedLocally,
    change_theme,
    create_theme,
    delete_theme,
)

THEME, INVALID = "authoring/theme.html", 422
THEME_TAKEN = "Et andet tema i programmet har allerede det navn. Vælg et andet."


@require_http_methods(["GET", "HEAD", "POST"])
def new_theme(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    sent = request.method == "POST"
    form = ThemeForm(request.POST if sent else None, theme=None)
    if sent and form.is_valid():
        try:
            made = create_theme(programme_id=programme.pk, **form.cleaned_data)
        except ThemeNameTaken:
            form.add_error("name", THEME_TAKEN)
        else:
            messages.success(request, f"Temaet »{made}« er oprettet.")
            return redirect("authoring:structure", slug)
    context = {"programme": programme, "form": form}
    return render(request, THEME, context, status=INVALID if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    found = get_theme(request.user, slug, pk)
    sent = request.method == "POST"
    form = ThemeForm(request.POST if sent else None, theme=found)
    if sent and form.is_valid():
        try:
            made = change_theme(theme=found, **form.cleaned_data)
        except ThemeNameTaken:
            form.add_error("name", THEME_TAKEN)
        else:
            messages.success(request, f"Temaet »{made}« er gemt.")
            return redirect("authoring:structure", slug)
    context = {"programme": found.programme, "theme": found, "form": form}
    return render(request, THEME, context, status=INVALID if sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_theme(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask first; then delete a theme that no task is about."""
    found, refusal = get_theme(request.user, slug, pk), ""
    if request.method == "POST":
        try:
            delete_theme(theme=found)
        except InUse as used:
            refusal = in_the_way(
                used.tasks, "fællesopgave", "hører til temaet", "Giv dem et andet tema"
            )
        except UsedLocally:
            refusal = used_locally("temaet", "det")
        else:
            messages.success(request, f"Temaet »{found}« er slettet.")
            return redirect("authoring:structure", slug)
    return ask_first(request, found.programme, f"temaet »{found}«", f"tema={pk}", refusal)
