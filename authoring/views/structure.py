"""A programme's phases and themes: the page that shows them, and the order they stand in."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_phase, get_theme
from authoring.forms.moving import GONE, NOWHERE, MoveForm
from authoring.structure import phase_rows, theme_rows
from phases.models import Phase, Theme
from phases.services import move_phase, move_theme
from projects.models import Programme
from projects.ordering import Before, NeighbourGone, Step

INVALID, CONFLICT = 422, 409


@require_safe
def structure(request: PortalRequest, slug: str) -> HttpResponse:
    return show(request, get_own_programme(request.user, slug))


def show(request: PortalRequest, programme: Programme, *, status: int = 200) -> HttpResponse:
    context = {
        "programme": programme,
        "phases": phase_rows(programme),
        "themes": theme_rows(programme),
    }
    return render(request, "authoring/structure.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def move_phase_page(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    phase = get_phase(request.user, slug, pk)
    return _move(request, phase, partial(move_phase, phase=phase), f"phase-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def move_theme_page(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    theme = get_theme(request.user, slug, pk)
    return _move(request, theme, partial(move_theme, theme=theme), f"theme-{pk}")


def _move(
    request: PortalRequest,
    found: Phase | Theme,
    move: Callable[..., tuple[int, int]],
    name: str,
) -> HttpResponse:
    """Give a phase or theme another place, and lead to the page, where it has this name."""
    slug = found.programme.slug
    if request.method != "POST":
        return redirect("authoring:structure", slug)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, NOWHERE)
        return show(request, found.programme, status=INVALID)
    try:
        place, among = move(to=form.to)
    except NeighbourGone:
        messages.error(request, GONE)
        return show(request, found.programme, status=CONFLICT)
    messages.success(request, f"»{found}« står nu som nummer {place} af {among}.")
    return redirect(moved_address(slug, name, form.to))


def moved_address(slug: str, name: str, to: Step | Before) -> str:
    """Return the page's address with what was moved, so that its button has the focus."""
    button = to.value if isinstance(to, Step) else Step.UP.value
    return f"{reverse('authoring:structure', args=[slug])}?flyttet={name}&knap={button}"
