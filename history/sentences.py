"""The history of rows as sentences, made from their events.

Each app has a ``HistoryText`` for each of its models.
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

# The names of rows that events refer to, by model and id.
Names = dict[tuple[type[Model], int], str]


@dataclass(frozen=True)
class Sentence:
    """One change: who did what, when, and the reason they gave."""

    at: dt.datetime
    text: str
    detail: str = ""


@dataclass(frozen=True)
class History:
    """The newest changes first, and whether there are older ones."""

    sentences: list[Sentence]
    has_more: bool


@dataclass(frozen=True)
class HistoryText:
    """The wording of one model's events, each after the name of the person.

    ``created`` and ``deleted`` have field names in braces; an empty one gives no sentence. A part
    in square brackets is omitted when its field is empty; text after a bar in it replaces it.
    ``changes`` has a phrase for each field, in order; ``of`` follows each of them, naming the
    row; ``reasons`` maps a field to the field with the reason for its change.
    """

    model: type[Model]
    created: str
    deleted: str
    changes: Mapping[str, Phrase]
    of: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def events(self) -> type[Any]:
        """The model of the events, which pghistory makes at run time."""
        made: type[Any] = self.model.pgh_event_models["insert"]  # type: ignore[attr-defined]  # pghistory's
        return made

    @property
    def relations(self) -> dict[str, type[Any]]:
        """The related models whose names are used, by field."""
        names = {*self.changes, *_fields_in(f"{self.created}{self.deleted}{self.of}")}
        found = {name: self.model._meta.get_field(name) for name in sorted(names)}
        return {
            name: related.related_model
            for name, related in found.items()
            if isinstance(related, ForeignKey)
        }

    def template(self, event: Any) -> str:
        """Return the template of an insert or delete, or what follows an update's phrases."""
        by_label = {"insert": self.created, "delete": self.deleted, "update": self.of}
        return by_label[event.pgh_label]


def history_text_of(
    model: type[Model], noun: str, *, without: Sequence[str] = (), **phrases: Phrase
) -> HistoryText:
    """Return the wording of a model with the usual phrases, except for ``phrases``.

    ``noun`` is the row's name with the article; ``without`` are fields to leave out.
    """
    text = HistoryText(model, f"oprettede {noun}", f"slettede {noun}", {}, of=f" for {noun}")
    tracked = {column.name for column in text.events._meta.fields}
    changes = {
        column.name: phrases.get(column.name) or phrase_for(column)
        for column in model._meta.concrete_fields
        if column.name in tracked and not column.primary_key and column.name not in without
    }
    return replace(text, changes=changes)


@dataclass(frozen=True)
class HistoryEntry:
    """An event, and the same row's event before it if known."""

    wording: HistoryText
    event: Any
    before: Any = None


def followed(wording: HistoryText, events: Sequence[Any], *, limit: int) -> list[HistoryEntry]:
    """Return the entries of one row from its ``limit`` + 1 latest events, newest first."""
    found = [HistoryEntry(wording, event, before) for event, before in pairwise(events)][:limit]
    if 0 < len(events) <= limit:
        found.append(HistoryEntry(wording, events[-1]))
    return found


