"""A small country with everything twice, every kind of person, and a canary in every text."""

import dataclasses
import datetime as dt
from dataclasses import dataclass, field

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.rights import PersonRole
from accounts.sessions import SEEN, STARTED
from authoring.models import PlanImport
from authoring.plans.plan import Plan
from conversation.models import Comment
from history.tracking import Through, acting
from organisations.models import Municipality, MunicipalityRegion, Partner, Region
from phases.models import Phase, Theme
from projects.models import Blackout, Programme, Project, ProjectMember, Visit
from roles.models import Role
from shared_tasks.models import Publication, SharedTask
from tasks import services
from tasks.checklist import add_item, tick_item
from tasks.figures import refresh_figures
from tasks.files import add_file
from tasks.lights import Light
from tasks.models import ChecklistItem, Status, Task, TaskFile
from tests.authoring.factories import PlanImportFactory
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    RoleFactory,
    SharedTaskFactory,
    SystemFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
    WaveFactory,
    let_go,
)
from tests.matrix.own_tasks import make_own_task, own_tasks_of, private_task
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
from tests.matrix.talk import talk_about
from tests.matrix.things import Thing, things_of
from tests.notifications.factories import NotificationFactory
from tests.projects.factories import BlackoutFactory
from tests.shared_tasks.factories import SharedTaskReceiverFactory, SharedTaskVersionFactory
from tests.tasks.factories import SeenVersionFactory
from tests.workplace.factories import (
    BulkChangeFactory,
    CalendarFeedFactory,
    MyPageVisitFactory,
    SavedViewFactory,
)
from workplace.models import BulkChange, SavedView

PROJECTS = {"home": ("one", "two"), "away": ("one", "two", "three")}


@dataclass
class World:
    """The rows by what they are: municipalities by place, tasks by place, programme and which."""

    partners: dict[str, Partner] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    shared_tasks: dict[tuple[str, str], SharedTask] = field(default_factory=dict)
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    projects: dict[tuple[str, str], Project] = field(default_factory=dict)
    tasks: dict[tuple[str, str, str], Task] = field(default_factory=dict)
    files: dict[tuple[str, str], TaskFile] = field(default_factory=dict)
    comments: dict[tuple[str, str], Comment] = field(default_factory=dict)
    checklist_items: dict[tuple[str, str], ChecklistItem] = field(default_factory=dict)
    members: dict[str, ProjectMember] = field(default_factory=dict)
    bulk_changes: dict[str, BulkChange] = field(default_factory=dict)
    views: dict[str, SavedView] = field(default_factory=dict)
    passkeys: dict[str, Authenticator] = field(default_factory=dict)
    without: dict[str, Municipality | Partner] = field(default_factory=dict)
    phases: dict[str, Phase] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    blackouts: dict[str, Blackout] = field(default_factory=dict)
    imports: dict[str, PlanImport] = field(default_factory=dict)
    publications: dict[str, Publication] = field(default_factory=dict)
    role: Role | None = None
    people: list[Person] = field(default_factory=list)
    own_tasks: dict[tuple[str, str], Task] = field(default_factory=dict)
    things: dict[str, list[Thing]] = field(default_factory=dict)

    def person(self, what: str, place: str) -> Person:
        return next(one for one in self.people if (one.what, one.place) == (what, place))

    def user(self, what: str, place: str) -> User:
        found = self.person(what, place).user
        assert found is not None
        return found


def make_world() -> World:
    """Make the country; its people are signed in, also those who then left."""
    world = World()
    world.role = RoleFactory(scope=Role.Scope.CROSS, name="Rolle i prøvelandet")
    make_partners(world)
    for name in PROGRAMMES:
        make_programme(world, name)
    for place in MUNICIPALITIES:
        make_municipality(world, place)
    for partner in world.partners:
        make_staff(world, partner)
    world.people.append(Person("nobody", is_out=True))
    for place in MUNICIPALITIES:
        fill_projects(world, place)
        world.passkeys[place] = make_passkey(world, place)
        send_away(world, place)
    world.without = {"municipality": MunicipalityFactory(), "partner": PartnerFactory()}
    world.things = things_of(world)
    world.things["task"].append(private_task(world, "home"))
    world.things["own_task"] = own_tasks_of(world)
    return world


