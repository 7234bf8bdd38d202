"""The 98 municipalities of the demo: their people, projects and progress.

Everything is written in bulk; only Korsbæk uses the services, in ``demo.korsbaek``.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from dateutil.relativedelta import relativedelta
from django.db import connection

from accounts.models import User
from demo.dates import WAVE_MONTHS, at_clock, go_live_dates
from demo.history import TaskTrace, date_back
from demo.people import made_up_name, new_assignment, new_member, new_person
from demo.progress import (
    HOW_MANY,
    PACES,
    STEADY,
    Pace,
    TaskPlan,
    plan_project,
    prerequisites_of,
    shared_task_of,
)
from organisations.models import Municipality, System
from projects.models import Programme, Project, ProjectMember, Wave
from roles.models import Role, RoleAssignment
from tasks.lights import (
    CLOSED,
    ONE_DAY,
    Light,
    Status,
    began_on,
    light_changes_on,
    light_on,
    warning_starts_on,
)
from tasks.models import Task

# Of the demo's random numbers.
SEED = 11111111
NO_DATE_REASON = "Vi venter på en ny dato fra vores leverandør."
LATER_REASON = "Aftalt med projektejeren, fordi to af os var på barsel."
# The nominative of names in the genitive.
BASE_NAMES = {
    "Københavns": "København",
    "Bornholms": "Bornholm",
    "Nordfyns": "Nordfyn",
    "Vesthimmerlands": "Vesthimmerland",
}
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})
# The roles of a municipality's three people; other roles are vacant.
HELD = {
    "leader": ("projektleder", "systemansvarlig", "it-digitaliseringschef"),
    "owner": ("projektejer", "faglig-leder", "gevinstansvarlig", "systemejer"),
    "doer": (
        *("superbruger", "systemadministrator", "rolleadministrator", "aftaleadministrator"),
        *("infrastrukturansvarlig", "klik-administrator", "sagsbehandler-ydelsescenter"),
    ),
}


@dataclass(frozen=True)
class Trio:
    """A municipality's three people; some have no project leader."""

    leader: User | None
    owner: User
    doer: User

    def holder(self, role: Role | None) -> User | None:
        for part, codes in HELD.items():
            if role and role.code in codes:
                person: User | None = getattr(self, part)
                return person
        return None


def move_waves(programme: Programme, on: dt.date) -> None:
    """Set the waves' go-live dates so that together they are in every phase on the day."""
    dates = go_live_dates(programme.slug, on)
    for wave in programme.waves.order_by("number"):
        wave.go_live_on = dates[wave.number]
        wave.starts_on = dates[wave.number] - relativedelta(months=WAVE_MONTHS[programme.slug])
        wave.save(update_fields=["starts_on", "go_live_on"])


def add_people(municipalities: Sequence[Municipality]) -> dict[int, Trio]:
    """Give each municipality a project leader, an owner and someone who does the work."""
    trios: dict[int, Trio] = {}
    for number, municipality in enumerate(municipalities):
        host = address(municipality.name)
        leader, owner, doer = (
            new_person(
                f"{part}@{host}", made_up_name(number * 3 + place), municipality=municipality
            )
            for place, part in enumerate(("projektleder", "projektejer", "superbruger"))
        )
        # A few have no administrator, for the operator's list of them.
        doer.is_klik_administrator = number % 16 != 15
        trios[municipality.pk] = Trio(leader if number % 31 != 30 else None, owner, doer)
    User.objects.bulk_create(
        person
        for trio in trios.values()
        for person in (trio.leader, trio.owner, trio.doer)
        if person is not None
    )
    return trios


def address(name: str) -> str:
    """Return a host for the municipality's made-up addresses: ``koebenhavn.example``."""
    base = name.removesuffix(" Kommune").removesuffix(" Regionskommune")
    return f"{BASE_NAMES.get(base, base).lower().translate(LETTERS)}.example"


def add_projects(
    programme: Programme, waves: Mapping[int, Sequence[str]], municipalities: Mapping[str, int]
) -> None:
    """Start the programme in every municipality of these waves; a few go live later."""
    dates = {wave.number: wave for wave in Wave.objects.filter(programme=programme)}
    Project.objects.bulk_create(
        Project(
            municipality_id=municipalities[code],
            programme=programme,
            wave=dates[number],
            go_live_on=_go_live(dates[number], place),
        )
        for number, codes in waves.items()
        for place, code in enumerate(codes)
    )


def _go_live(wave: Wave, place: int) -> dt.date | None:
    """Return the municipality's own date if it is one of the few postponed ones."""
    postponed = place % 12 == 11
    if wave.go_live_on is None or not postponed:
        return None
    return wave.go_live_on + dt.timedelta(weeks=3)


def add_members(projects: Iterable[Project], trios: Mapping[int, Trio]) -> None:
    roles = ProjectMember.Role
    ProjectMember.objects.bulk_create(
        new_member(project, user, role)
        for project in projects
        for trio in [trios[project.municipality_id]]
        for user, role in (
            (trio.leader, roles.LEADER),
            (trio.owner, roles.OWNER),
            (trio.doer, roles.CONTRIBUTOR),
        )
        if user is not None
    )


