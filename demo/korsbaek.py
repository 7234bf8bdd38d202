"""Korsbæk, the fictitious municipality, whose changes are made through the services.

They are made in the order of time and dated back, so that the history is consistent.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from accounts.models import User
from catalogue.load import REGIONS_CHANGE, REGIONS_FROM
from demo.content import CONTENT
from demo.country import SEED
from demo.dates import at_clock, workdays_later
from demo.history import dated
from demo.people import made_up_name, new_assignment, new_member, new_person
from demo.progress import Pace, TaskPlan, plan_project, prerequisites_of, shared_task_of
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

# The local parts of e-mail addresses.
LEADER, DOER = "projektleder", "udfoerer"
OWNER, EXPERT, IT_CHIEF = "projektejer", "fagleder", "digitaliseringschef"
CENTRE, OLD_HAND = "ydelsescenter", "superbruger"
COLLEAGUES = (OWNER, EXPERT, IT_CHIEF, "it", "oekonomi", "sekretariat", CENTRE, OLD_HAND)

# On time, except for the tasks in content.toml.
PACE = Pace(closes_late_ones=1.0, closes_running_ones=0.6, skips=0.0)

ROLES: Mapping[str, Mapping[str, Sequence[str]]] = CONTENT["korsbaek"]["roles"]


def exceptions_for(task: Task) -> Mapping[str, Any]:
    found: Mapping[str, Any] = CONTENT["korsbaek"]["tasks"][task.programme.slug].get(task.code, {})
    return found


@dataclass(frozen=True, order=True)
class TaskEdit:
    """A call of a service for one task; sorts by time."""

    at: dt.datetime
    number: int
    by: User = field(compare=False)
    task: int = field(compare=False)
    service: Callable[..., Task] = field(compare=False)
    arguments: dict[str, Any] = field(compare=False)


def add_korsbaek() -> Municipality:
    """Add the municipality itself, in the same regions as its neighbours."""
    korsbaek = Municipality(code=CODE, cvr=CVR, name=NAME, population_class=PopulationClass.MIDDLE)
    korsbaek.save()
    for from_on, name in ((REGIONS_FROM, "Region Sjælland"), (REGIONS_CHANGE, "Region Østdanmark")):
        region = Region.objects.get(name=name)
        MunicipalityRegion.objects.create(municipality=korsbaek, region=region, from_on=from_on)
    return korsbaek


def add_colleagues(korsbaek: Municipality) -> None:
    """Add the people whom no visitor signs in as."""
    User.objects.bulk_create(
        new_person(f"{part}@{HOST}", made_up_name(500 + number), municipality=korsbaek)
        for number, part in enumerate(COLLEAGUES)
    )


def people_of(korsbaek: Municipality) -> dict[str, User]:
    """Return everyone in Korsbæk by the part of their address before the ``@``."""
    return {user.email.split("@")[0]: user for user in korsbaek.users.all()}


def fill_gallery(korsbaek: Municipality, on: dt.date) -> None:
    """Appoint the role holders; roles that are not named here are vacant."""
    people = people_of(korsbaek)
    roles = {role.code: role for role in Role.objects.all()}
    systems = {system.code: system for system in System.objects.all()}
    RoleAssignment.objects.bulk_create(
        new_assignment(
            people[holder],
            roles[code],
            systems.get(system),
            is_primary=place == 0 and (roles[code].exactly_one_primary or len(holders) > 1),
            confirmed_on=None if holder == OLD_HAND else on - dt.timedelta(days=40 * number),
        )
        for system, held in ROLES.items()
        for number, (code, holders) in enumerate(held.items(), start=1)
        for place, holder in enumerate(holders)
    )


def add_members(korsbaek: Municipality) -> None:
    people, roles = people_of(korsbaek), ProjectMember.Role
    parts = {LEADER: roles.LEADER, OWNER: roles.OWNER, DOER: roles.CONTRIBUTOR}
    parts |= {EXPERT: roles.CONTRIBUTOR, CENTRE: roles.CONTRIBUTOR, IT_CHIEF: roles.READER}
    ProjectMember.objects.bulk_create(
        new_member(project, people[part], role)
        for project in Project.objects.filter(municipality=korsbaek).order_by("programme__slug")
        for part, role in parts.items()
    )


def edit_tasks(korsbaek: Municipality, on: dt.date) -> None:
    """Make all of Korsbæk's changes until the day, in the order of time."""
    people = people_of(korsbaek)
    edits: list[TaskEdit] = []
    for project in Project.objects.filter(municipality=korsbaek).order_by("programme__slug"):
        edits += _edits_of(project, people, on)
    for edit in sorted(edits):
        _make(edit)


