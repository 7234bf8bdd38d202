"""Tasks, with the light that their facts give, and what a municipality adds to them."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from projects.models import Priority
from tasks.lights import light_changes_on, light_on, warning_starts_on
from tasks.models import InternalNotes, LocalRole, LocalSheet, SeenVersion, Status, Task, TaskLink
from tests.accounts.factories import UserFactory
from tests.dates import NOON, TODAY
from tests.phases.factories import PhaseFactory, ThemeFactory
from tests.projects.factories import ProjectFactory
from tests.roles.factories import RoleFactory
from tests.shared_tasks.factories import SharedTaskFactory


class InternalNotesFactory(DjangoModelFactory[InternalNotes]):
    """Notes as they would stand had they been there from the start."""

    class Meta:
        model = InternalNotes

    task = factory.SubFactory("tests.tasks.factories.TaskFactory")
    municipality = factory.SelfAttribute("task.municipality")
    programme = factory.SelfAttribute("task.programme")
    text = "Spørg Bo"
    revision = factory.SelfAttribute("task.revision")


class TaskFactory(DjangoModelFactory[Task]):
    """A task with the light its facts give on ``on`` (default: TODAY).

    ``internal_notes`` is a text written about it.
    """

    class Meta:
        model = Task
        skip_postgeneration_save = True

    class Params:
        on = TODAY

    project = factory.SubFactory(ProjectFactory)
    municipality = factory.SelfAttribute("project.municipality")
    programme = factory.SelfAttribute("project.programme")
    shared_task = factory.SubFactory(
        SharedTaskFactory, published=True, programme=factory.SelfAttribute("..programme")
    )
    phase = factory.SelfAttribute("shared_task.phase")
    theme = factory.SelfAttribute("shared_task.theme")
    priority = factory.SelfAttribute("shared_task.priority")
    status = Status.NOT_STARTED
    due_on = dt.date(2026, 4, 1)
    shared_due_on = factory.SelfAttribute("due_on")
    warns_on = factory.LazyAttribute(
        lambda task: warning_starts_on(
            programme=task.programme,
            priority=task.priority,
            status=task.status,
            due_on=task.due_on,
        )
    )
    light = factory.LazyAttribute(lambda task: light_on(task, task.on))
    light_since = factory.SelfAttribute("on")
    is_withdrawn = False
    arrived_on = factory.SelfAttribute("on")
    completed_version = factory.LazyAttribute(
        lambda task: task.shared_task.version if task.status == Status.COMPLETED else None
    )
    light_changes_on = factory.LazyAttribute(lambda task: light_changes_on(task, task.on))

    @factory.post_generation
    def internal_notes(self, create, text):
        if create and text:
            InternalNotesFactory(task=self, text=text)


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


class SeenVersionFactory(DjangoModelFactory[SeenVersion]):
    class Meta:
        model = SeenVersion

    task = factory.SubFactory(TaskFactory)
    municipality = factory.SelfAttribute("task.municipality")
    programme = factory.SelfAttribute("task.programme")
    user = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))
    version = 1
    read_at = NOON
