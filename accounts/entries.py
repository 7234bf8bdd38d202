"""What people did that changed no row of their own: signing in, fetching, failing to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from history.tracking import Through, append_only
from organisations.models import Municipality, Partner
from tenancy.constraints import SameParent


class AuditEntry(models.Model):
    """One thing that somebody did. Rows are added, and by no role changed or removed.

    ``municipality`` is whose matter it is, and who may read of it; without one it is the
    partner's or, without that either, the operator's alone. ``by`` is null when nobody was
    signed in, ``about`` the person it was about. The database says when.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Log ind"
        SIGN_IN_FAILED = "sign_in_failed", "Mislykket log ind"
        SIGNED_OUT = "signed_out", "Log ud"
        PASSWORD_CHANGED = "password_changed", "Skift af adgangskode"
        PASSWORD_RESET = "password_reset", "Ny adgangskode"
        SECOND_FACTOR_ADDED = "second_factor_added", "To-faktor-login tilføjet"
        SECOND_FACTOR_REMOVED = "second_factor_removed", "To-faktor-login fjernet"
        SECOND_FACTOR_FAILED = "second_factor_failed", "Mislykket to-faktor-login"
        FILE_DOWNLOADED = "file_downloaded", "Hentet fil"
        FILE_INFECTED = "file_infected", "Fil med virus afvist"
        PDF_DOWNLOADED = "pdf_downloaded", "Hentet PDF"
        PERSONAL_DATA_DOWNLOADED = "personal_data_downloaded", "Hentede persondata"
        CALENDAR_MADE = "calendar_made", "Oprettede kalenderadresse"
        CALENDAR_RENEWED = "calendar_renewed", "Fornyede kalenderadresse"
        CALENDAR_STOPPED = "calendar_stopped", "Stoppede kalenderadresse"
        CALENDAR_FETCHED = "calendar_fetched", "Hentet kalender"

    at = models.DateTimeField("tidspunkt", db_default=Now(), editable=False)
    kind = models.CharField("type", max_length=40, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="af",
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="om",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kommune",
        db_index=False,
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="samarbejdspart",
        db_index=False,
    )
    address = models.GenericIPAddressField("IP-adresse", null=True, blank=True)
    through = models.CharField("gennem", max_length=10, default=Through.PAGE)
    # Which task or file, and what it was called then: nothing that another table could say.
    detail = models.JSONField("enkeltheder", default=dict, blank=True)

    class Meta:
        verbose_name = "hændelse"
        verbose_name_plural = "hændelser"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("signed_in", "sign_in_failed", "signed_out", "password_changed"),
                        *("password_reset", "second_factor_added", "second_factor_removed"),
                        *("second_factor_failed", "file_downloaded", "pdf_downloaded"),
                        *("personal_data_downloaded", "calendar_made", "calendar_renewed"),
                        *("calendar_stopped", "calendar_fetched", "file_infected"),
                    ]
                ),
                name="audit_entry_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(through__in=["page", "job", "command"]),
                name="audit_entry_through_known",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False)
                | Q(kind__in=["sign_in_failed", "second_factor_failed"])
                | Q(through__in=["job", "command"]),
                name="audit_entry_says_who_did_it",
            ),
            SameParent(
                relation="about",
                parent="municipality",
                name="audit_entry_about_someone_in_same_municipality",
            ),
        ]
        triggers = [append_only()]
        indexes = [
            models.Index(fields=["at"], name="audit_entry_at"),
            models.Index(fields=["municipality", "at"], name="audit_entry_in_municipality"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
