"""Read the comments of a task for its page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.rights import Permission
from conversation.forms import CommentForm
from conversation.mentions import names_of, render_comment
from conversation.models import Comment, Mention
from conversation.watching import is_watching
from tasks.models import Task

STEP, MOST = 20, 500
PARAMETER = "kommentarer"


@dataclass(frozen=True)
class CommentNotice:
    """The result of a form, with the typed text and the current one where it was not saved."""

    kind: str
    heading: str
    typed: str = ""
    now: str = ""


@dataclass(frozen=True)
class ShownComment:
    """One comment; its people are None when the reader may no longer see them."""

    comment: Comment
    author: User | None
    deleted_by: User | None
    html: SafeString
    form: CommentForm | None
    may_delete: bool


@dataclass(frozen=True)
class Conversation:
    """The latest comments, the newest last, with the forms the reader may use.

    ``length`` is how many to show, ``longer`` how many to ask for to see older ones, or 0.
    """

    comments: list[ShownComment]
    length: int
    longer: int
    form: CommentForm | None
    is_watching: bool
    notice: CommentNotice | None = None
    preview: SafeString | None = None

    @property
    def query(self) -> str:
        """The query string that shows as many again after a form is sent."""
        return f"?{PARAMETER}={self.length}" if self.length != STEP else ""


def conversation_length(given: QueryDict) -> int:
    """Return how many comments the address asks for (``kommentarer``), or STEP."""
    wanted = forms.IntegerField(min_value=STEP, max_value=MOST)
    try:
        return int(wanted.clean(given.get(PARAMETER)) or STEP)
    except forms.ValidationError:
        return STEP


def read_conversation(
    user: User,
    task: Task,
    *,
    permissions: Collection[Permission],
    length: int = STEP,
    tried: CommentForm | None = None,
) -> Conversation:
    """Return the task's comments, in four queries; the task comes from ``get_task``.

    ``tried`` is a form that was sent and keeps what was typed.
    """
    latest = list(task.comments.order_by("-written_at", "-pk")[: length + 1])
    comments = latest[:length][::-1]
    people, named = _people_in(comments)
    may_write = Permission.TASK_COMMENT in permissions and not task.is_withdrawn
    moderates = Permission.COMMENTS_MODERATE in permissions

    def shown(comment: Comment) -> ShownComment:
        is_own = comment.written_by_id == user.pk and Permission.TASK_COMMENT in permissions
        is_tried = tried is not None and tried.comment == comment
        form = tried if is_tried else CommentForm(comment=comment)
        return ShownComment(
            comment,
            people.get(comment.written_by_id),
            people.get(comment.deleted_by_id or 0),
            render_comment(comment.text, names_of(named.get(comment.pk, []))),
            form if is_own and may_write and not comment.is_deleted else None,
            may_delete=(is_own or moderates) and not comment.is_deleted,
        )

    new = tried if tried is not None and tried.comment is None else CommentForm()
    return Conversation(
        comments=[shown(comment) for comment in comments],
        length=length,
        longer=min(length + STEP, MOST) if len(latest) > length < MOST else 0,
        form=new if may_write else None,
        is_watching=is_watching(user, task),
    )


def _people_in(comments: Iterable[Comment]) -> tuple[dict[int, User], dict[int, list[User]]]:
    """Return the comments' people by id, and the mentioned people by comment.

    Read separately: a join would drop a comment together with a person that the reader may no
    longer see, such as a former supplier's.
    """
    listed = list(comments)
    mentions = Mention.objects.filter(comment__in=[one.pk for one in listed])
    pairs = list(mentions.values_list("comment_id", "person_id"))
    wanted = {person for _, person in pairs}
    wanted |= {pk for one in listed for pk in (one.written_by_id, one.deleted_by_id) if pk}
    people = User.objects.select_related("municipality", "partner").in_bulk(wanted)
    named: dict[int, list[User]] = {}
    for comment, person in pairs:
        if person in people:
            named.setdefault(comment, []).append(people[person])
    return people, named
