"""Which open tasks are one person's to look after, and the little the page needs to part them."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from projects.models import ProjectMember
from tasks.models import Task

if TYPE_CHECKING:
    from accounts.models import User


class Mine(NamedTuple):
    """What the page knows of each task, also of those it does not show."""

    pk: int
    project_id: int
    shared_task_id: int | None
    light: int
    light_changes_on: dt.date | None
    starts_on: dt.date | None
    due_on: dt.date | None
    priority: int
    status: str
    executor_id: int | None
    responsible_id: int | None

    @property
    def people(self) -> set[int | None]:
        return {self.executor_id, self.responsible_id}


def projects_led_by(user: "User") -> frozenset[int]:
    """Return the projects, by id, that the person leads or owns; one query."""
    leading = ProjectMember.objects.leaders_and_owners().filter(user=user)
    return frozenset(leading.values_list("project_id", flat=True))


def read_mine(user: "User", *, led: Collection[int]) -> list[Mine]:
    """Read the open tasks that the person is to do or answers for; one query.

    Whoever leads or owns a project also looks after those in it that nobody has. Colleagues
    who have left have nothing.
    """
    theirs = Q(executor=user) | Q(responsible=user)
    if led:
        nobodys = Q(project__in=led) & _is_vacant("executor") & _is_vacant("responsible")
        theirs |= nobodys
    tasks = Task.objects.visible_to(user).live().open().filter(theirs)
    return [Mine(*row) for row in tasks.order_by().values_list(*Mine._fields)]


def _is_vacant(part: str) -> Q:
    return Q(**{part: None}) | Q(**{f"{part}__is_active": False})
