"""What an address can name, and whether someone may know that it is there."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from accounts.rights import Permission, permissions_of
from tests.matrix.people import MUNICIPALITIES, Person

if TYPE_CHECKING:
    from tests.matrix.world import World

MISSING = 999_999_999


@dataclass(frozen=True)
class Thing:
    """What a route's arguments name; ``place`` and ``programme`` are empty where it has none.

    ``owner`` is who alone knows of it: what is level "own" is one person's.
    ``is_named`` is of the task that someone is named on. What is not ``there`` is named
    rightly up to the last argument, which no such thing has. Nothing is ``missing`` of those
    that somebody may know of. What ``is_private`` a municipality keeps to itself, but for the
    portal's jobs, whose reach the operator's people have.
    """

    label: str = ""
    args: tuple[Any, ...] = ()
    level: str = ""
    place: str = ""
    programme: str = ""
    owner: str = ""
    is_named: bool = False
    is_there: bool = True
    is_missing: bool = False
    is_private: bool = False
    places: frozenset[str] = field(default_factory=frozenset)

    def is_known_to(self, person: Person) -> bool:
        """Whether the person may know of it; to all others it must look as if it were not."""
        if self.is_missing or not self.level:
            return not self.is_missing
        if self.level == "own":
            return str(person) == self.owner
        if self.level == "person":
            return person.place == self.place
        if self.level == "technical":
            return person.place == "operator"
        if not self.is_of_tenant(person) or (self.is_private and person.is_partner):
            return False
        return (
            person.is_partner
            or self.level == "programme"
            or self.view in self.permissions_of(person)
        )

    def is_of_tenant(self, person: Person) -> bool:
        """Whether it belongs to the person's municipality, or to their partner's programmes."""
        if self.level == "programme":
            return self.programme in person.programmes or person.place in self.places
        if person.is_partner and self.level != "person":
            return self.programme in person.programmes
        return person.place == self.place

    def is_within_reach(self, person: Person) -> bool:
        """Whether row-level security lets the person's scope read it, whatever their part.

        Of people it tells more: partners' are known to municipalities, and theirs to partners.
        """
        if self.level == "own":
            return self.is_known_to(person)
        if self.is_private and person.is_partner:
            return person.place == "operator"
        if self.level == "person":
            is_theirs = person.is_partner and self.place in MUNICIPALITIES
            is_operators = "operator" in {person.place, self.place}
            is_partners = person.place in MUNICIPALITIES and self.place not in MUNICIPALITIES
            return person.place == self.place or is_theirs or is_operators or is_partners
        return not self.is_missing and (not self.level or self.is_of_tenant(person))

    @property
    def view(self) -> Permission:
        return Permission.PROJECT_VIEW if self.level == "project" else Permission.TASK_VIEW

    def permissions_of(self, person: Person) -> frozenset[Permission]:
        """What the table of rights lets the person do with it."""
        if self.level in {"project", "task"} and not person.is_partner:
            return person.permissions_in(self.programme, named=self.is_named)
        return permissions_of(person.everywhere)

    def concerns(self, person: Person) -> bool:
        """Whether going there tells more than going to its like: one foreign thing is enough."""
        own = person.is_partner or self.place in {"", person.place}
        return own or (self.programme == "one" and (self.is_named or self.level != "task"))


def of_projects(label: str, rows: Mapping[tuple[str, str], Model]) -> list[Thing]:
    """Return rows of projects, by place and programme, that an address names by their id."""
    wanted = {("home", "one"), ("home", "two"), ("away", "one")}
    found = [
        Thing(f"{label} {place} {one}", (row.pk,), "project", place, one)
        for (place, one), row in rows.items()
        if (place, one) in wanted
    ]
    return [*found, Thing("missing", (MISSING,), is_missing=True)]


def under_projects(world: "World", label: str, rows: Mapping[str, Model]) -> list[Thing]:
    """Return rows by place, under their own project of programme one, another, and none."""
    home, away = (
        Thing(
            f"{label} {place} one",
            (world.projects[place, "one"].pk, rows[place].pk),
            "project",
            place,
            "one",
        )
        for place in MUNICIPALITIES
    )
    return [home, away, *crossed(home, away), Thing("missing", (MISSING, MISSING), is_missing=True)]


def under_tasks(world: "World", label: str, rows: Mapping[tuple[str, str], Model]) -> list[Thing]:
    """Return what hangs on tasks under its own task, under another, and under none."""
    home, away = (
        Thing(
            f"{label} {place} one",
            (world.tasks[place, "one", "first"].pk, rows[place, "one"].pk),
            "task",
            place,
            "one",
            is_named=True,
        )
        for place in MUNICIPALITIES
    )
    return [home, away, *crossed(home, away), Thing("missing", (MISSING, MISSING), is_missing=True)]


def crossed(home: Thing, away: Thing) -> list[Thing]:
    """Return the own parent with a foreign child, and with none."""
    return [
        dataclasses.replace(
            home,
            label=f"{away.label} under that of {home.label}",
            args=(home.args[0], away.args[1]),
            is_there=False,
        ),
        dataclasses.replace(
            home, label=f"missing {home.label}", args=(home.args[0], MISSING), is_there=False
        ),
    ]


def ones_own(rows: Mapping[str, Model], word: str) -> list[Thing]:
    """Return what in each municipality is the leader's alone."""
    found = [
        Thing(f"{word} {place}", (row.pk,), "own", place, owner=f"leader {place}")
        for place, row in rows.items()
    ]
    return [*found, Thing("missing", (MISSING,), is_missing=True)]


def under_programmes(world: "World", word: str, rows: Mapping[str, Model]) -> list[Thing]:
    """Return the parts ``rows`` has by programme, and those under the wrong one and missing."""
    one, two = (
        Thing(
            f"{word} {name}",
            (world.programmes[name].slug, rows[name].pk),
            "programme",
            "",
            name,
            places=takes_part(world, name),
        )
        for name in ("one", "two")
    )
    return [one, two, *crossed(one, two), Thing("missing", ("intet", MISSING), is_missing=True)]


def takes_part(world: "World", programme: str) -> frozenset[str]:
    """Return the places with a project in the programme."""
    return frozenset(place for place in MUNICIPALITIES if (place, programme) in world.projects)
