"""The section of the nightly mails about comments, and about tasks that somebody follows.

The recipients are the people mentioned in a comment, the executor and responsible of its task, and
the followers of a task. Nobody gets a comment twice, what they did themselves, or tasks they may
no longer see. The text of a comment is not in the mail, so that it can still be deleted.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import User
from conversation.models import Comment, Mention, Watch
from history.sentences import HistoryEntry, actor, names_in, sentences, with_before
from notifications.models import JobRun
from tasks.audience import still_sees
from tasks.history import TASK
from tasks.lights import ONE_DAY
from tasks.models import CODE, TITLE, Task

# A transaction that was open when a night read the data has ended before the next night.
SETTLED = dt.timedelta(minutes=5)
# Limits that keep a mail readable: tasks a section, and lines a task.
TASKS_SHOWN = 20
LINES_SHOWN = 5
# In a mail, instead of the code that a shared task has.
LOCAL = "Lokal opgave"


class NewsPeriod(NamedTuple):
    """From after one moment until the other."""

    since: dt.datetime
    until: dt.datetime


class NewComment(NamedTuple):
    """A comment of the period, without its text."""

    pk: int
    task_id: int
    by: int
    at: dt.datetime


class TaskEvent(NamedTuple):
    """Something that happened to a task, in words."""

    task_id: int
    by: int | None
    at: dt.datetime
    text: str


@dataclass(slots=True)
class PersonComments:
    """One person's news by task: comments that mention them, comments on their tasks, and events
    of the tasks they follow.
    """

    municipality_id: int | None
    mentions: dict[int, list[NewComment]] = field(default_factory=dict)
    comments: dict[int, list[NewComment]] = field(default_factory=dict)
    watched: dict[int, list[NewComment | TaskEvent]] = field(default_factory=dict)

    @property
    def tasks(self) -> set[int]:
        return {*self.mentions, *self.comments, *self.watched}

    @property
    def direct(self) -> set[NewComment]:
        """The comments that mention them or are on their tasks."""
        parts = (self.mentions, self.comments)
        return {one for part in parts for comments in part.values() for one in comments}

    @property
    def all(self) -> set[NewComment]:
        followed = (entry for entries in self.watched.values() for entry in entries)
        return self.direct | {entry for entry in followed if isinstance(entry, NewComment)}


def period_since_last_run(kind: JobRun.Kind, *, on: dt.date, at: dt.datetime) -> NewsPeriod:
    """Return the period since the last run of this kind, however long ago it was."""
    runs = JobRun.objects.filter(kind=kind, local_date__lt=on).order_by("-local_date")
    last = runs.values_list("ran_at", flat=True).first()
    until = at - SETTLED
    return NewsPeriod(last - SETTLED if last else until - ONE_DAY, until)


def collect_comments(
    period: NewsPeriod, *, at_partners: bool, on: dt.date
) -> dict[int, PersonComments]:
    """Return each person's comments, and mark them as told; the number of queries is constant.

    ``at_partners`` chooses between partners' people and municipalities'.
    """
    by_person: dict[int, PersonComments] = {}
    comments = _comments_in(period)
    _add_mentions(by_person, at_partners=at_partners, on=on)
    if comments and not at_partners:
        _add_comments(by_person, comments)
    _add_followed(by_person, [*comments, *_events_in(period)], period, at_partners=at_partners)
    return by_person


def _add_mentions(by_person: dict[int, PersonComments], *, at_partners: bool, on: dt.date) -> None:
    """Add unread mentions; all untold ones are marked, also those that nobody can be told of."""
    untold = Mention.objects.filter(told_on=None, person__municipality__isnull=at_partners)
    waiting = list(untold.values_list("pk", flat=True))
    if not waiting:
        return
    told = Mention.objects.filter(pk__in=waiting, read_at=None, comment__deleted_at=None)
    columns = ("pk", "task_id", "written_by_id", "written_at")
    rows = told.filter(still_sees("person", "comment__task")).order_by("comment_id")
    for person, municipality, *facts in rows.values_list(
        "person_id", "person__municipality_id", *(f"comment__{name}" for name in columns)
    ):
        comment = NewComment(*facts)
        theirs = by_person.setdefault(person, PersonComments(municipality))
        theirs.mentions.setdefault(comment.task_id, []).append(comment)
    Mention.objects.filter(pk__in=waiting).update(told_on=on)


def _comments_in(period: NewsPeriod) -> list[NewComment]:
    comments = Comment.objects.live().filter(
        written_at__gt=period.since, written_at__lte=period.until
    )
    rows = comments.order_by("pk").values_list("pk", "task_id", "written_by_id", "written_at")
    return [NewComment(*row) for row in rows]


def _add_comments(by_person: dict[int, PersonComments], comments: Collection[NewComment]) -> None:
    """Add others' comments for the task's executor and responsible, unless they are mentioned."""
    named = _named_in(comments)
    owners = _people_on({one.task_id for one in comments})
    for one in comments:
        for person, municipality in owners.get(one.task_id, ()):
            if person != one.by and (one.pk, person) not in named:
                theirs = by_person.setdefault(person, PersonComments(municipality))
                theirs.comments.setdefault(one.task_id, []).append(one)


def _named_in(comments: Iterable[NewComment]) -> set[tuple[int, int]]:
    """Return the pairs of a comment and a person it mentions."""
    mentions = Mention.objects.filter(comment__in=[one.pk for one in comments])
    return set(mentions.values_list("comment_id", "person_id"))


def _people_on(tasks: Collection[int]) -> dict[int, set[tuple[int, int]]]:
    """Return by task the active people named on it, each with their municipality."""
    owners: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for part in ("executor", "responsible"):
        rows = Task.objects.filter(**{"pk__in": tasks, f"{part}__is_active": True})
        for task, person, municipality in rows.values_list("pk", f"{part}_id", "municipality_id"):
            owners[task].add((person, municipality))
    return owners


def _events_in(period: NewsPeriod) -> list[TaskEvent]:
    """Return the period's events of tasks that somebody follows, oldest first."""
    events = TASK.events.objects.filter(
        pgh_label="update",
        pgh_created_at__gt=period.since,
        pgh_created_at__lte=period.until,
        pgh_obj__in=Watch.objects.values("task"),
    )
    entries = with_before([HistoryEntry(TASK, event) for event in events.order_by("pgh_id")])
    names = names_in(entries)
    return [
        TaskEvent(it.event.pgh_obj_id, actor(it.event), it.event.pgh_created_at, sentence.text)
        for it in entries
        for sentence in sentences(it, names)
    ]


