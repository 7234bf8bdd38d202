"""Organisations without an administrator, and the invitation of the first."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import INVALID, PortalRequest
from accounts.models import User
from accounts.rights import Permission
from accounts.services import (
    AddressIsAColleagues,
    AddressNotUsable,
    PlaceHasAdministrator,
    invite_first_administrator,
)
from administration.forms.people import FirstAdministratorForm
from administration.places import get_place, places_without_administrator
from organisations.models import Municipality, Organisation


@require_safe
def places(request: PortalRequest) -> HttpResponse:
    found = places_without_administrator(request.user, Permission.PLACES_MANAGE)
    return render(request, "administration/places.html", {"places": found})


@require_http_methods(["GET", "HEAD", "POST"])
def first_administrator(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    place = get_place(request.user, kind, pk, Permission.PLACES_MANAGE)
    sent = request.method == "POST"
    is_municipal = isinstance(place, Municipality)
    form = FirstAdministratorForm(request.POST if sent else None, is_municipal=is_municipal)
    person = invited(request, form, place) if sent and form.is_valid() else None
    if person is None:
        context = {"form": form, "place": place, "is_municipal": is_municipal}
        page = "administration/first_administrator.html"
        return render(request, page, context, status=INVALID if sent else 200)
    messages.success(request, f"{person} er inviteret og kan give andre adgang for {place}.")
    return redirect("administration:places")


def invited(
    request: PortalRequest, form: FirstAdministratorForm, place: Organisation
) -> User | None:
    """Return the person, or None with an error added to the form."""
    typed = {name: form.cleaned_data[name] for name in ("name", "email")}
    try:
        return invite_first_administrator(**typed, place=place, by=request.user, at=timezone.now())
    except PlaceHasAdministrator:
        raise Http404 from None
    except AddressIsAColleagues as known:
        form.add_error(
            "email",
            f"Adressen hører til {known.person}, som er på stedet uden at være administrator.",
        )
    except AddressNotUsable:
        form.add_error(
            "email", "Adressen bruges allerede et andet sted i Fremdrift. Brug en anden."
        )
    return None
