"""What one line of each of the catalogue's tables says."""

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

from catalogue.dates import parse_date, parse_offset, parse_rule
from catalogue.files import Cells, FileLocation
from organisations.models import PopulationClass
from projects.models import Priority
from projects.offsets import Offset
from roles.models import Role
from shared_tasks.deadlines import DateRule
from shared_tasks.models import TaskKind

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
THE_REST = "*"


def is_cvr(text: str) -> bool:
    """Whether the text is a CVR number: eight digits whose weighted sum 11 divides."""
    if len(text) != len(CVR_WEIGHTS) or not (text.isascii() and text.isdigit()):
        return False
    return sum(w * int(digit) for w, digit in zip(CVR_WEIGHTS, text, strict=True)) % 11 == 0


@dataclass(frozen=True)
class CatalogueRow(ABC):
    """One line of a table: where it stands, and what its columns say."""

    COLUMNS: ClassVar[tuple[str, ...]] = ()

    place: FileLocation

    @classmethod
    @abstractmethod
    def parse(cls, cells: Cells) -> Self:
        """Return the row, or fail with its place and what is wrong."""


@dataclass(frozen=True)
class MunicipalityRow(CatalogueRow):
    COLUMNS = (
        *("code", "name", "cvr", "region_until_2026", "region_from_2027"),
        "population_class",
    )

    code: str
    name: str
    cvr: str
    region_until_2026: str
    region_from_2027: str
    population_class: str

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        if not is_cvr(cells["cvr"]):
            cells.fail(f"not a CVR number: {cells['cvr']}")
        if cells["population_class"] not in PopulationClass.values:
            cells.fail(f"unknown population class: {cells['population_class']}")
        return cls(cells.place, *(cells.needed(column) for column in cls.COLUMNS))


@dataclass(frozen=True)
class PartnerRow(CatalogueRow):
    COLUMNS = ("code", "name", "cvr", "is_operator")

    code: str
    name: str
    cvr: str
    is_operator: bool

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        if cells["cvr"] and not is_cvr(cells["cvr"]):
            cells.fail(f"not a CVR number: {cells['cvr']}")
        return cls(
            cells.place,
            cells.needed("code"),
            cells.needed("name"),
            cells["cvr"],
            cells.flag("is_operator"),
        )


@dataclass(frozen=True)
class SystemRow(CatalogueRow):
    COLUMNS = ("code", "name", "supplier", "description", "source")

    code: str
    name: str
    supplier: str
    description: str

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        return cls(
            cells.place,
            cells.needed("code"),
            cells.needed("name"),
            cells.needed("supplier"),
            cells["description"],
        )


@dataclass(frozen=True)
class RoleRow(CatalogueRow):
    COLUMNS = (
        *("code", "name", "scope", "stage", "appointed_in_phase", "min", "max"),
        *("exactly_one_primary", "hands_over_to", "effect", "source"),
    )

    code: str
    name: str
    scope: str
    stage: str
    appointed_in_phase: str
    min_holders: int
    max_holders: int | None
    exactly_one_primary: bool
    hands_over_to: str
    effect: str

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        if cells["scope"] not in Role.Scope.values:
            cells.fail(f"unknown scope: {cells['scope']}")
        if cells["stage"] not in Role.Stage.values:
            cells.fail(f"unknown stage: {cells['stage']}")
        return cls(
            cells.place,
            cells.needed("code"),
            cells.needed("name"),
            cells["scope"],
            cells["stage"],
            cells["appointed_in_phase"],
            cells.number("min"),
            cells.optional_number("max"),
            cells.flag("exactly_one_primary"),
            cells["hands_over_to"],
            cells.needed("effect"),
        )


@dataclass(frozen=True)
class PhaseRow(CatalogueRow):
    COLUMNS = ("number", "name", "parent", "starts", "ends", "description", "source")

    number: str
    name: str
    parent: str
    starts: Offset | None
    ends: Offset | None
    description: str

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        return cls(
            cells.place,
            cells.needed("number"),
            cells.needed("name"),
            cells["parent"],
            parse_offset(cells["starts"], cells.place),
            parse_offset(cells["ends"], cells.place),
            cells["description"],
        )


@dataclass(frozen=True)
class ThemeRow(CatalogueRow):
    COLUMNS = ("name", "purpose")

    name: str
    purpose: str

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        return cls(cells.place, cells.needed("name"), cells["purpose"])


@dataclass(frozen=True)
class WaveRow(CatalogueRow):
    """``municipalities`` are codes; ``*`` gives the wave its share of those no wave names."""

    COLUMNS = ("number", "name", "starts_on", "go_live_on", "municipalities", "source")

    number: int
    name: str
    starts_on: dt.date | None
    go_live_on: dt.date | None
    municipalities: tuple[str, ...]

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        starts_on = parse_date(cells["starts_on"], cells.place)
        go_live_on = parse_date(cells["go_live_on"], cells.place)
        if starts_on and go_live_on and go_live_on < starts_on:
            cells.fail("the wave goes live before it starts")
        return cls(
            cells.place,
            cells.number("number"),
            cells.needed("name"),
            starts_on,
            go_live_on,
            cells.listed("municipalities"),
        )


@dataclass(frozen=True)
class TaskRow(CatalogueRow):
    COLUMNS = (
        *("code", "phase", "theme", "priority", "kind", "title"),
        *("recommended_executor", "recommended_responsible", "involved"),
        *("starts", "due", "prerequisites", "related", "source"),
    )

    code: str
    phase: str
    theme: str
    priority: int
    kind: str
    title: str
    executor: str
    responsible: str
    involved: tuple[str, ...]
    starts: DateRule
    due: DateRule
    prerequisites: tuple[str, ...]
    related: tuple[str, ...]
    source: str

    @classmethod
    def parse(cls, cells: Cells) -> Self:
        if cells.number("priority") not in Priority.values:
            cells.fail(f"unknown priority: {cells['priority']}")
        if cells["kind"] not in TaskKind.values:
            cells.fail(f"unknown kind: {cells['kind']}")
        return cls(
            cells.place,
            cells.needed("code"),
            cells.needed("phase"),
            cells.needed("theme"),
            cells.number("priority"),
            cells["kind"],
            cells.needed("title"),
            cells["recommended_executor"],
            cells["recommended_responsible"],
            cells.listed("involved"),
            parse_rule(cells["starts"], cells.place),
            parse_rule(cells["due"], cells.place),
            cells.listed("prerequisites"),
            cells.listed("related"),
            cells.needed("source"),
        )
