"""Access to tasks: every page about one starts here."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from accounts.models import User, UserQuerySet
from accounts.rights import Permission, PersonRole, permissions_of
from projects.access import person_roles_in
from projects.models import Project, ProjectMember
from shared_tasks.models import SharedTaskVersion
from tasks.models import ChecklistItem, InternalNotes, Task, TaskFile


def permissions_on(user: User, task: Task) -> frozenset[Permission]:
    """Return what the person may do with this task; being named on it counts."""
    roles = person_roles_in(user, task.project)
    if user.pk in {task.executor_id, task.responsible_id}:
        roles |= {PersonRole.NAMED_ON_TASK}
    return permissions_of(roles)


def permissions_on_each(user: User, tasks: Iterable[Task]) -> dict[int, frozenset[Permission]]:
    """Return by each task's id what the person may do with it; one query for all."""
    listed = list(tasks)
    roles: dict[int, set[PersonRole]] = {task.project_id: set() for task in listed}
    members = ProjectMember.objects.filter(user=user, project__in=roles)
    for project, role in members.values_list("project_id", "role"):
        roles[project].add(PersonRole(role))
    return {
        task.pk: permissions_of(
            user.person_roles
            | roles[task.project_id]
            | (
                {PersonRole.NAMED_ON_TASK}
                if user.pk in {task.executor_id, task.responsible_id}
                else set()
            )
        )
        for task in listed
    }


def colleagues_in(project: Project) -> UserQuerySet:
    """Return the people a task of the project can be assigned to: the municipality's active ones."""
    active = User.objects.active().filter(municipality=project.municipality_id)
    people: UserQuerySet = active.alphabetical()
    return people


def colleagues_on(task: Task) -> UserQuerySet:
    """Return the people the task can be assigned to: the municipality's active ones.

    The present executor and responsible are included, also when they have left.
    """
    assigned = Q(pk__in=[pk for pk in (task.responsible_id, task.executor_id) if pk])
    active = Q(municipality=task.municipality_id, is_active=True)
    people: UserQuerySet = User.objects.filter(active | assigned).alphabetical()
    return people


def notes_on(task: Task) -> str:
    """Return the municipality's internal notes; to be shown with Permission.NOTES_VIEW only."""
    return InternalNotes.objects.text_on(task)


def get_task(user: User, number: int, permission: Permission) -> Task:
    """Return the task, or 404 to strangers and 403 to colleagues who may not."""
    return get_task_with_actions(user, number, permission)[0]


def get_task_with_actions(
    user: User, number: int, permission: Permission
) -> tuple[Task, frozenset[Permission]]:
    """Return the task as ``get_task`` does, and all that the person may do with it."""
    tasks = Task.objects.visible_to(user).select_related(
        "municipality",
        "programme__system",
        "project",
        "shared_task__recommended_responsible",
        "shared_task__recommended_executor",
        "phase",
        "theme",
        "responsible",
        "executor",
        "completed_by",
    )
    task = get_object_or_404(tasks, pk=number)
    permissions = permissions_on(user, task)
    if permission not in permissions:
        raise PermissionDenied
    return task, permissions


def get_task_file(user: User, number: int, pk: int, permission: Permission) -> TaskFile:
    """Return a file of the task, or 404 and 403 as ``get_task`` gives them."""
    task = get_task(user, number, permission)
    return get_object_or_404(task.files.all(), pk=pk)


def get_checklist_item(user: User, number: int, pk: int, permission: Permission) -> ChecklistItem:
    """Return an item of the task's checklist, or 404 and 403 as ``get_task`` gives them."""
    task = get_task(user, number, permission)
    return get_object_or_404(task.checklist.all(), pk=pk)


def get_version(task: Task, number: int) -> SharedTaskVersion:
    """Return a version of the shared task that the task is of; the task comes from ``get_task``."""
    versions = SharedTaskVersion.objects.filter(shared_task=task.shared_task_id).with_makers()
    return get_object_or_404(versions, number=number)
