"""What is new to a person: what others have done to their tasks since they were last here.

Besides what they have not seen however long ago it came: where somebody has named them, and
what the centre has changed in a task they still have to do.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, Subquery

from conversation.mentions import unread_mentions
from conversation.models import Comment, Mention, Watch
from history.sentences import HistoryEntry, HistoryText, names_in, sentences, with_before
from shared_tasks.models import SharedTaskVersion
from tasks.history import FILE, NOTES, TASK
from tasks.models import Task
from workplace.my_page.quotes import quote
from workplace.task_page.seen import with_news

if TYPE_CHECKING:
    from accounts.models import User

# After a long holiday a page still opens: so many of each kind are read, the newest.
MOST_READ = 100
TASKS_SHOWN, MOST_TASKS = 5, 50
LINES_SHOWN = 3
MENTIONS_SHOWN = 10


@dataclass(frozen=True)
class Line:
    """One thing that happened to a task; ``detail`` are the words that came with it."""

    task: int
    at: dt.datetime
    text: str
    detail: str = ""
    gives_it: bool = False


@dataclass(frozen=True)
class TaskNews:
    """What is new about one task, newest first."""

    task: Task
    lines: list[Line]

    @property
    def shown(self) -> list[Line]:
        return self.lines[:LINES_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - LINES_SHOWN)

    @property
    def is_given(self) -> bool:
        """Whether somebody has made the task the person's."""
        return any(line.gives_it for line in self.lines)


@dataclass(frozen=True)
class Named:
    """A comment that names the person and that they have not read, with its first words."""

    mention: Mention
    words: str


@dataclass(frozen=True)
class News:
    """What is new since a moment, task by task; at the first visit there is no such moment."""

    since: dt.datetime | None
    mentions: list[Named]
    tasks: list[TaskNews]
    total: int

    @property
    def is_empty(self) -> bool:
        return not (self.mentions or self.tasks)


@dataclass(frozen=True)
class _Mine:
    """The person's tasks by number: those they are named on, and with those that they follow."""

    named: set[int]
    followed: set[int]


def read_news(user: "User", *, since: dt.datetime | None, shows_all: bool = False) -> News:
    """Read what is new to the person since then; as many queries for one task as for all."""
    mentions = _read_mentions(user)
    if since is None:
        return News(None, mentions, [], 0)
    mine = _read_mine(user)
    lines = [
        *_from_history(user, mine, since),
        *_from_comments(user, mine, since, without={one.mention.comment_id for one in mentions}),
        *_from_centre(user, mine),
    ]
    of_task: dict[int, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.at, reverse=True):
        of_task[line.task].append(line)
    shown = list(of_task)[: MOST_TASKS if shows_all else TASKS_SHOWN]
    tasks = Task.objects.visible_to(user).for_list().in_bulk(shown)
    told = [TaskNews(tasks[pk], of_task[pk]) for pk in shown if pk in tasks]
    return News(since, mentions, told, len(of_task))


def _read_mentions(user: "User") -> list[Named]:
    """Read them newest first; two queries, or one when there are none."""
    mentions = unread_mentions(user, most=MENTIONS_SHOWN)
    if not mentions:
        return []
    comments = Comment.objects.filter(pk__in=[one.comment_id for one in mentions])
    texts = dict(comments.values_list("pk", "text"))
    return [Named(one, quote(texts.get(one.comment_id, ""))) for one in mentions]


def _read_mine(user: "User") -> _Mine:
    follows = Exists(Watch.objects.filter(task=OuterRef("pk"), user=user))
    tasks = Task.objects.visible_to(user).filter(Q(executor=user) | Q(responsible=user) | follows)
    rows = list(tasks.values_list("pk", "executor", "responsible"))
    named = {pk for pk, *people in rows if user.pk in people}
    return _Mine(named, {pk for pk, *_ in rows})


def _from_history(user: "User", mine: _Mine, since: dt.datetime) -> Iterator[Line]:
    """Yield what others changed; of internal notes only on tasks the person is named on."""
    happenings = with_before(
        [
            *_happenings(TASK, "pgh_obj", mine.followed, user, since),
            *_happenings(FILE, "task", mine.followed, user, since),
            *_happenings(NOTES, "pgh_obj", mine.named, user, since),
        ]
    )
    names = names_in(happenings)
    for happening in happenings:
        event = happening.event
        task = event.task_id if happening.telling is FILE else event.pgh_obj_id
        gives_it = _gives(happening, user)
        for said in sentences(happening, names):
            yield Line(task, said.at, said.text, said.detail, gives_it)


def _happenings(
    telling: HistoryText, column: str, tasks: Collection[int], user: "User", since: dt.datetime
) -> list[HistoryEntry]:
    # A context without ``by`` is nobody's, and comparing with it alone would leave it out.
    by_another = ~Q(pgh_context__by=user.pk) | Q(pgh_context__by__isnull=True)
    events = telling.events.objects.filter(
        by_another, **{f"{column}__in": tasks, "pgh_created_at__gt": since}
    )
    if telling is FILE:
        events = events.exclude(pgh_label="update")
    return [HistoryEntry(telling, event) for event in events.order_by("-pgh_id")[:MOST_READ]]


def _gives(happening: HistoryEntry, user: "User") -> bool:
    """Whether it made the person the task's executor or responsible."""
    if happening.telling is not TASK:
        return False
    before, after = (_people(row) for row in (happening.before, happening.event))
    return user.pk in after - before


def _people(event: Any) -> set[int | None]:
    return set() if event is None else {event.executor_id, event.responsible_id}


def _from_comments(
    user: "User", mine: _Mine, since: dt.datetime, *, without: Collection[int]
) -> Iterator[Line]:
    """Yield what others have written, but for what names the person, which is told by itself."""
    comments = Comment.objects.live().filter(task__in=mine.followed, written_at__gt=since)
    theirs = comments.exclude(written_by=user).exclude(pk__in=without)
    for comment in theirs.select_related("written_by").order_by("-written_at")[:MOST_READ]:
        said = f"{comment.written_by} skrev en kommentar"
        yield Line(comment.task_id, comment.written_at, said, quote(comment.text))


def _from_centre(user: "User", mine: _Mine) -> Iterator[Line]:
    """Yield the latest change of meaning that the person has not had before them."""
    tasks = Task.objects.visible_to(user).live().open().filter(pk__in=mine.named)
    newest = SharedTaskVersion.objects.filter(
        shared_task=OuterRef("shared_task"), number=OuterRef("shared_task__notable_version")
    )
    changed = with_news(tasks, user).filter(Q(is_changed=True))
    told = changed.annotate(
        at=Subquery(newest.values("made_at")), why=Subquery(newest.values("note"))
    )
    rows = told.exclude(at=None).order_by("-at", "pk").values_list("pk", "at", "why")
    for pk, at, note in rows[:MOST_READ]:
        yield Line(pk, at, "Fællesopgaven er ændret centralt", note)