def fill_galleries(trios: Iterable[Trio], on: dt.date) -> None:
    """Give the three people their roles; some were last confirmed long ago, some never."""
    systems = list(System.objects.order_by("code"))
    roles = {role.code: role for role in Role.objects.all()}
    RoleAssignment.objects.bulk_create(
        new_assignment(
            person,
            roles[code],
            system,
            is_primary=roles[code].exactly_one_primary,
            confirmed_on=_confirmed_on(place, on),
        )
        for place, trio in enumerate(trios)
        for part, codes in HELD.items()
        for person in [getattr(trio, part)]
        if person is not None
        for code in codes
        for system in (systems if roles[code].scope == Role.Scope.SYSTEM else [None])
    )


def _confirmed_on(place: int, on: dt.date) -> dt.date | None:
    return on - dt.timedelta(days=17 * (place * 7 % 40)) if place % 5 else None


def make_progress(programme: Programme, trios: Mapping[int, Trio], on: dt.date) -> None:
    """Set the progress of every municipality in ``trios`` on the day."""
    rng = Random(f"{SEED} {programme.slug}")  # noqa: S311  # chance, not secrecy
    prerequisites = prerequisites_of(programme)
    tasks: dict[int, dict[int, Task]] = {}
    rows = Task.objects.filter(programme=programme, municipality__in=list(trios)).shared()
    # Not joined: thousands of tasks share a few hundred shared tasks and projects.
    rows = rows.prefetch_related(
        "project__wave", "shared_task__recommended_executor", "shared_task__recommended_responsible"
    )
    for task in rows.order_by("municipality__code", "shared_task__code"):
        tasks.setdefault(task.municipality_id, {})[shared_task_of(task).pk] = task
    changed: list[Task] = []
    traces: list[TaskTrace] = []
    for municipality, mine in tasks.items():
        pace = _pace(next(iter(mine.values())).project.live_date(), on, rng)
        plans = plan_project(mine, prerequisites, pace, on, rng)
        for shared_task, task in mine.items():
            if _apply(task, plans[shared_task], trios[municipality], rng):
                _set_light(task, programme, on)
                changed.append(task)
                traces.append(_trace(task, plans[shared_task], trios[municipality], on))
    _write(changed)
    date_back(traces)


def _pace(go_live_on: dt.date | None, on: dt.date, rng: Random) -> Pace:
    """Return the municipality's pace; one that went live long ago was not behind."""
    [pace] = rng.choices(PACES, HOW_MANY)
    live = go_live_on is not None and go_live_on < on - dt.timedelta(days=30)
    return STEADY if live else pace


def _apply(task: Task, plan: TaskPlan, trio: Trio, rng: Random) -> bool:
    """Set the planned status on the task, and sometimes a local due date.

    Return whether the task has changed.
    """
    begun = plan.status != Status.NOT_STARTED
    named, own_date = rng.random() < 0.25, rng.random()
    if begun or named:
        shared_task = shared_task_of(task)
        task.executor = trio.holder(shared_task.recommended_executor)
        task.responsible = trio.holder(shared_task.recommended_responsible)
    task.status, task.not_relevant_reason = plan.status, plan.reason
    if plan.status == Status.COMPLETED:
        task.completed_at = plan.closed_at
        task.completed_by = task.executor or trio.owner
        task.completed_version = task.arrived_version
    moved = not plan.is_closed and task.due_on is not None and own_date < 0.02
    if moved and task.due_on:
        later = own_date < 0.015
        task.due_on = task.due_on + dt.timedelta(weeks=2) if later else None
        task.due_reason = LATER_REASON if later else NO_DATE_REASON
    return begun or named or moved


def _set_light(task: Task, programme: Programme, on: dt.date) -> None:
    """Set the derived fields for the day; lights count as mailed."""
    task.warns_on = warning_starts_on(
        programme=programme, priority=task.priority, status=task.status, due_on=task.due_on
    )
    task.light = light_on(task, on)
    task.light_changes_on = light_changes_on(task, on)
    since = began_on(task, on)
    if task.status in CLOSED:
        since = task.completed_at.date() if task.completed_at else task.due_on
    task.light_since = min(since or task.light_since, on)
    late = task.light >= Light.YELLOW and task.light_since < on
    task.light_told_on = min(task.light_since + ONE_DAY, on) if late else None


def _trace(task: Task, plan: TaskPlan, trio: Trio, on: dt.date) -> TaskTrace:
    at = plan.closed_at or plan.started_at or at_clock(on - dt.timedelta(days=45), 10, 30)
    return TaskTrace(task.pk, at, (task.executor or trio.owner).pk)


COLUMNS = {
    "status": "text",
    "not_relevant_reason": "text",
    "completed_at": "timestamptz",
    "completed_by_id": "bigint",
    "completed_version": "int",
    "responsible_id": "bigint",
    "executor_id": "bigint",
    "due_on": "date",
    "due_reason": "text",
    "light": "smallint",
    "light_since": "date",
    "light_changes_on": "date",
    "light_told_on": "date",
    "warns_on": "date",
}


def _write(tasks: Sequence[Task]) -> None:
    """Save these columns of the tasks in one statement, ten times as fast as one by one."""
    sets = ", ".join(f"{column} = new.{column}" for column in COLUMNS)
    arrays = ", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())
    sql = (
        f"UPDATE tasks_task SET {sets}, revision = revision + 1"  # noqa: S608  # our own names
        f" FROM unnest(%s::bigint[], {arrays}) AS new(id, {', '.join(COLUMNS)})"
        " WHERE tasks_task.id = new.id"
    )
    values = [[getattr(task, column) for task in tasks] for column in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(sql, [[task.pk for task in tasks], *values])