def _make(edit: TaskEdit) -> None:
    """Make the change as of its time, also in history; first bring the task's light up to date."""
    on = edit.at.date()
    Task.objects.filter(pk=edit.task).changing(on=on).update(
        light=light_expression(on),
        light_since=began_expression(on),
        light_changes_on=light_changes_expression(on),
    )
    task = Task.objects.get(pk=edit.task)
    with dated(task, edit.at), acting(by=edit.by.pk, through=Through.PAGE):
        edit.service(task=task, at=edit.at, revision=task.revision, **edit.arguments)


def _edits_of(project: Project, people: Mapping[str, User], on: dt.date) -> list[TaskEdit]:
    rng = Random(f"{SEED} {project.programme.slug} {CODE}")  # noqa: S311  # chance, not secrecy
    tasks = {
        shared_task_of(task).pk: task
        for task in project.tasks.shared().select_related(
            *("shared_task__recommended_executor", "shared_task__recommended_responsible"),
            "programme__system",
        )
    }
    plans = plan_project(tasks, prerequisites_of(project.programme), PACE, on, rng)
    edits: list[TaskEdit] = []
    for shared_task in sorted(tasks, key=lambda pk: tasks[pk].code):
        task = tasks[shared_task]
        plan = _decide(task, plans[shared_task], on)
        for at, by, service, arguments in _calls_for(task, plan, people, on):
            edits.append(TaskEdit(at, len(edits), by, task.pk, service, arguments))
    return edits


def _decide(task: Task, plan: TaskPlan, on: dt.date) -> TaskPlan:
    exceptions = exceptions_for(task)
    status = exceptions.get("status", plan.status)
    reason = exceptions.get("reason", plan.reason)
    if status == plan.status:
        return TaskPlan(plan.status, plan.started_at, plan.closed_at, reason)
    last = on - dt.timedelta(days=1)
    started_on = min(task.starts_on or last, last)
    started = at_clock(started_on, 9, 20)
    closed = at_clock(started_on + (last - started_on) / 2, 13, 45)
    if status == Status.NOT_STARTED:
        return TaskPlan()
    if status == Status.IN_PROGRESS:
        return TaskPlan(status, started)
    return TaskPlan(status, None if status == Status.NOT_RELEVANT else started, closed, reason)


Call = tuple[dt.datetime, User, Callable[..., Task], dict[str, Any]]


def _calls_for(
    task: Task, plan: TaskPlan, people: Mapping[str, User], on: dt.date
) -> Iterator[Call]:
    """Yield each change of the task: when, by whom, the service and its arguments."""
    exceptions, leader, shared_task = exceptions_for(task), people[LEADER], shared_task_of(task)
    responsible = _holder(task, shared_task.recommended_responsible, people)
    executor = _holder(task, shared_task.recommended_executor, people)
    if "executor" in exceptions:
        executor = people[exceptions["executor"]]
    begun_at = plan.started_at or plan.closed_at
    planned_at = workdays_later(begun_at or at_clock(on, 9, 10), -4)
    if begun_at or "executor" in exceptions or task.priority == 1:
        yield planned_at, leader, assign_people, {"responsible": responsible, "executor": executor}
    if "due_reason" in exceptions:
        weeks = exceptions.get("due_weeks")
        due_on = task.due_on + dt.timedelta(weeks=weeks) if task.due_on and weeks else None
        reason = exceptions["due_reason"]
        dates = {"starts_on": task.starts_on, "due_on": due_on, "due_reason": reason}
        yield planned_at + dt.timedelta(hours=3), leader, plan_dates, dates
    doer = executor or leader
    if plan.started_at:
        yield _turn(plan.started_at, doer, Status.IN_PROGRESS)
    if "notes" in exceptions:
        at = workdays_later(at_clock(on, 14, 25), -2)
        yield at, doer, write_internal_notes, {"internal_notes": exceptions["notes"]}
    if plan.closed_at:
        yield _turn(plan.closed_at, doer, plan.status, plan.reason)
    if "reopened" in exceptions and plan.closed_at:
        yield _turn(workdays_later(plan.closed_at, 1), leader, Status.IN_PROGRESS)
        yield _turn(workdays_later(plan.closed_at, 4), leader, Status.COMPLETED)


def _turn(at: dt.datetime, by: User, status: str, reason: str = "") -> Call:
    return at, by, change_status, {"status": status, "reason": reason, "by": by}


def _holder(task: Task, role: Role | None, people: Mapping[str, User]) -> User | None:
    """Return the holder of the role in Korsbæk, or None if it is vacant."""
    held = {**ROLES["cross"], **ROLES[task.programme.system.code]}
    holders = held.get(role.code, ()) if role else ()
    return people[holders[0]] if holders else None
