import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.models import Municipality
from tenancy.constraints import SameParent


class NotificationQuerySet(models.QuerySet["Notification"]):
    def waiting(self, *, at: dt.datetime) -> Self:
        """Neither accepted by the mail server nor given up, and due for an attempt."""
        return self.undelivered().filter(next_attempt_at__lte=at)

    def undelivered(self) -> Self:
        """Neither accepted by the mail server nor given up."""
        return self.filter(sent_at=None, failed_at=None)

    def failed(self) -> Self:
        return self.exclude(failed_at=None)


class Notification(models.Model):
    """One mail to one person for one night: stored first, delivered afterwards."""

    class Kind(models.TextChoices):
        DIGEST = "digest", "Nattens overblik"
        FOLLOW_UP = "follow_up", "Opfølgningsliste"
        PUBLICATION = "publication", "Nye fællesopgaver"
        GO_LIVE = "go_live", "Flyttet idriftsættelse"

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notifications",
        verbose_name="modtager",
    )
    # Null when the recipient is at a partner.
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, verbose_name="kommune"
    )
    kind = models.CharField("type", max_length=20, choices=Kind)
    local_date = models.DateField("nat")
    # What a mail by day is about, such as a publication; empty for the night's mails.
    occasion = models.CharField("anledning", max_length=60, blank=True)
    subject = models.CharField("emne", max_length=200)
    # The data of the template in templates/mails/, which is rendered at delivery.
    content = models.JSONField("indhold")
    written_at = models.DateTimeField("skrevet")
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    next_attempt_at = models.DateTimeField("næste forsøg")
    sent_at = models.DateTimeField("sendt", null=True, blank=True)
    failed_at = models.DateTimeField("opgivet", null=True, blank=True)
    last_error = models.CharField("seneste fejl", max_length=500, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "notifikation"
        verbose_name_plural = "notifikationer"
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "local_date", "occasion"],
                name="notification_once_per_person_kind_night_and_occasion",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(failed_at=None),
                name="notification_not_both_sent_and_given_up",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["digest", "follow_up", "publication", "go_live"]),
                name="notification_kind_known",
            ),
            # A line break would let a subject write mail headers.
            models.CheckConstraint(
                condition=Q(subject__regex=r"^[^\r\n]+$"), name="notification_subject_is_one_line"
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None) | ~Q(last_error=""),
                name="notification_given_up_says_why",
            ),
            SameParent(
                relation="recipient",
                parent="municipality",
                name="notification_recipient_in_same_municipality",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at=None, failed_at=None),
                name="notification_waiting",
            ),
            models.Index(
                fields=["failed_at"],
                condition=Q(failed_at__isnull=False),
                name="notification_given_up",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.local_date}"


class JobRun(models.Model):
    """One step of one night. Its row makes a missing or double beat harmless."""

    class Kind(models.TextChoices):
        DIGESTS = "digests", "Nattens overblik"
        FOLLOW_UPS = "follow_ups", "Opfølgningslister"

    kind = models.CharField("type", max_length=20, choices=Kind)
    local_date = models.DateField("nat")
    ran_at = models.DateTimeField("kørt")

    class Meta:
        verbose_name = "kørsel"
        verbose_name_plural = "kørsler"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "local_date"], name="job_run_once_per_kind_and_night"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["digests", "follow_ups"]), name="job_run_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.local_date}"
