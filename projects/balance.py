"""The balance of a programme's waves: number, size and region of their municipalities.

A wave with all the large municipalities, or all from one region, is more work for those who
support it. Source of waves: KSD handbook 5.6.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from organisations.alphabet import danish_key
from organisations.models import MunicipalityRegion, PopulationClass
from projects.models import Programme, Project, ProjectQuerySet, Wave

# A remark needs both differences from the fair share; otherwise small waves would always get one.
FEWEST_APART = 2
SHARE_APART = 0.5
UNKNOWN = "ukendt"
LABELS = dict(PopulationClass.choices) | {"": UNKNOWN}
SIZES = list(LABELS.values())


class Of(StrEnum):
    ALL = auto()
    SIZE = auto()
    REGION = auto()


@dataclass(frozen=True, slots=True)
class Remark:
    """A count of a wave, far from its fair share, which is ``fair``."""

    of: Of
    label: str
    count: int
    fair: int


@dataclass(frozen=True)
class Load:
    """The counts of one wave, or with None of the municipalities without a wave.

    ``sizes`` and ``regions`` have a count for each of the balance's columns.
    """

    wave: Wave | None
    total: int
    sizes: Sequence[int]
    regions: Sequence[int]
    remarks: Sequence[Remark] = ()


@dataclass(frozen=True)
class Balance:
    """The loads of the programme's waves by number, and the labels of their columns."""

    sizes: Sequence[str]
    regions: Sequence[str]
    loads: Sequence[Load]
    outside: Load
    total: Load


@dataclass(frozen=True, slots=True)
class Placement:
    """One project's wave, and its municipality's size and region; UNKNOWN if it has none.

    The region is that of the day ``counted_on``; ``regions`` are all, with the first day of each.
    """

    wave_id: int | None
    size: str
    counted_on: dt.date
    regions: Sequence[tuple[dt.date, str]]

    @property
    def region(self) -> str:
        return self.region_on(self.counted_on)

    def region_on(self, day: dt.date) -> str:
        """Return the municipality's region on another day: regions change."""
        names = [name for from_on, name in self.regions if from_on <= day]
        return names[-1] if names else UNKNOWN


def read_balance(programme: Programme, *, on: dt.date) -> Balance:
    """Return the balance; a region is that of the day of go-live, or of ``on`` where none is set.

    Three queries. The columns are the sizes and regions that are in use.
    """
    waves = list(programme.waves.order_by("number"))
    placements = read_placements(programme, on=on)
    sizes = sorted({one.size for one in placements}, key=SIZES.index)
    regions = sorted({one.region for one in placements}, key=_known_first)

    def load_of(wave: Wave | None, inside: Sequence[Placement]) -> Load:
        by_size = Counter(one.size for one in inside)
        by_region = Counter(one.region for one in inside)
        return Load(wave, len(inside), [by_size[s] for s in sizes], [by_region[r] for r in regions])

    shared = [one for one in placements if one.wave_id is not None]
    loads = [load_of(w, [one for one in shared if one.wave_id == w.pk]) for w in waves]
    outside = load_of(None, [one for one in placements if one.wave_id is None])
    balance = Balance(sizes, regions, loads, outside, total=load_of(None, shared))
    loads = [replace(load, remarks=list(_remarks(load, balance, shared, on))) for load in loads]
    return replace(balance, loads=loads)


def read_placements(programme: Programme, *, on: dt.date) -> list[Placement]:
    projects = Project.objects.filter(programme=programme)
    regions: dict[int, list[tuple[dt.date, str]]] = {}
    for municipality, from_on, name in (
        MunicipalityRegion.objects.filter(municipality__in=projects.values("municipality"))
        .order_by("from_on")
        .values_list("municipality_id", "from_on", "region__name")
    ):
        regions.setdefault(municipality, []).append((from_on, name))
    rows = projects.annotate(counted_on=_go_live_or(on)).values_list(
        "wave_id", "municipality__population_class", "counted_on", "municipality_id"
    )
    return [
        Placement(wave, LABELS[size], counted_on, regions.get(municipality, []))
        for wave, size, counted_on, municipality in rows
    ]


def with_region(projects: ProjectQuerySet, *, on: dt.date) -> ProjectQuerySet:
    """Annotate ``region``: the municipality's region on the day it goes live, else ``on``."""
    latest = MunicipalityRegion.objects.filter(
        municipality=OuterRef("municipality"), from_on__lte=OuterRef("counted_on")
    ).order_by("-from_on")
    return projects.annotate(
        counted_on=_go_live_or(on),
        region=Subquery(latest.values("region__name")[:1]),
    )


def _go_live_or(on: dt.date) -> Coalesce:
    return Coalesce("go_live_on", "wave__go_live_on", Value(on))


def _known_first(label: str) -> tuple[bool, str]:
    return label == UNKNOWN, danish_key(label)


def _remarks(
    load: Load, balance: Balance, placements: Sequence[Placement], on: dt.date
) -> Iterator[Remark]:
    """Yield the wave's counts that are far from its fair share; an empty wave has no share.

    The fair share of all municipalities is the average of the waves in use; of a size or region
    it is the same fraction as the wave has of all municipalities. Regions are those of the day
    the wave goes live: waves before and after regions change cannot be compared by name.
    """
    if load.wave is None or not load.total:
        return
    waves = sum(1 for one in balance.loads if one.total)
    day, fraction = load.wave.go_live_on or on, load.total / len(placements)
    by_size = Counter(one.size for one in placements)
    by_region = Counter(one.region_on(day) for one in placements)
    shares = [(Of.ALL, "", load.total, len(placements) / waves)]
    for size, count in zip(balance.sizes, load.sizes, strict=True):
        shares.append((Of.SIZE, size, count, by_size[size] * fraction))
    for region, count in zip(balance.regions, load.regions, strict=True):
        shares.append((Of.REGION, region, count, by_region[region] * fraction))
    for of, label, count, fair in shares:
        apart = abs(count - fair)
        if label != UNKNOWN and apart >= FEWEST_APART and apart > fair * SHARE_APART:
            yield Remark(of, label, count, round(fair))
