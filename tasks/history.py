"""What has happened to a task, in sentences."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db.models import CharField, Value
from django.utils.timezone import localdate

from accounts.models import User
from projects.models import Priority
from tasks.explanations import day_in_words, span_in_words
from tasks.lights import Status
from tasks.models import Task, TaskKind

PORTAL = "Fremdrift"
GONE = "en tidligere bruger"
# What the task's own events and those beside it have in common.
COMMON = ("pgh_id", "pgh_label", "pgh_created_at", "pgh_context")

# Whom a person's id stands for.
Names = dict[int | None, str]


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


def read_history(task: Task, *, shows_internal: bool, limit: int) -> History:
    """Return the task's latest ``limit`` changes; internal notes leave no trace to others."""
    events = _latest(task, limit + 1)
    beside = _latest_beside(task, limit + 1, shows_internal=shows_internal)
    names = _names(events, beside)
    told = [*_of_beside(beside, names), *_of_task(events, names)]
    if len(events) <= limit:
        told += [_published(event, names) for event in events if event.pgh_label == "insert"]
    told.sort(key=lambda sentence: sentence.at, reverse=True)
    return History(told, max(len(events), len(beside)) > limit)


def changes_since(task: Task, revision: int, *, shows_internal: bool) -> list[Sentence]:
    """Return what others did after that revision, newest first.

    Each revision is one event: of the notes, which know theirs, or of the task.
    """
    number = min(max(task.revision - revision, 0), 20)
    of_notes = _events_of("InternalNotes").filter(pgh_obj=task.pk, revision__gt=revision)
    notes = list(of_notes.order_by("-pgh_id"))
    events = _latest(task, max(number - len(notes), 0) + 1)
    names = _names(events, notes)
    told = [*map(partial(_noted, names=names), notes if shows_internal else ())]
    told += _of_task(events, names)
    told.sort(key=lambda sentence: sentence.at, reverse=True)
    return told


def _latest(task: Task, number: int) -> list[Any]:
    events = task.events  # type: ignore[attr-defined]  # pghistory makes the relation at run time
    return list(events.order_by("-pgh_id")[:number])


def _events_of(model: str) -> Any:
    return apps.get_model("tasks", f"{model}Event").objects.all()


def _latest_beside(task: Task, number: int, *, shows_internal: bool) -> list[Any]:
    """Return the latest events of the task's files, and of its notes, which have no name."""
    events = _events_of("TaskFile").filter(task=task).values_list(*COMMON, "name", named=True)
    if shows_internal:
        no_name = Value(None, output_field=CharField())
        notes = _events_of("InternalNotes").filter(pgh_obj=task.pk)
        events = events.union(notes.values_list(*COMMON, no_name), all=True)
    return list(events.order_by("-pgh_created_at", "-pgh_id")[:number])


def _of_beside(events: Sequence[Any], names: Names) -> list[Sentence]:
    told = [(_noted if event.name is None else _filed)(event, names) for event in events]
    return [sentence for sentence in told if sentence]


def _noted(event: Any, names: Names) -> Sentence:
    return Sentence(event.pgh_created_at, f"{_who(event, names)} rettede de interne noter")


def _filed(event: Any, names: Names) -> Sentence | None:
    done = {"insert": "tilføjede", "delete": "fjernede"}.get(event.pgh_label)
    text = f"{_who(event, names)} {done} filen »{event.name}«"
    return Sentence(event.pgh_created_at, text) if done else None


def _of_task(events: Sequence[Any], names: Names) -> list[Sentence]:
    """Return how each event differs from the one before it; the last is only that."""
    return [
        sentence
        for event, before in pairwise(events)
        for sentence in _changes(event, before, names)
    ]


def _names(events: Sequence[Any], beside: Sequence[Any]) -> Names:
    """Return the names of all these events speak of, from one query."""
    ids = {_actor(event) for event in (*events, *beside)}
    ids |= {person for event in events for person in (event.responsible_id, event.executor_id)}
    people = User.objects.filter(pk__in=ids - {None}).values_list("pk", "name")
    return dict(people)


