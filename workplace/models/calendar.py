from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.models import Municipality
from projects.models import Project
from tenancy.constraints import SameParent

if TYPE_CHECKING:
    from accounts.models import User


SHA256 = r"^[0-9a-f]{64}$"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: "User") -> Self:
        """One's own, and nobody else's: whoever has an address reads as its person."""
        return self.filter(user=user)

    def for_project(self, project: Project | None) -> Self:
        """That of the project; without one, that of the person's own tasks."""
        return self.filter(project=project) if project else self.filter(project=None)


class CalendarFeed(models.Model):
    """A secret address at which one person's calendar program finds dates.

    It leads to the person's own open tasks or to one project's. The address itself is kept
    nowhere: only what tells whether a given one is it.
    """

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name="kommune"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_feeds",
        verbose_name="person",
    )
    project = models.ForeignKey(
        Project,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="projekt",
    )
    token_hash = models.CharField("aftryk af adressen", max_length=64)
    made_at = models.DateTimeField("oprettet")
    renewed_at = models.DateTimeField("fornyet", null=True, blank=True)
    last_fetched_on = models.DateField("senest hentet", null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "kalenderadresse"
        verbose_name_plural = "kalenderadresser"
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], name="calendar_feed_token_unique"),
            models.UniqueConstraint(
                fields=["user", "project"],
                nulls_distinct=False,
                name="calendar_feed_once_per_person_and_project",
            ),
            models.CheckConstraint(
                condition=Q(token_hash__regex=SHA256),
                name="calendar_feed_keeps_no_token",
            ),
            SameParent(
                relation="user",
                parent="municipality",
                name="calendar_feed_of_someone_in_same_municipality",
            ),
            SameParent(
                relation="project",
                parent="municipality",
                name="calendar_feed_project_in_same_municipality",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
