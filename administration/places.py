"""Municipalities and partners without an administrator."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404

from accounts.models import User
from accounts.rights import Permission
from organisations.models import Municipality, Organisation, Partner


@dataclass(frozen=True)
class Places:
    """Organisations without an administrator, and the number of all organisations."""

    municipalities: list[Municipality]
    partners: list[Partner]
    total: int


def places_without_administrator(user: User, permission: Permission) -> Places:
    """Return them, or 403 to those who may not see them."""
    if permission not in user.permissions:
        raise PermissionDenied
    administrators = User.objects.administrators()
    municipalities = Municipality.objects.filter(
        ~Exists(administrators.filter(municipality=OuterRef("pk")))
    )
    partners = Partner.objects.filter(~Exists(administrators.filter(partner=OuterRef("pk"))))
    return Places(
        municipalities=list(municipalities.alphabetical()),
        partners=list(partners.order_by("name")),
        total=Municipality.objects.count() + Partner.objects.count(),
    )


def get_place(user: User, kind: str, pk: int, permission: Permission) -> Organisation:
    """Return an organisation without administrator; 403 without permission, 404 for others."""
    places = places_without_administrator(user, permission)
    found: list[Municipality] | list[Partner] = (
        places.municipalities if kind == "municipality" else places.partners
    )
    if (place := next((one for one in found if one.pk == pk), None)) is None:
        raise Http404
    return place
