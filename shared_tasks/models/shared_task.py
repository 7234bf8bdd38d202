from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from history.tracking import tracked
from phases.models import Phase, Theme
from projects.models import Priority, Programme
from projects.offsets import Unit
from roles.models import Role
from shared_tasks.models.words import LeavesWords, words_of
from tenancy.constraints import SameParent

LONGEST_TEXT = 20_000
TEXTS = ("goal", "description", "method", "result", "quality_criteria")


class TaskKind(models.TextChoices):
    """What a phase gate makes of it. Source: KSD handbook 10–12."""

    TASK = "task", "opgave"
    CHECKPOINT = "checkpoint", "tjekpunkt"
    CONTROL_POINT = "control_point", "kontrolpunkt"
    MILESTONE = "milestone", "milepæl"


class Anchor(models.TextChoices):
    """What a shared date is counted from."""

    FIXED = "fixed", "fast dato"
    GO_LIVE = "go_live", "idriftsættelse"
    WAVE_START = "wave_start", "bølgens start"
    PHASE_START = "phase_start", "fasens start"
    PHASE_END = "phase_end", "fasens slutning"
    PUBLICATION = "publication", "udgivelsen"


def date_rule_is_whole(prefix: str) -> Q:
    """A date rule is empty, a fixed date, or an anchor with how much of what."""
    no_offset = Q(**{f"{prefix}_amount__isnull": True, f"{prefix}_unit": ""})
    offset = Q(**{f"{prefix}_amount__isnull": False, f"{prefix}_unit__in": Unit.values})
    no_date = Q(**{f"{prefix}_fixed_on__isnull": True})
    relative = [anchor.value for anchor in Anchor if anchor != Anchor.FIXED]
    return (
        (Q(**{f"{prefix}_anchor": ""}) & no_offset & no_date)
        | (Q(**{f"{prefix}_anchor": Anchor.FIXED.value}) & no_offset & ~no_date)
        | (Q(**{f"{prefix}_anchor__in": relative}) & offset & no_date)
    )


class SharedTaskQuerySet(models.QuerySet["SharedTask"]):
    def published(self) -> Self:
        return self.exclude(published_at=None)

    def drafts(self) -> Self:
        return self.filter(published_at=None)

    def live(self) -> Self:
        """Published and not withdrawn: what a project that joins is given."""
        return self.published().filter(withdrawn_at=None)

    def in_order(self) -> Self:
        """As the plan shows them: by phase, then as the editors have put them."""
        return self.order_by("phase__position", "position", "pk")


class TaskBrief(models.Model):
    """The texts and recommended roles that shared and local tasks have alike."""

    goal = models.TextField("mål", blank=True, max_length=LONGEST_TEXT)
    description = models.TextField("beskrivelse", blank=True, max_length=LONGEST_TEXT)
    method = models.TextField("metode og fremgangsmåde", blank=True, max_length=LONGEST_TEXT)
    result = models.TextField("resultat", blank=True, max_length=LONGEST_TEXT)
    quality_criteria = models.TextField("kvalitetskriterier", blank=True, max_length=LONGEST_TEXT)
    recommended_responsible = models.ForeignKey(
        Role,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="anbefalet ansvarlig",
    )
    recommended_executor = models.ForeignKey(
        Role,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="anbefalet udfører",
    )

    class Meta:
        abstract = True


