"""Read a project's local tasks for its page."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from accounts.rights import Permission
from projects.access import permissions_in
from projects.models import Project
from tasks.models import Task


@dataclass(frozen=True)
class LocalTasks:
    """A project's local tasks; ``uncounted`` are private and therefore not in its figures."""

    may_plan: bool = False
    is_shown: bool = False
    uncounted: int = 0


def read_local_tasks(user: User, project: Project) -> LocalTasks:
    """Return what the person may see of local tasks; nothing, without a query, for partners."""
    if not user.is_municipal:
        return LocalTasks()
    ours = Task.objects.visible_to(user).local().filter(project=project, is_private=True)
    may_plan = Permission.TASK_PLAN in permissions_in(user, project)
    return LocalTasks(may_plan, project.shows_local_tasks, ours.count())


def read_shared_with_partners(user: User, project: Project) -> dict[str, int]:
    """Count the project's local tasks and what belongs to them; one query."""
    tasks = Task.objects.visible_to(user).local().filter(project=project)
    counts: dict[str, int] = tasks.order_by().aggregate(
        tasks=Count("pk", distinct=True),
        files=Count("files", distinct=True),
        comments=Count("comments", filter=Q(comments__deleted_at=None), distinct=True),
        checklist=Count("checklist", distinct=True),
    )
    return counts
