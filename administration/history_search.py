"""Search in all tables of history at once, newest first."""

import datetime as dt
import re
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


CURSOR = re.compile(r"(.+)~(\d{1,3})~(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class HistoryQuery:
    """What to search for. Ids; ``people`` are the actors, or whose sign-in was tried."""

    municipality: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    people: frozenset[int] | None = None
    kind: str = ""
    project: int | None = None
    text: str = ""


@dataclass(frozen=True)
class HistoryCursor:
    """The last row of a page: its moment, its source's index in SOURCES, and its id."""

    at: dt.datetime
    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.rank}~{self.pk}"

    @classmethod
    def parsed(cls, text: str) -> Self | None:
        match = CURSOR.fullmatch(text)
        try:
            moment = dt.datetime.fromisoformat(match[1]) if match else None
        except ValueError:
            return None
        if match is None or moment is None or moment.tzinfo is None:
            return None
        return cls(moment, int(match[2]), int(match[3]))


@dataclass(frozen=True)
class Subject:
    label: str
    url: str = ""


@dataclass(frozen=True)
class HistoryRow:
    """One row of history in words; ``through`` and ``address`` say how it was done."""

    at: dt.datetime
    kind: str
    sentences: list[Sentence]
    subject: Subject | None
    municipality: str
    through: str
    address: str


@dataclass(frozen=True)
class HistoryPage:
    """One page of results, and the cursor of the next if there is one."""

    rows: list[HistoryRow] = field(default_factory=list)
    older: HistoryCursor | None = None


Hit = tuple[HistoryCursor, Source, Any]


def get_sources(user: User, permission: Permission) -> list[Source]:
    """Return the sources that the person may search, or 403 without the permission."""
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
    """Return the ids and names of those to choose among; none for a municipality's people."""
    if user.is_municipal:
        return []
    rows = Municipality.objects.alphabetical().values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def projects_in(user: User, municipality: int | None) -> list[tuple[str, str]]:
    projects = Project.objects.visible_to(user).filter(municipality=municipality)
    rows = projects.order_by("programme__name").values_list("pk", "programme__name")
    return [(str(pk), name) for pk, name in rows] if municipality else []


def people_called(text: str) -> frozenset[int]:
    named = Q(name__icontains=text) | Q(email__icontains=text)
    return frozenset(User.objects.filter(named).values_list("pk", flat=True)[:MOST_NAMED])


def shared_tasks_called(text: str) -> frozenset[int]:
    named = Q(title__icontains=text) | Q(code__icontains=text)
    return frozenset(SharedTask.objects.filter(named).values_list("pk", flat=True)[:MOST_NAMED])


def search(
    user: User,
    sources: Sequence[Source],
    query: HistoryQuery,
    *,
    before: HistoryCursor | None = None,
) -> HistoryPage:
    """Return the newest page of the results, or the one after ``before``.

    One query for each table of history, and a few more for names. ``sources`` come from
    ``get_sources``.
    """
    hits: list[Hit] = []
    for rank, source in enumerate(SOURCES):
        if source in sources and (rows := _rows(user, source, query)) is not None:
            hits += _hits(rank, source, _after(rank, source, rows, before))
    hits.sort(key=lambda hit: (hit[0].at, -hit[0].rank, hit[0].pk), reverse=True)
    shown = hits[:PAGE_SIZE]
    older = shown[-1][0] if len(hits) > PAGE_SIZE else None
    return HistoryPage(_in_words(user, shown), older)


def _rows(user: User, source: Source, query: HistoryQuery) -> "QuerySet[Any] | None":
    """Return the matching rows of one table; None when it can have none."""
    if query.kind not in {"", source.code}:
        return None
    if query.municipality and not source.is_municipal:
        return None
    if query.project and not source.project:
        return None
    rows: QuerySet[Any] = source.model.objects.filter(_when(source, query))
    rows = _seen_by(user, source, rows)
    if query.municipality:
        rows = rows.filter(municipality=query.municipality)
    if query.project:
        rows = rows.filter(**{source.project: query.project})
    if query.people is not None:
        rows = rows.filter(_by(source, query.people))
    if query.text:
        rows = rows.filter(_with_text(source, query.text))
    return rows.select_related(*source.with_names) if source.with_names else rows