def make_partners(world: World) -> None:
    for supplier in SUPPLIERS:
        world.partners[supplier] = PartnerFactory(name=f"Leverandør {supplier}")
    world.partners["operator"] = PartnerFactory(name="Driftsparten", is_operator=True)


def make_programme(world: World, name: str) -> None:
    text = f"kanarieprogramme{name}text"
    system = SystemFactory(supplier=world.partners[PROGRAMMES[name]], name=f"System {name}")
    programme = ProgrammeFactory(
        system=system, name=f"Program {name} {text}", slug=f"program-{name}", description=text
    )
    world.programmes[name] = programme
    world.phases[name] = PhaseFactory(programme=programme, name=f"Fase {text}")
    world.themes[name] = ThemeFactory(programme=programme, name=f"Tema {text}")
    for which in ("first", "second", "draft"):
        word = f"kanarieprogramme{name}draft" if which == "draft" else text
        world.shared_tasks[name, which] = SharedTaskFactory(
            programme=programme,
            phase=world.phases[name],
            theme=world.themes[name],
            title=f"Gør {which} {word}",
            goal=word,
            recommended_executor=world.role,
            published_at=None if which == "draft" else NOON,
            published_by=None if which == "draft" else ConsultantFactory(partner=system.supplier),
        )
    SharedTaskVersionFactory(shared_task=world.shared_tasks[name, "first"], note=text)
    world.imports[name] = PlanImportFactory(
        programme=programme,
        state="read",
        content=None,
        plan=Plan().as_json(),
        preview={"phases": [], "themes": [text]},
        problems=[{"text": text, "place": None, "stops": False}],
    )
    world.blackouts[name] = BlackoutFactory(programme=programme, name=f"Pause {text}")


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
        world.members[person.place] = member


def make_staff(world: World, partner: str) -> None:
    staff = OPERATOR_STAFF if partner == "operator" else SUPPLIER_STAFF
    for what, (facts, kinds) in staff.items():
        person = Person(what, partner, everywhere=frozenset(kinds))
        word = f"kanarie{partner}allpeople"
        sign_up(world, person, word, partner=world.partners[partner], **facts)


def fill_projects(world: World, place: str) -> None:
    """Put work, with a word in every text, into each of the municipality's projects."""
    for programme in PROJECTS[place]:
        project = world.projects[place, programme]
        for which, kind in (("first", "open"), ("second", "other")):
            with acting(by=None, through=Through.COMMAND):
                task = TaskFactory(
                    project=project, shared_task=world.shared_tasks[programme, which]
                )
            word = f"kanarie{place}{programme}{kind}"
            world.tasks[place, programme, which] = work_on(world, task, place, word)
            comment = talk_about(
                task,
                word,
                by=worker(world, task, place),
                names=[
                    world.user("consultant", PROGRAMMES[programme]),
                    world.user("leader", place),
                ],
                follower=world.user("programme manager", place),
            )
            world.comments.setdefault((place, programme), comment)
        world.files[place, programme] = make_file(world, place, programme)
        world.checklist_items[place, programme] = make_checklist_item(world, place, programme)
        world.own_tasks[place, programme] = make_own_task(
            world, place, programme, by=worker(world, world.tasks[place, programme, "first"], place)
        )
        refresh_figures([project.pk])
        look_at(world, project)
        publish_to(world, project)
        SeenVersionFactory(
            task=world.tasks[place, programme, "first"],
            user=worker(world, world.tasks[place, programme, "first"], place),
        )
    RoleAssignmentFactory(
        municipality=world.municipalities[place],
        role=world.role,
        user=UserFactory(
            municipality=world.municipalities[place], name=f"Rolle kanarie{place}allpeople"
        ),
    )
    CalendarFeedFactory(
        user=world.user("leader", place), project=world.projects[place, "one"], token=place
    )
    MyPageVisitFactory(user=world.user("leader", place))
    # Too old to be undone, so that whoever tries it changes nothing.
    world.bulk_changes[place] = BulkChangeFactory(
        made_by=world.user("leader", place), made_at=NOON - dt.timedelta(days=2)
    )
    world.views[place] = SavedViewFactory(
        owner=world.user("leader", place), name=f"Visning kanarie{place}onemail"
    )
    NotificationFactory(
        recipient=world.user("leader", place), subject=f"Nyt om kanarie{place}onemail"
    )


