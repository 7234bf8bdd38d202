from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from accounts.rights import RIGHTS, Permission, PersonRole, permissions_of
from history.tracking import tracked
from projects.models import ProjectMember
from shared_tasks.models.words import LeavesWords, words_of
from tasks.models.task import Task
from tasks.models.tenant import TenantRow, in_tenant_of_task

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_NOTES = 20_000


class InternalNotesQuerySet(models.QuerySet["InternalNotes"]):
    def visible_to(self, user: "User") -> Self:
        """Those the person may read, on any task."""
        if not user.is_municipal:
            return self.none()
        ours = self.filter(municipality=user.municipality_id)
        if Permission.NOTES_VIEW in permissions_of(user.person_roles):
            return ours
        readers = [role for role, may in RIGHTS.items() if Permission.NOTES_VIEW in may]
        part = ProjectMember.objects.filter(
            project=OuterRef("task__project"), user=user, role__in=readers
        )
        named = Q(task__executor=user) | Q(task__responsible=user)
        return ours.filter(
            Exists(part) | (named if PersonRole.NAMED_ON_TASK in readers else Q(pk=None))
        )

    def text_on(self, task: Task) -> str:
        """Return the notes on the task, or an empty text."""
        return self.filter(pk=task.pk).values_list("text", flat=True).first() or ""


@tracked(exclude=["words"])
class InternalNotes(TenantRow):
    """A municipality's internal notes on a task.

    In a table of their own, because PostgreSQL can hide tables and rows from a role, but not one
    column of some rows (docs/adr/0094). Once written they stay, if only as an empty text.
    """

    task = models.OneToOneField(
        Task, models.CASCADE, primary_key=True, related_name="notes", verbose_name="opgave"
    )
    text = models.TextField("tekst", blank=True, max_length=LONGEST_NOTES)
    # The task's revision with this text, so that the history can match the two.
    revision = models.PositiveIntegerField("opgavens udgave")

    words = words_of("text")

    objects = LeavesWords.from_queryset(InternalNotesQuerySet)()

    class Meta:
        verbose_name = "interne noter"
        verbose_name_plural = "interne noter"
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_NOTES),
                name="internal_notes_not_too_long",
            ),
            in_tenant_of_task("internal_notes"),
        ]

    def __str__(self) -> str:
        return f"#{self.task_id}"