def _seen_by(user: User, source: Source, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Hide the history of municipalities' private tasks from others.

    For the operator's people, who have the same database role as the portal's jobs.
    """
    if user.is_municipal:
        return rows
    if source.task:
        return rows.filter(Exists(Task.objects.public().filter(pk=OuterRef(source.task))))
    if source.model is AuditEntry:
        about = Cast(KeyTextTransform("task", OuterRef("detail")), BigIntegerField())
        return rows.exclude(Exists(Task.objects.filter(is_private=True, pk=about)))
    return rows


def _when(source: Source, query: HistoryQuery) -> Q:
    condition = Q()
    if query.since:
        condition &= Q(**{f"{source.at}__gte": _midnight(query.since)})
    if query.until:
        day_after = query.until + dt.timedelta(days=1)
        condition &= Q(**{f"{source.at}__lt": _midnight(day_after)})
    return condition


def _midnight(day: dt.date) -> dt.datetime:
    return make_aware(dt.datetime.combine(day, dt.time.min))


def _by(source: Source, people: frozenset[int]) -> Q:
    did = Q(**{f"{source.by}__in": sorted(people)})
    tried = source.telling is None and "about" in source.with_names
    return did | Q(by=None, about__in=people) if tried else did


def _with_text(source: Source, text: str) -> Q:
    """Match the text in small tables first: PostgreSQL then evaluates their policies once."""
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


def _after(
    rank: int, source: Source, rows: "QuerySet[Any]", before: HistoryCursor | None
) -> Iterable[Any]:
    """Return the first rows after the cursor, one more than a page of them."""
    if before is not None:
        same_moment = Q(**{source.at: before.at})
        if rank == before.rank:
            same_moment &= Q(**{f"{source.key}__lt": before.pk})
        earlier = Q(**{f"{source.at}__lt": before.at})
        # Redundant, but lets PostgreSQL use the index.
        rows = rows.filter(**{f"{source.at}__lte": before.at})
        rows = rows.filter(earlier | same_moment if rank >= before.rank else earlier)
    return rows.order_by(f"-{source.at}", f"-{source.key}")[: PAGE_SIZE + 1]


def _hits(rank: int, source: Source, rows: Iterable[Any]) -> list[Hit]:
    return [
        (HistoryCursor(getattr(row, source.at), rank, getattr(row, source.key)), source, row)
        for row in rows
    ]


def _in_words(user: User, hits: Sequence[Hit]) -> list[HistoryRow]:
    texts = _sentences(hits)
    subjects = _subjects(user, [source.about(row) for _, source, row in hits])
    places = Municipality.objects.in_bulk(
        {row.municipality_id for _, source, row in hits if source.is_municipal} - {None}
        if not user.is_municipal
        else ()
    )
    return [
        HistoryRow(
            at=cursor.at,
            kind=source.label,
            sentences=text,
            subject=subjects.get(source.about(row)),
            municipality=str(places.get(getattr(row, "municipality_id", None), "")),
            **_way(source, row),
        )
        for (cursor, source, row), text in zip(hits, texts, strict=True)
    ]


def _sentences(hits: Sequence[Hit]) -> list[list[Sentence]]:
    """Return each row's sentences, at least one for each."""
    events = [
        (at, HistoryEntry(source.telling, row))
        for at, (_, source, row) in enumerate(hits)
        if source.telling
    ]
    whole = with_before([entry for _, entry in events])
    names = names_in(whole)
    texts = {
        at: list(sentences(entry, names)) or [_plain_sentence(entry, who(entry.event, names))]
        for (at, _), entry in zip(events, whole, strict=True)
    }
    return [
        texts[at] if source.in_words is None else [source.in_words(row)]
        for at, (_, source, row) in enumerate(hits)
    ]


def _plain_sentence(entry: HistoryEntry, person: str) -> Sentence:
    noun = entry.wording.model._meta.verbose_name
    return Sentence(entry.event.pgh_created_at, f"{person} rettede {noun}")


def _subjects(user: User, references: Iterable[Reference | None]) -> dict[Any, Subject]:
    """Return the subjects of the references: one query for each kind."""
    wanted = defaultdict(set)
    for reference in references:
        if reference is not None:
            wanted[reference[0]].add(reference[1])
    return {
        (kind, pk): subject
        for kind, ids in wanted.items()
        for pk, subject in {"task": _tasks, "project": _projects, "person": _people}[kind](
            user, ids
        )
    }


def _tasks(user: User, ids: set[int]) -> Iterable[tuple[int, Subject]]:
    there = Task.objects.all() if user.is_municipal else Task.objects.public()
    tasks = there.filter(pk__in=ids).select_related("shared_task")
    for task in tasks.only("local_title", "shared_task__code", "shared_task__title"):
        yield task.pk, Subject(f"Opgave {task.pk}: {task.title}", task.get_absolute_url())


def _projects(_user: User, ids: set[int]) -> Iterable[tuple[int, Subject]]:
    projects = Project.objects.filter(pk__in=ids).select_related("programme")
    for project in projects.only("programme__name"):
        yield project.pk, Subject(f"Projekt: {project.programme}", project.get_absolute_url())


def _people(user: User, ids: set[int]) -> Iterable[tuple[int, Subject]]:
    """Only people of the same organisation get a link to their page."""
    for person in User.objects.filter(pk__in=ids):
        is_municipal = person.municipality_id == user.municipality_id
        is_colleague = is_municipal and person.partner_id == user.partner_id
        url = reverse("administration:person", args=[person.pk]) if is_colleague else ""
        yield person.pk, Subject(person.name, url)


def _way(source: Source, row: Any) -> dict[str, str]:
    """Return how it was done and from which address, as far as known."""
    if source.telling is None:
        through, name = getattr(row, "through", Through.PAGE), ""
        address = getattr(row, "address", None) or ""
    else:
        context = row.pgh_context or {}
        through, name = context.get("through", ""), context.get("name", "")
        address = context.get("address", "")
    way = WAYS.get(through, "Uden om portalen")
    return {"through": f"{way} »{name}«" if name else way, "address": address}


WAYS: dict[str, str] = {
    Through.PAGE: "Portalens sider",
    Through.JOB: "Jobbet",
    Through.COMMAND: "Kommandoen",
}
