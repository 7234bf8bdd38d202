"""People around a task."""

from projects.models import ProjectMember
from tests.factories import ConsultantFactory, ProjectMemberFactory, UserFactory

Role = ProjectMember.Role


def member(task, role=Role.LEADER):
    """Someone in the task's project."""
    return ProjectMemberFactory(project=task.project, role=role).user


def colleague(task, **facts):
    """Someone in the task's municipality, with no part in its project."""
    return UserFactory(municipality=task.municipality, **facts)


def stranger():
    """Someone in another municipality."""
    return UserFactory()


def consultant(task, **facts):
    """Someone at the supplier of the task's system."""
    return ConsultantFactory(partner=task.programme.system.supplier, **facts)


def people_of_every_kind(task):
    """Everyone who could come by, by what they are."""
    named = colleague(task)
    type(task).objects.filter(pk=task.pk).update(executor=named)
    return {
        "leader": member(task, Role.LEADER),
        "owner": member(task, Role.OWNER),
        "contributor": member(task, Role.CONTRIBUTOR),
        "reader": member(task, Role.READER),
        "named": named,
        "programme manager": colleague(task, reads_all_projects=True),
        "klik administrator": colleague(task, is_klik_administrator=True),
        "colleague": colleague(task),
        "stranger": stranger(),
        "consultant": consultant(task),
        "editor": consultant(task, is_editor=True),
        "consultant elsewhere": ConsultantFactory(),
    }
