"""A project's members and phases, for its pages, and leaving the project."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from accounts.models import User
from phases.models import Phase
from projects.models import Project, ProjectMember
from projects.services import remove_member
from tasks.lights import CLOSED
from tasks.models import Task, TaskQuerySet

# Leader, owner, contributors, readers.
ORDER = Case(
    *(When(role=role, then=place) for place, role in enumerate(ProjectMember.Role.values)),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Onlooker:
    """Somebody who may see the project, or some of its tasks, without being a member."""

    person: User
    why: str


def members_of(project: Project) -> list[ProjectMember]:
    """Return the members with ``open_tasks``, the number of their open tasks in the project."""
    theirs = (
        Task.objects.filter(project=OuterRef("project"))
        .filter(Q(executor=OuterRef("user")) | Q(responsible=OuterRef("user")))
        .live()
        .open()
        .order_by()
        .values("project")
        .annotate(number=Count("pk"))
        .values("number")
    )
    members = project.members.select_related("user").annotate(
        open_tasks=Coalesce(Subquery(theirs), 0), place=ORDER
    )
    return list(members.order_by("place", "user__sort_key", "pk"))


def onlookers_of(project: Project) -> list[Onlooker]:
    """Return who else in the municipality may see something of the project, and why."""
    named = Task.objects.filter(project=project).filter(
        Q(executor=OuterRef("pk")) | Q(responsible=OuterRef("pk"))
    )
    people = (
        User.objects.active()
        .filter(municipality=project.municipality_id)
        .annotate(is_named=Exists(named))
        .filter(Q(is_klik_administrator=True) | Q(reads_all_projects=True) | Q(is_named=True))
        .exclude(pk__in=project.members.values("user"))
    )
    return [Onlooker(person, _why(person)) for person in people.alphabetical()]


def _why(person: User) -> str:
    reasons = {
        "KLIK-administrator": person.is_klik_administrator,
        "programleder": person.reads_all_projects,
        "ansvarlig for eller udfører af en opgave": person.is_named,  # type: ignore[attr-defined]  # annotated
    }
    words = ", ".join(words for words, holds in reasons.items() if holds)
    return words[:1].upper() + words[1:]


@transaction.atomic
def leave_project(*, member: ProjectMember) -> int:
    """Remove the member from the project and its tasks; return the number of those tasks.

    Being named on a task gives access to it, so a former member is named on none; the history keeps
    what they have done. Raises MemberGone, LeaderNeedsSuccessor.
    """
    user, project = member.user_id, member.project_id
    remove_member(member=member)
    return (
        Task.objects.filter(project=project)
        .filter(Q(executor=user) | Q(responsible=user))
        .update(
            executor=Case(When(executor=user, then=None), default=F("executor")),
            responsible=Case(When(responsible=user, then=None), default=F("responsible")),
            revision=F("revision") + 1,
        )
    )


@dataclass(frozen=True)
class PhaseStep:
    """One phase of a project: its dates, and its tasks."""

    name: str
    state: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    done: int
    total: int
    url: str


def phase_steps(
    project: Project,
    phases: Iterable[Phase],
    tasks: TaskQuerySet,
    *,
    go_live_on: dt.date | None,
    on: dt.date,
) -> list[PhaseStep]:
    """Return the innermost phases in order, with how many of ``tasks`` each has and has done.

    A phase with sub-phases is shown by them, unless it has tasks of its own.
    """
    counts = {
        row["phase"]: row
        for row in tasks.values("phase")
        .order_by()
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(status__in=CLOSED)))
    }
    phases = list(phases)
    parents = {phase.parent_id for phase in phases}
    steps = []
    for phase in phases:
        count = counts.get(phase.pk, {"total": 0, "done": 0})
        if phase.pk in parents and not count["total"]:
            continue
        starts_on, ends_on = phase.window(go_live_on)
        steps.append(
            PhaseStep(
                name=phase.name,
                state=_state(starts_on, ends_on, on),
                starts_on=starts_on,
                ends_on=ends_on,
                done=count["done"],
                total=count["total"],
                url=f"{project.get_absolute_url()}?fase={phase.pk}#opgaver",
            )
        )
    return steps


def _state(starts_on: dt.date | None, ends_on: dt.date | None, on: dt.date) -> str:
    """Return the phase's state that day; it lasts until the day before its end."""
    if ends_on is not None and on >= ends_on:
        return "done"
    if starts_on is not None and on >= starts_on:
        return "current"
    return "coming"
