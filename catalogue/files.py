"""Reading the catalogue's files; every error names its file and line."""

import csv
import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn


class MalformedCatalogue(Exception):
    """Something in the catalogue is wrong; the message says which file and line, and why."""


@dataclass(frozen=True)
class FileLocation:
    """A line of a file in the catalogue; ``line`` counts from 1."""

    file: Path
    line: int = 1

    def fail(self, reason: str) -> NoReturn:
        raise MalformedCatalogue(f"{self.file}:{self.line}: {reason}")


@dataclass(frozen=True)
class Cells:
    """One record of a table: its location, and its cells by column."""

    place: FileLocation
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def text(self, column: str) -> str:
        return self[column]

    def fail(self, reason: str) -> NoReturn:
        self.place.fail(reason)

    def needed(self, column: str) -> str:
        return self[column] or self.fail(f"{column} is empty")

    def listed(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several, separated by semicolons."""
        return tuple(part.strip() for part in self[column].split(";") if part.strip())

    def number(self, column: str) -> int:
        text = self.needed(column)
        if not (text.isascii() and text.isdigit()):
            self.fail(f"{column} is not a number: {text}")
        return int(text)

    def optional_number(self, column: str) -> int | None:
        return self.number(column) if self[column] else None

    def flag(self, column: str) -> bool:
        if self[column] not in {"0", "1"}:
            self.fail(f"{column} is neither 0 nor 1: {self[column]}")
        return self[column] == "1"


def read_text(path: Path) -> str:
    """Return the file's text, which must exist and be UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        FileLocation(path).fail(f"cannot be read: {error.strerror}")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        FileLocation(path, line).fail("is not UTF-8")


def read_table(path: Path, columns: Collection[str]) -> list[Cells]:
    """Return the records of a CSV file that has exactly these columns."""
    records = _records(path)
    place, header = next(records, (FileLocation(path), []))
    if header != list(columns):
        place.fail(f"columns are not {','.join(columns)}")
    return [_cells(place, columns, record) for place, record in records]


def _records(path: Path) -> Iterator[tuple[FileLocation, list[str]]]:
    reader = csv.reader(read_text(path).splitlines(keepends=True), strict=True)
    while True:
        place = FileLocation(path, reader.line_num + 1)
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            place.fail(str(error))
        yield place, record


def _cells(place: FileLocation, columns: Collection[str], record: list[str]) -> Cells:
    if len(record) != len(columns):
        place.fail(f"has {len(record)} columns instead of {len(columns)}")
    for column, cell in zip(columns, record, strict=True):
        if not cell.isprintable():
            place.fail(f"{column} has a control character")
    return Cells(place, {c: v.strip() for c, v in zip(columns, record, strict=True)})


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        FileLocation(path, int(line[1]) if line else 1).fail(f"is not TOML: {error}")
