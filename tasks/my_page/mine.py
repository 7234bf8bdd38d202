"""Which open tasks are one person's to look after."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q

from projects.models import ProjectMember
from tasks.models import Task, TaskQuerySet

if TYPE_CHECKING:
    from accounts.models import User

LEADING = [ProjectMember.Role.LEADER, ProjectMember.Role.OWNER]


def projects_led_by(user: "User") -> frozenset[int]:
    """Return the projects, by id, that the person leads or owns; one query."""
    leading = ProjectMember.objects.filter(user=user, role__in=LEADING)
    return frozenset(leading.values_list("project_id", flat=True))


def tasks_of(user: "User", *, led: Collection[int]) -> TaskQuerySet:
    """Return the open tasks that the person is to do or answers for.

    Whoever leads or owns a project also looks after those in it that nobody has. Colleagues
    who have left have nothing.
    """
    theirs = Q(executor=user) | Q(responsible=user)
    if led:
        nobodys = Q(project__in=led) & _is_vacant("executor") & _is_vacant("responsible")
        theirs |= nobodys
    return Task.objects.visible_to(user).live().open().filter(theirs)


def _is_vacant(part: str) -> Q:
    return Q(**{part: None}) | Q(**{f"{part}__is_active": False})
