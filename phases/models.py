import datetime as dt

from django.db import models
from django.db.models import F, Q

from history.tracking import tracked
from projects.models import Programme
from projects.offsets import Offset, Unit
from tenancy.constraints import SameParent


def offset_is_whole(amount: str, unit: str) -> Q:
    """An offset has both amount and unit, or neither."""
    return Q(**{f"{amount}__isnull": True, unit: ""}) | Q(
        **{f"{amount}__isnull": False, f"{unit}__in": Unit.values}
    )


@tracked()
class Phase(models.Model):
    """A phase or sub-phase of a programme, with its window relative to go-live.

    Source of the model Opstart → Forberedelse → Ibrugtagning → Forankring: DUBU handbook 4.1;
    of sub-phases: KSD handbook 10–12.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="phases", verbose_name="program"
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sub_phases",
        verbose_name="overordnet fase",
    )
    number = models.CharField("nummer", max_length=8)
    name = models.CharField("navn", max_length=100)
    description = models.TextField("beskrivelse", blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge")
    starts_amount = models.SmallIntegerField("start, antal", null=True, blank=True)
    starts_unit = models.CharField("start, enhed", max_length=10, choices=Unit, blank=True)
    ends_amount = models.SmallIntegerField("slut, antal", null=True, blank=True)
    ends_unit = models.CharField("slut, enhed", max_length=10, choices=Unit, blank=True)

    class Meta:
        verbose_name = "fase"
        verbose_name_plural = "faser"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="phase_number_unique_in_programme"
            ),
            models.UniqueConstraint(
                fields=["programme", "position"],
                name="phase_position_unique_in_programme",
                # Two phases trade places in one statement.
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(fields=["id", "programme"], name="phase_id_with_programme"),
            SameParent(
                relation="parent", parent="programme", name="phase_parent_in_same_programme"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="phase_not_its_own_parent"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="phase_name_not_empty"),
            models.CheckConstraint(
                condition=offset_is_whole("starts_amount", "starts_unit"),
                name="phase_start_says_amount_and_unit",
            ),
            models.CheckConstraint(
                condition=offset_is_whole("ends_amount", "ends_unit"),
                name="phase_end_says_amount_and_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def window(self, go_live_on: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
        """Return first and last day for a project that goes live then; None where unknown."""
        return (
            self._bound(self.starts_amount, self.starts_unit, go_live_on),
            self._bound(self.ends_amount, self.ends_unit, go_live_on),
        )

    @staticmethod
    def _bound(amount: int | None, unit: str, go_live_on: dt.date | None) -> dt.date | None:
        if amount is None or go_live_on is None:
            return None
        return Offset(amount, Unit(unit)).after(go_live_on)


@tracked()
class Theme(models.Model):
    """A topic of tasks, across phases."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="themes", verbose_name="program"
    )
    name = models.CharField("navn", max_length=100)
    purpose = models.TextField("formål", blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge")

    class Meta:
        verbose_name = "tema"
        verbose_name_plural = "temaer"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="theme_name_unique_in_programme"
            ),
            models.UniqueConstraint(fields=["id", "programme"], name="theme_id_with_programme"),
            models.CheckConstraint(condition=~Q(name=""), name="theme_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
