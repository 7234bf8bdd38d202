"""What a project's page says of local tasks."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from accounts.rights import Permission
from projects.access import permissions_in
from projects.models import Project
from tasks.models import Task


@dataclass(frozen=True)
class LocalTasks:
    """How the project stands with tasks of its own.

    ``uncounted`` are those that its lights and counts leave out, for nobody else sees them.
    """

    may_plan: bool = False
    is_shown: bool = False
    uncounted: int = 0


def read_local_tasks(user: User, project: Project) -> LocalTasks:
    """Return what the page says to this person; partners are told nothing, and nothing is asked."""
    if not user.is_municipal:
        return LocalTasks()
    ours = Task.objects.visible_to(user).local().filter(project=project, is_private=True)
    may_plan = Permission.TASK_PLAN in permissions_in(user, project)
    return LocalTasks(may_plan, project.shows_local_tasks, ours.count())


@dataclass(frozen=True)
class Shown:
    """How much partners come to see when the project shows its local tasks."""

    tasks: int
    files: int
    comments: int
    checklist: int


def read_shown(user: User, project: Project) -> Shown:
    """Return what hangs on the project's local tasks; one query."""
    tasks = Task.objects.visible_to(user).local().filter(project=project)
    counts = tasks.order_by().aggregate(
        tasks=Count("pk", distinct=True),
        files=Count("files", distinct=True),
        comments=Count("comments", filter=Q(comments__deleted_at=None), distinct=True),
        checklist=Count("checklist", distinct=True),
    )
    return Shown(**counts)
