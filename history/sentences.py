"""What has happened to a row, in sentences made from its events.

Each app says beside its models how its rows are told (``Telling``); this is what they share.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from string import Formatter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, Model, OuterRef, Subquery
from django.utils.timezone import localdate

from history.phrases import Phrase, day_in_words, phrase_for
from history.tracking import Through

PORTAL = "Fremdrift"
GONE = "en tidligere bruger"
DELETED = "noget, der er slettet"
NOT_SIGNED_IN = "En, der ikke var logget ind,"

OPTIONAL = re.compile(r"\[([^]]*)]")

# What the rows that events point to are called, by model and id.
Names = dict[tuple[type[Model], int], str]


@dataclass(frozen=True)
class Sentence:
    """One change: who did what, when, and the words they gave with it."""

    at: dt.datetime
    text: str
    detail: str = ""


@dataclass(frozen=True)
class History:
    """The newest changes first, and whether there are older ones."""

    sentences: list[Sentence]
    has_more: bool


def events_of(model: Any) -> type[Any]:
    """Return the model of a tracked model's events, which pghistory makes at run time."""
    made: type[Any] = model.pgh_event_models["insert"]
    return made


@dataclass(frozen=True)
class HistoryText:
    """How the events of one kind of row are told, each after the name of who did it.

    ``came`` and ``went`` say that the row was made and deleted, naming fields in braces; an
    empty one is not told; what stands in square brackets is left out when its field is empty, and
    what follows a bar in them is said instead.
    ``changes`` says, by field, how each change is told, in that order, and ``of`` is added to
    each, naming what was changed; ``reasons`` says which field tells why another changed.
    """

    model: type[Model]
    came: str
    went: str
    changes: Mapping[str, Phrase]
    of: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def events(self) -> type[Any]:
        """The model of the events."""
        return events_of(self.model)

    @property
    def relations(self) -> dict[str, type[Any]]:
        """The relations whose names are told, and to what they lead."""
        names = {*self.changes, *_fields_in(f"{self.came}{self.went}{self.of}")}
        found = {name: self.model._meta.get_field(name) for name in sorted(names)}
        return {
            name: related.related_model
            for name, related in found.items()
            if isinstance(related, ForeignKey)
        }


def history_text_of(
    model: type[Model], noun: str, *, without: Sequence[str] = (), **said: Phrase
) -> HistoryText:
    """Return how a kind of row is told when only some fields have words of their own.

    ``noun`` is the row's name with the article; ``without`` are fields that are not told.
    """
    kept = {of.name for of in events_of(model)._meta.fields}
    changes = {
        of.name: said.get(of.name) or phrase_for(of)
        for of in model._meta.concrete_fields
        if of.name in kept and not of.primary_key and of.name not in without
    }
    return HistoryText(
        model,
        came=f"oprettede {noun}",
        went=f"slettede {noun}",
        changes=changes,
        of=f" for {noun}",
    )


@dataclass(frozen=True)
class HistoryEntry:
    """An event, and the one before it of the same row if that is known."""

    telling: HistoryText
    event: Any
    before: Any = None


def followed(telling: HistoryText, events: Sequence[Any], *, limit: int) -> list[HistoryEntry]:
    """Return the happenings of one row from its ``limit`` + 1 latest events, newest first."""
    told = [HistoryEntry(telling, event, before) for event, before in pairwise(events)][:limit]
    if 0 < len(events) <= limit:
        told.append(HistoryEntry(telling, events[-1]))
    return told


