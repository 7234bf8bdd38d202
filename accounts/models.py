from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from accounts.rights import Permission, PersonRole, permissions_of
from history.tracking import Through, append_only, tracked
from organisations.alphabet import danish_key
from organisations.models import Municipality, Organisation, Partner
from tenancy.constraints import SameParent


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def alphabetical(self) -> Self:
        return self.order_by("sort_key", "pk")

    def beside(self, user: "User") -> Self:
        """The people of the same municipality or partner, including the person."""
        return self.filter(municipality=user.municipality_id, partner=user.partner_id)

    def visible_to(self, user: "User") -> Self:
        """The only door to lists of people: those of one's own place."""
        return self.beside(user)

    def administrators(self) -> Self:
        """The active ones who give others access at their place."""
        gives_access = Q(is_klik_administrator=True) | Q(is_administrator=True)
        return self.active().filter(gives_access)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a class made at run time
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save()
        return user


@tracked(exclude=["password", "last_login", "sort_key"])
class User(AbstractBaseUser):
    """A person who signs in, at exactly one municipality or exactly one partner."""

    email = models.EmailField("e-mail", max_length=254)
    name = models.CharField("navn", max_length=150)
    sort_key = models.CharField("sorteringsnøgle", max_length=150, editable=False)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name="kommune",
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name="samarbejdspart",
    )
    is_active = models.BooleanField("aktiv", default=True)
    is_klik_administrator = models.BooleanField("KLIK-administrator", default=False)
    reads_all_projects = models.BooleanField("programleder", default=False)
    is_editor = models.BooleanField("redaktør", default=False)
    is_administrator = models.BooleanField("administrator", default=False)
    # Null unless ``needs_second_factor``.
    second_factor_due_on = models.DateField("to-faktor-login kræves fra", null=True, blank=True)
    deactivated_at = models.DateTimeField("deaktiveret", null=True, blank=True)
    pseudonymised_at = models.DateTimeField("pseudonymiseret", null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "bruger"
        verbose_name_plural = "brugere"
        constraints = [
            models.UniqueConstraint(fields=["email"], name="user_email_unique"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),
            models.CheckConstraint(condition=~Q(name=""), name="user_name_not_empty"),
            models.CheckConstraint(
                condition=Q(municipality__isnull=True) ^ Q(partner__isnull=True),
                name="user_at_exactly_one_municipality_or_partner",
                violation_error_message="Vælg enten en kommune eller en samarbejdspart.",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False)
                | Q(is_klik_administrator=False, reads_all_projects=False),
                name="user_municipal_duties_in_a_municipality",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | Q(is_editor=False),
                name="user_editor_at_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | Q(is_administrator=False),
                name="user_administrator_at_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(is_active=True) ^ Q(deactivated_at__isnull=False),
                name="user_inactive_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(pseudonymised_at=None) | Q(is_active=False),
                name="user_pseudonymised_after_leaving",
            ),
            # For composite foreign keys to a person and their municipality; see SameParent.
            models.UniqueConstraint(
                fields=["id", "municipality"], name="user_id_with_municipality"
            ),
            models.UniqueConstraint(fields=["id", "partner"], name="user_id_with_partner"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = danish_key(self.name)
        super().save(*args, **kwargs)

    @property
    def is_municipal(self) -> bool:
        return self.municipality_id is not None

    @property
    def place(self) -> Organisation:
        """The person's municipality or partner; a constraint ensures that there is one."""
        place = self.municipality or self.partner
        assert place is not None  # noqa: S101  # user_at_exactly_one_municipality_or_partner
        return place

    @property
    def administers_people(self) -> bool:
        return self.is_klik_administrator or self.is_administrator

    @property
    def needs_second_factor(self) -> bool:
        """Required of those who see other municipalities or give others access."""
        return not self.is_municipal or self.is_klik_administrator

    @property
    def person_roles(self) -> frozenset[PersonRole]:
        """The person's roles everywhere, apart from any project or task."""
        held = self._municipal_roles() if self.is_municipal else self._central_roles()
        return frozenset(role for role, holds in held.items() if holds)

    def _municipal_roles(self) -> dict[PersonRole, bool]:
        return {
            PersonRole.COLLEAGUE: True,
            PersonRole.KLIK_ADMINISTRATOR: self.is_klik_administrator,
            PersonRole.PROGRAMME_MANAGER: self.reads_all_projects,
        }

    def _central_roles(self) -> dict[PersonRole, bool]:
        is_operator = self.partner is not None and self.partner.is_operator
        return {
            PersonRole.CONSULTANT: not self.is_editor and not is_operator,
            PersonRole.OPERATOR: not self.is_editor and is_operator,
            PersonRole.EDITOR: self.is_editor,
            PersonRole.PARTNER_ADMINISTRATOR: self.is_administrator,
            PersonRole.OPERATOR_ADMINISTRATOR: self.is_administrator and is_operator,
        }

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the person may do anywhere, apart from any project or task."""
        return permissions_of(self.person_roles)


class AuditEntry(models.Model):
    """An action that changed no row of its own, such as a sign-in or a download; append-only.

    ``municipality`` may read the entry; without one it is the partner's or, without that either,
    the operator's alone. ``by`` is null when nobody was signed in; ``about`` is the person
    affected. The database sets the time.
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
    # Which task or file, with its name at the time: nothing that another table holds.
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
