"""How evenly a programme's municipalities are spread over its waves.

Counted by how many there are, by how many live in them and by region, since support for a wave
is given out by size and travelled to by region. Source: KSD handbook 5.6 and 7.2.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import Any

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
    """One project's wave, and its municipality's size and region; UNKNOWN where not said."""

    wave_id: int | None
    size: str
    region: str


def read_balance(programme: Programme, *, on: dt.date) -> Balance:
    """Return the balance; a region is that of the day of go-live, or of ``on`` where none is set.

    Two queries. Only sizes and regions that somebody has are columns.
    """
    waves = list(programme.waves.order_by("number"))
    places = read_places(programme, on=on)
    sizes = sorted({place.size for place in places}, key=SIZES.index)
    regions = sorted({place.region for place in places}, key=_known_first)

    def load_of(wave: Wave | None, inside: Sequence[Place]) -> Load:
        by_size = Counter(place.size for place in inside)
        by_region = Counter(place.region for place in inside)
        return Load(wave, len(inside), [by_size[s] for s in sizes], [by_region[r] for r in regions])

    total = load_of(None, [place for place in places if place.wave_id is not None])
    loads = [load_of(w, [place for place in places if place.wave_id == w.pk]) for w in waves]
    shared_by = sum(1 for load in loads if load.total)
    return Balance(
        sizes=sizes,
        regions=regions,
        loads=[
            replace(load, remarks=list(_remarks(load, total, shared_by, sizes, regions)))
            for load in loads
        ],
        outside=load_of(None, [place for place in places if place.wave_id is None]),
        total=total,
    )


def read_places(programme: Programme, *, on: dt.date) -> list[Place]:
    """Return where each of the programme's projects is placed."""
    projects: Any = with_region(Project.objects.filter(programme=programme), on=on)
    rows = projects.values_list("wave_id", "municipality__population_class", "region")
    return [Place(wave, LABELS[size], region or UNKNOWN) for wave, size, region in rows]


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


def _remarks(
    load: Load, total: Load, shared_by: int, sizes: Sequence[str], regions: Sequence[str]
) -> Iterator[Remark]:
    """Say what the wave has far more or less of than its fair share.

    Of municipalities that is as many as the other waves have, of a size or region as large a
    part of them all as the wave has of all municipalities. A wave nobody is in has no share.
    """
    if not load.total:
        return
    counted = [
        (Of.ALL, "", load.total, total.total / shared_by),
        *_shares(Of.SIZE, sizes, load.sizes, total.sizes, load.total / total.total),
        *_shares(Of.REGION, regions, load.regions, total.regions, load.total / total.total),
    ]
    for of, label, count, fair in counted:
        apart = abs(count - fair)
        if label != UNKNOWN and apart >= FEWEST_APART and apart > fair * SHARE_APART:
            yield Remark(of, label, count, round(fair))


def _shares(
    of: Of, labels: Sequence[str], counts: Sequence[int], totals: Sequence[int], part: float
) -> Iterator[tuple[Of, str, int, float]]:
    for label, count, whole in zip(labels, counts, totals, strict=True):
        yield of, label, count, whole * part
