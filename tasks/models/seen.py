from django.conf import settings
from django.db import models

from organisations.models import Municipality
from projects.models import Programme
from tasks.models.task import Task
from tasks.models.tenant import in_tenant_of_task
from tenancy.constraints import SameParent


class SeenVersion(models.Model):
    """The version of a task that one person last saw."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name="kommune"
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="+", verbose_name="program"
    )
    task = models.ForeignKey(
        Task, models.CASCADE, related_name="seen_versions", verbose_name="opgave", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="person"
    )
    version = models.PositiveIntegerField("version")
    read_at = models.DateTimeField("læst")

    class Meta:
        verbose_name = "læsning"
        verbose_name_plural = "læsninger"
        constraints = [
            models.UniqueConstraint(fields=["task", "user"], name="seen_version_once_per_person"),
            in_tenant_of_task("seen_version"),
            SameParent(
                relation="user",
                parent="municipality",
                name="seen_version_by_someone_in_same_municipality",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.task_id} v{self.version}"
