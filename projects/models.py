import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Now
from django.urls import reverse

from accounts.rights import Permission, PersonRole
from history.tracking import append_only, tracked
from organisations.models import Municipality, Partner, System
from tenancy.constraints import SameParent

if TYPE_CHECKING:
    from accounts.models import User


class Priority(models.IntegerChoices):
    """The priority of a task. Source: DUBU handbook 5.2.1."""

    CRITICAL = 1, "Obligatorisk på kritisk vej"
    MANDATORY = 2, "Obligatorisk"
    RECOMMENDED = 3, "Anbefalet"


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: "User") -> Self:
        """A partner's own programmes, all for the operator; a municipality's by its projects."""
        if user.is_municipal:
            mine = Project.objects.filter(
                programme=OuterRef("pk"), municipality=user.municipality_id
            )
            return self.filter(Exists(mine))
        if user.partner is not None and user.partner.is_operator:
            return self.all()
        return self.filter(system__supplier=user.partner_id)


@tracked()
class Programme(models.Model):
    """The implementation of one system in many municipalities, with its light policy."""

    system = models.ForeignKey(
        System, models.PROTECT, related_name="programmes", verbose_name="it-system"
    )
    name = models.CharField("navn", max_length=100)
    slug = models.SlugField("adresse", max_length=60)
    description = models.TextField("beskrivelse", blank=True)
    # The handbooks disagree on warning, so each programme has its own.
    warning_days_critical = models.PositiveSmallIntegerField(
        "varsel i arbejdsdage, kritisk vej", default=5
    )
    warning_days_mandatory = models.PositiveSmallIntegerField(
        "varsel i arbejdsdage, obligatorisk", default=5
    )
    warning_days_recommended = models.PositiveSmallIntegerField(
        "varsel i arbejdsdage, anbefalet", default=2
    )
    yellow_requires_not_started = models.BooleanField(
        "gul kun når opgaven ikke er påbegyndt", default=False
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "program"
        verbose_name_plural = "programmer"
        constraints = [
            models.UniqueConstraint(fields=["name"], name="programme_name_unique"),
            models.UniqueConstraint(fields=["slug"], name="programme_slug_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="programme_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("oversight:programme", args=[self.slug])

    def warning_days(self, priority: int) -> int:
        """Return the programme's warning in working days before the due date."""
        return {
            Priority.CRITICAL: self.warning_days_critical,
            Priority.MANDATORY: self.warning_days_mandatory,
            Priority.RECOMMENDED: self.warning_days_recommended,
        }[Priority(priority)]


@tracked()
class Wave(models.Model):
    """Municipalities of one programme that go live together."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="waves", verbose_name="program"
    )
    number = models.PositiveSmallIntegerField("nummer")
    name = models.CharField("navn", max_length=100)
    starts_on = models.DateField("startdato", null=True, blank=True)
    go_live_on = models.DateField("idriftsættelse", null=True, blank=True)

    class Meta:
        verbose_name = "bølge"
        verbose_name_plural = "bølger"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="wave_number_unique_in_programme"
            ),
            models.UniqueConstraint(fields=["id", "programme"], name="wave_id_with_programme"),
            models.CheckConstraint(
                condition=Q(go_live_on=None)
                | Q(starts_on=None)
                | Q(go_live_on__gte=models.F("starts_on")),
                name="wave_goes_live_after_it_starts",
                violation_error_message="Idriftsættelsen skal ligge efter bølgens startdato.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Blackout(models.Model):
    """Weeks of every year in which a programme does not go live.

    From ``first_week`` to ``last_week``, both ISO weeks and both included; over New Year when
    the first is the greater. It warns and does not forbid. Source: KSD handbook 5.6 (no
    roll-out from week 52 to week 7, and consideration for the summer holidays).
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="blackouts", verbose_name="program"
    )
    name = models.CharField("navn", max_length=100)
    first_week = models.PositiveSmallIntegerField("fra uge")
    last_week = models.PositiveSmallIntegerField("til og med uge")

    class Meta:
        verbose_name = "udrulningspause"
        verbose_name_plural = "udrulningspauser"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="blackout_name_unique_in_programme",
                violation_error_message="Programmet har allerede en pause med det navn.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="blackout_name_not_empty"),
            models.CheckConstraint(
                condition=Q(
                    first_week__gte=1, first_week__lte=53, last_week__gte=1, last_week__lte=53
                ),
                name="blackout_weeks_of_a_year",
                violation_error_message="Uger går fra 1 til 53.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def covers(self, day: dt.date) -> bool:
        """Whether the day lies in the pause, whichever year it is."""
        week = day.isocalendar().week
        if self.first_week <= self.last_week:
            return self.first_week <= week <= self.last_week
        return week >= self.first_week or week <= self.last_week


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: "User") -> Self:
        """The only door to lists of projects for a person."""
        if not user.is_municipal:
            return self.filter(programme__in=Programme.objects.visible_to(user))
        ours = self.filter(municipality=user.municipality_id)
        if Permission.PROJECT_VIEW in user.permissions:
            return ours
        mine = ProjectMember.objects.filter(project=OuterRef("pk"), user=user)
        return ours.filter(Exists(mine))

    def for_list(self) -> Self:
        """Everything one row of a list of projects reads, in one query."""
        return self.select_related("municipality", "programme", "wave")

    def going_live(self) -> Self:
        """Add the alias ``goes_live_on``: the same as ``Project.live_date``."""
        return self.alias(goes_live_on=Coalesce("go_live_on", "wave__go_live_on"))


@tracked()
class Project(models.Model):
    """One municipality's implementation of one programme."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="projects", verbose_name="kommune"
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="projects", verbose_name="program"
    )
    wave = models.ForeignKey(
        Wave,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="bølge",
    )
    go_live_on = models.DateField("idriftsættelse", null=True, blank=True)
    # The one column of a project that the municipality changes (docs/adr/0131).
    shows_local_tasks = models.BooleanField("viser lokale opgaver", default=False, db_default=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "projekt"
        verbose_name_plural = "projekter"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "municipality"],
                name="project_one_per_programme_and_municipality",
                violation_error_message="Kommunen har allerede et projekt i programmet.",
            ),
            models.UniqueConstraint(
                fields=["id", "municipality"], name="project_id_with_municipality"
            ),
            models.UniqueConstraint(fields=["id", "programme"], name="project_id_with_programme"),
            SameParent(
                relation="wave",
                parent="programme",
                name="project_wave_in_same_programme",
                violation_error_message="Bølgen hører til et andet program.",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("projects:detail", args=[self.pk])

    def live_date(self) -> dt.date | None:
        """Return its own go-live date, else its wave's; reads the wave."""
        return self.go_live_on or (self.wave.go_live_on if self.wave else None)


class ProjectMemberQuerySet(models.QuerySet["ProjectMember"]):
    def active_leaders(self) -> Self:
        """The project leaders who can be written to: those who have not left; at most one each."""
        return self.filter(role=ProjectMember.Role.LEADER, user__is_active=True)

    def leaders_and_owners(self) -> Self:
        return self.filter(role__in=ProjectMember.LEADING)


@tracked()
class ProjectMember(models.Model):
    """One person's role in one project."""

    class Role(models.TextChoices):
        LEADER = PersonRole.LEADER.value, "Projektleder"
        OWNER = PersonRole.OWNER.value, "Projektejer"
        CONTRIBUTOR = PersonRole.CONTRIBUTOR.value, "Bidragyder"
        READER = PersonRole.READER.value, "Læser"

    LEADING = (Role.LEADER, Role.OWNER)

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name="kommune"
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="+", verbose_name="program"
    )
    project = models.ForeignKey(
        Project, models.CASCADE, related_name="members", verbose_name="projekt"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="project_memberships",
        verbose_name="medlem",
    )
    role = models.CharField("rolle", max_length=20, choices=Role)

    objects = ProjectMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "projektmedlem"
        verbose_name_plural = "projektmedlemmer"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"], name="project_member_once_per_project"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(role="leader"),
                name="project_member_one_leader",
                violation_error_message="Projektet har allerede en projektleder.",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(role="owner"),
                name="project_member_one_owner",
                violation_error_message="Projektet har allerede en projektejer.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["leader", "owner", "contributor", "reader"]),
                name="project_member_role_known",
            ),
            SameParent(
                relation="project",
                parent="municipality",
                name="project_member_project_in_same_municipality",
            ),
            SameParent(
                relation="project",
                parent="programme",
                name="project_member_project_in_same_programme",
            ),
            SameParent(
                relation="user",
                parent="municipality",
                name="project_member_user_in_same_municipality",
                violation_error_message="Personen hører til en anden kommune.",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role}"


class Visit(models.Model):
    """A visit of a partner's person to one municipality's project on one day.

    Rows are append-only. The municipality may read them.
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
        Programme, models.PROTECT, related_name="+", verbose_name="program", db_index=False
    )
    project = models.ForeignKey(
        Project, models.PROTECT, related_name="+", verbose_name="projekt", db_index=False
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