@tracked(exclude=["revision", "words"])
class SharedTask(TaskBrief):
    """A task as authored centrally. Its texts are read from here and never copied."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="shared_tasks", verbose_name="program"
    )
    code = models.CharField("kode", max_length=40)
    title = models.CharField("titel", max_length=200)
    phase = models.ForeignKey(
        Phase, models.PROTECT, related_name="shared_tasks", verbose_name="fase"
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="shared_tasks", verbose_name="tema"
    )
    # Where it stands in its phase; several may share a place until somebody orders them.
    position = models.PositiveIntegerField("rækkefølge", default=0)
    priority = models.PositiveSmallIntegerField("prioritet", choices=Priority)
    kind = models.CharField("type", max_length=20, choices=TaskKind, default=TaskKind.TASK)

    source = models.CharField("kilde", max_length=200, blank=True)
    involved_roles = models.ManyToManyField(
        Role,
        through="SharedTaskRole",
        related_name="+",
        blank=True,
        verbose_name="involverede roller",
    )

    start_anchor = models.CharField("start regnes fra", max_length=20, choices=Anchor, blank=True)
    start_amount = models.SmallIntegerField("start, antal", null=True, blank=True)
    start_unit = models.CharField("start, enhed", max_length=10, choices=Unit, blank=True)
    start_fixed_on = models.DateField("fast startdato", null=True, blank=True)
    due_anchor = models.CharField("frist regnes fra", max_length=20, choices=Anchor, blank=True)
    due_amount = models.SmallIntegerField("frist, antal", null=True, blank=True)
    due_unit = models.CharField("frist, enhed", max_length=10, choices=Unit, blank=True)
    due_fixed_on = models.DateField("fast slutdato", null=True, blank=True)

    published_at = models.DateTimeField("udgivet", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="udgivet af",
    )
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="trukket tilbage af",
    )
    # The newest version, and the newest that changed more than words.
    version = models.PositiveIntegerField("version", default=1)
    notable_version = models.PositiveIntegerField("seneste ændring", default=1)
    # Rises with every save, so that two editors do not overwrite each other unseen.
    revision = models.PositiveIntegerField("udgave", default=1)
    words = words_of("code", "title", *TEXTS)

    objects = LeavesWords.from_queryset(SharedTaskQuerySet)()

    class Meta:
        verbose_name = "fællesopgave"
        verbose_name_plural = "fællesopgaver"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="shared_task_code_unique_in_programme",
                violation_error_message="Koden bruges allerede i programmet.",
            ),
            models.UniqueConstraint(
                fields=["id", "programme"], name="shared_task_id_with_programme"
            ),
            SameParent(
                relation="phase",
                parent="programme",
                name="shared_task_phase_in_same_programme",
                violation_error_message="Fasen hører til et andet program.",
            ),
            SameParent(
                relation="theme",
                parent="programme",
                name="shared_task_theme_in_same_programme",
                violation_error_message="Temaet hører til et andet program.",
            ),
            models.CheckConstraint(condition=~Q(code=""), name="shared_task_code_not_empty"),
            models.CheckConstraint(condition=~Q(title=""), name="shared_task_title_not_empty"),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="shared_task_priority_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TaskKind.values), name="shared_task_kind_known"
            ),
            models.CheckConstraint(
                condition=date_rule_is_whole("start"), name="shared_task_start_rule_whole"
            ),
            models.CheckConstraint(
                condition=date_rule_is_whole("due"), name="shared_task_due_rule_whole"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="shared_task_published_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="shared_task_withdrawn_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(published_at__isnull=False),
                name="shared_task_withdrawn_was_published",
            ),
            models.CheckConstraint(
                condition=Q(notable_version__gte=1, notable_version__lte=F("version")),
                name="shared_task_changed_in_a_version_it_has",
            ),
            *(
                models.CheckConstraint(
                    condition=LessThanOrEqual(Length(text), LONGEST_TEXT),
                    name=f"shared_task_{text}_not_too_long",
                )
                for text in TEXTS
            ),
        ]

    def __str__(self) -> str:
        return f"({self.code}) {self.title}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


@tracked()
class SharedTaskRole(models.Model):
    """One of the roles that a shared task involves."""

    shared_task = models.ForeignKey(
        SharedTask, models.CASCADE, db_column="sharedtask_id", verbose_name="fællesopgave"
    )
    role = models.ForeignKey(Role, models.CASCADE, verbose_name="rolle")

    class Meta:
        # As Django names a many-to-many table of its own, which this was.
        db_table = "shared_tasks_sharedtask_involved_roles"
        verbose_name = "involveret rolle"
        verbose_name_plural = "involverede roller"
        constraints = [
            models.UniqueConstraint(
                fields=["shared_task", "role"], name="shared_task_role_once_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


@tracked()
class SharedTaskAttachment(models.Model):
    """A document somewhere else that helps with a shared task."""

    class Kind(models.TextChoices):
        INFORMATION = "information", "information"
        CONTRACT = "contract", "kontrakt/aftale"
        DECLARATION = "declaration", "erklæring"
        TEMPLATE = "template", "skabelon"
        GUIDE = "guide", "vejledning"
        INSTRUCTION = "instruction", "instruks"
        TOOL = "tool", "redskab"
        CHECKLIST = "checklist", "tjekliste/drejebog"
        CASE = "case", "case"
        BEST_PRACTICE = "best_practice", "bedste praksis"

    shared_task = models.ForeignKey(
        SharedTask, models.CASCADE, related_name="attachments", verbose_name="fællesopgave"
    )
    kind = models.CharField("type", max_length=20, choices=Kind)
    title = models.CharField("titel", max_length=200)
    url = models.URLField("adresse", max_length=500)

    class Meta:
        verbose_name = "eksternt bilag"
        verbose_name_plural = "eksterne bilag"
        constraints = [
            models.UniqueConstraint(
                fields=["shared_task", "url"], name="shared_task_attachment_once_per_address"
            ),
            models.CheckConstraint(
                condition=Q(url__regex=r"^https?://"),
                name="shared_task_attachment_is_a_web_address",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class SharedTaskLink(models.Model):
    """One shared task's tie to another in the same programme."""

    class Kind(models.TextChoices):
        PREREQUISITE = "prerequisite", "forudsætning"
        RELATED = "related", "tæt relateret"

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="+", verbose_name="program"
    )
    shared_task = models.ForeignKey(
        SharedTask, models.CASCADE, related_name="links", verbose_name="fællesopgave"
    )
    # What must be done first, or what lies close to it.
    other = models.ForeignKey(
        SharedTask, models.CASCADE, related_name="links_here", verbose_name="anden opgave"
    )
    kind = models.CharField("type", max_length=20, choices=Kind)

    class Meta:
        verbose_name = "opgavesammenhæng"
        verbose_name_plural = "opgavesammenhænge"
        constraints = [
            models.UniqueConstraint(
                fields=["shared_task", "other", "kind"], name="shared_task_link_once_per_kind"
            ),
            models.CheckConstraint(
                condition=~Q(shared_task=models.F("other")),
                name="shared_task_link_not_to_itself",
                violation_error_message="En opgave kan ikke forudsætte sig selv.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["prerequisite", "related"]),
                name="shared_task_link_kind_known",
            ),
            SameParent(
                relation="shared_task",
                parent="programme",
                name="shared_task_link_shared_task_in_same_programme",
            ),
            SameParent(
                relation="other",
                parent="programme",
                name="shared_task_link_other_in_same_programme",
                violation_error_message="Opgaven hører til et andet program.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shared_task_id} {self.kind} {self.other_id}"
