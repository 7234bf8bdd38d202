"""Everything that changes who is in a project, and as what.

Each service holds the project first: two who choose its leader at once come one after the other.
"""

from django.db import IntegrityError, transaction

from accounts.models import User
from projects.models import Project, ProjectMember

Role = ProjectMember.Role
# Those a project has one of, and what the one before becomes.
SINGLE = {Role.LEADER: Role.CONTRIBUTOR, Role.OWNER: Role.READER}


class MemberHasNoAccess(Exception):
    """The person is deactivated, or belongs to another municipality."""


class MemberAlready(Exception):
    """The person is in the project already."""


class MemberGone(Exception):
    """The person has been removed from the project meanwhile."""


class LeaderNeedsSuccessor(Exception):
    """A project that has a leader keeps one: the next is chosen first."""


@transaction.atomic
def add_member(*, project: Project, user: User, role: str) -> ProjectMember:
    """Let somebody of the project's municipality in.

    A leader or owner there already becomes contributor or reader.
    Raises MemberHasNoAccess, MemberAlready.
    """
    hold_project(project)
    if not user.is_active or user.municipality_id != project.municipality_id:
        raise MemberHasNoAccess
    make_room(project, role)
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
    """Give a member another part; whoever had it and must be alone in it steps back.

    Raises MemberGone, MemberHasNoAccess, LeaderNeedsSuccessor.
    """
    member = hold_member(member)
    if member.role == role:
        return member
    if member.role == Role.LEADER:
        raise LeaderNeedsSuccessor
    if not member.user.is_active:
        raise MemberHasNoAccess
    make_room(member.project, role)
    member.role = role
    member.save(update_fields=["role"])
    return member


@transaction.atomic
def remove_member(*, member: ProjectMember) -> None:
    """Take somebody out of the project. Raises MemberGone, LeaderNeedsSuccessor."""
    member = hold_member(member)
    if member.role == Role.LEADER:
        raise LeaderNeedsSuccessor
    member.delete()


def make_room(project: Project, role: str) -> None:
    """Move whoever has the part that only one can have."""
    if role in SINGLE:
        project.members.filter(role=role).update(role=SINGLE[Role(role)])


def hold_project(project: Project) -> None:
    """Hold the project until the commit, as whoever changes its tasks does."""
    list(Project.objects.filter(pk=project.pk).select_for_update(of=("self",), no_key=True))


def hold_member(member: ProjectMember) -> ProjectMember:
    """Return the member anew, with the project held. Raises MemberGone."""
    hold_project(member.project)
    held = ProjectMember.objects.select_related("project", "user").filter(pk=member.pk).first()
    if held is None:
        raise MemberGone
    return held
