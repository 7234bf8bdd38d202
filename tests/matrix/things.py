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


def things_of(world: "World") -> dict[str, list[Thing]]:
    """Return by the words of tests/matrix/routes.py own, foreign, crossed and missing ones."""
    return {
        "": [Thing()],
        "project": projects_of(world),
        "task": tasks_of(world),
        "file": hung_on_tasks(world, "file", world.files),
        "checklist_item": hung_on_tasks(world, "item", world.checklist_items),
        "version": versions_of(world),
        "comment": comments_of(world),
        "programme": programmes_of(world),
        **parts_of_programmes(world),
        "person": persons_of(world),
        "member": members_of(world),
        "bulk_change": ones_own(world.bulk_changes, "bulk change"),
        "view": ones_own(world.views, "view"),
        "passkey": passkeys_of(world),
        **places_of(world),
        "technical": [Thing("the site", (), "technical")],
        "row": [Thing("a row", (world.user("leader", "home").pk,), "technical")],
        "app": [Thing("an app", ("accounts",), "technical")],
        "key": [Thing("no such key", ("findes-ikke",))],
        "reset": [Thing("no such key", ("1", "abc-def"))],
    }


def projects_of(world: "World") -> list[Thing]:
    wanted = {("home", "one"), ("home", "two"), ("away", "one")}
    found = [
        Thing(f"project {place} {one}", (project.pk,), "project", place, one)
        for (place, one), project in world.projects.items()
        if (place, one) in wanted
    ]
    return [*found, Thing("missing", (MISSING,), is_missing=True)]


def tasks_of(world: "World") -> list[Thing]:
    found = [
        Thing(
            f"{which} task {place} {one}",
            (task.pk,),
            "task",
            place,
            one,
            is_named=which == "first",
        )
        for (place, one, which), task in world.tasks.items()
        if one == "one" or (place, one, which) == ("home", "two", "first")
    ]
    return [*found, Thing("missing", (MISSING,), is_missing=True)]


def hung_on_tasks(world: "World", label: str, rows: Mapping[tuple[str, str], Model]) -> list[Thing]:
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


def comments_of(world: "World") -> list[Thing]:
    """Return comments under their own task, under another, and under none."""
    home, away = (
        Thing(
            f"comment {place} one",
            (world.comments[place, "one"].task_id, world.comments[place, "one"].pk),
            "task",
            place,
            "one",
            is_named=True,
        )
        for place in MUNICIPALITIES
    )
    return [home, away, *crossed(home, away), Thing("missing", (MISSING, MISSING), is_missing=True)]


def versions_of(world: "World") -> list[Thing]:
    """Return the first version of what the tasks are of, and one that never was."""
    home, away = (
        Thing(
            f"version {place} one",
            (world.tasks[place, "one", "first"].pk, 1),
            "task",
            place,
            "one",
            is_named=True,
        )
        for place in MUNICIPALITIES
    )
    missing = Thing("missing", (MISSING, 1), is_missing=True)
    return [home, away, crossed(home, away)[1], missing]


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


def members_of(world: "World") -> list[Thing]:
    home, away = (
        Thing(
            f"member {place} one",
            (world.projects[place, "one"].pk, world.members[place].pk),
            "project",
            place,
            "one",
        )
        for place in MUNICIPALITIES
    )
    return [home, away, *crossed(home, away), Thing("missing", (MISSING, MISSING), is_missing=True)]


def ones_own(rows: Mapping[str, Model], word: str) -> list[Thing]:
    """Return what in each municipality is the leader's alone."""
    found = [
        Thing(f"{word} {place}", (row.pk,), "own", place, owner=f"leader {place}")
        for place, row in rows.items()
    ]
    return [*found, Thing("missing", (MISSING,), is_missing=True)]


def programmes_of(world: "World") -> list[Thing]:
    found = [
        Thing(
            f"programme {name}",
            (programme.slug,),
            "programme",
            "",
            name,
            places=frozenset(p for p in MUNICIPALITIES if (p, name) in world.projects),
        )
        for name, programme in world.programmes.items()
    ]
    return [*found, Thing("missing", ("intet-program",), is_missing=True)]


def parts_of_programmes(world: "World") -> dict[str, list[Thing]]:
    """Return by its word what an address names after its programme."""
    parts = {
        "shared_task": {name: world.shared_tasks[name, "draft"] for name in world.programmes},
        "live": {name: world.shared_tasks[name, "first"] for name in world.programmes},
        "phase": world.phases,
        "theme": world.themes,
        "blackout": world.blackouts,
        "publication": world.publications,
        "import": world.imports,
        "project_in": {name: world.projects["home", name] for name in ("one", "two")},
        "wave": {name: world.projects["home", name].wave for name in ("one", "two")},
    }
    found = {word: parts_of(world, word, rows) for word, rows in parts.items()}
    versions = [dataclasses.replace(one, args=(*one.args, 1)) for one in found["live"]]
    return found | {"live_version": versions}


def parts_of(world: "World", word: str, rows: Mapping[str, Model]) -> list[Thing]:
    """Return the parts ``rows`` has by programme, and those under the wrong one and missing."""
    one, two = (
        Thing(
            f"{word} {name}",
            (world.programmes[name].slug, rows[name].pk),
            "programme",
            "",
            name,
            places=frozenset(p for p in MUNICIPALITIES if (p, name) in world.projects),
        )
        for name in ("one", "two")
    )
    return [one, two, *crossed(one, two), Thing("missing", ("intet", MISSING), is_missing=True)]


def persons_of(world: "World") -> list[Thing]:
    found = [
        Thing(f"the reader {place}", (world.user("reader", place).pk,), "person", place)
        for place in MUNICIPALITIES
    ]
    found += [
        Thing(f"the consultant {place}", (world.user("consultant", place).pk,), "person", place)
        for place in world.partners
    ]
    return [*found, Thing("missing", (MISSING,), is_missing=True)]


def passkeys_of(world: "World") -> list[Thing]:
    return [
        Thing(f"passkey {place}", (key.pk,), place=place) for place, key in world.passkeys.items()
    ]


def places_of(world: "World") -> dict[str, list[Thing]]:
    """Return what has nobody who gives access, what has someone, and what is not."""
    with_someone = {"municipality": world.municipalities["home"], "partner": world.partners["one"]}
    return {
        level: [
            Thing(f"{level} without administrator", (world.without[level].pk,)),
            Thing(f"{level} with one", (place.pk,), is_there=False),
            Thing("missing", (MISSING,), is_there=False),
        ]
        for level, place in with_someone.items()
    }
