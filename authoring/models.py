from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models import Programme


class PlanImportQuerySet(models.QuerySet["PlanImport"]):
    def newest_first(self) -> Self:
        """For a list: without what the file held, which may be large."""
        return (
            self.select_related("made_by")
            .defer("content", "plan", "preview", "problems")
            .order_by("-made_at", "-pk")
        )

    def unfinished(self) -> Self:
        """Those that a job is to go on with."""
        return self.filter(state__in=[PlanImport.State.WAITING, PlanImport.State.CONFIRMED])


class PlanImport(models.Model):
    """A file with a plan on its way into a programme: sent, read, confirmed, imported.

    The row is the truth and jobs only follow it: one that is run twice finds the state changed.
    The file is kept until it is read, the plan until it is imported or dismissed.
    """

    class Kind(models.TextChoices):
        XLSX = "xlsx", "Excel"
        XML = "xml", "MS Project"

    class State(models.TextChoices):
        WAITING = "waiting", "bliver læst"
        READ = "read", "klar til gennemsyn"
        REFUSED = "refused", "afvist"
        CONFIRMED = "confirmed", "bliver indlæst"
        DONE = "done", "indlæst"
        DISMISSED = "dismissed", "kasseret"

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="plan_imports", verbose_name="program"
    )
    kind = models.CharField("type", max_length=10, choices=Kind)
    file_name = models.CharField("filnavn", max_length=150)
    content = models.BinaryField("indhold", null=True)
    # What the editor said of it: what dates are counted from, and where tasks go that do not say.
    go_live_on = models.DateField("idriftsættelse", null=True, blank=True)
    default_phase = models.CharField("fase til opgaver uden fase", max_length=8, blank=True)
    default_theme = models.CharField("tema til opgaver uden tema", max_length=100, blank=True)

    state = models.CharField("tilstand", max_length=20, choices=State, default=State.WAITING)
    state_at = models.DateTimeField("tilstand siden")
    # How often a job has begun on the state: a file that ends the worker is not tried for ever.
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    plan = models.JSONField("plan", null=True)
    preview = models.JSONField("gennemsyn", null=True)
    problems = models.JSONField("problemer", default=list)
    counts = models.JSONField("antal", default=dict)
    made_at = models.DateTimeField("sendt")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="sendt af"
    )

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        verbose_name = "indlæsning"
        verbose_name_plural = "indlæsninger"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["xlsx", "xml"]), name="plan_import_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["waiting", "read", "refused", "confirmed", "done", "dismissed"]
                ),
                name="plan_import_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", content__isnull=False)
                | (~Q(state="waiting") & Q(content__isnull=True)),
                name="plan_import_keeps_the_file_until_it_is_read",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["read", "confirmed"], plan__isnull=False)
                | (~Q(state__in=["read", "confirmed"]) & Q(plan__isnull=True)),
                name="plan_import_keeps_the_plan_until_it_is_imported",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state_at"],
                condition=Q(state__in=["waiting", "confirmed"]),
                name="plan_import_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
