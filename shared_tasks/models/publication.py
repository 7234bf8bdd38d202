from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from history.tracking import tracked
from organisations.models import Municipality
from projects.models import Programme, Project, Wave
from shared_tasks.models.shared_task import SharedTask
from tenancy.constraints import SameParent


@tracked()
class Publication(models.Model):
    """One time an editor published: what came of it, counted when it was done."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="publications", verbose_name="program"
    )
    published_at = models.DateTimeField("udgivet")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="udgivet af"
    )
    projects_reached = models.PositiveIntegerField("projekter", default=0)
    tasks_arrived = models.PositiveIntegerField("opgaver", default=0)

    class Meta:
        verbose_name = "udgivelse"
        verbose_name_plural = "udgivelser"
        constraints = [
            models.UniqueConstraint(
                fields=["id", "programme"], name="publication_id_with_programme"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SharedTaskReceiverQuerySet(models.QuerySet["SharedTaskReceiver"]):
    def of(self, project: Project) -> Self:
        """Those that the project is among: everyone, its wave or its municipality."""
        everyone = Q(wave=None, municipality=None)
        its_wave = Q(wave=project.wave_id) if project.wave_id else Q(pk__in=())
        mine = everyone | its_wave | Q(municipality=project.municipality_id)
        return self.filter(mine, programme=project.programme_id)


@tracked()
class SharedTaskReceiver(models.Model):
    """Who a shared task is published to: a wave, a municipality, or with neither, everyone.

    Kept for those who come later: a project made or moved afterwards is given what is published
    to everyone, to its wave and to its municipality.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="+", verbose_name="program"
    )
    shared_task = models.ForeignKey(
        SharedTask, models.CASCADE, related_name="receivers", verbose_name="fællesopgave"
    )
    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="receivers", verbose_name="udgivelse"
    )
    wave = models.ForeignKey(
        Wave,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bølge",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kommune",
    )

    objects = SharedTaskReceiverQuerySet.as_manager()

    class Meta:
        verbose_name = "modtager"
        verbose_name_plural = "modtagere"
        constraints = [
            models.UniqueConstraint(
                fields=["shared_task", "wave", "municipality"],
                nulls_distinct=False,
                name="shared_task_receiver_once",
            ),
            models.CheckConstraint(
                condition=Q(wave=None) | Q(municipality=None),
                name="shared_task_receiver_is_a_wave_or_a_municipality",
            ),
            SameParent(
                relation="shared_task",
                parent="programme",
                name="shared_task_receiver_shared_task_in_same_programme",
            ),
            SameParent(
                relation="publication",
                parent="programme",
                name="shared_task_receiver_publication_in_same_programme",
            ),
            SameParent(
                relation="wave",
                parent="programme",
                name="shared_task_receiver_wave_in_same_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.shared_task_id} → {self.wave_id or self.municipality_id or 'alle'}"
