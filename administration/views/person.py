"""One person's page and its forms. Each form has its own address; GET redirects to the person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.access import get_person
from accounts.history import read_person_history
from accounts.http import CONFLICT, INVALID, PortalRequest
from accounts.invitations import PersonHasSignedIn, PersonIsInactive, invite_again
from accounts.models import User
from accounts.rights import Permission
from accounts.second_factor import has_second_factor, reset_second_factor
from administration.forms.people import DutiesForm, NameForm
from administration.people import involvement_of
from design.chips import HISTORY_STEP, history_length

PAGE, DEACTIVATE = "administration/person.html", "administration/deactivate.html"
RESET = "administration/reset_second_factor.html"
LAST = (
    "{person} er den eneste, der kan give andre adgang hos jer. Gør først en kollega til "
    "administrator."
)


@require_safe
def person(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_person(request.user, pk, Permission.PEOPLE_VIEW)
    return show(request, found)


def show(
    request: PortalRequest, found: User, *, status: int = 200, **tried: forms.Form
) -> HttpResponse:
    """Return the page; ``tried`` are submitted forms, shown as typed."""
    may_manage = Permission.PEOPLE_MANAGE in request.user.permissions
    shown = history_length(request.GET)
    found_url = reverse("administration:person", args=[found.pk])
    context: dict[str, Any] = {
        "person": found,
        "involvement": involvement_of(found),
        "history": read_person_history(found, limit=shown),
        "more_url": f"{found_url}?historik={shown + HISTORY_STEP}#historik",
        "has_second_factor": has_second_factor(found),
        "may_manage": may_manage,
        "is_oneself": found.pk == request.user.pk,
        "name_form": NameForm(person=found),
        "duties_form": DutiesForm(person=found),
        **tried,
    }
    return render(request, PAGE, context, status=status)


def person_form(
    view: Callable[[PortalRequest, User], HttpResponse | None],
) -> Callable[[PortalRequest, int], HttpResponse]:
    """Let the view handle POST; redirect to the person when it returns None, and on GET."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: PortalRequest, pk: int) -> HttpResponse:
        found = get_person(request.user, pk, Permission.PEOPLE_MANAGE)
        answer = view(request, found) if request.method == "POST" else None
        return answer or redirect("administration:person", pk)

    return page


@person_form
def rename(request: PortalRequest, found: User) -> HttpResponse | None:
    form = NameForm(request.POST, person=found)
    if not form.is_valid():
        return show(request, found, status=INVALID, name_form=form)
    try:
        services.rename_person(person=found, name=form.cleaned_data["name"])
    except services.PersonIsPseudonymised:
        messages.error(request, "Personen er pseudonymiseret og kan ikke få et navn igen.")
    else:
        messages.success(request, "Navnet er gemt.")
    return None


@person_form
def change_duties(request: PortalRequest, found: User) -> HttpResponse | None:
    form = DutiesForm(request.POST, person=found)
    if not form.is_valid():
        return show(request, found, status=INVALID, duties_form=form)
    try:
        services.change_duties(
            person=found, duties=form.duties, seen=form.seen_duties, at=timezone.now()
        )
    except services.LastAdministrator:
        form.add_error(None, LAST.format(person=found))
        return show(request, found, status=INVALID, duties_form=form)
    except services.DutiesChangedMeanwhile:
        fresh = get_person(request.user, found.pk, Permission.PEOPLE_MANAGE)
        messages.error(
            request,
            "En anden har ændret rettighederne, mens du så på dem. Her er de, som de er nu.",
        )
        return show(request, fresh, status=CONFLICT)
    messages.success(request, "Rettighederne er gemt.")
    if found.pk == request.user.pk and not form.duties.administers_people:
        return redirect("home")
    return None


@person_form
def reactivate(request: PortalRequest, found: User) -> HttpResponse | None:
    try:
        services.reactivate_person(person=found, at=timezone.now())
    except services.PersonIsPseudonymised:
        messages.error(request, "Personen er pseudonymiseret. Invitér i stedet på ny.")
    else:
        messages.success(request, f"{found} har adgang igen, med det samme som før.")
    return None


@person_form
def send_invitation(request: PortalRequest, found: User) -> HttpResponse | None:
    try:
        invite_again(person=found, by=request.user)
    except PersonIsInactive:
        messages.error(request, f"{found} er deaktiveret. Giv adgang igen først.")
    except PersonHasSignedIn:
        messages.error(
            request,
            f"{found} har allerede valgt en adgangskode og kan få en ny under "
            "»Glemt adgangskode?«.",
        )
    else:
        messages.success(request, f"Invitationen er sendt igen til {found.email}.")
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: PortalRequest, pk: int) -> HttpResponse:
    """Show the person's involvement, and ask for confirmation; then close their access."""
    found = get_person(request.user, pk, Permission.PEOPLE_MANAGE)
    if not found.is_active:
        return redirect("administration:person", pk)
    refusal = _close_access(request, found) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        messages.success(request, f"{found} har ikke længere adgang.")
        return redirect("administration:person", pk)
    context = {"person": found, "involvement": involvement_of(found), "refusal": refusal}
    return render(request, DEACTIVATE, context, status=INVALID if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reset_factor(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask for confirmation; then remove the factors of a person who has lost them."""
    found = get_person(request.user, pk, Permission.PEOPLE_MANAGE)
    if request.method != "POST":
        return render(request, RESET, {"person": found})
    if found.pk == request.user.pk:
        messages.error(request, "Dit eget to-faktor-login ændrer du under din konto.")
    elif reset_second_factor(person=found):
        messages.success(
            request, f"{found} er logget ud og sætter to-faktor-login op igen næste gang."
        )
    else:
        messages.info(request, f"{found} har ikke sat to-faktor-login op.")
    return redirect("administration:person", pk)


def _close_access(request: PortalRequest, found: User) -> str:
    """Close the person's access; return why not, or an empty text."""
    try:
        services.deactivate_person(person=found, by=request.user, at=timezone.now())
    except services.PersonIsOneself:
        return "Du kan ikke deaktivere dig selv. Bed en anden administrator hos jer om det."
    except services.LastAdministrator:
        return LAST.format(person=found)
    return ""
