"""How evenly a programme's municipalities are spread over its waves.

Counted by how many there are, by how many live in them and by region: a wave that has all the
large ones, or everyone from one end of the country, asks more of those who help it.
Source of waves: KSD handbook 5.6.
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

# A wave stands out when it is this far from its fair share: by both, or small ones always would.
FEWEST_APART = 2
SHARE_APART = 0.5
UNKNOWN = "ukendt"
LABELS = dict(PopulationClass.choices) | {"": UNKNOWN}
SIZES = list(LABELS.values())


class Of(StrEnum):
    """What a wave can have too many or too few of."""

    ALL = auto()
    SIZE = auto()
    REGION = auto()


@dataclass(frozen=True, slots=True)
class Remark:
    """A wave has ``count`` of something of which its fair share were ``fair``."""

    of: Of
    label: str
    count: int
    fair: int


@dataclass(frozen=True)
class Load:
    """One wave, or with None those in no wave, and what it holds.

    ``sizes`` and ``regions`` have a count for each of the balance's columns.
    """

    wave: Wave | None
    total: int
    sizes: Sequence[int]
    regions: Sequence[int]
    remarks: Sequence[Remark] = ()


@dataclass(frozen=True)
class Balance:
    """The programme's waves by number, and what the columns of their loads are called."""

    sizes: Sequence[str]
    regions: Sequence[str]
    loads: Sequence[Load]
    outside: Load
    total: Load


@dataclass(frozen=True, slots=True)
class Place:
    """One project's wave, and its municipality's size and region; UNKNOWN where not said.

    The region is that of the day ``counted_on``; ``regions`` are the days and names of all it has.
    """

    wave_id: int | None
    size: str
    counted_on: dt.date
    regions: Sequence[tuple[dt.date, str]]

    @property
    def region(self) -> str:
        return self.region_on(self.counted_on)

    def region_on(self, day: dt.date) -> str:
        """Return where the municipality lies on another day: regions change."""
        names = [name for from_on, name in self.regions if from_on <= day]
        return names[-1] if names else UNKNOWN


def read_balance(programme: Programme, *, on: dt.date) -> Balance:
    """Return the balance; a region is that of the day of go-live, or of ``on`` where none is set.

    Three queries. Only sizes and regions that somebody has are columns.
    """
    waves = list(programme.waves.order_by("number"))
    places = read_places(programme, on=on)
    sizes = sorted({place.size for place in places}, key=SIZES.index)
    regions = sorted({place.region for place in places}, key=_known_first)

    def load_of(wave: Wave | None, inside: Sequence[Place]) -> Load:
        by_size = Counter(place.size for place in inside)
        by_region = Counter(place.region for place in inside)
        return Load(wave, len(inside), [by_size[s] for s in sizes], [by_region[r] for r in regions])

    shared = [place for place in places if place.wave_id is not None]
    loads = [load_of(w, [place for place in places if place.wave_id == w.pk]) for w in waves]
    fair = Fair(shared, sum(1 for load in loads if load.total), on)
    return Balance(
        sizes=sizes,
        regions=regions,
        loads=[replace(load, remarks=list(fair.remarks(load, sizes, regions))) for load in loads],
        outside=load_of(None, [place for place in places if place.wave_id is None]),
        total=load_of(None, shared),
    )


def read_places(programme: Programme, *, on: dt.date) -> list[Place]:
    """Return where each of the programme's projects is placed. Two queries."""
    projects = Project.objects.filter(programme=programme)
    regions: dict[int, list[tuple[dt.date, str]]] = {}
    for municipality, from_on, name in (
        MunicipalityRegion.objects.filter(municipality__in=projects.values("municipality"))
        .order_by("from_on")
        .values_list("municipality_id", "from_on", "region__name")
    ):
        regions.setdefault(municipality, []).append((from_on, name))
    rows = projects.annotate(
        counted_on=Coalesce("go_live_on", "wave__go_live_on", Value(on))
    ).values_list("wave_id", "municipality__population_class", "counted_on", "municipality_id")
    return [
        Place(wave, LABELS[size], counted_on, regions.get(municipality, []))
        for wave, size, counted_on, municipality in rows
    ]


def with_region(projects: ProjectQuerySet, *, on: dt.date) -> ProjectQuerySet:
    """Annotate ``region``: where the municipality lies on the day it goes live, else ``on``."""
    latest = MunicipalityRegion.objects.filter(
        municipality=OuterRef("municipality"), from_on__lte=OuterRef("counted_on")
    ).order_by("-from_on")
    return projects.annotate(
        counted_on=Coalesce("go_live_on", "wave__go_live_on", Value(on)),
        region=Subquery(latest.values("region__name")[:1]),
    )


def _known_first(label: str) -> tuple[bool, str]:
    return label == UNKNOWN, danish_key(label)


@dataclass(frozen=True)
class Fair:
    """What is a wave's fair share of ``places``, which so many waves share.

    Of municipalities that is as many as the other waves have; of a size or region as large a
    part of them all as the wave has of all municipalities. Regions are those of the day the
    wave goes live: before and after they change, waves are not to be compared by name.
    """

    places: Sequence[Place]
    waves: int
    on: dt.date

    def remarks(self, load: Load, sizes: Sequence[str], regions: Sequence[str]) -> Iterator[Remark]:
        """Say what the wave has far more or less of; one that nobody is in has no share."""
        if load.wave is None or not load.total:
            return
        day, part = load.wave.go_live_on or self.on, load.total / len(self.places)
        by_size = Counter(place.size for place in self.places)
        by_region = Counter(place.region_on(day) for place in self.places)
        yield from remark(Of.ALL, "", load.total, len(self.places) / self.waves)
        for size, count in zip(sizes, load.sizes, strict=True):
            yield from remark(Of.SIZE, size, count, by_size[size] * part)
        for region, count in zip(regions, load.regions, strict=True):
            yield from remark(Of.REGION, region, count, by_region[region] * part)


def remark(of: Of, label: str, count: int, fair: float) -> Iterator[Remark]:
    """Say that so many are far from so many, if they are."""
    apart = abs(count - fair)
    if label != UNKNOWN and apart >= FEWEST_APART and apart > fair * SHARE_APART:
        yield Remark(of, label, count, round(fair))
