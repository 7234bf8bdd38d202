"""The people of one municipality or partner, for its administrators."""

from dataclasses import dataclass
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, Value, When

from accounts.models import User, UserQuerySet
from accounts.second_factor import FACTORS
from projects.models import ProjectMember
from roles.models import RoleAssignment
from tasks.models import Task

PAGE_SIZE = 50
NO_ROLES = RoleAssignment.objects.none()
HAS_SECOND_FACTOR = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS))
NEEDS_SECOND_FACTOR = Q(municipality=None) | Q(is_klik_administrator=True)


class PeopleState(StrEnum):
    ACTIVE = ""
    NO_SECOND_FACTOR = "uden-faktor"
    NEVER_SIGNED_IN = "aldrig"
    DEACTIVATED = "deaktiverede"


CONDITIONS = {
    PeopleState.ACTIVE: Q(is_active=True),
    PeopleState.NO_SECOND_FACTOR: Q(is_active=True, lacks_second_factor=True),
    PeopleState.NEVER_SIGNED_IN: Q(is_active=True, last_login=None),
    PeopleState.DEACTIVATED: Q(is_active=False),
}


def with_second_factor(people: UserQuerySet) -> UserQuerySet:
    """Annotate ``lacks_second_factor``: whether the person must have one and has none."""
    lacks = Case(
        When(NEEDS_SECOND_FACTOR & ~HAS_SECOND_FACTOR, then=True),
        default=Value(False),  # noqa: FBT003  # Django's signature
        output_field=BooleanField(),
    )
    return people.annotate(lacks_second_factor=lacks)


def listed(people: UserQuerySet, *, show: PeopleState, text: str) -> UserQuerySet:
    """Return those in the state, alphabetically; ``text`` is part of a name or address."""
    found = with_second_factor(people).filter(CONDITIONS[show]).alphabetical()
    return found.filter(Q(name__icontains=text) | Q(email__icontains=text)) if text else found


def counts(people: UserQuerySet) -> dict[str, int]:
    """Return the number in each state, by the name of the state in lower case."""
    wanted = {show.name.lower(): Count("pk", filter=CONDITIONS[show]) for show in PeopleState}
    return with_second_factor(people).aggregate(**wanted)


@dataclass(frozen=True)
class Involvement:
    memberships: list[ProjectMember]
    roles: list[RoleAssignment]
    open_tasks: int

    @property
    def leading(self) -> list[ProjectMember]:
        """The projects that would be without leader or owner."""
        return [one for one in self.memberships if one.role in ProjectMember.LEADING]


def involvement_of(person: User) -> Involvement:
    """Return the person's involvement; the reader is of the same organisation."""
    memberships = ProjectMember.objects.filter(user=person).select_related("project__programme")
    # Partners hold no roles, and their database role cannot read the table.
    held = RoleAssignment.objects.filter(user=person) if person.is_municipal else NO_ROLES
    roles = held.select_related("role", "system")
    return Involvement(
        memberships=list(memberships.order_by("project__programme__name")),
        roles=list(roles.order_by("system__name", "role__position")),
        open_tasks=Task.objects.of(person).live().open().count(),
    )
