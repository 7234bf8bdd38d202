"""Searching everything that has happened, newest first, in all tables of history at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import make_aware

from accounts.models import AuditEntry, User
from accounts.rights import Permission
from administration.sources import SOURCES
from history.sentences import HistoryEntry, Sentence, names_in, sentences, who, with_before
from history.sources import Reference, Source
from history.tracking import Through
from organisations.models import Municipality
from projects.models import Project
from shared_tasks.models import SharedTask
from tasks.models import Task

PAGE_SIZE = 50
MOST_NAMED = 1000


@dataclass(frozen=True)
class Question:
    """What is asked for. Ids; ``people`` are those who did it, or whom it was tried as."""

    municipality: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    people: frozenset[int] | None = None
    kind: str = ""
    project: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Mark:
    """How far one has read: a row's moment, its source's place in the list, and its id."""

    at: dt.datetime
    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.rank}~{self.pk}"

    @classmethod
    def parsed(cls, text: str) -> Self | None:
        """Return what an address says, or None when it says nothing that can be understood."""
        at, _, rest = text.partition("~")
        rank, _, pk = rest.partition("~")
        digits = rank.isascii() and rank.isdigit() and pk.isascii() and pk.isdigit()
        try:
            moment = dt.datetime.fromisoformat(at)
        except ValueError:
            return None
        if moment.tzinfo is None or not digits or len(rank) > 3 or len(pk) > 18:
            return None
        return cls(moment, int(rank), int(pk))


@dataclass(frozen=True)
class Thing:
    """What a row is about, and where it is seen."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Found:
    """One row of history in words; ``through`` and ``address`` say how it was done."""

    at: dt.datetime
    kind: str
    sentences: list[Sentence]
    thing: Thing | None
    municipality: str
    through: str
    address: str


@dataclass(frozen=True)
class Results:
    """One page, and where the next begins if there is one."""

    rows: list[Found] = field(default_factory=list)
    older: Mark | None = None


Hit = tuple[Mark, Source, Any]


def get_sources(user: User, permission: Permission) -> list[Source]:
    """Return the tables of history the person may search, or 403 to those who may not."""
    if permission not in user.permissions:
        raise PermissionDenied
    hidden = set() if Permission.NOTES_VIEW in user.permissions else {"noter"}
    return [
        source
        for source in SOURCES
        if source.code not in hidden
        and (source.is_municipal or not user.is_municipal)
        and (user.is_municipal or not source.is_own)
    ]


def municipalities_for(user: User) -> list[tuple[str, str]]:
    """Return the ids and names of those the person may choose among: none from inside one."""
    if user.is_municipal:
        return []
    rows = Municipality.objects.alphabetical().values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def projects_in(user: User, municipality: int | None) -> list[tuple[str, str]]:
    """Return the ids and names of a municipality's projects that the person may see."""
    projects = Project.objects.visible_to(user).filter(municipality=municipality)
    rows = projects.order_by("programme__name").values_list("pk", "programme__name")
    return [(str(pk), name) for pk, name in rows] if municipality else []


def people_called(text: str) -> frozenset[int]:
    """Return the ids of those whose name or address holds the text."""
    named = Q(name__icontains=text) | Q(email__icontains=text)
    return frozenset(User.objects.filter(named).values_list("pk", flat=True)[:MOST_NAMED])


def shared_tasks_called(text: str) -> frozenset[int]:
    """Return the ids of the shared tasks whose title or code holds the text."""
    named = Q(title__icontains=text) | Q(code__icontains=text)
    return frozenset(SharedTask.objects.filter(named).values_list("pk", flat=True)[:MOST_NAMED])


