"""Access to projects and programmes: every page about one starts here."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import User, UserQuerySet
from accounts.rights import Permission, PersonRole, permissions_of
from projects.models import Programme, ProgrammeQuerySet, Project, ProjectMember


def person_roles_in(user: User, project: Project) -> frozenset[PersonRole]:
    """Return the person's roles in this project: as its member, and everywhere.

    Does not check that they may see the project; ``visible_to`` does.
    """
    parts = project.members.filter(user=user).values_list("role", flat=True)
    return user.person_roles | {PersonRole(part) for part in parts}


def permissions_in(user: User, project: Project) -> frozenset[Permission]:
    return permissions_of(person_roles_in(user, project))


def get_project(user: User, pk: int, permission: Permission) -> Project:
    """Return the project, or 404 to strangers and 403 to colleagues who may not."""
    project = get_object_or_404(Project.objects.visible_to(user).for_list(), pk=pk)
    if permission not in permissions_in(user, project):
        raise PermissionDenied
    return project


def get_member(user: User, project_pk: int, pk: int, permission: Permission) -> ProjectMember:
    """Return a member of the project, or 404 and 403 as ``get_project`` gives them."""
    project = get_project(user, project_pk, permission)
    return get_object_or_404(project.members.select_related("project", "user"), pk=pk)


def colleagues_outside(project: Project) -> UserQuerySet:
    """Return who can be added to the project: active people of its municipality."""
    members = project.members.values("user")
    active = User.objects.active().filter(municipality=project.municipality_id)
    people: UserQuerySet = active.exclude(pk__in=members).alphabetical()
    return people


def get_programmes(user: User, permission: Permission) -> ProgrammeQuerySet:
    """Return the programmes of the person's partner, or 403 to those who may not."""
    if permission not in user.permissions:
        raise PermissionDenied
    return Programme.objects.visible_to(user)


def get_programme(user: User, slug: str, permission: Permission) -> Programme:
    """Return the programme, or 404 to strangers and 403 to those who may not."""
    programmes = Programme.objects.visible_to(user).select_related("system__supplier")
    programme = get_object_or_404(programmes, slug=slug)
    if permission not in user.permissions:
        raise PermissionDenied
    return programme
