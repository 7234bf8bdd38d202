"""Which partner's people looked at which municipality."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from history.tracking import append_only
from organisations.models import Municipality, Partner
from tenancy.constraints import SameParent

if TYPE_CHECKING:
    from accounts.models import User
    from projects.models import Project


class Visit(models.Model):
    """One person from a partner looked at one municipality's project on one day.

    Rows are added, and by no role changed or removed. The municipality may read them.
    """

    at = models.DateTimeField("første gang", db_default=Now(), editable=False)
    on = models.DateField("dag")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="+", verbose_name="samarbejdspart", db_index=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="kommune", db_index=False
    )
    programme = models.ForeignKey(
        "projects.Programme",
        models.PROTECT,
        related_name="+",
        verbose_name="program",
        db_index=False,
    )
    project = models.ForeignKey(
        "projects.Project",
        models.PROTECT,
        related_name="+",
        verbose_name="projekt",
        db_index=False,
    )

    class Meta:
        verbose_name = "besøg"
        verbose_name_plural = "besøg"
        constraints = [
            models.UniqueConstraint(
                fields=["by", "project", "on"], name="visit_once_a_person_project_and_day"
            ),
            SameParent(
                relation="project",
                parent="municipality",
                name="visit_project_in_same_municipality",
            ),
            SameParent(
                relation="project", parent="programme", name="visit_project_in_same_programme"
            ),
            SameParent(relation="by", parent="partner", name="visit_by_someone_at_the_partner"),
        ]
        triggers = [append_only()]
        indexes = [
            models.Index(fields=["at"], name="visit_at"),
            models.Index(fields=["municipality", "at"], name="visit_in_municipality"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


def note_visit(*, by: "User", project: "Project", on: dt.date) -> None:
    """Write down, in one statement, that a partner's person opened something of the project.

    The second time that day writes nothing, and the municipality's own people are no visitors.
    """
    if by.partner_id is None:
        return
    visit = Visit(
        on=on,
        by=by,
        partner_id=by.partner_id,
        municipality_id=project.municipality_id,
        programme_id=project.programme_id,
        project=project,
    )
    Visit.objects.bulk_create([visit], ignore_conflicts=True)