def search(
    user: User, sources: Sequence[Source], question: Question, *, before: Mark | None = None
) -> Results:
    """Return the newest page of what was asked for, or the one after ``before``.

    One query for each table of history, and a few more for names, whatever there is in them.
    ``sources`` come from ``get_sources``.
    """
    hits: list[Hit] = []
    for rank, source in enumerate(SOURCES):
        if source in sources and (rows := _rows(user, source, question)) is not None:
            hits += _hits(rank, source, _after(rank, source, rows, before))
    hits.sort(key=lambda hit: (hit[0].at, -hit[0].rank, hit[0].pk), reverse=True)
    shown = hits[:PAGE_SIZE]
    older = shown[-1][0] if len(hits) > PAGE_SIZE else None
    return Results(_in_words(user, shown), older)


def _rows(user: User, source: Source, question: Question) -> "QuerySet[Any] | None":
    """Return the rows of one table that are asked for; None when it can have none."""
    if question.kind not in {"", source.code}:
        return None
    if question.municipality and not source.is_municipal:
        return None
    if question.project and not source.project:
        return None
    rows: QuerySet[Any] = source.model.objects.filter(_when(source, question))
    rows = _seen_by(user, source, rows)
    if question.municipality:
        rows = rows.filter(municipality=question.municipality)
    if question.project:
        rows = rows.filter(**{source.project: question.project})
    if question.people is not None:
        rows = rows.filter(_by(source, question.people))
    if question.text:
        rows = rows.filter(_with_text(source, question.text))
    return rows.select_related(*source.with_names) if source.with_names else rows


