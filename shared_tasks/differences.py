"""What is different between two sheets of a shared task, field by field and word by word."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher

from django.template.defaultfilters import capfirst

from projects.models import Priority, Programme
from roles.models import Role
from shared_tasks.content import Attachment, Content
from shared_tasks.models import TEXTS, SharedTask, SharedTaskAttachment, TaskKind
from shared_tasks.rules_in_words import rule_in_words

NONE = "Ingen"
# Words, runs of space, and every sign by itself.
TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
# Two passages longer than this are shown as replaced as a whole: comparing takes their product.
MOST_COMPARED = 1_000_000
# What is the same is shown so far from what is not.
KEPT_AROUND = 160
SAME, ADDED, REMOVED, LEFT_OUT = "same", "added", "removed", "left_out"

LABELS = {
    "code": "Kode",
    "title": "Titel",
    "phase": "Fase",
    "theme": "Tema",
    "priority": "Prioritet",
    "kind": "Type",
    "goal": "Mål",
    "description": "Beskrivelse",
    "method": "Metode og fremgangsmåde",
    "result": "Resultat",
    "quality_criteria": "Kvalitetskriterier",
    "source": "Kilde",
    "recommended_responsible": "Anbefalet ansvarlig",
    "recommended_executor": "Anbefalet udfører",
    "involved": "Involverede roller",
    "start": "Start",
    "due": "Slutdato",
    "prerequisites": "Forudsætninger",
    "related": "Tæt relateret",
    "attachments": "Eksterne bilag",
}


@dataclass(frozen=True)
class Terms:
    """What the codes in sheets are called: phases by number, roles and tasks by code.

    With ``hides_unknown`` a task that is not among them is left out: readers do not learn of
    drafts. Anything else unknown is shown by its code.
    """

    phases: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    hides_unknown: bool = False

    def phase(self, number: str) -> str:
        return f"{number} {self.phases.get(number, '')}".strip()

    def role(self, code: str) -> str:
        return self.roles.get(code, code)

    def tasks_named(self, codes: Iterable[str]) -> list[str]:
        return [
            f"({code}) {self.tasks[code]}" if code in self.tasks else code
            for code in codes
            if code in self.tasks or not self.hides_unknown
        ]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is the same, added, removed, or the same and left out."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One field that is not the same; texts come in ``pieces``, all else as two wholes."""

    name: str
    label: str
    before: str
    after: str
    pieces: list[Piece]


def changed_fields(before: Content, after: Content) -> frozenset[str]:
    """Return the names of the fields that differ."""
    return frozenset(
        one.name for one in fields(Content) if getattr(before, one.name) != getattr(after, one.name)
    )


def differences(before: Content, after: Content, terms: Terms) -> list[Difference]:
    """Return what differs, in the order of the sheet; what reads the same is no difference."""
    changed = changed_fields(before, after)
    found = []
    for name, label in LABELS.items():
        if name not in changed:
            continue
        old, new = said_of(before, name, terms), said_of(after, name, terms)
        if old != new:
            pieces = compare(old, new) if name in TEXTS else []
            found.append(Difference(name, label, old or NONE, new or NONE, pieces))
    return found


def said_of(content: Content, name: str, terms: Terms) -> str:
    """Return one field of a sheet as people read it; lists have a line for each."""
    value = getattr(content, name)
    sayings: dict[str, Callable[[], str]] = {
        "phase": lambda: terms.phase(value),
        "priority": lambda: str(Priority(value).label),
        "kind": lambda: str(TaskKind(value).label).capitalize(),
        "recommended_responsible": lambda: terms.role(value),
        "recommended_executor": lambda: terms.role(value),
        "involved": lambda: "\n".join(terms.role(code) for code in value),
        "start": lambda: capfirst(rule_in_words(value)),
        "due": lambda: capfirst(rule_in_words(value)),
        "prerequisites": lambda: "\n".join(terms.tasks_named(value)),
        "related": lambda: "\n".join(terms.tasks_named(value)),
        "attachments": lambda: "\n".join(_attachment(one) for one in value),
    }
    return sayings[name]() if name in sayings else str(value)


def _attachment(one: Attachment) -> str:
    kind = SharedTaskAttachment.Kind(one.kind).label.capitalize()
    return f"{kind}: {one.title} ({one.url})"


def compare(before: str, after: str) -> list[Piece]:
    """Return the texts woven into one, word by word, with long stretches of the same left out."""
    pieces: list[Piece] = []
    for kind, text in _lines_compared(before, after):
        if pieces and pieces[-1].kind == kind:
            pieces[-1] = Piece(kind, pieces[-1].text + text)
        elif text:
            pieces.append(Piece(kind, text))
    return list(_shortened(pieces))


def _lines_compared(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Compare by lines first, and by words only those that changed: long texts stay quick."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield SAME, "".join(old[a:b])
        else:
            yield from _words_compared("".join(old[a:b]), "".join(new[c:d]))


def _words_compared(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    if len(old) * len(new) > MOST_COMPARED:
        yield from _replaced(before, after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield SAME, "".join(old[a:b])
        else:
            yield from _replaced("".join(old[a:b]), "".join(new[c:d]))


def _replaced(before: str, after: str) -> Iterator[tuple[str, str]]:
    yield REMOVED, before
    yield ADDED, after


def _shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for place, piece in enumerate(pieces):
        first, last = place == 0, place == len(pieces) - 1
        if piece.kind != SAME or len(piece.text) <= 3 * KEPT_AROUND:
            yield piece
            continue
        if not first:
            yield Piece(SAME, _up_to_a_space(piece.text[:KEPT_AROUND]))
        yield Piece(LEFT_OUT, "")
        if not last:
            yield Piece(SAME, _from_a_space(piece.text[-KEPT_AROUND:]))


def _up_to_a_space(text: str) -> str:
    return text.rpartition(" ")[0] or text


def _from_a_space(text: str) -> str:
    return text.partition(" ")[2] or text


def read_terms(programme: Programme, contents: Collection[Content], *, drafts: bool) -> Terms:
    """Read what these sheets' codes are called now; three queries.

    Shared tasks that are not published are named with ``drafts`` only, and else hidden.
    """
    roles = {
        code
        for one in contents
        for code in (*one.involved, one.recommended_responsible, one.recommended_executor)
    }
    tasks = {code for one in contents for code in (*one.prerequisites, *one.related)}
    named = SharedTask.objects.filter(programme=programme, code__in=tasks)
    if not drafts:
        named = named.published()
    return Terms(
        phases=dict(programme.phases.values_list("number", "name")),
        roles=dict(Role.objects.filter(code__in=roles).values_list("code", "name")),
        tasks=dict(named.values_list("code", "title")),
        hides_unknown=not drafts,
    )
