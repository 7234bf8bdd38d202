"""What is wrong in a file, where it stands, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self


class SourceLocation(NamedTuple):
    """A row of a sheet, as the program that shows the file counts them."""

    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}, række {self.row}"


@dataclass(frozen=True)
class Problem:
    """Something an editor must know; ``stops`` when the file must be put right first."""

    text: str
    place: SourceLocation | None = None
    stops: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values; ``from_json`` reads them back."""
        return {"text": self.text, "place": self.place, "stops": self.stops}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """Return what ``as_json`` gave."""
        return cls(
            said["text"], SourceLocation(*said["place"]) if said["place"] else None, said["stops"]
        )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop the file first, of the whole file before those of rows."""
    return sorted(problems, key=lambda problem: (not problem.stops, problem.place or ("", 0)))


class FileRefused(Exception):
    """The file cannot be read as a plan at all; the message is Danish and says what to do."""


class Unreadable(Exception):
    """A cell or a field cannot be understood; the message is Danish and says what to do."""
