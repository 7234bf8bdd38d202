"""Who may see a task, asked from three sides. A test holds the three together."""

from typing import Protocol

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User, UserQuerySet
from accounts.rights import Permission, permissions_of
from projects.models import Programme, ProjectMember


class SeenTask(Protocol):
    """What decides who may see a task."""

    is_private: bool
    municipality_id: int
    programme: Programme
    project_id: int
    executor_id: int | None
    responsible_id: int | None


def visible_to(user: User) -> Q:
    """Return the condition that a task may be seen by the person."""
    if not user.is_municipal:
        return Q(is_private=False, programme__in=Programme.objects.visible_to(user))
    ours = Q(municipality=user.municipality_id)
    if Permission.TASK_VIEW in permissions_of(user.person_roles):
        return ours
    mine = ProjectMember.objects.filter(project=OuterRef("project"), user=user)
    return ours & (Exists(mine) | Q(executor=user) | Q(responsible=user))


def people_who_see(task: SeenTask) -> UserQuerySet:
    """Return the active people who may see the task, with where they work.

    The task comes with its programme's system.
    """
    member = ProjectMember.objects.filter(project=task.project_id, user=OuterRef("pk"))
    named = Q(pk__in=[task.executor_id or 0, task.responsible_id or 0])
    everywhere = Q(reads_all_projects=True) | Q(is_klik_administrator=True)
    ours = Q(municipality=task.municipality_id) & (everywhere | named | Exists(member))
    partners = Q(partner__is_operator=True) | Q(partner=task.programme.system.supplier_id)
    who = ours if task.is_private else ours | partners
    people: UserQuerySet = User.objects.active().filter(who).alphabetical()
    return people.select_related("municipality", "partner")


def still_sees(person: str, task: str) -> Q:
    """Return the condition that a row's person is active and may still see its task.

    Both are lookups from a row that says its municipality and programme.
    """
    member = ProjectMember.objects.filter(
        project=OuterRef(f"{task}__project"), user=OuterRef(person)
    )
    part = (
        Q(**{f"{person}__reads_all_projects": True})
        | Q(**{f"{person}__is_klik_administrator": True})
        | Q(**{f"{task}__executor": F(person)})
        | Q(**{f"{task}__responsible": F(person)})
        | Exists(member)
    )
    ours = Q(**{f"{person}__municipality": F("municipality")}) & part
    partner = Q(**{f"{person}__partner__is_operator": True}) | Q(
        **{f"{person}__partner": F("programme__system__supplier")}
    )
    theirs = Q(**{f"{task}__is_private": False}) & partner
    return Q(**{f"{person}__is_active": True}) & (ours | theirs)
