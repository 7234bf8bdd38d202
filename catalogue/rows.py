"""One line of each of the catalogue's tables, and how its columns are read."""

# ruff: noqa: RUF009  # cell returns a dataclass field

import datetime as dt
from collections.abc import Callable, Container
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

from catalogue.dates import read_date, read_offset, read_rule
from catalogue.files import Cells, FileLocation
from organisations.models import PopulationClass
from projects.models import Priority
from projects.offsets import Offset
from roles.models import Role
from shared_tasks.deadlines import DateRule
from shared_tasks.models import TaskKind

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
THE_REST = "*"

# Returns a column's value, or fails with the line and what is wrong.
Reader = Callable[[Cells, str], object]


def is_cvr(text: str) -> bool:
    """Whether the text is a CVR number: eight digits whose weighted sum 11 divides."""
    if len(text) != len(CVR_WEIGHTS) or not (text.isascii() and text.isdigit()):
        return False
    return sum(w * int(digit) for w, digit in zip(CVR_WEIGHTS, text, strict=True)) % 11 == 0


def required_cvr(cells: Cells, column: str) -> str:
    if not is_cvr(cells[column]):
        cells.fail(f"not a CVR number: {cells[column]}")
    return cells[column]


def optional_cvr(cells: Cells, column: str) -> str:
    return required_cvr(cells, column) if cells[column] else ""


def one_of(values: Container[str], what: str) -> Reader:
    def read(cells: Cells, column: str) -> str:
        if cells[column] not in values:
            cells.fail(f"unknown {what}: {cells[column]}")
        return cells[column]

    return read


def read_priority(cells: Cells, column: str) -> int:
    number = cells.number(column)
    if number not in Priority.values:
        cells.fail(f"unknown priority: {number}")
    return number


def cell(read: Reader, *, column: str = "") -> Any:
    """Return a dataclass field that is read from the column of its name, or of ``column``."""
    return field(metadata={"read": read, "column": column})


@dataclass(frozen=True)
class CatalogueLine:
    """One line of a table: its location, then its cells in the order of the columns.

    ``LAST_COLUMNS`` are the columns after them, which only people read.
    """

    LAST_COLUMNS: ClassVar[tuple[str, ...]] = ()

    place: FileLocation

    @classmethod
    def cells(cls) -> dict[str, Reader]:
        """Return the reader of each column that is kept."""
        return {
            one.metadata["column"] or one.name: one.metadata["read"]
            for one in fields(cls)
            if one.metadata
        }

    @classmethod
    def columns(cls) -> list[str]:
        return [*cls.cells(), *cls.LAST_COLUMNS]

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        return cls(cells.place, *(read(cells, column) for column, read in cls.cells().items()))


@dataclass(frozen=True)
class MunicipalityLine(CatalogueLine):
    code: str = cell(Cells.needed)
    name: str = cell(Cells.needed)
    cvr: str = cell(required_cvr)
    region_until_2026: str = cell(Cells.needed)
    region_from_2027: str = cell(Cells.needed)
    population_class: str = cell(one_of(PopulationClass.values, "population class"))


@dataclass(frozen=True)
class PartnerLine(CatalogueLine):
    code: str = cell(Cells.needed)
    name: str = cell(Cells.needed)
    cvr: str = cell(optional_cvr)
    is_operator: bool = cell(Cells.flag)


@dataclass(frozen=True)
class SystemLine(CatalogueLine):
    LAST_COLUMNS = ("source",)

    code: str = cell(Cells.needed)
    name: str = cell(Cells.needed)
    supplier: str = cell(Cells.needed)
    description: str = cell(Cells.text)


@dataclass(frozen=True)
class RoleLine(CatalogueLine):
    LAST_COLUMNS = ("source",)

    code: str = cell(Cells.needed)
    name: str = cell(Cells.needed)
    scope: str = cell(one_of(Role.Scope.values, "scope"))
    stage: str = cell(one_of(Role.Stage.values, "stage"))
    appointed_in_phase: str = cell(Cells.text)
    min_holders: int = cell(Cells.number, column="min")
    max_holders: int | None = cell(Cells.optional_number, column="max")
    exactly_one_primary: bool = cell(Cells.flag)
    hands_over_to: str = cell(Cells.text)
    effect: str = cell(Cells.needed)


@dataclass(frozen=True)
class PhaseLine(CatalogueLine):
    LAST_COLUMNS = ("source",)

    number: str = cell(Cells.needed)
    name: str = cell(Cells.needed)
    parent: str = cell(Cells.text)
    starts: Offset | None = cell(read_offset)
    ends: Offset | None = cell(read_offset)
    description: str = cell(Cells.text)


@dataclass(frozen=True)
class ThemeLine(CatalogueLine):
    name: str = cell(Cells.needed)
    purpose: str = cell(Cells.text)


@dataclass(frozen=True)
class WaveLine(CatalogueLine):
    """``municipalities`` are codes; ``*`` gives the wave its share of those no wave names."""

    LAST_COLUMNS = ("source",)

    number: int = cell(Cells.number)
    name: str = cell(Cells.needed)
    starts_on: dt.date | None = cell(read_date)
    go_live_on: dt.date | None = cell(read_date)
    municipalities: tuple[str, ...] = cell(Cells.listed)

    def __post_init__(self) -> None:
        if self.starts_on and self.go_live_on and self.go_live_on < self.starts_on:
            self.place.fail("the wave goes live before it starts")


@dataclass(frozen=True)
class BlackoutLine(CatalogueLine):
    """A pause, from ``programme.toml``; over New Year when the first week is the greater."""

    name: str
    first_week: int
    last_week: int


@dataclass(frozen=True)
class TaskLine(CatalogueLine):
    code: str = cell(Cells.needed)
    phase: str = cell(Cells.needed)
    theme: str = cell(Cells.needed)
    priority: int = cell(read_priority)
    kind: str = cell(one_of(TaskKind.values, "kind"))
    title: str = cell(Cells.needed)
    executor: str = cell(Cells.text, column="recommended_executor")
    responsible: str = cell(Cells.text, column="recommended_responsible")
    involved: tuple[str, ...] = cell(Cells.listed)
    starts: DateRule = cell(read_rule)
    due: DateRule = cell(read_rule)
    prerequisites: tuple[str, ...] = cell(Cells.listed)
    related: tuple[str, ...] = cell(Cells.listed)
    source: str = cell(Cells.needed)
