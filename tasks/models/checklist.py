from django.conf import settings
from django.db import models
from django.db.models import Q

from history.tracking import tracked
from tasks.models.task import Task
from tasks.models.tenant import TenantRow, in_tenant_of_task
from tenancy.constraints import SameParent

MOST_ITEMS = 50


# A task's history includes its checklist, also removed items.
@tracked(
    exclude=["position"],
    indexes=[models.Index(fields=["task"], name="checklist_item_event_task")],
)
class ChecklistItem(TenantRow):
    """One step of a task that a municipality has noted."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="checklist", verbose_name="opgave")
    text = models.CharField("tekst", max_length=200)
    position = models.PositiveIntegerField("rækkefølge", default=0)
    done_at = models.DateTimeField("gjort", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gjort af",
        db_index=False,
    )

    class Meta:
        verbose_name = "punkt på tjeklisten"
        verbose_name_plural = "punkter på tjeklisten"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="checklist_item_not_empty",
                violation_error_message="Skriv, hvad der skal gøres.",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="checklist_item_done_says_when_and_by_whom",
            ),
            in_tenant_of_task("checklist_item"),
            SameParent(
                relation="done_by",
                parent="municipality",
                name="checklist_item_done_by_someone_in_same_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
