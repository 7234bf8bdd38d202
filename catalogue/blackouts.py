"""The weeks of a year in which a programme does not go live, as its file says them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeGuard

from catalogue.files import FileLocation
from catalogue.writing import Loaded, put
from projects.models import Blackout, Programme


@dataclass(frozen=True)
class BlackoutRow:
    """A pause; over New Year when the first week is the greater."""

    name: str
    first_week: int
    last_week: int


def blackouts_in(says: dict[str, Any], place: FileLocation) -> list[BlackoutRow]:
    """Return the pauses that a programme's file says, or fail with what is wrong."""
    given = says.get("blackouts", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        place.fail("blackouts must be written as [[blackouts]]")
    rows = [_row(one, place) for one in given]
    names = [row.name for row in rows]
    if len(set(names)) < len(names):
        place.fail("two blackouts have one name")
    return rows


def _row(says: dict[str, Any], place: FileLocation) -> BlackoutRow:
    name, source = says.get("name"), says.get("source")
    if not isinstance(name, str) or not name.strip():
        place.fail("a blackout has no name")
    if not isinstance(source, str) or not source.strip():
        place.fail(f"blackout {name} has no source")
    first, last = says.get("from_week"), says.get("to_week")
    if not (is_week(first) and is_week(last)):
        place.fail(f"blackout {name}: from_week and to_week must be weeks from 1 to 53")
    return BlackoutRow(name.strip(), first, last)


def is_week(value: object) -> TypeGuard[int]:
    return type(value) is int and 1 <= value <= 53


def load_blackouts(
    programme: Programme, rows: Iterable[BlackoutRow], place: FileLocation, loaded: Loaded
) -> None:
    """Make the pauses that are missing; those that exist are changed in the portal, not here."""
    there = set(Blackout.objects.filter(programme=programme).values_list("name", flat=True))
    put(
        loaded,
        Blackout,
        ["programme_id", "name"],
        (
            (
                place,
                {
                    "programme_id": programme.pk,
                    "name": row.name,
                    "first_week": row.first_week,
                    "last_week": row.last_week,
                },
            )
            for row in rows
            if row.name not in there
        ),
    )
