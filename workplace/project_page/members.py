"""Who is in a project and what they have to do there, and leaving it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from accounts.models import User
from projects.models import Project, ProjectMember
from projects.services import remove_member
from tasks.models import Task

# As they are read: who leads, who owns, who works, who reads.
ORDER = Case(
    *(When(role=role, then=place) for place, role in enumerate(ProjectMember.Role.values)),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Onlooker:
    """Somebody who reaches the project, or some of its tasks, without being in it."""

    person: User
    why: str


def members_of(project: Project) -> list[ProjectMember]:
    """Return the members with ``open_tasks``, how many they answer for or do in the project."""
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
    """Return who else in the municipality sees something of the project, and why."""
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
    """Take somebody out of the project and off its tasks; return how many tasks those were.

    To be named on a task opens it, so whoever leaves is named on none; what they have done
    stays in the history. Raises MemberGone, LeaderNeedsSuccessor.
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