def with_before(happenings: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """Add to each change what was before it: two queries for each kind of row."""
    changes = defaultdict(list)
    for happening in happenings:
        if happening.event.pgh_label == "update":
            changes[happening.telling.events].append(happening.event)
    earlier = {of: _earlier(of, events) for of, events in changes.items()}
    return [
        replace(happening, before=_latest_before(happening.event, earlier))
        for happening in happenings
    ]


def _earlier(of: Any, events: Sequence[Any]) -> dict[int, list[Any]]:
    """Return, by row and newest first, the event before each of these."""
    before = of.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    latest = Subquery(before.order_by("-pgh_id").values("pgh_id")[:1])
    found = of.objects.filter(pk__in=[event.pk for event in events])
    # Two queries: in one, PostgreSQL would read all that a policy gives before it looks for these.
    pks = list(found.values_list(latest, flat=True))
    rows = defaultdict(list)
    for event in of.objects.filter(pk__in=pks).order_by("-pgh_id"):
        rows[event.pgh_obj_id].append(event)
    return rows


def _latest_before(event: Any, earlier: dict[Any, dict[int, list[Any]]]) -> Any:
    rows = earlier.get(type(event), {}).get(event.pgh_obj_id, ())
    return next((before for before in rows if before.pgh_id < event.pgh_id), None)


def read(happenings: Sequence[HistoryEntry], *, limit: int) -> History:
    """Return the latest ``limit`` of these in sentences; who reads asks for one more of each."""
    latest = sorted(happenings, key=lambda happening: happening.event.pgh_created_at, reverse=True)
    names = names_in(latest[:limit])
    told = [sentence for happening in latest[:limit] for sentence in sentences(happening, names)]
    return History(told, len(latest) > limit)


def names_in(happenings: Iterable[HistoryEntry]) -> Names:
    """Return what everything these speak of is called: one query for each kind of thing."""
    people = apps.get_model(settings.AUTH_USER_MODEL)
    wanted: dict[Any, set[int | None]] = {people: set()}
    for happening in happenings:
        wanted[people].add(actor(happening.event))
        rows = [row for row in (happening.event, happening.before) if row is not None]
        for name in _told_of(happening) & happening.telling.relations.keys():
            ids = {getattr(row, f"{name}_id") for row in rows}
            wanted.setdefault(happening.telling.relations[name], set()).update(ids)
    return {
        (model, pk): str(row)
        for model, ids in wanted.items()
        if ids - {None}
        for pk, row in model._default_manager.in_bulk(ids - {None}).items()
    }


def _told_of(happening: HistoryEntry) -> set[str]:
    """Return the fields whose values the sentences of this one name."""
    telling = happening.telling
    said = {"insert": telling.came, "delete": telling.went, "update": telling.of}
    return {*_fields_in(said[happening.event.pgh_label]), *_changed(happening)}


def actor(event: Any) -> int | None:
    by = (event.pgh_context or {}).get("by")
    return by if isinstance(by, int) else None


def who(event: Any, names: Names) -> str:
    """Return who did it, as a sentence begins."""
    by = actor(event)
    if by is None:
        through = (event.pgh_context or {}).get("through")
        return NOT_SIGNED_IN if through == Through.PAGE else PORTAL
    return names.get((apps.get_model(settings.AUTH_USER_MODEL), by), GONE.capitalize())


def sentences(happening: HistoryEntry, names: Names) -> Iterator[Sentence]:
    """Yield a sentence for each field that changed, or one for a row that came or went."""
    event, telling = happening.event, happening.telling
    person = who(event, names)
    if event.pgh_label == "update":
        of = _filled(telling.of, happening, names)
        for name, text in _changes(happening, names):
            reason = getattr(event, telling.reasons[name]) if name in telling.reasons else ""
            yield Sentence(event.pgh_created_at, f"{person} {text}{of}", str(reason))
    elif said := {"insert": telling.came, "delete": telling.went}[event.pgh_label]:
        text = _filled(said, happening, names)
        yield Sentence(event.pgh_created_at, f"{person} {text}")


def _fields_in(said: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(said) if name}


def _filled(said: str, happening: HistoryEntry, names: Names) -> str:
    """Return the words with the row's values in their places."""
    shown = {name: _shown(happening, happening.event, name, names) for name in _fields_in(said)}
    whole = OPTIONAL.sub(lambda part: _fitting(part[1], shown), said)
    return whole.format(**shown)


def _fitting(part: str, shown: Mapping[str, str]) -> str:
    """Return the part when all its fields say something, or what stands after the bar in it."""
    wanted, _, instead = part.partition("|")
    return wanted if all(shown[name] for name in _fields_in(wanted)) else instead


def _changes(happening: HistoryEntry, names: Names) -> Iterator[tuple[str, str]]:
    event, before, telling = happening.event, happening.before, happening.telling
    if before is None:
        yield "", f"rettede {telling.model._meta.verbose_name}"
        return
    changed = _changed(happening)
    told_with_another = {telling.reasons[name] for name in changed if name in telling.reasons}
    on = localdate(event.pgh_created_at)
    for name in changed:
        if name not in told_with_another:
            old, new = (_value(telling, row, name, names) for row in (before, event))
            yield name, telling.changes[name](old, new, on)


def has_text(happening: HistoryEntry) -> bool:
    """Whether anything is said of it; a change of what its telling has no words for is not."""
    event, telling = happening.event, happening.telling
    if event.pgh_label == "update":
        return bool(_changed(happening))
    return bool({"insert": telling.came, "delete": telling.went}[event.pgh_label])


def _changed(happening: HistoryEntry) -> list[str]:
    """Return the fields that an update changed, in the order they are told."""
    event, before = happening.event, happening.before
    if event.pgh_label != "update" or before is None:
        return []
    columns = [happening.telling.model._meta.get_field(name) for name in happening.telling.changes]
    return [of.name for of in columns if getattr(before, of.attname) != getattr(event, of.attname)]  # type: ignore[union-attr]  # its own columns


def _value(telling: HistoryText, row: Any, name: str, names: Names) -> Any:
    """Return a field's value, by its name when it is a choice or another row."""
    if name in telling.relations:
        model, pk = telling.relations[name], getattr(row, f"{name}_id")
        gone = GONE if model._meta.label == settings.AUTH_USER_MODEL else DELETED
        return None if pk is None else names.get((model, pk), gone)
    value = getattr(row, name)
    choices: Any = telling.model._meta.get_field(name).flatchoices  # type: ignore[union-attr]  # its own columns
    return dict(choices).get(value, value)


def _shown(happening: HistoryEntry, row: Any, name: str, names: Names) -> str:
    value = _value(happening.telling, row, name, names)
    if isinstance(value, dt.date):
        return day_in_words(value, on=localdate(row.pgh_created_at))
    return "" if value is None else str(value)
