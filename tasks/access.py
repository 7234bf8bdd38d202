"""Who may reach a task: every page about one starts here."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.rights import Action, Kind, actions_of
from projects.access import kinds_in
from tasks.models import Task


def actions_on(user: User, task: Task) -> frozenset[Action]:
    """Return what the person may do with this task; being named on it counts."""
    kinds = kinds_in(user, task.project)
    if user.pk in {task.executor_id, task.responsible_id}:
        kinds |= {Kind.NAMED_ON_TASK}
    return actions_of(kinds)


def get_task(user: User, number: int, action: Action) -> Task:
    """Return the task, or 404 to strangers and 403 to colleagues who may not."""
    tasks = Task.objects.visible_to(user).select_related(
        "municipality",
        "programme__system",
        "project",
        "template__recommended_responsible",
        "template__recommended_executor",
        "phase",
        "theme",
        "responsible",
        "executor",
        "completed_by",
    )
    task = get_object_or_404(tasks, pk=number)
    if action not in actions_on(user, task):
        raise PermissionDenied
    return task
