"""The role gallery of one municipality: every role it could fill, and who fills it.

A role is filled once across the municipality, or once for each system it implements. What is
counted over the whole gallery is counted by the database; holders are read for the page shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.paginator import Page, Paginator

from accounts.models import User
from organisations.models import System
from roles.models import Role, RoleAssignment, RoleAssignmentQuerySet

CROSS_CUTTING = "tvaergaaende"
# About so many posts a page; a place is never divided.
POSTS_A_PAGE = 80


class Show(StrEnum):
    """Which posts are asked for."""

    ALL = ""
    VACANT = "ledige"
    UNCLEAR = "uklare"
    MINE = "mine"


@dataclass(frozen=True)
class Tally:
    """How many hold a role in one place, of those who still have access."""

    serving: int = 0
    primaries: int = 0
    is_mine: bool = False


@dataclass(frozen=True)
class Post:
    """One role in one place, with its holders; people who have left fill nothing."""

    role: Role
    system: System | None
    tally: Tally
    holders: list[RoleAssignment] = field(default_factory=list)

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
        return anchor(successor, self._succeeded_in(successor)) if successor else ""

    @property
    def hands_over_in(self) -> str:
        """The code of the place where that role stands, which may be on another page."""
        successor = self.role.hands_over_to
        system = self._succeeded_in(successor) if successor else None
        return system.code if system else CROSS_CUTTING

    def _succeeded_in(self, successor: Role) -> System | None:
        return self.system if successor.scope == Role.Scope.SYSTEM else None

    @property
    def serving(self) -> int:
        return self.tally.serving

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
        return self.role.exactly_one_primary and self.serving > 0 and not self.tally.primaries

    def is_among(self, show: Show) -> bool:
        """Whether the post is one of those asked for."""
        if show == Show.VACANT:
            return self.vacant > 0
        if show == Show.UNCLEAR:
            return self.surplus > 0 or self.lacks_primary
        return show == Show.ALL or self.tally.is_mine


@dataclass(frozen=True)
class Place:
    """The roles across the municipality, or those of one system."""

    code: str
    name: str
    posts: list[Post] = field(default_factory=list)


def anchor(role: Role, system: System | None) -> str:
    """Return where on the page the role stands."""
    return f"{system.code if system else CROSS_CUTTING}--{role.code}"


def places_of(held: RoleAssignmentQuerySet, user: User) -> list[Place]:
    """Return the cross-cutting roles, then each system's, without holders as yet."""
    tallies = {
        (role, system): Tally(serving, primaries, bool(mine))
        for role, system, serving, primaries, mine in held.tallied(user)
    }
    roles = list(Role.objects.for_gallery())
    systems = System.objects.filter(pk__in=_system_ids(tallies, user.municipality_id))
    return [_place(system, roles, tallies) for system in (None, *systems.order_by("name"))]


def _system_ids(held_in: Iterable[tuple[int, int | None]], municipality_id: int | None) -> set[int]:
    """The systems the municipality implements, and those someone already has a role in.

    Projects lie above the gallery, so they are named by the path to them and not imported.
    """
    implemented = System.objects.filter(programmes__projects__municipality=municipality_id)
    held = {system for _, system in held_in if system is not None}
    return {*implemented.values_list("pk", flat=True), *held}


def _place(
    system: System | None,
    roles: Iterable[Role],
    tallies: dict[tuple[int, int | None], Tally],
) -> Place:
    scope = Role.Scope.SYSTEM if system else Role.Scope.CROSS
    key = system.pk if system else None
    posts = [
        Post(role, system, tallies.get((role.pk, key), Tally()))
        for role in roles
        if role.scope == scope
    ]
    if system is None:
        return Place(CROSS_CUTTING, "Tværgående roller", posts)
    return Place(system.code, system.name, posts)


def narrowed(places: Iterable[Place], *, show: Show, place: str) -> list[Place]:
    """Return the places and posts that were asked for; places left empty go."""
    kept = [one for one in places if place in {"", one.code}]
    if show != Show.ALL:
        kept = [
            Place(one.code, one.name, [post for post in one.posts if post.is_among(show)])
            for one in kept
        ]
    return [one for one in kept if one.posts]


def page_of(places: Iterable[Place], number: str) -> Page[list[Place]]:
    """Return one page of whole places; any number that is none gives the nearest page."""
    pages: list[list[Place]] = [[]]
    for place in places:
        if sum(len(one.posts) for one in pages[-1]) >= POSTS_A_PAGE:
            pages.append([])
        pages[-1].append(place)
    return Paginator(pages, 1).get_page(number)


def seat(places: Iterable[Place], held: RoleAssignmentQuerySet) -> None:
    """Read who holds these places' posts, and put them there."""
    posts = {
        (post.role.pk, post.system.pk if post.system else None): post
        for place in places
        for post in place.posts
    }
    for assignment in held.for_gallery().in_systems({system for _, system in posts}):
        post = posts.get((assignment.role_id, assignment.system_id))
        if post is not None:
            post.holders.append(assignment)


def count(places: Iterable[Place], show: Show) -> int:
    """Return how many posts there are of what is asked for."""
    if show == Show.ALL:
        return sum(len(place.posts) for place in places)
    return sum(post.is_among(show) for place in places for post in place.posts)
