"""What the portal remembers of how one person works: nothing that others need."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.models import Municipality
from projects.models import Project
from tenancy.constraints import SameParent

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_QUERY = 1000


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: "User") -> Self:
        """One's own, and what colleagues have shared in the projects one sees."""
        if not user.is_municipal:
            return self.none()
        shared = Q(is_shared=True, project__in=Project.objects.visible_to(user))
        return self.filter(Q(owner=user) | shared, municipality=user.municipality_id)

    def for_project(self, project: Project | None) -> Self:
        """Those of the project's list; without one, of the list across projects."""
        return self.filter(project=project) if project else self.filter(project=None)


class SavedView(models.Model):
    """A list of tasks as its address says it, under a name; to some of a project, shared."""

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
        """One's own: nobody else undoes them."""
        return self.filter(made_by=user)


class BulkChange(models.Model):
    """Several tasks changed in one go, with what they were before, so that it can be undone.

    ``entries`` is what became of each task, as workplace/bulk/entries.py writes and reads it.
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
    """When a person last came to their page, and the time before: what is new is new since then."""

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
