"""The role gallery of one municipality: every role it could fill, and who fills it.

A role is filled once across the municipality, or once for each system it implements.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from accounts.models import User
from organisations.models import System
from roles.models import Role, RoleAssignment, RoleAssignmentQuerySet

CROSS_CUTTING = "tvaergaaende"


class Show(StrEnum):
    """Which posts are asked for."""

    ALL = ""
    VACANT = "ledige"
    UNCLEAR = "uklare"
    MINE = "mine"


@dataclass(frozen=True)
class Post:
    """One role in one place, with its holders; people who have left fill nothing."""

    role: Role
    system: System | None
    holders: list[RoleAssignment]

    @property
    def name(self) -> str:
        return self.role.name_in(self.system) if self.system else self.role.name

    @property
    def anchor(self) -> str:
        return anchor(self.role, self.system)

    @property
    def hands_over_to(self) -> str:
        """The anchor of the role that takes over, or nothing."""
        successor = self.role.hands_over_to
        if successor is None:
            return ""
        return anchor(successor, self.system if successor.scope == Role.Scope.SYSTEM else None)

    @property
    def serving(self) -> int:
        return sum(holder.user.is_active for holder in self.holders)

    @property
    def vacant(self) -> int:
        """How many must still be appointed."""
        return max(0, self.role.min_holders - self.serving)

    @property
    def surplus(self) -> int:
        """How many hold the role beyond what it allows."""
        most = self.role.max_holders
        return 0 if most is None else max(0, self.serving - most)

    @property
    def lacks_primary(self) -> bool:
        primary = any(holder.is_primary and holder.user.is_active for holder in self.holders)
        return self.role.exactly_one_primary and self.serving > 0 and not primary

    def is_among(self, show: Show, user: User) -> bool:
        """Whether the post is one of those asked for."""
        return {
            Show.ALL: True,
            Show.VACANT: self.vacant > 0,
            Show.UNCLEAR: self.surplus > 0 or self.lacks_primary,
            Show.MINE: any(holder.user_id == user.pk for holder in self.holders),
        }[show]


@dataclass(frozen=True)
class Place:
    """The roles across the municipality, or those of one system."""

    code: str
    name: str
    posts: list[Post] = field(default_factory=list)


def anchor(role: Role, system: System | None) -> str:
    """Return where on the page the role stands."""
    return f"{system.code if system else CROSS_CUTTING}--{role.code}"


def places_of(held: RoleAssignmentQuerySet, municipality_id: int | None) -> list[Place]:
    """Return the cross-cutting roles, then each system's, with everyone who holds them."""
    holders: dict[tuple[int, int | None], list[RoleAssignment]] = defaultdict(list)
    for assignment in held.for_gallery():
        holders[assignment.role_id, assignment.system_id].append(assignment)
    roles = list(Role.objects.for_gallery())
    systems = System.objects.filter(pk__in=_system_ids(holders, municipality_id)).order_by("name")
    return [_place(system, roles, holders) for system in (None, *systems)]


def _system_ids(holders: Iterable[tuple[int, int | None]], municipality_id: int | None) -> set[int]:
    """The systems the municipality implements, and those someone already has a role in.

    Projects lie above the gallery, so they are named by the path to them and not imported.
    """
    implemented = System.objects.filter(programmes__projects__municipality=municipality_id)
    held = {system for _, system in holders if system is not None}
    return {*implemented.values_list("pk", flat=True), *held}


def _place(
    system: System | None,
    roles: Iterable[Role],
    holders: dict[tuple[int, int | None], list[RoleAssignment]],
) -> Place:
    scope = Role.Scope.SYSTEM if system else Role.Scope.CROSS
    key = system.pk if system else None
    posts = [
        Post(role, system, holders.get((role.pk, key), [])) for role in roles if role.scope == scope
    ]
    if system is None:
        return Place(CROSS_CUTTING, "Tværgående roller", posts)
    return Place(system.code, system.name, posts)


def narrowed(places: Iterable[Place], *, show: Show, place: str, user: User) -> list[Place]:
    """Return the places and posts that were asked for; places left empty go."""
    kept = (
        Place(one.code, one.name, [post for post in one.posts if post.is_among(show, user)])
        for one in places
        if place in {"", one.code}
    )
    return [one for one in kept if one.posts]


def count(places: Iterable[Place], show: Show, user: User) -> int:
    """Return how many posts there are of what is asked for."""
    return sum(post.is_among(show, user) for one in places for post in one.posts)