def with_before(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """Add to each update the event before it: two queries for each model."""
    changes = defaultdict(list)
    for entry in entries:
        if entry.event.pgh_label == "update":
            changes[entry.wording.events].append(entry.event)
    earlier = {of: _earlier(of, events) for of, events in changes.items()}
    return [replace(entry, before=_latest_before(entry.event, earlier)) for entry in entries]


def _earlier(of: Any, events: Sequence[Any]) -> dict[int, list[Any]]:
    """Return, by row and newest first, the event before each of these."""
    before = of.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    latest = Subquery(before.order_by("-pgh_id").values("pgh_id")[:1])
    found = of.objects.filter(pk__in=[event.pk for event in events])
    # Two queries: in one, PostgreSQL would read all rows that a policy allows.
    pks = list(found.values_list(latest, flat=True))
    rows = defaultdict(list)
    for event in of.objects.filter(pk__in=pks).order_by("-pgh_id"):
        rows[event.pgh_obj_id].append(event)
    return rows


def _latest_before(event: Any, earlier: dict[Any, dict[int, list[Any]]]) -> Any:
    rows = earlier.get(type(event), {}).get(event.pgh_obj_id, ())
    return next((before for before in rows if before.pgh_id < event.pgh_id), None)


def read(entries: Sequence[HistoryEntry], *, limit: int) -> History:
    """Return the latest ``limit`` as sentences; each kind must have one more if there is one."""
    latest = sorted(entries, key=lambda entry: entry.event.pgh_created_at, reverse=True)
    names = names_in(latest[:limit])
    found = [sentence for entry in latest[:limit] for sentence in sentences(entry, names)]
    return History(found, len(latest) > limit)


def names_in(entries: Iterable[HistoryEntry]) -> Names:
    """Return the names of all rows that the sentences mention: one query for each model."""
    people = apps.get_model(settings.AUTH_USER_MODEL)
    wanted: dict[Any, set[int | None]] = {people: set()}
    for entry in entries:
        wanted[people].add(actor(entry.event))
        rows = [row for row in (entry.event, entry.before) if row is not None]
        for name in _fields_mentioned(entry) & entry.wording.relations.keys():
            ids = {getattr(row, f"{name}_id") for row in rows}
            wanted.setdefault(entry.wording.relations[name], set()).update(ids)
    return {
        (model, pk): str(row)
        for model, ids in wanted.items()
        if ids - {None}
        for pk, row in model._default_manager.in_bulk(ids - {None}).items()
    }


def _fields_mentioned(entry: HistoryEntry) -> set[str]:
    return {*_fields_in(entry.wording.template(entry.event)), *_changed(entry)}


def actor(event: Any) -> int | None:
    by = (event.pgh_context or {}).get("by")
    return by if isinstance(by, int) else None


def who(event: Any, names: Names) -> str:
    """Return the person's name, as the start of a sentence."""
    by = actor(event)
    if by is None:
        through = (event.pgh_context or {}).get("through")
        return NOT_SIGNED_IN if through == Through.PAGE else PORTAL
    return names.get((apps.get_model(settings.AUTH_USER_MODEL), by), GONE.capitalize())


def sentences(entry: HistoryEntry, names: Names) -> Iterator[Sentence]:
    """Yield a sentence for each changed field, or one for an insert or delete."""
    event, reasons = entry.event, entry.wording.reasons
    person, text = who(event, names), _filled(entry, names)
    if event.pgh_label == "update":
        for name, phrase in _changes(entry, names):
            reason = getattr(event, reasons[name]) if name in reasons else ""
            yield Sentence(event.pgh_created_at, f"{person} {phrase}{text}", str(reason))
    elif text:
        yield Sentence(event.pgh_created_at, f"{person} {text}")


def _fields_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _filled(entry: HistoryEntry, names: Names) -> str:
    template = entry.wording.template(entry.event)
    shown = {name: _shown(entry, name, names) for name in _fields_in(template)}
    return OPTIONAL.sub(lambda part: _optional(part[1], shown), template).format(**shown)


def _optional(part: str, shown: Mapping[str, str]) -> str:
    """Return the part if all its fields have values, else the text after the bar in it."""
    wanted, _, instead = part.partition("|")
    return wanted if all(shown[name] for name in _fields_in(wanted)) else instead


def _changes(entry: HistoryEntry, names: Names) -> Iterator[tuple[str, str]]:
    event, before, wording = entry.event, entry.before, entry.wording
    if before is None:
        yield "", f"rettede {wording.model._meta.verbose_name}"
        return
    changed = _changed(entry)
    shown_as_reasons = {wording.reasons[name] for name in changed if name in wording.reasons}
    on = localdate(event.pgh_created_at)
    for name in changed:
        if name not in shown_as_reasons:
            old, new = (_value(wording, row, name, names) for row in (before, event))
            yield name, wording.changes[name](old, new, on)


def has_text(entry: HistoryEntry) -> bool:
    """Whether the entry has sentences; changes of fields without a phrase have none."""
    if entry.event.pgh_label == "update":
        return bool(_changed(entry))
    return bool(entry.wording.template(entry.event))


def _changed(entry: HistoryEntry) -> list[str]:
    """Return the fields that an update changed, in the order of ``changes``."""
    event, before = entry.event, entry.before
    if event.pgh_label != "update" or before is None:
        return []
    columns: list[Any] = [
        entry.wording.model._meta.get_field(name) for name in entry.wording.changes
    ]
    return [of.name for of in columns if getattr(before, of.attname) != getattr(event, of.attname)]


def _value(wording: HistoryText, row: Any, name: str, names: Names) -> Any:
    """Return a field's value: the label of a choice, and the name of another row."""
    if name in wording.relations:
        model, pk = wording.relations[name], getattr(row, f"{name}_id")
        gone = GONE if model._meta.label == settings.AUTH_USER_MODEL else DELETED
        return None if pk is None else names.get((model, pk), gone)
    value = getattr(row, name)
    choices: Any = wording.model._meta.get_field(name).flatchoices  # type: ignore[union-attr]  # its own columns
    return dict(choices).get(value, value)


def _shown(entry: HistoryEntry, name: str, names: Names) -> str:
    value = _value(entry.wording, entry.event, name, names)
    if isinstance(value, dt.date):
        return day_in_words(value, on=localdate(entry.event.pgh_created_at))
    return "" if value is None else str(value)