def publish_to(world: World, project: Project) -> None:
    """Let what it has have been published to its municipality alone."""
    name = next(name for name, one in world.programmes.items() if one == project.programme)
    for which in ("first", "second"):
        receiver = SharedTaskReceiverFactory(
            shared_task=world.shared_tasks[name, which], municipality=project.municipality
        )
        world.publications.setdefault(name, receiver.publication)


def look_at(world: World, project: Project) -> None:
    """Let a consultant have been there."""
    Visit.objects.create(
        on=TODAY,
        by=world.user("consultant", "operator"),
        partner=world.partners["operator"],
        municipality=project.municipality,
        programme=project.programme,
        project=project,
    )


def work_on(world: World, task: Task, place: str, word: str) -> Task:
    """Give the task people, dates, reasons and notes, so that its history tells of them, too."""
    by, named = worker(world, task, place), world.user("named", place)
    is_first, at = word.endswith("open"), NOON
    chosen = named if is_first and "one" in word else None
    with acting(by=by.pk, through=Through.PAGE):
        task = services.assign_people(
            task=task, responsible=None, executor=chosen, at=at, revision=task.revision
        )
        task = services.plan_dates(
            task=task,
            starts_on=None,
            due_on=TODAY - dt.timedelta(days=3),
            due_reason=f"Aftalt: {word}",
            at=at,
            revision=task.revision,
        )
        if is_first:
            note = word.replace("open", "notes")
            task = services.write_internal_notes(
                task=task, internal_notes=note, at=at, revision=task.revision
            )
        for status, reason in ((Status.NOT_RELEVANT, word), (Status.NOT_STARTED, "")):
            task = services.change_status(
                task=task, status=status, reason=reason, by=by, at=at, revision=task.revision
            )
    assert task.light == Light.RED
    return task


def worker(world: World, task: Task, place: str) -> User:
    """Return who works on that project's tasks; nobody else need know of them."""
    if task.programme == world.programmes["one"]:
        return world.user("contributor", place)
    name = next(name for name, one in world.programmes.items() if one == task.programme)
    word = f"Medarbejder kanarie{place}{name}people"
    found = User.objects.filter(name=word).first()
    return found or UserFactory(municipality=task.municipality, name=word)


def make_file(world: World, place: str, programme: str) -> TaskFile:
    word = f"kanarie{place}{programme}open"
    return add_file(
        task=world.tasks[place, programme, "first"],
        upload=SimpleUploadedFile(f"{word}.txt", f"Indhold {word}\n".encode()),
        by=worker(world, world.tasks[place, programme, "first"], place),
        at=NOON,
    )


def make_checklist_item(world: World, place: str, programme: str) -> ChecklistItem:
    task = world.tasks[place, programme, "first"]
    item = add_item(task=task, text=f"Husk kanarie{place}{programme}open")
    return tick_item(item=item, is_done=True, by=worker(world, task, place), at=NOON)


def make_passkey(world: World, place: str) -> Authenticator:
    return Authenticator.objects.create(
        user=world.user("owner", place),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": f"Nøgle kanarie{place}onepeople", "credential": {}},
    )


def send_away(world: World, place: str) -> None:
    """Let the one who has left a project leave it, and the one who has left the portal."""
    ProjectMember.objects.filter(user=world.user("former", place)).delete()
    let_go(world.user("deactivated", place))
