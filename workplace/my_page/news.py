"""News for a person: what others have done to their tasks since their last visit to the page.

Two kinds stay until they are read, however old: comments that mention the person, and changes
by the centre to a task they still have to do.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.text import Truncator

from conversation.mentions import unread_mentions
from conversation.models import Comment, Mention, Watch
from history.sentences import HistoryEntry, HistoryText, names_in, sentences, with_before
from shared_tasks.briefs import parts_of
from shared_tasks.models import SharedTaskVersion
from tasks.history import FILE, NOTES, TASK
from tasks.models import Task
from workplace.models import MyPageVisit
from workplace.task_page.seen import with_news

if TYPE_CHECKING:
    from accounts.models import User

# Somebody who returns sooner is still at the same visit, and sees the same news.
SAME_VISIT = dt.timedelta(minutes=30)
# The newest of each kind that are read, so that the page opens after a long holiday.
MOST_READ = 100
TASKS_SHOWN, MOST_TASKS = 5, 50
LINES_SHOWN = 3
MENTIONS_SHOWN = 10
LONGEST_QUOTE = 160


@dataclass(frozen=True)
class NewsLine:
    """One thing that happened to a task; ``detail`` quotes a comment or a reason."""

    task: int
    at: dt.datetime
    text: str
    detail: str = ""
    is_assignment: bool = False


@dataclass(frozen=True)
class TaskNews:
    """The news of one task, newest first."""

    task: Task
    lines: list[NewsLine]

    @property
    def shown(self) -> list[NewsLine]:
        return self.lines[:LINES_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - LINES_SHOWN)

    @property
    def is_assigned(self) -> bool:
        """Whether somebody has assigned the task to the person."""
        return any(line.is_assignment for line in self.lines)


@dataclass(frozen=True)
class UnreadMention:
    """A comment that mentions the person and that they have not read, with its first words."""

    mention: Mention
    words: str


@dataclass(frozen=True)
class PersonNews:
    """The news since the last visit, task by task; ``since`` is None at the first visit."""

    since: dt.datetime | None
    mentions: list[UnreadMention]
    tasks: list[TaskNews]
    total: int

    @property
    def is_empty(self) -> bool:
        return not (self.mentions or self.tasks)


def note_my_visit(*, by: "User", at: dt.datetime) -> dt.datetime | None:
    """Record the visit, and return when the person was there before; None at their first visit.

    One row is read; at most once in half an hour one statement writes, and of two at the same
    moment one of them.
    """
    visit = MyPageVisit.objects.filter(user=by).first()
    if visit is None:
        assert by.municipality_id is not None  # noqa: S101  # the page is for municipalities' people
        first = MyPageVisit(user=by, municipality_id=by.municipality_id, came_at=at)
        MyPageVisit.objects.bulk_create([first], ignore_conflicts=True)
        return None
    if visit.came_at >= at - SAME_VISIT:
        return visit.came_before_at
    before = MyPageVisit.objects.filter(user=by, came_at__lt=at - SAME_VISIT)
    before.update(came_before_at=F("came_at"), came_at=at)
    return visit.came_at


def read_news(user: "User", *, since: dt.datetime | None, shows_all: bool = False) -> PersonNews:
    """Read the person's news since then; the number of queries is the same for all tasks."""
    mentions = _read_mentions(user)
    if since is None:
        return PersonNews(None, mentions, [], 0)
    follows = Exists(Watch.objects.filter(task=OuterRef("pk"), user=user))
    theirs = Task.objects.visible_to(user).filter(Q(executor=user) | Q(responsible=user) | follows)
    people = {pk: named for pk, *named in theirs.values_list("pk", "executor", "responsible")}
    assigned = {pk for pk, named in people.items() if user.pk in named}
    mentioned = {one.mention.comment_id for one in mentions}
    lines = [
        *_history_lines(user, people.keys(), assigned, since),
        *_comment_lines(user, people.keys(), since, without=mentioned),
        *_centre_lines(user, assigned),
    ]
    of_task: dict[int, list[NewsLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.at, reverse=True):
        of_task[line.task].append(line)
    shown = list(of_task)[: MOST_TASKS if shows_all else TASKS_SHOWN]
    tasks = Task.objects.visible_to(user).for_list().in_bulk(shown)
    news = [TaskNews(tasks[pk], of_task[pk]) for pk in shown if pk in tasks]
    return PersonNews(since, mentions, news, len(of_task))


def _read_mentions(user: "User") -> list[UnreadMention]:
    """Read them newest first; two queries, or one when there are none."""
    mentions = unread_mentions(user, most=MENTIONS_SHOWN)
    if not mentions:
        return []
    comments = Comment.objects.filter(pk__in=[one.comment_id for one in mentions])
    texts = dict(comments.values_list("pk", "text"))
    return [UnreadMention(one, quote(texts.get(one.comment_id, ""))) for one in mentions]


def quote(text: str) -> str:
    """Return the beginning of a Markdown text without its markup, on one line."""
    lines = (token.children for token in parts_of(text) if token.children)
    words = " ".join(
        "".join(" " if part.type in {"softbreak", "hardbreak"} else part.content for part in line)
        for line in lines
    )
    return Truncator(" ".join(words.split())).chars(LONGEST_QUOTE)


def _history_lines(
    user: "User", tasks: Collection[int], assigned: Collection[int], since: dt.datetime
) -> Iterator[NewsLine]:
    """Yield what others changed; internal notes only of tasks assigned to the person."""
    entries = with_before(
        [
            *_entries(TASK, "pgh_obj", tasks, user, since),
            *_entries(FILE, "task", tasks, user, since),
            *_entries(NOTES, "pgh_obj", assigned, user, since),
        ]
    )
    names = names_in(entries)
    for entry in entries:
        task = entry.event.task_id if entry.wording is FILE else entry.event.pgh_obj_id
        is_assignment = _is_assignment(entry, user)
        for sentence in sentences(entry, names):
            yield NewsLine(task, sentence.at, sentence.text, sentence.detail, is_assignment)


def _entries(
    telling: HistoryText, column: str, tasks: Collection[int], user: "User", since: dt.datetime
) -> list[HistoryEntry]:
    # A context without ``by`` is NULL, which a comparison alone would leave out.
    by_another = ~Q(pgh_context__by=user.pk) | Q(pgh_context__by__isnull=True)
    events = telling.events.objects.filter(
        by_another, **{f"{column}__in": tasks, "pgh_created_at__gt": since}
    )
    if telling is FILE:
        events = events.exclude(pgh_label="update")
    return [HistoryEntry(telling, event) for event in events.order_by("-pgh_id")[:MOST_READ]]


def _is_assignment(entry: HistoryEntry, user: "User") -> bool:
    """Whether the change made the person the task's executor or responsible."""
    if entry.wording is not TASK:
        return False
    before, after = (_people(row) for row in (entry.before, entry.event))
    return user.pk in after - before


def _people(event: Any) -> set[int | None]:
    return set() if event is None else {event.executor_id, event.responsible_id}


def _comment_lines(
    user: "User", tasks: Collection[int], since: dt.datetime, *, without: Collection[int]
) -> Iterator[NewsLine]:
    """Yield others' comments; those that mention the person are shown elsewhere on the page."""
    comments = Comment.objects.live().filter(task__in=tasks, written_at__gt=since)
    theirs = comments.exclude(written_by=user).exclude(pk__in=without)
    for comment in theirs.select_related("written_by").order_by("-written_at")[:MOST_READ]:
        text = f"{comment.written_by} skrev en kommentar"
        yield NewsLine(comment.task_id, comment.written_at, text, quote(comment.text))


def _centre_lines(user: "User", assigned: Collection[int]) -> Iterator[NewsLine]:
    """Yield the centre's latest notable change of each task that the person has not seen."""
    tasks = Task.objects.visible_to(user).live().open().filter(pk__in=assigned)
    newest = SharedTaskVersion.objects.filter(
        shared_task=OuterRef("shared_task"), number=OuterRef("shared_task__notable_version")
    )
    changed = with_news(tasks, user).filter(Q(is_changed=True))
    dated = changed.annotate(
        at=Subquery(newest.values("made_at")), why=Subquery(newest.values("note"))
    )
    rows = dated.exclude(at=None).order_by("-at", "pk").values_list("pk", "at", "why")
    for pk, at, note in rows[:MOST_READ]:
        yield NewsLine(pk, at, "Fællesopgaven er ændret centralt", note)
