"""Who may see a task, asked from the task's side: ``Task.objects.visible_to`` turned round.

A test proves that the three say the same.
"""

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User, UserQuerySet
from projects.models import ProjectMember
from tasks.models import Task


def people_who_see(task: Task) -> UserQuerySet:
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
    """Return the condition that a row's person may still see its task.

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
