from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from history.tracking import tracked
from organisations.models import Municipality
from roles.models import Role
from shared_tasks.models.shared_task import LONGEST_TEXT, TEXTS, TaskBrief
from shared_tasks.models.words import LeavesWords, words_of
from tasks.models.task import Task
from tasks.models.tenant import TenantRow, in_tenant_of_task
from tenancy.constraints import SameParent

if TYPE_CHECKING:
    from accounts.models import User


class LocalSheetQuerySet(models.QuerySet["LocalSheet"]):
    def visible_to(self, user: "User") -> Self:
        """Only the municipality's own people; partners' people get an empty set, not a query."""
        return self.filter(municipality=user.municipality_id) if user.is_municipal else self.none()


class TaskLinkQuerySet(models.QuerySet["TaskLink"]):
    def visible_to(self, user: "User") -> Self:
        """As for local sheets."""
        return self.filter(municipality=user.municipality_id) if user.is_municipal else self.none()


@tracked(exclude=["words"])
class LocalSheet(TenantRow, TaskBrief):
    """The texts and recommended roles of a local task, as a shared task has them.

    In a table of its own, because partners never read it, also when they see the task.
    """

    task = models.OneToOneField(
        Task, models.CASCADE, primary_key=True, related_name="local_sheet", verbose_name="opgave"
    )
    involved_roles = models.ManyToManyField(
        Role,
        through="LocalRole",
        related_name="+",
        blank=True,
        verbose_name="involverede roller",
    )

    words = words_of(*TEXTS)

    objects = LeavesWords.from_queryset(LocalSheetQuerySet)()

    class Meta:
        verbose_name = "lokal opgavebeskrivelse"
        verbose_name_plural = "lokale opgavebeskrivelser"
        constraints = [
            *(
                models.CheckConstraint(
                    condition=LessThanOrEqual(Length(name), LONGEST_TEXT),
                    name=f"local_sheet_{name}_not_too_long",
                )
                for name in TEXTS
            ),
            models.UniqueConstraint(
                fields=["task", "municipality"], name="local_sheet_task_with_municipality"
            ),
            in_tenant_of_task("local_sheet"),
        ]

    def __str__(self) -> str:
        return f"#{self.task_id}"


@tracked()
class LocalRole(models.Model):
    """One of the roles that a local task involves."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="kommune"
    )
    sheet = models.ForeignKey(LocalSheet, models.CASCADE, verbose_name="lokal opgavebeskrivelse")
    role = models.ForeignKey(Role, models.CASCADE, verbose_name="rolle")

    class Meta:
        verbose_name = "involveret rolle på lokal opgave"
        verbose_name_plural = "involverede roller på lokale opgaver"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "role"], name="local_role_once_per_role"),
            SameParent(
                relation="sheet",
                parent="municipality",
                name="local_role_sheet_in_same_municipality",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


@tracked()
class TaskLink(TenantRow):
    """A prerequisite that a municipality has noted: one task waits for another in its project.

    At least one of the two is local; links between shared tasks are the centre's. Being in the same
    municipality and programme means being in the same project: there is only one.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="links", verbose_name="opgave")
    other = models.ForeignKey(
        Task, models.CASCADE, related_name="links_here", verbose_name="forudsætning"
    )

    objects = TaskLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lokal forudsætning"
        verbose_name_plural = "lokale forudsætninger"
        constraints = [
            models.UniqueConstraint(fields=["task", "other"], name="task_link_once"),
            models.CheckConstraint(
                condition=~Q(task=models.F("other")),
                name="task_link_not_to_itself",
                violation_error_message="En opgave kan ikke forudsætte sig selv.",
            ),
            in_tenant_of_task("task_link"),
            SameParent(
                relation="other",
                parent=("municipality", "programme"),
                name="task_link_other_in_same_municipality_and_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.other_id}"