def _actor(event: Any) -> int | None:
    by = (event.pgh_context or {}).get("by")
    return by if isinstance(by, int) else None


def _who(event: Any, names: Names) -> str:
    by = _actor(event)
    return PORTAL if by is None else names.get(by, GONE.capitalize())


def _published(event: Any, names: Names) -> Sentence:
    return Sentence(event.pgh_created_at, f"{_who(event, names)} udgav opgaven i projektet")


def _changes(event: Any, before: Any, names: Names) -> Iterator[Sentence]:
    who, on = _who(event, names), localdate(event.pgh_created_at)
    for field in _changed(event, before):
        old, new = getattr(before, field), getattr(event, field)
        if field.endswith("_id"):
            old, new = (names.get(pk, GONE) if pk else None for pk in (old, new))
        yield Sentence(
            event.pgh_created_at, f"{who} {SAYINGS[field](old, new, on)}", _detail(event, field)
        )


def _changed(event: Any, before: Any) -> list[str]:
    """Return the fields that changed; a reason that came with its date is told with it."""
    fields = [field for field in SAYINGS if getattr(before, field) != getattr(event, field)]
    return [field for field in fields if field != "due_reason" or "due_on" not in fields]


def _detail(event: Any, field: str) -> str:
    """Return the reason that came with a change."""
    reasons = {"status": event.not_relevant_reason, "due_on": event.due_reason}
    return str(reasons.get(field, ""))


def _say_status(old: str, new: str, _on: dt.date) -> str:
    return f"ændrede status fra »{Status(old).label}« til »{Status(new).label}«"


def _say_priority(old: int, new: int, _on: dt.date) -> str:
    return f"ændrede prioritet fra »{Priority(old).label}« til »{Priority(new).label}«"


def _say_kind(old: str, new: str, _on: dt.date) -> str:
    return f"ændrede type fra {TaskKind(old).label} til {TaskKind(new).label}"


@dataclass(frozen=True)
class _Dated:
    """Says how a date changed; ``definite`` is its name with the article."""

    noun: str
    definite: str

    def __call__(self, old: dt.date | None, new: dt.date | None, on: dt.date) -> str:
        if new is None:
            return f"fjernede {self.definite}"
        if old is None:
            return f"satte {self.definite} til {day_in_words(new, on=on)}"
        return f"ændrede {self.noun} fra {span_in_words(old, new, on=on)}"


@dataclass(frozen=True)
class _Held:
    """Says how a person came or went; ``part`` is what they are for the task."""

    part: str

    def __call__(self, old: str | None, new: str | None, _on: dt.date) -> str:
        if old is None:
            return f"valgte {new} som {self.part}"
        if new is None:
            return f"fjernede {old} som {self.part}"
        return f"ændrede {self.part} fra {old} til {new}"


@dataclass(frozen=True)
class _Plain:
    """Says the same whatever the values."""

    text: str

    def __call__(self, _old: Any, _new: Any, _on: dt.date) -> str:
        return self.text


# Field of the event: how its change is said, after the name of who did it.
SAYINGS: dict[str, Callable[[Any, Any, dt.date], str]] = {
    "status": _say_status,
    "responsible_id": _Held("ansvarlig"),
    "executor_id": _Held("udfører"),
    "starts_on": _Dated("startdato", "startdatoen"),
    "due_on": _Dated("slutdato", "slutdatoen"),
    "shared_starts_on": _Dated("den fælles startdato", "den fælles startdato"),
    "shared_due_on": _Dated("den fælles slutdato", "den fælles slutdato"),
    "due_reason": _Plain("rettede begrundelsen for den lokale slutdato"),
    "priority": _say_priority,
    "kind": _say_kind,
    "phase_id": _Plain("flyttede opgaven til en anden fase"),
    "theme_id": _Plain("gav opgaven et andet tema"),
}
