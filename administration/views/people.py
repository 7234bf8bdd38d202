"""The list of people, and the invitation of another."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import get_people
from accounts.http import INVALID, PortalRequest
from accounts.models import User
from accounts.rights import Permission
from accounts.services import AddressIsAColleagues, AddressNotUsable, invite_person
from administration.forms.people import InviteForm, PeopleFilters
from administration.people import PAGE_SIZE, PeopleState, counts, listed

LIST, INVITE = "administration/people.html", "administration/invite.html"
# One answer whatever the reason: see docs/adr/0087.
NOT_USABLE = "Adressen kan ikke bruges. Er den skrevet rigtigt, så skriv til Fremdrifts support."


@require_safe
def index(request: PortalRequest) -> HttpResponse:  # noqa: ARG001  # Django's signature
    return redirect("administration:people")


@require_safe
@vary_on_headers("HX-Request")
def people(request: PortalRequest) -> HttpResponse:
    everyone = get_people(request.user, Permission.PEOPLE_VIEW)
    filters = PeopleFilters(request.GET)
    found = listed(everyone, show=filters.show, text=filters.text)
    context = {
        "filters": filters,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("side")),
        "is_narrowed": bool(filters.show or filters.text),
        "deactivated": filters.show == PeopleState.DEACTIVATED,
    }
    if request.htmx:
        return render(request, f"{LIST}#list", context)
    return render(request, LIST, context | {"counts": counts(everyone)})


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PortalRequest) -> HttpResponse:
    get_people(request.user, Permission.PEOPLE_MANAGE)
    user, sent = request.user, request.method == "POST"
    form = InviteForm(request.POST if sent else None, is_municipal=user.is_municipal)
    person = invited(request, form) if sent and form.is_valid() else None
    if person is None:
        return render(request, INVITE, {"form": form}, status=INVALID if sent else 200)
    messages.success(request, f"{person} er oprettet, og invitationen er sendt til {person.email}.")
    return redirect("administration:person", person.pk)


def invited(request: PortalRequest, form: InviteForm) -> User | None:
    """Return the person, or None with an error added to the form."""
    try:
        return invite_person(
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            place=request.user.place,
            duties=form.duties,
            by=request.user,
            at=timezone.now(),
        )
    except AddressIsAColleagues as known:
        form.add_error("email", address_of(known.person))
    except AddressNotUsable:
        form.add_error("email", NOT_USABLE)
    return None


def address_of(person: User) -> str:
    if person.is_active:
        return f"{person} har allerede adgang med adressen. Find personen på listen."
    return f"{person} har adressen og er deaktiveret. Find personen på listen, og giv adgang igen."
