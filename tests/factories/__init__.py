import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from organisations.models import Municipality, Partner, System
from phases.models import Phase, Theme
from projects.models import Priority, Programme, Project, ProjectMember, Wave
from roles.models import Role, RoleAssignment
from shared_tasks.models import SharedTask
from tasks.lights import light_changes_on, light_on, warning_starts_on
from tasks.models import InternalNotes, Status, Task

TODAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 11, 0, tzinfo=dt.UTC)
NAMES = ["Anna Prøve", "Bo Eksempel", "Carla Test", "Dan Afprøvning", "Else Demo"]


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"{1000 + n}")
    cvr = factory.Sequence(lambda n: f"{20_000_000 + n}")
    name = factory.Sequence(lambda n: f"Prøve {n} Kommune")


class PartnerFactory(DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Leverandør {n}")


class SystemFactory(DjangoModelFactory[System]):
    class Meta:
        model = System

    code = factory.Sequence(lambda n: f"system-{n}")
    name = factory.Sequence(lambda n: f"SYS{n}")
    supplier = factory.SubFactory(PartnerFactory)


LEFT_AT = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)


def let_go(user):
    """Let the person have left, without anything else that leaving does."""
    user.is_active, user.deactivated_at = False, LEFT_AT
    user.save(update_fields=["is_active", "deactivated_at"])


class UserFactory(DjangoModelFactory[User]):
    """Someone in a municipality."""

    class Meta:
        model = User

    is_active = True
    email = factory.Sequence(lambda n: f"person{n}@proeve.example")
    name = factory.Sequence(lambda n: f"{NAMES[n % len(NAMES)]} {n}")
    municipality = factory.SubFactory(MunicipalityFactory)
    password = factory.django.Password("fremdrift-test")
    second_factor_due_on = dt.date(2099, 1, 1)
    deactivated_at = factory.LazyAttribute(lambda user: None if user.is_active else LEFT_AT)


class ConsultantFactory(UserFactory):
    municipality = None
    partner = factory.SubFactory(PartnerFactory)


class RoleFactory(DjangoModelFactory[Role]):
    class Meta:
        model = Role

    code = factory.Sequence(lambda n: f"rolle-{n}")
    name = factory.Sequence(lambda n: f"Rolle {n}")
    scope = Role.Scope.SYSTEM
    stage = Role.Stage.BOTH


class RoleAssignmentFactory(DjangoModelFactory[RoleAssignment]):
    """Someone holds a role; when it is for a system and none is given, for a new one."""

    class Meta:
        model = RoleAssignment

    municipality = factory.SubFactory(MunicipalityFactory)
    role = factory.SubFactory(RoleFactory)
    scope = factory.SelfAttribute("role.scope")
    system = factory.Maybe(
        factory.LazyAttribute(lambda held: held.scope == Role.Scope.SYSTEM),
        yes_declaration=factory.SubFactory(SystemFactory),
        no_declaration=None,
    )
    user = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    system = factory.SubFactory(SystemFactory)
    name = factory.Sequence(lambda n: f"Program {n}")
    slug = factory.Sequence(lambda n: f"program-{n}")


class WaveFactory(DjangoModelFactory[Wave]):
    class Meta:
        model = Wave

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda wave: f"Bølge {wave.number}")


class PhaseFactory(DjangoModelFactory[Phase]):
    class Meta:
        model = Phase

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: f"{n + 1}")
    name = "Forberedelse"
    position = factory.Sequence(lambda n: n + 1)
    starts_amount, starts_unit = -6, "month"
    ends_amount, ends_unit = 0, "day"


class ThemeFactory(DjangoModelFactory[Theme]):
    class Meta:
        model = Theme

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Tema {n}")
    position = factory.Sequence(lambda n: n + 1)


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    municipality = factory.SubFactory(MunicipalityFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    go_live_on = dt.date(2026, 9, 1)


class ProjectMemberFactory(DjangoModelFactory[ProjectMember]):
    class Meta:
        model = ProjectMember

    project = factory.SubFactory(ProjectFactory)
    municipality = factory.SelfAttribute("project.municipality")
    programme = factory.SelfAttribute("project.programme")
    user = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))
    role = ProjectMember.Role.READER


class SharedTaskFactory(DjangoModelFactory[SharedTask]):
    """A draft; ``published=True`` for what municipalities see."""

    class Meta:
        model = SharedTask

    class Params:
        published = factory.Trait(
            published_at=NOON, published_by=factory.SubFactory(ConsultantFactory)
        )

    programme = factory.SubFactory(ProgrammeFactory)
    code = factory.Sequence(lambda n: f"Opgave {n}")
    title = factory.Sequence(lambda n: f"Gør nummer {n}")
    phase = factory.SubFactory(PhaseFactory, programme=factory.SelfAttribute("..programme"))
    theme = factory.SubFactory(ThemeFactory, programme=factory.SelfAttribute("..programme"))
    priority = Priority.MANDATORY


class InternalNotesFactory(DjangoModelFactory[InternalNotes]):
    """Notes as they would stand had they been there from the start."""

    class Meta:
        model = InternalNotes

    task = factory.SubFactory("tests.factories.TaskFactory")
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
