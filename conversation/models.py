from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from history.tracking import tracked
from shared_tasks.models.shared_task import TEXTS
from shared_tasks.models.words import LeavesWords, words_of
from tasks.models.task import Task
from tasks.models.tenant import TenantRow, in_tenant_of_task
from tenancy.constraints import SameParent

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_COMMENT = 10_000


class CommentQuerySet(models.QuerySet["Comment"]):
    def live(self) -> Self:
        return self.filter(deleted_at=None)


# A task's history includes its comments, also deleted ones.
@tracked(exclude=["words"], indexes=[models.Index(fields=["task"], name="comment_event_task")])
class Comment(TenantRow):
    """A comment on a task, for everyone who may see the task, partners too.

    A deleted comment keeps its place, without its text.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="comments", verbose_name="opgave")
    text = models.TextField("tekst", blank=True, max_length=LONGEST_COMMENT)
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    edited_at = models.DateTimeField("rettet", null=True, blank=True)
    deleted_at = models.DateTimeField("slettet", null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="slettet af",
        db_index=False,
    )

    words = words_of("text")

    objects = LeavesWords.from_queryset(CommentQuerySet)()

    class Meta:
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"
        constraints = [
            models.UniqueConstraint(
                fields=["id", "municipality", "programme"],
                name="comment_id_with_municipality_and_programme",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None, deleted_by=None)
                | Q(deleted_at__isnull=False, deleted_by__isnull=False),
                name="comment_deleted_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=(Q(deleted_at=None) & ~Q(text="")) | Q(deleted_at__isnull=False, text=""),
                name="comment_has_words_until_deleted",
                violation_error_message="Skriv en kommentar.",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_COMMENT),
                name="comment_not_too_long",
            ),
            in_tenant_of_task("comment"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class MentionQuerySet(models.QuerySet["Mention"]):
    def unread(self, user: "User") -> Self:
        """The person's unread mentions, on tasks they may see."""
        theirs = self.filter(person=user, read_at=None, comment__deleted_at=None)
        return theirs.filter(comment__task__in=Task.objects.visible_to(user))

    def for_list(self) -> Self:
        """What one row of a list reads, newest first: writer, programme and task."""
        return (
            self.select_related(
                *("comment__written_by__municipality", "comment__written_by__partner"),
                *("comment__task__shared_task", "comment__task__municipality", "programme"),
            )
            .defer("comment__text", *(f"comment__task__shared_task__{name}" for name in TEXTS))
            .order_by("-comment__written_at", "-pk")
        )


class Mention(TenantRow):
    """A person mentioned in a comment, who is notified at night and sees it until they read it."""

    comment = models.ForeignKey(
        Comment, models.CASCADE, related_name="mentions", verbose_name="kommentar", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions", verbose_name="nævnt"
    )
    told_on = models.DateField("fortalt", null=True, blank=True)
    read_at = models.DateTimeField("læst", null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = "omtale"
        verbose_name_plural = "omtaler"
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "person"], name="mention_once_per_comment_and_person"
            ),
            SameParent(
                relation="comment",
                parent=("municipality", "programme"),
                name="mention_comment_in_same_municipality_and_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.comment_id} → {self.person_id}"


class Watch(TenantRow):
    """Somebody follows a task, and gets its news in the nightly mail."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="watches", verbose_name="opgave")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches", verbose_name="person"
    )
    since_at = models.DateTimeField("fulgt siden")
    # The end of the last period that a nightly mail covered; at first, when they began to follow.
    told_at = models.DateTimeField("fortalt til")

    class Meta:
        verbose_name = "følgning"
        verbose_name_plural = "følgninger"
        constraints = [
            models.UniqueConstraint(fields=["task", "user"], name="watch_once_per_person_and_task"),
            models.CheckConstraint(
                condition=Q(told_at__gte=models.F("since_at")), name="watch_told_from_its_start"
            ),
            in_tenant_of_task("watch"),
        ]

    def __str__(self) -> str:
        return f"#{self.task_id} → {self.user_id}"
