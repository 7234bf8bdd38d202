"""Who is written to about a task: one rule for the mails and for the numbers shown beforehand.

Its executor and responsible while it is open, and the leader of its project; nobody who has
left.
"""

from collections.abc import Collection

from django.db.models import Case, F, Q, When

from accounts.models import User
from projects.models import ProjectMember
from tasks.lights import CLOSED
from tasks.models import TaskQuerySet


def named(part: str) -> Case:
    """Return as a column who has that part in the task, or null when they are not written to."""
    is_told = Q(**{f"{part}__is_active": True}) & ~Q(status__in=CLOSED)
    return Case(When(is_told, then=F(f"{part}_id")))


def leaders_of(projects: Collection[int]) -> dict[int, User]:
    """Return the project leaders who can be written to, by their project's id."""
    leaders = ProjectMember.objects.active_leaders().filter(project__in=list(projects))
    return {member.project_id: member.user for member in leaders.select_related("user")}


def recipients_of(tasks: TaskQuerySet) -> dict[int, set[int]]:
    """Return who is written to about each task, both by id; two queries."""
    columns = ("pk", "project_id", named("executor"), named("responsible"))
    rows = list(tasks.order_by().values_list(*columns))
    leaders = leaders_of({project for _, project, *_ in rows})
    return {
        task: {*people, leaders[project].pk if project in leaders else None} - {None}
        for task, project, *people in rows
    }
