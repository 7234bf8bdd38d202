from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from history.tracking import tracked
from organisations.models import Municipality, System
from tenancy.constraints import SameParent

if TYPE_CHECKING:
    from accounts.models import User


class RoleQuerySet(models.QuerySet["Role"]):
    def for_gallery(self) -> Self:
        """Roles for the gallery, in its order."""
        return self.select_related("hands_over_to").order_by("position", "name")


@tracked()
class Role(models.Model):
    """A role of the gallery: what someone must be able and allowed to do, not who it is.

    Source: the implementation model's role gallery; DUBU handbook 3.2 and bilag 3.
    """

    class Scope(models.TextChoices):
        CROSS = "cross", "tværgående"
        SYSTEM = "system", "for et it-system"

    class Stage(models.TextChoices):
        IMPLEMENTATION = "implementation", "implementering"
        OPERATIONS = "operations", "drift"
        BOTH = "both", "implementering og drift"

    code = models.SlugField("kode", max_length=60)
    name = models.CharField("navn", max_length=100)
    scope = models.CharField("omfang", max_length=10, choices=Scope)
    stage = models.CharField("anvendes i", max_length=20, choices=Stage)
    appointed_in_phase = models.CharField("udpeges i fase", max_length=8, blank=True)
    min_holders = models.PositiveSmallIntegerField("mindst", default=0)
    max_holders = models.PositiveSmallIntegerField("højst", null=True, blank=True)
    exactly_one_primary = models.BooleanField("præcis én primær", default=False)
    hands_over_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name="overdrager til"
    )
    effect = models.TextField("effekt", blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "rolle"
        verbose_name_plural = "roller"
        constraints = [
            models.UniqueConstraint(fields=["code"], name="role_code_unique"),
            # Lets a row name a role and its scope together; see SameParent.
            models.UniqueConstraint(fields=["id", "scope"], name="role_id_with_scope"),
            models.CheckConstraint(condition=~Q(name=""), name="role_name_not_empty"),
            models.CheckConstraint(
                condition=Q(scope__in=["cross", "system"]), name="role_scope_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["implementation", "operations", "both"]),
                name="role_stage_known",
            ),
            models.CheckConstraint(
                condition=Q(max_holders=None) | Q(max_holders__gte=F("min_holders")),
                name="role_max_not_below_min",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, system: System) -> str:
        """Return the name for one system: »DUBU-projektleder«."""
        if self.scope == self.Scope.CROSS:
            return self.name
        first = self.name.split("-")[0].split()[0]
        # »IT-medarbejder« keeps its capitals, »Projektleder« does not.
        name = self.name if first.isupper() else f"{self.name[:1].lower()}{self.name[1:]}"
        return f"{system.name}-{name}"


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def visible_to(self, user: "User") -> Self:
        """The role holders of one's own municipality; those of a partner see none."""
        if user.is_municipal:
            # The second condition is redundant, but lets PostgreSQL read only the municipality's
            # people.
            ours = user.municipality_id
            return self.filter(municipality=ours, user__municipality=ours)
        return self.none()

    def for_gallery(self) -> Self:
        """Holders with their names, the primary first, then alphabetically."""
        return self.select_related("user").order_by("-is_primary", "user__sort_key", "pk")

    def in_systems(self, systems: Collection[int | None]) -> Self:
        """Those in these systems; None stands for the cross-cutting roles."""
        cross = Q(system=None) if None in systems else Q()
        return self.filter(Q(system__in=[pk for pk in systems if pk is not None]) | cross)

    def tallied(self, user: "User") -> "models.QuerySet[RoleAssignment, tuple[Any, ...]]":
        """Rows of role, system, and the numbers of active holders, of primary ones, and of me."""
        serving = Q(user__is_active=True)
        return (
            self.values_list("role_id", "system_id")
            .annotate(
                serving=Count("pk", filter=serving),
                primaries=Count("pk", filter=serving & Q(is_primary=True)),
                mine=Count("pk", filter=Q(user=user)),
            )
            .order_by()
        )


@tracked()
class RoleAssignment(models.Model):
    """One person holds one role in one municipality, cross-cutting or for one system."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="role_assignments", verbose_name="kommune"
    )
    role = models.ForeignKey(Role, models.PROTECT, related_name="assignments", verbose_name="rolle")
    # The role's, so that the database can tell whether a system belongs here.
    scope = models.CharField("omfang", max_length=10, choices=Role.Scope)
    system = models.ForeignKey(
        System, models.PROTECT, null=True, blank=True, verbose_name="it-system"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="role_assignments",
        verbose_name="rolleindehaver",
    )
    is_primary = models.BooleanField("primær", default=False)
    confirmed_on = models.DateField("senest bekræftet", null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "rolleindehaver"
        verbose_name_plural = "rolleindehavere"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "role", "system", "user"],
                name="role_assignment_once_per_person",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["municipality", "role", "system"],
                condition=Q(is_primary=True),
                name="role_assignment_one_primary",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(scope="system", system__isnull=False)
                | Q(scope="cross", system__isnull=True),
                name="role_assignment_system_follows_scope",
                violation_error_message="Vælg et it-system til en rolle, der er for et it-system, "
                "og intet til en tværgående.",
            ),
            SameParent(
                relation="role",
                parent="scope",
                name="role_assignment_scope_of_its_role",
                violation_error_message="Rollen har et andet omfang.",
            ),
            SameParent(
                relation="user",
                parent="municipality",
                name="role_assignment_user_in_same_municipality",
                violation_error_message="Personen hører til en anden kommune.",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
