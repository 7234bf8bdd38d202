"""The role gallery of one municipality: its roles and their holders.

A role is filled once across the municipality, or once for each system it implements. The database
counts the whole gallery; holders are read for one page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.core.paginator import Page, Paginator

from accounts.models import User
from organisations.models import System
from roles.models import Role, RoleAssignment, RoleAssignmentQuerySet

CROSS_CUTTING = "tvaergaaende"
# About so many posts a page; a section is never split.
POSTS_A_PAGE = 80


class PostState(StrEnum):
    ALL = ""
    VACANT = "ledige"
    UNCLEAR = "uklare"
    MINE = "mine"


@dataclass(frozen=True)
class HolderCounts:
    """The number of active holders of one post."""

    serving: int = 0
    primaries: int = 0
    is_mine: bool = False


@dataclass(frozen=True)
class Post:
    """One role, across the municipality or for one system, with its active holders."""

    role: Role
    system: System | None
    tally: HolderCounts
    holders: list[RoleAssignment] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.role.name_in(self.system) if self.system else self.role.name

    @property
    def anchor(self) -> str:
        return anchor(self.role, self.system)

    @property
    def hands_over_to(self) -> str:
        """The anchor of the succeeding role, or an empty text."""
        successor = self.role.hands_over_to
        return anchor(successor, self._succeeded_in(successor)) if successor else ""

    @property
    def hands_over_in(self) -> str:
        """The code of the succeeding role's section, which may be on another page."""
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
        """The number of missing holders."""
        return max(0, self.role.min_holders - self.serving)

    @property
    def surplus(self) -> int:
        """The number of holders above the role's maximum."""
        most = self.role.max_holders
        return 0 if most is None else max(0, self.serving - most)

    @property
    def lacks_primary(self) -> bool:
        return self.role.exactly_one_primary and self.serving > 0 and not self.tally.primaries

    def has_state(self, state: PostState) -> bool:
        if state == PostState.VACANT:
            return self.vacant > 0
        if state == PostState.UNCLEAR:
            return self.surplus > 0 or self.lacks_primary
        return state == PostState.ALL or self.tally.is_mine


@dataclass(frozen=True)
class GallerySection:
    code: str
    name: str
    posts: list[Post] = field(default_factory=list)


def anchor(role: Role, system: System | None) -> str:
    return f"{system.code if system else CROSS_CUTTING}--{role.code}"


def places_of(held: RoleAssignmentQuerySet, user: User) -> list[GallerySection]:
    """Return the section of cross-cutting roles, then each system's; without holders."""
    tallies = {
        (role, system): HolderCounts(serving, primaries, bool(mine))
        for role, system, serving, primaries, mine in held.tallied(user)
    }
    roles = list(Role.objects.for_gallery())
    systems = System.objects.filter(pk__in=_system_ids(tallies, user.municipality_id))
    return [_place(system, roles, tallies) for system in (None, *systems.order_by("name"))]


def _system_ids(held_in: Iterable[tuple[int, int | None]], municipality_id: int | None) -> set[int]:
    """Return the ids of the systems the municipality implements, or has role holders for.

    Projects are reached through relations: this app uses no models of theirs.
    """
    implemented = System.objects.filter(programmes__projects__municipality=municipality_id)
    held = {system for _, system in held_in if system is not None}
    return {*implemented.values_list("pk", flat=True), *held}


def _place(
    system: System | None,
    roles: Iterable[Role],
    tallies: dict[tuple[int, int | None], HolderCounts],
) -> GallerySection:
    scope = Role.Scope.SYSTEM if system else Role.Scope.CROSS
    key = system.pk if system else None
    posts = [
        Post(role, system, tallies.get((role.pk, key), HolderCounts()))
        for role in roles
        if role.scope == scope
    ]
    if system is None:
        return GallerySection(CROSS_CUTTING, "Tværgående roller", posts)
    return GallerySection(system.code, system.name, posts)


def narrowed(
    places: Iterable[GallerySection], *, show: PostState, place: str
) -> list[GallerySection]:
    """Return the section of that code, or all, with the posts in that state; none is empty."""
    kept = (
        replace(one, posts=[post for post in one.posts if post.has_state(show)])
        for one in places
        if place in {"", one.code}
    )
    return [one for one in kept if one.posts]


def page_of(places: Iterable[GallerySection], number: str) -> Page[list[GallerySection]]:
    """Return one page of whole sections; an invalid number gives the nearest page."""
    pages: list[list[GallerySection]] = [[]]
    for place in places:
        if sum(len(one.posts) for one in pages[-1]) >= POSTS_A_PAGE:
            pages.append([])
        pages[-1].append(place)
    return Paginator(pages, 1).get_page(number)


def add_holders(places: Iterable[GallerySection], held: RoleAssignmentQuerySet) -> None:
    posts = {
        (post.role.pk, post.system.pk if post.system else None): post
        for place in places
        for post in place.posts
    }
    for assignment in held.for_gallery().in_systems({system for _, system in posts}):
        post = posts.get((assignment.role_id, assignment.system_id))
        if post is not None:
            post.holders.append(assignment)


def count(places: Iterable[GallerySection], show: PostState) -> int:
    return sum(post.has_state(show) for place in places for post in place.posts)
