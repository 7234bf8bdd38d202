from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models import Programme
from shared_tasks.models.shared_task import SharedTask
from tenancy.constraints import SameParent

LONGEST_NOTE = 1000


class SharedTaskVersionQuerySet(models.QuerySet["SharedTaskVersion"]):
    def untold(self) -> Self:
        """Changes of meaning that the night has not yet told anybody."""
        return self.filter(told_on=None, kind__in=SharedTaskVersion.NOTABLE)

    def with_makers(self) -> Self:
        """With who made each, and from where.

        Not by a join: whoever once made one may have come out of a reader's sight since.
        """
        return self.prefetch_related("made_by__partner")


class SharedTaskVersion(models.Model):
    """A published shared task as it read from one moment on, with why it was changed.

    Drafts have none: the first version is what the first municipality was given. ``content`` is
    all of the sheet as ``shared_tasks.content`` writes it, so that what somebody worked by can be read
    when phases and roles have long changed their names.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", "Udgivet"
        CHANGED = "changed", "Ændret"
        CORRECTED = "corrected", "Rettet"
        WITHDRAWN = "withdrawn", "Trukket tilbage"
        RESTORED = "restored", "Genudgivet"

    # Those that municipalities are told of: the meaning changed, not just the words.
    NOTABLE = (Kind.CHANGED, Kind.WITHDRAWN, Kind.RESTORED)

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="+", verbose_name="program"
    )
    shared_task = models.ForeignKey(
        SharedTask, models.CASCADE, related_name="versions", verbose_name="fællesopgave"
    )
    number = models.PositiveIntegerField("nummer")
    kind = models.CharField("art", max_length=20, choices=Kind)
    note = models.TextField("hvad er ændret og hvorfor", blank=True, max_length=LONGEST_NOTE)
    content = models.JSONField("indhold")
    made_at = models.DateTimeField("lavet")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="lavet af"
    )
    told_on = models.DateField("fortalt", null=True, blank=True)

    objects = SharedTaskVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versioner"
        constraints = [
            models.UniqueConstraint(
                fields=["shared_task", "number"], name="shared_task_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="shared_task_version_number_from_one"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["published", "changed", "corrected", "withdrawn", "restored"]
                ),
                name="shared_task_version_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(note="") | ~Q(kind__in=["changed", "withdrawn"]),
                name="shared_task_version_change_says_why",
                violation_error_message="Skriv, hvad der er ændret, og hvorfor.",
            ),
            SameParent(
                relation="shared_task",
                parent="programme",
                name="shared_task_version_shared_task_in_same_programme",
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme"],
                condition=Q(told_on=None, kind__in=["changed", "withdrawn", "restored"]),
                name="shared_task_version_untold",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.shared_task_id} v{self.number}"

    @property
    def is_notable(self) -> bool:
        return self.kind in self.NOTABLE