def _seen_by(user: User, source: Source, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Leave out, to others, what is about tasks that a municipality keeps to itself.

    Said here for the operator's people, whom PostgreSQL lets read what the portal's jobs read.
    """
    if user.is_municipal:
        return rows
    if source.task:
        return rows.filter(Exists(Task.objects.public().filter(pk=OuterRef(source.task))))
    if source.model is AuditEntry:
        about = Cast(KeyTextTransform("task", OuterRef("detail")), BigIntegerField())
        return rows.exclude(Exists(Task.objects.filter(is_private=True, pk=about)))
    return rows


def _when(source: Source, question: Question) -> Q:
    condition = Q()
    if question.since:
        condition &= Q(**{f"{source.at}__gte": _midnight(question.since)})
    if question.until:
        day_after = question.until + dt.timedelta(days=1)
        condition &= Q(**{f"{source.at}__lt": _midnight(day_after)})
    return condition


def _midnight(day: dt.date) -> dt.datetime:
    return make_aware(dt.datetime.combine(day, dt.time.min))


def _by(source: Source, people: frozenset[int]) -> Q:
    did = Q(**{f"{source.by}__in": sorted(people)})
    tried = source.telling is None and "about" in source.with_names
    return did | Q(by=None, about__in=people) if tried else did


def _with_text(source: Source, text: str) -> Q:
    """Look the text up first in the small tables, whose policies PostgreSQL then weighs once."""
    found = Q(pk__in=())
    for lookup in source.texts:
        found |= Q(**{f"{lookup}__icontains": text})
    for leads, called in (
        (source.people, people_called),
        (source.shared_tasks, shared_tasks_called),
    ):
        ids = sorted(called(text)) if leads else []
        for relation in leads:
            found |= Q(**{f"{relation}__in": ids})
    number = text.removeprefix("#")
    if source.code == "opgaver" and number.isascii() and number.isdigit() and len(number) < 18:
        found |= Q(pgh_obj=int(number))
    return found


def _after(rank: int, source: Source, rows: "QuerySet[Any]", before: Mark | None) -> Iterable[Any]:
    """Return the first rows after the mark, and one more than a page of them."""
    if before is not None:
        same_moment = Q(**{source.at: before.at})
        if rank == before.rank:
            same_moment &= Q(**{f"{source.key}__lt": before.pk})
        earlier = Q(**{f"{source.at}__lt": before.at})
        # The first condition says nothing new, but lets PostgreSQL begin in the right place.
        rows = rows.filter(**{f"{source.at}__lte": before.at})
        rows = rows.filter(earlier | same_moment if rank >= before.rank else earlier)
    return rows.order_by(f"-{source.at}", f"-{source.key}")[: PAGE_SIZE + 1]


def _hits(rank: int, source: Source, rows: Iterable[Any]) -> list[Hit]:
    return [
        (Mark(getattr(row, source.at), rank, getattr(row, source.key)), source, row) for row in rows
    ]


def _in_words(user: User, hits: Sequence[Hit]) -> list[Found]:
    said = _sentences(hits)
    things = _things(user, [source.about(row) for _, source, row in hits])
    places = Municipality.objects.in_bulk(
        {row.municipality_id for _, source, row in hits if source.is_municipal} - {None}
        if not user.is_municipal
        else ()
    )
    return [
        Found(
            at=mark.at,
            kind=source.label,
            sentences=told,
            thing=things.get(source.about(row)),
            municipality=str(places.get(getattr(row, "municipality_id", None), "")),
            **_way(source, row),
        )
        for (mark, source, row), told in zip(hits, said, strict=True)
    ]


def _sentences(hits: Sequence[Hit]) -> list[list[Sentence]]:
    """Return each row's sentences; every change says at least that there was one."""
    events = [
        (at, HistoryEntry(source.telling, row))
        for at, (_, source, row) in enumerate(hits)
        if source.telling
    ]
    whole = with_before([happening for _, happening in events])
    names = names_in(whole)
    told = {
        at: list(sentences(happening, names)) or [_untold(happening, who(happening.event, names))]
        for (at, _), happening in zip(events, whole, strict=True)
    }
    return [
        told[at] if source.in_words is None else [source.in_words(row)]
        for at, (_, source, row) in enumerate(hits)
    ]


def _untold(happening: HistoryEntry, person: str) -> Sentence:
    noun = happening.telling.model._meta.verbose_name
    return Sentence(happening.event.pgh_created_at, f"{person} rettede {noun}")


def _things(user: User, references: Iterable[Reference | None]) -> dict[Any, Thing]:
    """Return what these are called and where they are seen: one query for each kind."""
    wanted = defaultdict(set)
    for reference in references:
        if reference is not None:
            wanted[reference[0]].add(reference[1])
    return {
        (kind, pk): thing
        for kind, ids in wanted.items()
        for pk, thing in {"task": _tasks, "project": _projects, "person": _people}[kind](user, ids)
    }


def _tasks(user: User, ids: set[int]) -> Iterable[tuple[int, Thing]]:
    there = Task.objects.all() if user.is_municipal else Task.objects.public()
    tasks = there.filter(pk__in=ids).select_related("shared_task")
    for task in tasks.only("local_title", "shared_task__code", "shared_task__title"):
        yield task.pk, Thing(f"Opgave {task.pk}: {task.title}", task.get_absolute_url())


def _projects(_user: User, ids: set[int]) -> Iterable[tuple[int, Thing]]:
    projects = Project.objects.filter(pk__in=ids).select_related("programme")
    for project in projects.only("programme__name"):
        yield project.pk, Thing(f"Projekt: {project.programme}", project.get_absolute_url())


def _people(user: User, ids: set[int]) -> Iterable[tuple[int, Thing]]:
    """Only the pages of those beside the person are theirs to see."""
    for person in User.objects.filter(pk__in=ids):
        here = (person.municipality_id, person.partner_id) == (
            user.municipality_id,
            user.partner_id,
        )
        url = reverse("administration:person", args=[person.pk]) if here else ""
        yield person.pk, Thing(person.name, url)


def _way(source: Source, row: Any) -> dict[str, str]:
    """Return through what it was done and from which address, as far as that is known."""
    if source.telling is None:
        through, name = getattr(row, "through", Through.PAGE), ""
        address = getattr(row, "address", None) or ""
    else:
        said = row.pgh_context or {}
        through, name = said.get("through", ""), said.get("name", "")
        address = said.get("address", "")
    way = WAYS.get(through, "Uden om portalen")
    way = f"{way} »{name}«" if name else way
    return {"through": way, "address": address}


WAYS: dict[str, str] = {
    Through.PAGE: "Portalens sider",
    Through.JOB: "Jobbet",
    Through.COMMAND: "Kommandoen",
}
