import datetime as dt
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from history.tracking import tracked
from organisations.models import Municipality
from phases.models import Phase, Theme
from projects.models import Priority, Programme, Project
from shared_tasks.models.shared_task import TEXTS, SharedTask, TaskKind
from tasks.audience import visible_to
from tasks.lights import CLOSED, Light, Status
from tenancy.constraints import SameParent
from tenancy.database_roles import DatabaseRole

if TYPE_CHECKING:
    from accounts.models import User

# A municipality moves its own tasks between phases and themes; a shared one is the centre's.
# Column grants are the same for all rows of a table, so a trigger knows the difference.
SHARED_STAYS_SHARED = pgtrigger.Protect(
    name="shared_stays_shared",
    operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]  # pgtrigger has it untyped
        *("shared_task_id", "local_title", "phase_id", "theme_id"),
        *("priority", "kind", "is_private"),
    ),
    condition=pgtrigger.Condition(
        # current_user, because the setting that names the role can be reset.
        f"current_user = '{DatabaseRole.RUNTIME}' AND OLD.shared_task_id IS NOT NULL AND"
        " (OLD.shared_task_id, OLD.local_title, OLD.phase_id, OLD.theme_id, OLD.priority, OLD.kind,"
        " OLD.is_private) IS DISTINCT FROM"
        " (NEW.shared_task_id, NEW.local_title, NEW.phase_id, NEW.theme_id, NEW.priority, NEW.kind,"
        " NEW.is_private)"
    ),
)
# ``Task.title`` without its code, and ``Task.code``, as expressions.
TITLE = Coalesce("shared_task__title", "local_title")
CODE = Coalesce("shared_task__code", Value(""))
DERIVED = [
    *("light", "light_since", "light_changes_on", "light_told_on", "warns_on", "revision"),
    *("arrived_on", "arrived_version", "completed_version"),
]


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: "User") -> Self:
        """The only door to lists of tasks for a person."""
        return self.filter(visible_to(user))

    def open(self) -> Self:
        return self.exclude(status__in=CLOSED)

    def live(self) -> Self:
        """All but those the centre has withdrawn."""
        return self.filter(is_withdrawn=False)

    def public(self) -> Self:
        """Those that partners see and figures count: all but private local tasks."""
        return self.filter(is_private=False)

    def local(self) -> Self:
        """Those that the municipality has added itself."""
        return self.filter(shared_task=None)

    def shared(self) -> Self:
        return self.exclude(shared_task=None)

    def of(self, user: "User") -> Self:
        """Those the person is executor of or responsible for."""
        return self.filter(Q(executor=user) | Q(responsible=user))

    def changing(self, *, on: dt.date) -> Self:
        """Those whose light changes that day, or should have changed on an earlier one."""
        return self.filter(light_changes_on__lte=on)

    def late_first(self) -> Self:
        """Worst light first, then the earliest due date, then priority."""
        return self.order_by("-light", F("due_on").asc(nulls_last=True), "priority", "pk")

    def for_list(self) -> Self:
        """What one row reads in a list of a person's own tasks, in one query."""
        return self.select_related("programme", "shared_task").without_texts()

    def without_texts(self) -> Self:
        """Leave the shared tasks' long texts in the database."""
        return self.defer("shared_task__words", *(f"shared_task__{name}" for name in TEXTS))

    def for_task_list(self) -> Self:
        """What one row reads in a list with filters and bulk changes, and nothing else."""
        return self.select_related(
            *("programme", "shared_task", "phase", "theme", "responsible", "executor")
        ).only(
            *("light", "due_on", "status", "priority", "is_withdrawn", "local_title", "revision"),
            *(
                "shared_task__code",
                "shared_task__title",
                "phase__number",
                "phase__name",
                "theme__name",
            ),
            *("programme__name", "project", "responsible__name", "executor__name"),
        )


