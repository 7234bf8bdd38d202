"""Words that say whose they are, so that any text tells who must not be reading it.

``kanariehomeonenotes`` stands in the internal notes of the municipality »home« in its project
of programme »one«. Letters only: it must come through PDF, addresses and mail headers alike.
"""

import re
from dataclasses import dataclass

from accounts.rights import Permission
from tests.matrix.people import MUNICIPALITIES, Person

# open: what a task says; other: a task nobody is named on; own: a task kept from partners; notes: internal; people: names and
# addresses; mail: what one person was told; text, draft: what a programme says, and is yet to.
KINDS = ("open", "other", "own", "notes", "people", "mail", "text", "draft")
CANARY = re.compile(
    f"kanarie(home|away|one|two|operator|programme)(one|two|three|all)({'|'.join(KINDS)})",
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True)
class Canary:
    place: str
    programme: str
    kind: str

    def __str__(self) -> str:
        return f"kanarie{self.place}{self.programme}{self.kind}"


def canary(place: str, programme: str, kind: str) -> str:
    """Return the word to put into a text; its place is »programme« in a programme's own."""
    return str(Canary(place, programme, kind))


def canaries_in(text: str) -> frozenset[Canary]:
    return frozenset(Canary(*found) for found in CANARY.findall(text.lower()))


def may_read(person: Person, canary: Canary) -> bool:
    """Whether the person may meet that word anywhere."""
    if person.user is None or person.is_out:
        return False
    if canary.place == "programme":
        return _may_read_programme(person, canary)
    if canary.place not in MUNICIPALITIES:
        # Municipalities see which consultant has looked at them; all can call on the operator's.
        return "operator" in {canary.place, person.place} or person.place in {
            *(canary.place, *MUNICIPALITIES)
        }
    if person.is_partner:
        return _may_read_as_partner(person, canary)
    return person.place == canary.place and _may_read_at_home(person, canary)


def _may_read_programme(person: Person, canary: Canary) -> bool:
    if person.is_partner:
        return canary.programme in person.programmes
    takes_part = canary.programme != "three" or person.place == "away"
    return canary.kind == "text" and takes_part


def _may_read_as_partner(person: Person, canary: Canary) -> bool:
    """Names of those with no part in a project are for the municipality and the operator."""
    is_theirs = canary.programme in person.programmes or person.place == "operator"
    return canary.kind in {"open", "other", "people"} and is_theirs


def _may_read_at_home(person: Person, canary: Canary) -> bool:
    if canary.kind == "people":
        return True
    if canary.kind == "mail":
        return person.what == "leader"
    action = Permission.NOTES_VIEW if canary.kind == "notes" else Permission.TASK_VIEW
    return action in person.permissions_in(
        canary.programme, named=canary.kind not in {"other", "own"}
    )


def may_reach(person: Person, canary: Canary) -> bool:
    """Whether row-level security alone lets the person's scope read that word."""
    if person.is_out:
        return False
    if canary.kind == "people":
        both = {person.place in MUNICIPALITIES, canary.place in MUNICIPALITIES}
        is_open = len(both) == 2 or "operator" in {person.place, canary.place}
        return is_open or person.place == canary.place
    if canary.place == "programme":
        return _may_read_programme(person, canary)
    if person.is_partner:
        # Jobs write what people are told and count all tasks, and have the operator's scope.
        is_told = canary.kind in {"mail", "own"} and person.place == "operator"
        return is_told or _may_read_as_partner(person, canary)
    return person.place == canary.place
