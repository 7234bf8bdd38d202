from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse

from history.tracking import tracked
from shared_tasks.models.words import LeavesWords, words_of
from tasks.models.task import Task
from tasks.models.tenant import TenantRow, in_tenant_of_task
from tenancy.constraints import SameParent

MAX_BYTES = 50 * 1024 * 1024


def task_files() -> Storage:
    """Return the storage of files: outside what the web serves, under random names."""
    return storages["task_files"]


# A task's history includes its files, also removed ones.
@tracked(exclude=["words"], indexes=[models.Index(fields=["task"], name="task_file_event_task")])
class TaskFile(TenantRow):
    """A file that the municipality has added to a task."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="files", verbose_name="opgave")
    name = models.CharField("navn", max_length=150)
    content_type = models.CharField("filtype", max_length=100)
    size = models.PositiveIntegerField("størrelse")
    # A name in task_files(), not a FileField, so that no address can be built from it.
    stored = models.CharField("lagret som", max_length=100)
    uploaded_at = models.DateTimeField("tilføjet")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="tilføjet af"
    )
    words = words_of("name")

    objects = LeavesWords["TaskFile"]()

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="task_file_name_not_empty"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=MAX_BYTES), name="task_file_size_within_limits"
            ),
            in_tenant_of_task("task_file"),
            SameParent(
                relation="uploaded_by",
                parent="municipality",
                name="task_file_added_by_someone_in_same_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tasks:file", args=[self.task_id, self.pk])