@tracked(exclude=DERIVED)
class Task(models.Model):
    """A task in one municipality's project, shared or its own. Its number is its id.

    A local task has no shared task: its title is here, its texts are in ``LocalSheet``
    (docs/adr/0131). It ``is_private`` until its project shows local tasks to partners; then they
    see that it exists, and its light.

    Relations that no list of tasks starts from have no index of their own: the night changes
    thousands of rows, and pays for each index (docs/adr/0072).

    The texts are the shared task's. Phase, theme, priority, kind and the shared dates come from
    it by publishing; everything else is the municipality's and never overwritten.
    """

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="tasks", verbose_name="kommune"
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="tasks", verbose_name="program"
    )
    # Every change of light writes every index, so those that nothing reads by are left out;
    # task_once_per_project_and_shared_task finds a project's tasks.
    project = models.ForeignKey(
        Project, models.PROTECT, related_name="tasks", verbose_name="projekt", db_index=False
    )
    shared_task = models.ForeignKey(
        SharedTask,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="fællesopgave",
        db_index=False,
    )
    # With a default of the database, for publishing writes rows that know nothing of them.
    local_title = models.CharField(
        "titel på lokal opgave", max_length=200, blank=True, default="", db_default=""
    )
    is_private = models.BooleanField("kun for kommunen", default=False, db_default=False)
    phase = models.ForeignKey(
        Phase, models.PROTECT, related_name="tasks", verbose_name="fase", db_index=False
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="tasks", verbose_name="tema", db_index=False
    )
    priority = models.PositiveSmallIntegerField("prioritet", choices=Priority)
    kind = models.CharField("type", max_length=20, choices=TaskKind, default=TaskKind.TASK)
    is_withdrawn = models.BooleanField("trukket tilbage", default=False)
    # What »udgivelsen« is to this project: dates are counted from the day it came.
    arrived_on = models.DateField("modtaget")
    arrived_version = models.PositiveIntegerField("modtaget som version", default=1)

    status = models.CharField("status", max_length=20, choices=Status, default=Status.NOT_STARTED)
    not_relevant_reason = models.TextField("begrundelse", blank=True, max_length=1000)
    completed_at = models.DateTimeField("fuldført", null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="fuldført af",
        db_index=False,
    )
    # What they worked by: the version the shared task had then.
    completed_version = models.PositiveIntegerField("fuldført efter version", null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks_answered_for",
        verbose_name="ansvarlig",
    )
    executor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks_to_do",
        verbose_name="udfører",
    )
    starts_on = models.DateField("startdato", null=True, blank=True)
    due_on = models.DateField("slutdato", null=True, blank=True)
    shared_starts_on = models.DateField("fælles startdato", null=True, blank=True)
    shared_due_on = models.DateField("fælles slutdato", null=True, blank=True)
    due_reason = models.TextField("begrundelse for lokal slutdato", blank=True, max_length=1000)

    # Derived: tasks.lights says what they mean, tasks.services and the night keep them.
    light = models.PositiveSmallIntegerField("farve", choices=Light, default=Light.GREY)
    light_since = models.DateField("farve siden")
    light_changes_on = models.DateField("farve skifter", null=True, blank=True)
    light_told_on = models.DateField("farve fortalt", null=True, blank=True)
    warns_on = models.DateField("varsles fra", null=True, blank=True)
    revision = models.PositiveIntegerField("udgave", default=1)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "opgave"
        verbose_name_plural = "opgaver"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "shared_task"], name="task_once_per_project_and_shared_task"
            ),
            models.UniqueConstraint(
                fields=["id", "municipality", "programme"],
                name="task_id_with_municipality_and_programme",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="completed", completed_at__isnull=False, completed_by__isnull=False
                )
                | (
                    ~Q(status="completed") & Q(completed_at__isnull=True, completed_by__isnull=True)
                ),
                name="task_completed_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=(Q(status="not_relevant") & ~Q(not_relevant_reason=""))
                | (~Q(status="not_relevant") & Q(not_relevant_reason="")),
                name="task_not_relevant_says_why",
                violation_error_message="Skriv, hvorfor opgaven ikke er relevant for jer.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")) | Q(due_on=None) | Q(starts_on=None),
                name="task_due_not_before_start",
                violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
            ),
            models.CheckConstraint(
                condition=~Q(due_reason="")
                | Q(shared_task=None)
                | Q(due_on=None, shared_due_on=None)
                | Q(
                    due_on__isnull=False,
                    shared_due_on__isnull=False,
                    due_on=F("shared_due_on"),
                ),
                name="task_local_due_date_says_why",
                violation_error_message="Skriv, hvorfor I har aftalt en anden slutdato.",
            ),
            models.CheckConstraint(
                condition=Q(completed_version=None) | Q(status=Status.COMPLETED.value),
                name="task_completed_version_only_when_completed",
            ),
            models.CheckConstraint(
                condition=Q(shared_task__isnull=False, local_title="", is_private=False)
                | (
                    Q(
                        shared_task=None,
                        shared_starts_on=None,
                        shared_due_on=None,
                        is_withdrawn=False,
                    )
                    & ~Q(local_title="")
                ),
                name="task_shared_or_local",
                violation_error_message="Skriv opgavens titel.",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="task_status_known"),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="task_priority_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=TaskKind.values), name="task_kind_known"),
            models.CheckConstraint(condition=Q(light__in=Light.values), name="task_light_known"),
            SameParent(
                relation="project", parent="municipality", name="task_project_in_same_municipality"
            ),
            SameParent(
                relation="project", parent="programme", name="task_project_in_same_programme"
            ),
            SameParent(
                relation="shared_task", parent="programme", name="shared_task_in_same_programme"
            ),
            SameParent(
                relation="phase",
                parent="programme",
                name="task_phase_in_same_programme",
                violation_error_message="Fasen hører til et andet program.",
            ),
            SameParent(
                relation="theme",
                parent="programme",
                name="task_theme_in_same_programme",
                violation_error_message="Temaet hører til et andet program.",
            ),
            SameParent(
                relation="responsible",
                parent="municipality",
                name="task_responsible_in_same_municipality",
                violation_error_message="Den ansvarlige hører til en anden kommune.",
            ),
            SameParent(
                relation="executor",
                parent="municipality",
                name="task_executor_in_same_municipality",
                violation_error_message="Udføreren hører til en anden kommune.",
            ),
            SameParent(
                relation="completed_by",
                parent="municipality",
                name="task_completed_by_someone_in_same_municipality",
            ),
        ]
        indexes = [
            # The night touches only rows whose date has come.
            models.Index(
                fields=["light_changes_on"],
                condition=Q(light_changes_on__isnull=False),
                name="task_light_changes",
            ),
            # What people are still to be told about.
            models.Index(
                fields=["project"],
                condition=Q(light__gte=2, light_told_on=None),
                name="task_light_untold",
            ),
            # The consultants' follow-up list, which reads nothing but this index.
            models.Index(
                fields=["programme", "municipality"],
                include=["project", "light", "priority", "status", "light_told_on", "light_since"],
                condition=Q(light__gte=2, priority__lte=2, is_private=False),
                name="task_late_and_mandatory",
            ),
        ]
        triggers = [SHARED_STAYS_SHARED]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("tasks:detail", args=[self.pk])

    def update_from(self, saved: "Task") -> None:
        """Become what was saved of the same task, and keep the relations that did not change."""
        for field in self._meta.concrete_fields:
            if getattr(self, field.attname) != getattr(saved, field.attname):
                setattr(self, field.name, getattr(saved, field.name))

    @property
    def tenant_ids(self) -> dict[str, int]:
        """The columns of ``TenantRow`` for a row that belongs to the task."""
        return {"municipality_id": self.municipality_id, "programme_id": self.programme_id}

    @property
    def is_local(self) -> bool:
        """Whether the municipality has made it for itself."""
        return self.shared_task_id is None

    @property
    def title(self) -> str:
        """What it is called; reads the shared task."""
        return self.local_title or str(self.shared_task)

    @property
    def code(self) -> str:
        """The shared task's code; a local task has none. Reads the shared task."""
        return self.shared_task.code if self.shared_task else ""

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def is_due_date_local(self) -> bool:
        """Whether the municipality has agreed on its own; the shared date may have come to it."""
        return self.due_reason != ""
