"""Tasks that a municipality has made for itself, and what it has written about them."""

import factory
from factory.django import DjangoModelFactory

from projects.models import Priority
from tasks.models import LocalRole, LocalSheet, TaskLink
from tests.factories import PhaseFactory, RoleFactory, TaskFactory, ThemeFactory


class LocalTaskFactory(TaskFactory):
    """A local task as its project's setting has it; ``sheet`` gives what is written about it."""

    shared_task = None
    local_title = factory.Sequence(lambda n: f"Vores egen nummer {n}")
    is_private = factory.LazyAttribute(lambda task: not task.project.shows_local_tasks)
    phase = factory.SubFactory(PhaseFactory, programme=factory.SelfAttribute("..programme"))
    theme = factory.SubFactory(ThemeFactory, programme=factory.SelfAttribute("..programme"))
    priority = Priority.MANDATORY
    shared_due_on = None
    completed_version = None

    @factory.post_generation
    def sheet(self, create, texts):
        if create:
            LocalSheetFactory(task=self, **(texts or {}))


class LocalSheetFactory(DjangoModelFactory[LocalSheet]):
    """What is written about ``task``, which LocalTaskFactory gives one."""

    class Meta:
        model = LocalSheet

    municipality = factory.SelfAttribute("task.municipality")
    programme = factory.SelfAttribute("task.programme")
    goal = "At alle har et sted at sidde"


class LocalRoleFactory(DjangoModelFactory[LocalRole]):
    class Meta:
        model = LocalRole

    sheet = factory.LazyFunction(lambda: LocalTaskFactory().local_sheet)
    municipality = factory.SelfAttribute("sheet.municipality")
    role = factory.SubFactory(RoleFactory)


class TaskLinkFactory(DjangoModelFactory[TaskLink]):
    """That ``task`` waits for ``other``, a task in the same project."""

    class Meta:
        model = TaskLink

    task = factory.SubFactory(LocalTaskFactory)
    municipality = factory.SelfAttribute("task.municipality")
    programme = factory.SelfAttribute("task.programme")
    other = factory.SubFactory(TaskFactory, project=factory.SelfAttribute("..task.project"))
