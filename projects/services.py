"""Every change of a project's members.

Each service locks the project first, so that two choices of a leader take turns.
"""

from django.db import IntegrityError, transaction

from accounts.models import User
from projects.locks import lock_projects
from projects.models import Project, ProjectMember

Role = ProjectMember.Role
# Roles that one member has at a time, and the role the previous one gets instead.
SINGLE = {Role.LEADER: Role.CONTRIBUTOR, Role.OWNER: Role.READER}


class MemberHasNoAccess(Exception):
    """The person is deactivated, or belongs to another municipality."""


class MemberAlready(Exception):
    """The person is in the project already."""


class MemberGone(Exception):
    """The person has been removed from the project meanwhile."""


class LeaderNeedsSuccessor(Exception):
    """The project must keep a leader: choose the next one first."""


@transaction.atomic
def add_member(*, project: Project, user: User, role: str) -> ProjectMember:
    """Add somebody of the project's municipality.

    The present leader or owner becomes contributor or reader.
    Raises MemberHasNoAccess, MemberAlready.
    """
    lock_projects([project.pk])
    if not user.is_active or user.municipality_id != project.municipality_id:
        raise MemberHasNoAccess
    demote_current(project, role)
    try:
        with transaction.atomic():
            return ProjectMember.objects.create(
                municipality_id=project.municipality_id,
                programme_id=project.programme_id,
                project=project,
                user=user,
                role=role,
            )
    except IntegrityError as error:
        raise MemberAlready from error


@transaction.atomic
def change_member(*, member: ProjectMember, role: str) -> ProjectMember:
    """Give a member another role; the previous leader or owner gets another, too.

    Raises MemberGone, MemberHasNoAccess, LeaderNeedsSuccessor.
    """
    member = lock_member(member)
    if member.role == role:
        return member
    if member.role == Role.LEADER:
        raise LeaderNeedsSuccessor
    if not member.user.is_active:
        raise MemberHasNoAccess
    demote_current(member.project, role)
    member.role = role
    member.save(update_fields=["role"])
    return member


@transaction.atomic
def remove_member(*, member: ProjectMember) -> None:
    """Remove somebody from the project. Raises MemberGone, LeaderNeedsSuccessor."""
    member = lock_member(member)
    if member.role == Role.LEADER:
        raise LeaderNeedsSuccessor
    member.delete()


def demote_current(project: Project, role: str) -> None:
    """Give the member who has a single role the one that follows it."""
    if role in SINGLE:
        project.members.filter(role=role).update(role=SINGLE[Role(role)])


def lock_member(member: ProjectMember) -> ProjectMember:
    """Lock the project; return the member read anew. Raises MemberGone."""
    lock_projects([member.project_id])
    held = ProjectMember.objects.select_related("project", "user").filter(pk=member.pk).first()
    if held is None:
        raise MemberGone
    return held
