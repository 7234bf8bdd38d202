import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from history.tracking import tracked
from organisations.alphabet import danish_key


@tracked()
class Region(models.Model):
    name = models.CharField("navn", max_length=100)

    class Meta:
        verbose_name = "region"
        verbose_name_plural = "regioner"
        constraints = [
            models.UniqueConstraint(fields=["name"], name="region_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class PopulationClass(models.TextChoices):
    """The number of inhabitants, as coarsely as the balance of waves needs it."""

    SMALL = "small", "under 20.000"
    MIDDLE = "middle", "20.000–49.999"
    LARGE = "large", "50.000–99.999"
    LARGEST = "largest", "100.000 og flere"


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def alphabetical(self) -> Self:
        return self.order_by("sort_key", "pk")

    def with_region(self, *, on: dt.date) -> Self:
        """Annotate ``region_name``: the municipality's region on that day."""
        latest = MunicipalityRegion.objects.filter(
            municipality=OuterRef("pk"), from_on__lte=on
        ).order_by("-from_on")
        return self.annotate(region_name=Subquery(latest.values("region__name")[:1]))


@tracked()
class Municipality(models.Model):
    """The tenant: nothing a municipal user sees crosses from one to another."""

    code = models.CharField("kommunekode", max_length=4)
    cvr = models.CharField("CVR-nummer", max_length=8)
    name = models.CharField("navn", max_length=100)
    population_class = models.CharField(
        "størrelse", max_length=20, choices=PopulationClass, blank=True
    )
    sort_key = models.CharField("sorteringsnøgle", max_length=100, editable=False)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "kommune"
        verbose_name_plural = "kommuner"
        constraints = [
            models.UniqueConstraint(fields=["code"], name="municipality_code_unique"),
            models.UniqueConstraint(fields=["cvr"], name="municipality_cvr_unique"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{4}$"), name="municipality_code_has_four_digits"
            ),
            models.CheckConstraint(
                condition=Q(cvr__regex=r"^\d{8}$"), name="municipality_cvr_has_eight_digits"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="municipality_name_not_empty"),
            models.CheckConstraint(
                condition=Q(population_class="") | Q(population_class__in=PopulationClass.values),
                name="municipality_population_class_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = danish_key(self.name)
        super().save(*args, **kwargs)


@tracked()
class MunicipalityRegion(models.Model):
    """A municipality's region from a date on, until the next such row.

    Regions change on 1 January 2027, when Region Østdanmark is formed.
    """

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="regions", verbose_name="kommune"
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="region")
    from_on = models.DateField("fra")

    class Meta:
        verbose_name = "kommunes region"
        verbose_name_plural = "kommuners regioner"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "from_on"], name="municipality_region_once_from_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.municipality_id} {self.from_on}"


@tracked()
class Partner(models.Model):
    """A central body or supplier whose people work across municipalities."""

    name = models.CharField("navn", max_length=100)
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True)
    is_operator = models.BooleanField("driver portalen", default=False)

    class Meta:
        verbose_name = "samarbejdspart"
        verbose_name_plural = "samarbejdsparter"
        constraints = [
            models.UniqueConstraint(fields=["name"], name="partner_name_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="partner_name_not_empty"),
            models.CheckConstraint(
                condition=Q(cvr="") | Q(cvr__regex=r"^\d{8}$"),
                name="partner_cvr_has_eight_digits",
            ),
            models.UniqueConstraint(
                F("is_operator"), condition=Q(is_operator=True), name="partner_only_one_operator"
            ),
        ]

    def __str__(self) -> str:
        return self.name


Organisation = Municipality | Partner


@tracked()
class System(models.Model):
    """A shared it-system that a supplier delivers to the municipalities."""

    code = models.SlugField("kode", max_length=20)
    name = models.CharField("navn", max_length=100)
    description = models.TextField("beskrivelse", blank=True)
    supplier = models.ForeignKey(
        Partner, models.PROTECT, related_name="systems", verbose_name="leverandør"
    )

    class Meta:
        verbose_name = "it-system"
        verbose_name_plural = "it-systemer"
        constraints = [
            models.UniqueConstraint(fields=["code"], name="system_code_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="system_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
