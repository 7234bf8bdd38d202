"""Municipalities and partners in which nobody can give others access."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404

from accounts.models import User
from accounts.rights import Permission
from organisations.models import Municipality, Partner

Place = Municipality | Partner


@dataclass(frozen=True)
class Places:
    """Those without an administrator, and how many places there are in all."""

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


def get_place(user: User, kind: str, pk: int, permission: Permission) -> Place:
    """Return a place that has no administrator; 403 to those who may not, 404 for any other."""
    places = places_without_administrator(user, permission)
    found: list[Municipality] | list[Partner] = (
        places.municipalities if kind == "municipality" else places.partners
    )
    for place in found:
        if place.pk == pk:
            return place
    raise Http404
