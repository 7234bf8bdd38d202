"""Korsbæk, the made-up municipality: what its people did, acted out through the services.

It is done in the order it happened and dated back, so that the history reads as one.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from accounts.models import User
from catalogue.load import REGIONS_CHANGE, REGIONS_FROM
from demo.country import SEED
from demo.dates import at_clock, workdays_later
from demo.history import dated
from demo.people import made_up_name, new_person
from demo.progress import Pace, Plan, plan_project, prerequisites_of, shared_task_of
from history.tracking import Through, acting
from organisations.models import Municipality, MunicipalityRegion, PopulationClass, Region, System
from projects.models import Project, ProjectMember
from roles.models import Role, RoleAssignment
from tasks.lights import Status, began_expression, light_changes_expression, light_expression
from tasks.models import Task
from tasks.services import assign_people, change_status, plan_dates, write_internal_notes

CODE = "0999"
CVR = "11111111"
NAME = "Korsbæk Kommune"
HOST = "korsbaek.example"

# The part of the address before the @, by who it is.
LEADER, DOER, KLIK, MANAGER = "projektleder", "udfoerer", "klik", "programleder"
OWNER, EXPERT, IT_CHIEF, IT, ECONOMY, OFFICE, CENTRE, OLD_HAND = (
    *("projektejer", "fagleder", "digitaliseringschef", "it"),
    *("oekonomi", "sekretariat", "ydelsescenter", "superbruger"),
)
COLLEAGUES = (OWNER, EXPERT, IT_CHIEF, IT, ECONOMY, OFFICE, CENTRE, OLD_HAND)

# Who holds which roles; the first of several is the primary one where there must be one.
CROSS: Mapping[str, tuple[str, ...]] = {
    "klik-administrator": (KLIK,),
    "infrastrukturansvarlig": (IT,),
    "rolleadministrator": (IT, OFFICE),
    "aftaleadministrator": (IT_CHIEF,),
    "organisationsadministrator": (KLIK,),
    "klassifikationsadministrator": (ECONOMY,),
    "digital-post-ansvarlig": (OFFICE,),
    "kombit-programleder": (MANAGER,),
    "it-digitaliseringschef": (IT_CHIEF,),
    "it-miljoeansvarlig": (IT,),
}
BY_SYSTEM: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "dubu": {
        "projektejer": (OWNER,),
        "projektleder": (LEADER,),
        "superbruger": (DOER, OLD_HAND),
        "faglig-leder": (EXPERT,),
        "faglig-koordinator": (OLD_HAND,),
        "oekonomimedarbejder": (ECONOMY,),
        "administrativ-medarbejder": (OFFICE,),
        "it-medarbejder": (IT,),
        "systemansvarlig": (DOER,),
    },
    # One superuser where there must be two, and nobody for the benefits.
    "ksd": {
        "projektejer": (OWNER,),
        "projektleder": (LEADER,),
        "superbruger": (CENTRE,),
        "faglig-leder": (CENTRE,),
        "systemadministrator": (DOER,),
        "sagsbehandler-ydelsescenter": (CENTRE, OLD_HAND),
        "oekonomimedarbejder": (ECONOMY,),
    },
}

# On time but for what is decided below.
PACE = Pace(closes_late_ones=1.0, closes_running_ones=0.6, skips=0.0)

# What differs from the ordinary course: the task's status on the day.
DECIDED: Mapping[tuple[str, str], str] = {
    ("dubu-3-0", "Statistik 2"): Status.IN_PROGRESS,
    ("dubu-3-0", "Statistik 1"): Status.NOT_STARTED,
    ("dubu-3-0", "Infrastruktur 3"): Status.NOT_RELEVANT,
    ("dubu-3-0", "Trivselslineal 1"): Status.NOT_STARTED,
    ("dubu-3-0", "Trivselslineal 2"): Status.NOT_STARTED,
    ("dubu-3-0", "Skabelon 1"): Status.IN_PROGRESS,
    ("dubu-3-0", "Arbejdsgange 2"): Status.IN_PROGRESS,
    ("dubu-3-0", "Fraser 2"): Status.NOT_STARTED,
    ("dubu-3-0", "Forside 2"): Status.COMPLETED,
    ("dubu-3-0", "Kommunal opsætning 1"): Status.COMPLETED,
    ("dubu-3-0", "Kommunal opsætning 2"): Status.IN_PROGRESS,
    ("dubu-3-0", "Infrastruktur 6"): Status.NOT_STARTED,
    ("ksd", "2.1-04"): Status.NOT_RELEVANT,
    ("ksd", "2.1-14"): Status.IN_PROGRESS,
    ("ksd", "2.2-05"): Status.NOT_RELEVANT,
    ("ksd", "2.2-12"): Status.NOT_STARTED,
    ("ksd", "2.2-14"): Status.IN_PROGRESS,
}
REASONS: Mapping[tuple[str, str], str] = {
    ("dubu-3-0", "Infrastruktur 3"): "Ingen andre systemer i Korsbæk sender dokumenter til DUBU.",
    ("ksd", "2.1-04"): "Ydelsescentret bruger kun standardbrevene.",
    ("ksd", "2.2-05"): "Vi har i stedet holdt to videomøder med vores nabokommune.",
}
# Weeks to add to the shared due date, or None for no date at all; and why.
OWN_DATES: Mapping[tuple[str, str], tuple[int | None, str]] = {
    ("dubu-3-0", "Skabelon 1"): (
        12,
        "Leverandøren af vores skabeloner har udskudt leverancen. Aftalt med projektejeren.",
    ),
    ("dubu-3-0", "Trivselslineal 1"): (
        None,
        "Venter på, at børne- og ungeudvalget beslutter, om vi vil måle trivsel.",
    ),
    ("dubu-3-0", "Trivselslineal 2"): (None, "Følger beslutningen i Trivselslineal 1."),
}
DOERS: Mapping[tuple[str, str], str] = {
    (slug, code): DOER
    for slug, codes in {
        "dubu-3-0": (
            *("Arbejdsgange 2", "Fraser 2", "Forside 2", "Skabelon 3", "Undervisning 2"),
            *("Kommunal opsætning 2", "Infrastruktur 6", "Forside 1"),
        ),
        "ksd": ("2.2-16", "2.2-17", "2.2-18"),
    }.items()
    for code in codes
}
NOTES: Mapping[tuple[str, str], str] = {
    ("dubu-3-0", "Statistik 2"): (
        "Ringet til Danmarks Statistik to gange. Vi mangler et CVR-nummer på det gamle "
        "fagsystem; økonomi finder det frem."
    ),
    ("dubu-3-0", "Arbejdsgange 2"): (
        "Tre af fem aktivitetsplaner er sat op. **De to sidste** venter på, at teamlederen for "
        "handicap er tilbage."
    ),
    ("dubu-3-0", "Infrastruktur 6"): "Fjernprint kræver en ny aftale. Tages op på fredagsmødet.",
    ("ksd", "2.2-14"): "Kontoplanen er gennemgået til og med gruppe 5.",
}
# Closed, opened again and closed for good.
REOPENED = ("dubu-3-0", "Organisation 1")


@dataclass(frozen=True, order=True)
class Deed:
    """One thing someone did to one task; sorts by when."""

    at: dt.datetime
    number: int
    by: User = field(compare=False)
    task: int = field(compare=False)
    does: Callable[[Task, User, dt.datetime], Task] = field(compare=False)


def add_korsbaek() -> Municipality:
    """Add the municipality itself, in the same regions as its neighbours."""
    korsbaek = Municipality(code=CODE, cvr=CVR, name=NAME, population_class=PopulationClass.MIDDLE)
    korsbaek.save()
    for from_on, name in ((REGIONS_FROM, "Region Sjælland"), (REGIONS_CHANGE, "Region Østdanmark")):
        region = Region.objects.get(name=name)
        MunicipalityRegion.objects.create(municipality=korsbaek, region=region, from_on=from_on)
    return korsbaek


def add_colleagues(korsbaek: Municipality) -> None:
    """Add those nobody signs in as."""
    User.objects.bulk_create(
        new_person(f"{part}@{HOST}", made_up_name(500 + number), municipality=korsbaek)
        for number, part in enumerate(COLLEAGUES)
    )


def people_of(korsbaek: Municipality) -> dict[str, User]:
    """Return everyone in Korsbæk by the part of their address before the ``@``."""
    return {user.email.split("@")[0]: user for user in korsbaek.users.all()}


def fill_gallery(korsbaek: Municipality, on: dt.date) -> None:
    """Appoint the role holders; what is not named here is vacant."""
    people = people_of(korsbaek)
    roles = {role.code: role for role in Role.objects.all()}
    systems = {system.code: system for system in System.objects.all()}
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            municipality=korsbaek,
            role=roles[code],
            scope=roles[code].scope,
            system=systems.get(system),
            user=people[holder],
            is_primary=place == 0 and (roles[code].exactly_one_primary or len(holders) > 1),
            confirmed_on=None if holder == OLD_HAND else on - dt.timedelta(days=40 * number),
        )
        for system, held in {"": CROSS, **BY_SYSTEM}.items()
        for number, (code, holders) in enumerate(held.items(), start=1)
        for place, holder in enumerate(holders)
    )


def add_members(korsbaek: Municipality) -> None:
    people, roles = people_of(korsbaek), ProjectMember.Role
    parts = {LEADER: roles.LEADER, OWNER: roles.OWNER, DOER: roles.CONTRIBUTOR}
    parts |= {EXPERT: roles.CONTRIBUTOR, CENTRE: roles.CONTRIBUTOR, IT_CHIEF: roles.READER}
    ProjectMember.objects.bulk_create(
        ProjectMember(
            municipality=korsbaek,
            programme_id=project.programme_id,
            project=project,
            user=people[part],
            role=role,
        )
        for project in Project.objects.filter(municipality=korsbaek).order_by("programme__slug")
        for part, role in parts.items()
    )


def act_out(korsbaek: Municipality, on: dt.date) -> None:
    """Do everything that has been done in Korsbæk by the day, in the order it was done."""
    people = people_of(korsbaek)
    deeds: list[Deed] = []
    for project in Project.objects.filter(municipality=korsbaek).order_by("programme__slug"):
        deeds += _deeds_of(project, people, on)
    for deed in sorted(deeds):
        _do(deed)


def _do(deed: Deed) -> None:
    """Do it, and let its trace say that it was done then."""
    _pass_the_nights_before(deed)
    task = Task.objects.get(pk=deed.task)
    with dated(task, deed.at), acting(by=deed.by.pk, through=Through.PAGE):
        deed.does(task, deed.by, deed.at)


def _pass_the_nights_before(deed: Deed) -> None:
    """Let the task turn as the nights would have turned it, had they been."""
    on = deed.at.date()
    Task.objects.filter(pk=deed.task).changing(on=on).update(
        light=light_expression(on),
        light_since=began_expression(on),
        light_changes_on=light_changes_expression(on),
    )


def _deeds_of(project: Project, people: Mapping[str, User], on: dt.date) -> list[Deed]:
    rng = Random(f"{SEED} {project.programme.slug} {CODE}")  # noqa: S311  # chance, not secrecy
    tasks = {
        shared_task_of(task).pk: task
        for task in project.tasks.shared().select_related(
            "shared_task__recommended_executor", "shared_task__recommended_responsible"
        )
    }
    plans = plan_project(tasks, prerequisites_of(project.programme), PACE, on, rng)
    deeds: list[Deed] = []
    for shared_task in sorted(tasks, key=lambda pk: tasks[pk].code):
        task = tasks[shared_task]
        plan = _decide((project.programme.slug, task.code), task, plans[shared_task], on)
        for at, by, does in _story(project.programme.slug, task, plan, people, on):
            deeds.append(Deed(at, len(deeds), by, task.pk, does))
    return deeds


def _decide(key: tuple[str, str], task: Task, plan: Plan, on: dt.date) -> Plan:
    """Return the plan, or what was decided for this task instead."""
    status = DECIDED.get(key, plan.status)
    reason = REASONS.get(key, plan.reason)
    if status == plan.status:
        return Plan(plan.status, plan.started_at, plan.closed_at, reason)
    last = on - dt.timedelta(days=1)
    started_on = min(task.starts_on or last, last)
    started = at_clock(started_on, 9, 20)
    closed = at_clock(started_on + (last - started_on) / 2, 13, 45)
    if status == Status.NOT_STARTED:
        return Plan()
    if status == Status.IN_PROGRESS:
        return Plan(status, started)
    return Plan(status, None if status == Status.NOT_RELEVANT else started, closed, reason)


Act = tuple[dt.datetime, User, Callable[[Task, User, dt.datetime], Task]]


def _story(
    slug: str, task: Task, plan: Plan, people: Mapping[str, User], on: dt.date
) -> Iterator[Act]:
    """Give all that has happened to the task, one act at a time."""
    key = (slug, task.code)
    leader = people[LEADER]
    shared_task = shared_task_of(task)
    executor = _holder(key, shared_task.recommended_executor, people)
    responsible = _holder(key, shared_task.recommended_responsible, people, named=False)
    begun_at = plan.started_at or plan.closed_at
    planned_at = workdays_later(begun_at or at_clock(on, 9, 10), -4)
    if begun_at or key in DOERS or task.priority == 1:
        yield planned_at, leader, _assign(responsible, executor)
    if key in OWN_DATES:
        yield planned_at + dt.timedelta(hours=3), leader, _move(*OWN_DATES[key])
    doer = executor or leader
    if plan.started_at:
        yield plan.started_at, doer, _turn(Status.IN_PROGRESS)
    if key in NOTES:
        yield workdays_later(at_clock(on, 14, 25), -2), doer, _note(NOTES[key])
    if plan.closed_at:
        yield plan.closed_at, doer, _turn(plan.status, plan.reason)
    if key == REOPENED and plan.closed_at:
        yield workdays_later(plan.closed_at, 1), leader, _turn(Status.IN_PROGRESS)
        yield workdays_later(plan.closed_at, 4), leader, _turn(Status.COMPLETED)


def _holder(
    key: tuple[str, str], role: Role | None, people: Mapping[str, User], *, named: bool = True
) -> User | None:
    """Return who does the task in Korsbæk, or answers for it; None where the role is vacant."""
    if named and key in DOERS:
        return people[DOERS[key]]
    held = {**CROSS, **BY_SYSTEM["dubu" if key[0].startswith("dubu") else "ksd"]}
    holders = held.get(role.code, ()) if role else ()
    return people[holders[0]] if holders else None


def _assign(responsible: User | None, executor: User | None) -> Callable[..., Task]:
    def does(task: Task, _by: User, at: dt.datetime) -> Task:
        return assign_people(
            task=task, responsible=responsible, executor=executor, at=at, revision=task.revision
        )

    return does


def _turn(status: str, reason: str = "") -> Callable[..., Task]:
    def does(task: Task, by: User, at: dt.datetime) -> Task:
        return change_status(
            task=task, status=status, reason=reason, by=by, at=at, revision=task.revision
        )

    return does


def _move(weeks: int | None, reason: str) -> Callable[..., Task]:
    def does(task: Task, _by: User, at: dt.datetime) -> Task:
        due_on = task.due_on and weeks and task.due_on + dt.timedelta(weeks=weeks)
        return plan_dates(
            task=task,
            starts_on=task.starts_on,
            due_on=due_on or None,
            due_reason=reason,
            at=at,
            revision=task.revision,
        )

    return does


def _note(notes: str) -> Callable[..., Task]:
    def does(task: Task, _by: User, at: dt.datetime) -> Task:
        return write_internal_notes(task=task, internal_notes=notes, at=at, revision=task.revision)

    return does
