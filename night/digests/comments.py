"""What people are told at night of what is said about tasks, and of tasks they follow.

Told are the one who is named in a comment, the ones whose task was commented on, and the ones
who follow a task: each once, none of what they did themselves, and nobody who may not see the
task any more. The words of a comment stay in the portal, where they can be taken back.
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

# Whatever was under way when a night looked has ended when the next one does.
SETTLED = dt.timedelta(minutes=5)
# A mail stays readable: so many tasks a part, and so many lines a task.
TASKS_SHOWN = 20
LINES_SHOWN = 5
# What stands in a letter where a shared task has its code.
LOCAL = "Lokal opgave"


class Span(NamedTuple):
    """What is new: after one moment, and up to the other."""

    since: dt.datetime
    until: dt.datetime


class Said(NamedTuple):
    """A comment of the span, without its words."""

    pk: int
    task_id: int
    by: int
    at: dt.datetime


class Done(NamedTuple):
    """Something that happened to a task, in words."""

    task_id: int
    by: int | None
    at: dt.datetime
    text: str


@dataclass(slots=True)
class Heard:
    """What one person is told: by task the comments that name them, those on their tasks, and
    what happened to the tasks they follow.
    """

    municipality_id: int | None
    mentions: dict[int, list[Said]] = field(default_factory=dict)
    comments: dict[int, list[Said]] = field(default_factory=dict)
    watched: dict[int, list[Said | Done]] = field(default_factory=dict)

    @property
    def tasks(self) -> set[int]:
        return {*self.mentions, *self.comments, *self.watched}

    @property
    def known(self) -> set[Said]:
        """The comments they hear of otherwise than by following."""
        parts = (self.mentions, self.comments)
        return {said for part in parts for entries in part.values() for said in entries}

    @property
    def said(self) -> set[Said]:
        followed = (entry for entries in self.watched.values() for entry in entries)
        return self.known | {entry for entry in followed if isinstance(entry, Said)}


def span_of(kind: JobRun.Kind, *, on: dt.date, at: dt.datetime) -> Span:
    """Return what no earlier night of this kind has told of, however long ago that was."""
    runs = JobRun.objects.filter(kind=kind, local_date__lt=on).order_by("-local_date")
    last = runs.values_list("ran_at", flat=True).first()
    until = at - SETTLED
    return Span(last - SETTLED if last else until - ONE_DAY, until)


def tell_of_talk(span: Span, *, at_partners: bool, on: dt.date) -> dict[int, Heard]:
    """Return what each person is told, and mark it as told; as many queries for one as for all.

    ``at_partners`` chooses between partners' people and municipalities'.
    """
    heard: dict[int, Heard] = {}
    said = _comments_in(span)
    _tell_named(heard, at_partners=at_partners, on=on)
    if said and not at_partners:
        _tell_owners(heard, said)
    _tell_followers(heard, [*said, *_deeds_in(span)], span, at_partners=at_partners)
    return heard


def _tell_named(heard: dict[int, Heard], *, at_partners: bool, on: dt.date) -> None:
    """Tell those who are named and have not read it; mark all, also who cannot be told."""
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
        said = Said(*facts)
        theirs = heard.setdefault(person, Heard(municipality))
        theirs.mentions.setdefault(said.task_id, []).append(said)
    Mention.objects.filter(pk__in=waiting).update(told_on=on)


def _comments_in(span: Span) -> list[Said]:
    comments = Comment.objects.live().filter(written_at__gt=span.since, written_at__lte=span.until)
    rows = comments.order_by("pk").values_list("pk", "task_id", "written_by_id", "written_at")
    return [Said(*row) for row in rows]


def _tell_owners(heard: dict[int, Heard], said: Collection[Said]) -> None:
    """Tell those who do a task, or answer for it, of what others said and did not name them in."""
    named = _named_in(said)
    owners = _owners_of({one.task_id for one in said})
    for one in said:
        for person, municipality in owners.get(one.task_id, ()):
            if person != one.by and (one.pk, person) not in named:
                theirs = heard.setdefault(person, Heard(municipality))
                theirs.comments.setdefault(one.task_id, []).append(one)


def _named_in(said: Iterable[Said]) -> set[tuple[int, int]]:
    """Return the comments and whom each names."""
    mentions = Mention.objects.filter(comment__in=[one.pk for one in said])
    return set(mentions.values_list("comment_id", "person_id"))


def _owners_of(tasks: Collection[int]) -> dict[int, set[tuple[int, int]]]:
    """Return by task the active people named on it, each with their municipality."""
    owners: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for part in ("executor", "responsible"):
        rows = Task.objects.filter(**{"pk__in": tasks, f"{part}__is_active": True})
        for task, person, municipality in rows.values_list("pk", f"{part}_id", "municipality_id"):
            owners[task].add((person, municipality))
    return owners


def _deeds_in(span: Span) -> list[Done]:
    """Return what happened in the span to tasks that somebody follows, oldest first."""
    events = TASK.events.objects.filter(
        pgh_label="update",
        pgh_created_at__gt=span.since,
        pgh_created_at__lte=span.until,
        pgh_obj__in=Watch.objects.values("task"),
    )
    happenings = with_before([HistoryEntry(TASK, event) for event in events.order_by("pgh_id")])
    names = names_in(happenings)
    return [
        Done(it.event.pgh_obj_id, actor(it.event), it.event.pgh_created_at, sentence.text)
        for it in happenings
        for sentence in sentences(it, names)
    ]


def _tell_followers(
    heard: dict[int, Heard], news: Collection[Said | Done], span: Span, *, at_partners: bool
) -> None:
    """Tell those who follow a task of what others did to it and said about it."""
    of_task: dict[int, list[Said | Done]] = defaultdict(list)
    for one in news:
        of_task[one.task_id].append(one)
    if not of_task:
        return
    watches = Watch.objects.filter(
        still_sees("user", "task"),
        user__municipality__isnull=at_partners,
        task__in=of_task,
        told_at__lt=span.until,
    )
    told = []
    rows = watches.order_by("task_id", "pk")
    for watch in rows.select_related("user"):
        theirs = heard.get(watch.user_id) or Heard(watch.user.municipality_id)
        known = theirs.known
        new = [
            one
            for one in of_task[watch.task_id]
            if one.at > watch.told_at and one.by != watch.user_id and one not in known
        ]
        if new:
            heard[watch.user_id] = theirs
            theirs.watched[watch.task_id] = new
            told.append(watch.pk)
    Watch.objects.filter(pk__in=told).update(told_at=span.until)


def heard_in_words(heard: dict[int, Heard]) -> dict[int, list[dict[str, Any]]]:
    """Return by person the parts of a letter: what templates/mails/_talk shows."""
    everyone = heard.values()
    tasks = _tasks_in_words({pk for one in everyone for pk in one.tasks})
    people = User.objects.select_related("municipality", "partner").in_bulk(
        {entry.by for one in everyone for entry in one.said}
    )
    who = {pk: f"{person.name}, {person.place}," for pk, person in people.items()}
    return {person: _parts(one, tasks, who) for person, one in heard.items()}


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


def _parts(
    heard: Heard, tasks: dict[int, dict[str, Any]], who: dict[int, str]
) -> list[dict[str, Any]]:
    def line(one: Said | Done, deed: str) -> str:
        if isinstance(one, Done):
            return f"{one.text} ({_moment(one.at)})"
        return f"{who[one.by]} {deed} {_moment(one.at)}"

    kinds: list[tuple[str, str, Mapping[int, Sequence[Said | Done]]]] = [
        ("Du er nævnt", "nævnte dig", heard.mentions),
        ("Nye kommentarer på dine opgaver", "skrev en kommentar", heard.comments),
        ("Opgaver, du følger", "skrev en kommentar", heard.watched),
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


def heard_in_short(heard: Heard) -> str:
    """Return what a subject says: »du er nævnt i 2 kommentarer«, or the first there is."""
    for found, one, many in (
        (heard.mentions, "du er nævnt i 1 kommentar", "du er nævnt i {} kommentarer"),
        (heard.comments, "1 ny kommentar på dine opgaver", "{} nye kommentarer på dine opgaver"),
    ):
        if number := sum(map(len, found.values())):
            return one if number == 1 else many.format(number)
    number = len(heard.watched)
    return f"nyt om {number} {'opgave' if number == 1 else 'opgaver'}, du følger"
