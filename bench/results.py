"""What was measured, what was aimed at, and how both are printed.

A figure has a name, a value and a unit; goals are read against figures by name, so nothing is
said that was not measured.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from bench.sizes import Size

PAGE_GOAL = 50.0  # milliseconds
PROGRAMME_GOAL = 80.0
GROWTH_GOAL = 1.2  # ×10 against Danmark
POLICIES_GOAL = 1.3  # a page against itself without row-level security
AUTHORING_GOAL = 1.0  # seconds
IMPORT_GOAL = 10.0  # seconds, for 5,000 rows read, shown and imported
QUERIES_GOAL = 49.0  # fewer than 50
FIRST_VIEW_GOAL = 150_000.0  # bytes, as they are sent
TYPING_GOAL = 150.0  # milliseconds until the list has answered
NEIGHBOURS_GOAL = 2.0  # the others' p95 beside a loud one against theirs alone


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str


@dataclass(frozen=True)
class PageFigures:
    name: str
    label: str
    median: float
    p95: float
    without: float  # the median with row-level security switched off
    p95_without: float
    inside: float
    computed: float
    queries: int
    sent: int
    size: int
    encoding: str
    replayed: float
    replayed_without: float

    @property
    def price(self) -> float:
        """What the policies cost: the page against the same without them."""
        return self.median / self.without


@dataclass
class Results:
    """All figures of one size."""

    size: Size
    figures: list[Figure] = field(default_factory=list)
    pages: list[PageFigures] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str) -> None:
        self.figures.append(Figure(name, value, unit))

    def page(self, name: str, label: str, **measured: float | str) -> None:
        self.pages.append(PageFigures(name, label, **measured))  # type: ignore[arg-type]  # as given

    def all(self) -> Iterable[Figure]:
        for page in self.pages:
            yield Figure(f"{page.name}.median", page.median, "ms")
            yield Figure(f"{page.name}.p95", page.p95, "ms")
            yield Figure(f"{page.name}.without_policies", page.without, "ms")
            yield Figure(f"{page.name}.p95_without_policies", page.p95_without, "ms")
            yield Figure(f"{page.name}.policies", page.price, "times")
            yield Figure(f"{page.name}.inside", page.inside, "ms")
            yield Figure(f"{page.name}.computed", page.computed, "ms")
            yield Figure(f"{page.name}.queries", page.queries, "queries")
            yield Figure(f"{page.name}.sent", page.sent, "bytes")
            yield Figure(f"{page.name}.size", page.size, "bytes")
            yield Figure(f"{page.name}.replayed", page.replayed, "ms")
            yield Figure(f"{page.name}.replayed_without_policies", page.replayed_without, "ms")
            yield Figure(f"{page.name}.to_sql", page.median / page.replayed, "times")
        yield from self.figures

    def value(self, name: str) -> float | None:
        return next((figure.value for figure in self.all() if figure.name == name), None)

    def to_json(self) -> str:
        return json.dumps(
            {
                "figures": [asdict(figure) for figure in self.figures],
                "pages": [asdict(page) for page in self.pages],
            }
        )

    @classmethod
    def from_json(cls, size: Size, text: str) -> "Results":
        read = json.loads(text)
        return cls(
            size,
            [Figure(**figure) for figure in read["figures"]],
            [PageFigures(**page) for page in read["pages"]],
        )
