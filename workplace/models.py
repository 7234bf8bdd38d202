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
        """The person's own; an address gives access as its person, so nobody else sees it."""
        return self.filter(user=user)

    def for_project(self, project: Project | None) -> Self:
        """The address for the project; without one, that for the person's own tasks."""
        return self.filter(project=project) if project else self.filter(project=None)


class CalendarFeed(models.Model):
    """A secret address from which one person's calendar program fetches dates.

    It serves the person's own open tasks or one project's. Only a hash of the address is stored.
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


LONGEST_QUERY = 1000


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: "User") -> Self:
        """The person's own, and those that colleagues share in projects the person may see."""
        if not user.is_municipal:
            return self.none()
        shared = Q(is_shared=True, project__in=Project.objects.visible_to(user))
        return self.filter(Q(owner=user) | shared, municipality=user.municipality_id)

    def for_project(self, project: Project | None) -> Self:
        """Those of the project's list; without one, of the list across projects."""
        return self.filter(project=project) if project else self.filter(project=None)


class SavedView(models.Model):
    """A list's query string under a name; members can share one in a project."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name="kommune"
    )
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="projekt"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="person"
    )
    name = models.CharField("navn", max_length=80)
    query = models.CharField("filtre", max_length=LONGEST_QUERY, blank=True)
    is_shared = models.BooleanField("delt i projektet", default=False)
    saved_at = models.DateTimeField("gemt")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "gemt visning"
        verbose_name_plural = "gemte visninger"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "project", "name"],
                nulls_distinct=False,
                name="saved_view_name_once_per_person_and_list",
                violation_error_message="Du har allerede en visning med det navn.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_name_not_empty"),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(project__isnull=False),
                name="saved_view_shared_in_a_project",
            ),
            SameParent(
                relation="owner",
                parent="municipality",
                name="saved_view_of_someone_in_same_municipality",
            ),
            SameParent(
                relation="project",
                parent="municipality",
                name="saved_view_project_in_same_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    def visible_to(self, user: "User") -> Self:
        """The person's own; nobody else can undo them."""
        return self.filter(made_by=user)


class BulkChange(models.Model):
    """A bulk change of tasks, with their earlier values, so that it can be undone.

    ``entries`` are the ``BulkEntry`` of each task as JSON (workplace/bulk/edits.py).
    """

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name="kommune"
    )
    made_at = models.DateTimeField("ændret")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="ændret af"
    )
    entries = models.JSONField("opgaver")
    undone_at = models.DateTimeField("fortrudt", null=True, blank=True)

    objects = BulkChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "samlet ændring"
        verbose_name_plural = "samlede ændringer"
        constraints = [
            SameParent(
                relation="made_by",
                parent="municipality",
                name="bulk_change_by_someone_in_same_municipality",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class MyPageVisit(models.Model):
    """A person's latest visit to their page, and the one before, since when the news are."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name="person",
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name="kommune"
    )
    came_at = models.DateTimeField("kom")
    came_before_at = models.DateTimeField("kom før", null=True, blank=True)

    class Meta:
        verbose_name = "besøg på min side"
        verbose_name_plural = "besøg på min side"
        constraints = [
            models.CheckConstraint(
                condition=Q(came_before_at=None) | Q(came_before_at__lte=models.F("came_at")),
                name="my_page_visit_in_order",
            ),
            SameParent(
                relation="user",
                parent="municipality",
                name="my_page_visit_by_someone_in_same_municipality",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.user_id}"
