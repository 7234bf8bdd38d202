"""What an editor reads of waves: how they are filled, who is in one, and who is in none."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from organisations.models import Municipality, MunicipalityQuerySet
from projects.balance import Balance, Load, Of, with_region
from projects.models import Blackout, Programme, Project, ProjectQuerySet
from projects.waves import pauses_among


@dataclass(frozen=True)
class WaveCell:
    """A count under its column's label; ``fair`` is the wave's fair share where it is far off."""

    label: str
    count: int
    fair: int | None = None


@dataclass(frozen=True)
class WaveRow:
    """One wave of the balance, with the pauses that its go-live lies in."""

    load: Load
    total: WaveCell
    sizes: Sequence[WaveCell]
    regions: Sequence[WaveCell]
    pauses: Sequence[Blackout] = field(default_factory=list)


def rows_of(balance: Balance, pauses: Sequence[Blackout]) -> list[WaveRow]:
    return [row_of(load, balance, pauses) for load in balance.loads]


def row_of(load: Load, balance: Balance, pauses: Sequence[Blackout] = ()) -> WaveRow:
    fair = {(remark.of, remark.label): remark.fair for remark in load.remarks}

    def cells(of: Of, labels: Iterable[str], counts: Iterable[int]) -> Iterator[WaveCell]:
        for label, count in zip(labels, counts, strict=True):
            yield WaveCell(label.removeprefix("Region "), count, fair.get((of, label)))

    return WaveRow(
        load=load,
        total=WaveCell("", load.total, fair.get((Of.ALL, ""))),
        sizes=list(cells(Of.SIZE, balance.sizes, load.sizes)),
        regions=list(cells(Of.REGION, balance.regions, load.regions)),
        pauses=pauses_among(pauses, [load.wave.go_live_on if load.wave else None]),
    )


@dataclass(frozen=True)
class WaveMember:
    """One project of a wave, or of none, with the pauses that a date of its own lies in."""

    project: Project
    region: str
    pauses: Sequence[Blackout]


def members_of(
    programme: Programme, *, pauses: Sequence[Blackout], on: dt.date, **which: Any
) -> list[WaveMember]:
    """Return the programme's projects, or those that ``which`` finds, alphabetically. One query."""
    projects: ProjectQuerySet = programme.projects.filter(**which)
    found = with_region(projects, on=on).select_related("municipality", "wave", "figures")
    return [
        WaveMember(
            project,
            getattr(project, "region", None) or "",
            pauses_among(pauses, [project.go_live_on]),
        )
        for project in found.order_by("municipality__sort_key", "pk")
    ]


def municipalities_outside(programme: Programme, *, on: dt.date) -> MunicipalityQuerySet:
    """Return those that have no project in the programme, alphabetically, with their region."""
    inside = programme.projects.values("municipality")
    outside: MunicipalityQuerySet = Municipality.objects.exclude(pk__in=inside)
    return outside.with_region(on=on).alphabetical()