def _add_followed(
    by_person: dict[int, PersonComments],
    news: Collection[NewComment | TaskEvent],
    period: NewsPeriod,
    *,
    at_partners: bool,
) -> None:
    """Add others' events and comments of the tasks that a person follows."""
    of_task: dict[int, list[NewComment | TaskEvent]] = defaultdict(list)
    for one in news:
        of_task[one.task_id].append(one)
    if not of_task:
        return
    watches = Watch.objects.filter(
        still_sees("user", "task"),
        user__municipality__isnull=at_partners,
        task__in=of_task,
        told_at__lt=period.until,
    )
    told = []
    rows = watches.order_by("task_id", "pk")
    for watch in rows.select_related("user"):
        theirs = by_person.get(watch.user_id) or PersonComments(watch.user.municipality_id)
        direct = theirs.direct
        new = [
            one
            for one in of_task[watch.task_id]
            if one.at > watch.told_at and one.by != watch.user_id and one not in direct
        ]
        if new:
            by_person[watch.user_id] = theirs
            theirs.watched[watch.task_id] = new
            told.append(watch.pk)
    Watch.objects.filter(pk__in=told).update(told_at=period.until)


def comment_sections(by_person: dict[int, PersonComments]) -> dict[int, list[dict[str, Any]]]:
    """Return by person the mail's sections, for templates/mails/_talk."""
    everyone = by_person.values()
    tasks = _tasks_in_words({pk for one in everyone for pk in one.tasks})
    people = User.objects.select_related("municipality", "partner").in_bulk(
        {entry.by for one in everyone for entry in one.all}
    )
    who = {pk: f"{person.name}, {person.place}," for pk, person in people.items()}
    return {person: _sections(one, tasks, who) for person, one in by_person.items()}


def _tasks_in_words(numbers: Collection[int]) -> dict[int, dict[str, Any]]:
    rows = Task.objects.filter(pk__in=numbers).values_list(
        "pk", CODE, TITLE, "programme__name", "municipality__name"
    )
    return {
        pk: {
            "number": pk,
            "name": f"{code or LOCAL}: {title}",
            "programme": programme,
            "municipality": municipality,
        }
        for pk, code, title, programme, municipality in rows
    }


def _sections(
    comments: PersonComments, tasks: dict[int, dict[str, Any]], who: dict[int, str]
) -> list[dict[str, Any]]:
    def line(one: NewComment | TaskEvent, deed: str) -> str:
        if isinstance(one, TaskEvent):
            return f"{one.text} ({_moment(one.at)})"
        return f"{who[one.by]} {deed} {_moment(one.at)}"

    kinds: list[tuple[str, str, Mapping[int, Sequence[NewComment | TaskEvent]]]] = [
        ("Du er nævnt", "nævnte dig", comments.mentions),
        ("Nye kommentarer på dine opgaver", "skrev en kommentar", comments.comments),
        ("Opgaver, du følger", "skrev en kommentar", comments.watched),
    ]
    return [
        {
            "heading": heading,
            "tasks": [
                tasks[pk]
                | {
                    "lines": [line(one, deed) for one in entries[-LINES_SHOWN:]],
                    "earlier": max(0, len(entries) - LINES_SHOWN),
                }
                for pk, entries in list(found.items())[:TASKS_SHOWN]
            ],
            "more": max(0, len(found) - TASKS_SHOWN),
        }
        for heading, deed, found in kinds
        if found
    ]


def _moment(at: dt.datetime) -> str:
    return date_format(localtime(at), r"j. F \k\l. H.i")


def comment_subject(comments: PersonComments) -> str:
    """Return the comments in a mail's subject: »du er nævnt i 2 kommentarer«."""
    for found, one, many in (
        (comments.mentions, "du er nævnt i 1 kommentar", "du er nævnt i {} kommentarer"),
        (comments.comments, "1 ny kommentar på dine opgaver", "{} nye kommentarer på dine opgaver"),
    ):
        if number := sum(map(len, found.values())):
            return one if number == 1 else many.format(number)
    number = len(comments.watched)
    return f"nyt om {number} {'opgave' if number == 1 else 'opgaver'}, du følger"
