"""Cells of a row as what they should be: texts, numbers, dates, words; or what is wrong."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from authoring.plans.problems import Problem, SourceLocation, Unreadable
from authoring.plans.words import FURTHEST, date_of, in_range, say_date

FORMULA = "Cellen er en formel. Kopiér den, og indsæt den som værdi."
ERROR = "Cellen viser fejlen {}. Skriv værdien i stedet."
BOOLEAN = "Cellen er sand eller falsk. Skriv en tekst."
BECAME_A_DATE = "Excel har lavet teksten om til {}. Formatér cellen som tekst, og skriv den igen."
T = TypeVar("T")


class ExcelRow:
    """One row of a table by its headings; what is wrong in it is told once for each cell."""

    def __init__(
        self, place: SourceLocation, cells: Mapping[str, Any], problems: list[Problem]
    ) -> None:
        self.place, self.cells, self.problems = place, cells, problems
        self.is_broken = False

    def fail(self, text: str) -> None:
        self.problems.append(Problem(text, self.place))
        self.is_broken = True

    def note(self, text: str) -> None:
        """Tell of something that does not stop the file."""
        self.problems.append(Problem(text, self.place, stops=False))

    def read(self, heading: str, understand: Callable[[Any], T], default: T) -> T:
        """Return what the cell is understood as, or the default when it cannot be."""
        cell = self.cells.get(heading)
        if cell is None or cell.value is None:
            return default
        try:
            return understand(cell)
        except Unreadable as wrong:
            self.fail(f"{heading}: {wrong}")
            return default

    def text(self, heading: str) -> str:
        return self.read(heading, as_text, "")

    def word(self, heading: str, understand: Callable[[str], T], default: T) -> T:
        """Return the value that the cell's text stands for; of an empty one, the default."""

        def meant(cell: Any) -> T:
            said = as_text(cell).strip()
            return understand(said) if said else default

        return self.read(heading, meant, default)

    def number(self, heading: str) -> int | None:
        return self.read(heading, as_number, None)

    def date(self, heading: str) -> dt.date | None:
        return self.read(heading, as_date, None)

    def needed(self, heading: str) -> str:
        """Return the cell's text, which must be there."""
        was_broken = self.is_broken
        said = self.text(heading).strip()
        if not said and self.is_broken == was_broken:
            self.fail(f"{heading} mangler.")
        return said

    def parts(self, heading: str, known: frozenset[str] = frozenset()) -> list[str]:
        """Return what a cell lists: one a line, or divided by semicolons.

        A line that is one of the known values is that, semicolons and all.
        """
        found = []
        for written in self.text(heading).splitlines():
            whole = " ".join(written.split())
            found += [whole] if whole in known else [part.strip() for part in whole.split(";")]
        return [part for part in found if part]


def as_value(cell: Any) -> Any:
    """Return the cell's value. Raises Unreadable for formulas and errors."""
    if cell.data_type == "f":
        raise Unreadable(FORMULA)
    if cell.data_type == "e":
        raise Unreadable(ERROR.format(cell.value))
    return cell.value


def as_text(cell: Any) -> str:
    value = as_value(cell)
    if isinstance(value, bool):
        raise Unreadable(BOOLEAN)
    if isinstance(value, dt.datetime | dt.date):
        raise Unreadable(BECAME_A_DATE.format(f"datoen {say_date(value)}"))
    if isinstance(value, dt.time | dt.timedelta):
        raise Unreadable(BECAME_A_DATE.format("et klokkeslæt"))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def as_number(cell: Any) -> int | None:
    said = as_text(cell).strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= 6):
        raise Unreadable(f"»{said}« er ikke et helt tal fra 0 til {FURTHEST}.")
    return int(said)


def as_date(cell: Any) -> dt.date | None:
    value = as_value(cell)
    if isinstance(value, dt.datetime):
        return in_range(value.date())
    if isinstance(value, dt.date):
        return in_range(value)
    if isinstance(value, str):
        return date_of(value) if value.strip() else None
    raise Unreadable(f"»{value}« er ikke en dato. Formatér cellen som en dato.")
