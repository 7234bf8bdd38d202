"""A small country with everything twice, every kind of person, and a canary in every text.

Here are the places, their programmes and projects, and the people; what each app keeps of them
stands in tests/<app>/matrix.py.
"""

import dataclasses
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import User
from accounts.rights import PersonRole
from accounts.sessions import SEEN, STARTED
from organisations.models import Municipality, MunicipalityRegion, Partner, Region
from projects.models import Programme, Project, ProjectMember
from roles.models import Role
from shared_tasks.models import SharedTask
from tasks.models import Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SystemFactory,
    UserFactory,
    WaveFactory,
    let_go,
)
from tests.matrix.apps import each
from tests.matrix.canary import canary
from tests.matrix.people import (
    DUTIES,
    MUNICIPALITIES,
    OPERATOR_STAFF,
    PARTS,
    PROGRAMMES,
    SUPPLIER_STAFF,
    SUPPLIERS,
    Person,
)
from tests.matrix.things import Thing

PROJECTS = {"home": ("one", "two"), "away": ("one", "two", "three")}


@dataclass
class World:
    """Municipalities by place, tasks by place, programme and which; ``rows`` by word and key.

    The key of a row is its place, its programme, or both, as its app's matrix.py has it.
    """

    partners: dict[str, Partner] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    projects: dict[tuple[str, str], Project] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    role: Role | None = None
    shared_tasks: dict[tuple[str, str], SharedTask] = field(default_factory=dict)
    tasks: dict[tuple[str, str, str], Task] = field(default_factory=dict)
    rows: defaultdict[str, dict[Any, Any]] = field(default_factory=lambda: defaultdict(dict))
    things: dict[str, list[Thing]] = field(default_factory=dict)

    def person(self, what: str, place: str) -> Person:
        return next(one for one in self.people if (one.what, one.place) == (what, place))

    def user(self, what: str, place: str) -> User:
        found = self.person(what, place).user
        assert found is not None
        return found

    def worker(self, place: str, programme: str) -> User:
        """Return who works in that project; nobody else need know of them."""
        if programme == "one":
            return self.user("contributor", place)
        name = f"Medarbejder {canary(place, programme, 'people')}"
        found = User.objects.filter(name=name).first()
        return found or UserFactory(municipality=self.municipalities[place], name=name)


def make_world() -> World:
    """Make the country; its people are signed in, also those who then left."""
    world = World()
    make_partners(world)
    each("fill_country", world)
    for name in PROGRAMMES:
        make_programme(world, name)
        each("fill_programme", world, name)
    for place in MUNICIPALITIES:
        make_municipality(world, place)
    for partner in world.partners:
        make_staff(world, partner)
    world.people.append(Person("nobody", is_out=True))
    for place in MUNICIPALITIES:
        for programme in PROJECTS[place]:
            each("fill_project", world, place, programme)
        each("fill_municipality", world, place)
        send_away(world, place)
    world.things = {"": [Thing()]}
    for things in each("things", world):
        world.things |= things
    return world


def make_partners(world: World) -> None:
    for supplier in SUPPLIERS:
        world.partners[supplier] = PartnerFactory(name=f"Leverandør {supplier}")
    world.partners["operator"] = PartnerFactory(name="Driftsparten", is_operator=True)


def make_programme(world: World, name: str) -> None:
    text = canary("programme", name, "text")
    system = SystemFactory(supplier=world.partners[PROGRAMMES[name]], name=f"System {name}")
    world.programmes[name] = ProgrammeFactory(
        system=system, name=f"Program {name} {text}", slug=f"program-{name}", description=text
    )


def make_municipality(world: World, place: str) -> None:
    municipality = MunicipalityFactory(name=f"{place.title()} Kommune")
    world.municipalities[place] = municipality
    region = Region.objects.create(name=f"Region {place}")
    MunicipalityRegion.objects.create(municipality=municipality, region=region, from_on=TODAY)
    for programme in PROJECTS[place]:
        world.projects[place, programme] = ProjectFactory(
            municipality=municipality,
            programme=world.programmes[programme],
            wave=WaveFactory(programme=world.programmes[programme]),
        )
    make_colleagues(world, place)


def sign_up(world: World, person: Person, word: str, **facts: object) -> Person:
    """Add the person to the world, with an address and a session of their own."""
    factory = ConsultantFactory if person.is_partner else UserFactory
    user = factory(
        name=f"{person.what.title()} {word}",
        email=f"{person.what.replace(' ', '-')}-{person.place}-{word}@proeve.example",
        **facts,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if user.needs_second_factor:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    known = dataclasses.replace(person, user=user, cookies=cookies_of(user))
    world.people.append(known)
    return known


def cookies_of(user: User) -> dict[str, str]:
    """Sign in a moment ago, with a password, and return what the browser keeps of it."""
    client = Client()
    client.force_login(user)
    session = client.session
    now = NOON.timestamp()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": now}]
    session[STARTED] = session[SEEN] = int(now)
    session.save()
    return {name: morsel.value for name, morsel in client.cookies.items()}


def make_colleagues(world: World, place: str) -> None:
    municipality = world.municipalities[place]
    base = frozenset({PersonRole.COLLEAGUE})

    def someone(what: str, word: str = f"kanarie{place}onepeople", **more: object) -> Person:
        everywhere = frozenset(more.pop("everywhere", base))
        person = Person(what, place, everywhere=everywhere, **more.pop("is_what", {}))
        return sign_up(world, person, word, municipality=municipality, **more)

    someone("colleague", f"kanarie{place}allpeople")
    for what, (duty, kind) in DUTIES.items():
        someone(what, f"kanarie{place}allpeople", everywhere=base | {kind}, **{duty: True})
    for what, kind in PARTS.items():
        person = someone(what, is_what={"parts": {"one": kind}})
        take_part(world, person, kind)
    someone("named", is_what={"named_in": frozenset({"one"})})
    for what in ("former", "deactivated"):
        person = someone(what, is_what={"is_out": what == "deactivated"})
        take_part(world, person, PersonRole.CONTRIBUTOR)


def take_part(world: World, person: Person, kind: PersonRole) -> None:
    member = ProjectMemberFactory(
        project=world.projects[person.place, "one"],
        user=person.user,
        role=ProjectMember.Role(kind.value),
    )
    if kind == PersonRole.READER:
        world.rows["member"][person.place] = member


def make_staff(world: World, partner: str) -> None:
    staff = OPERATOR_STAFF if partner == "operator" else SUPPLIER_STAFF
    for what, (facts, kinds) in staff.items():
        person = Person(what, partner, everywhere=frozenset(kinds))
        word = f"kanarie{partner}allpeople"
        sign_up(world, person, word, partner=world.partners[partner], **facts)


def send_away(world: World, place: str) -> None:
    """Let the one who has left a project leave it, and the one who has left the portal."""
    ProjectMember.objects.filter(user=world.user("former", place)).delete()
    let_go(world.user("deactivated", place))
