"""What a plan still lacks: windows and dates without which its tasks stay grey."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from phases.models import Phase
from projects.models import Programme
from shared_tasks.models import Anchor

FROM_GO_LIVE = (Anchor.GO_LIVE, Anchor.PHASE_START, Anchor.PHASE_END)


@dataclass(frozen=True)
class PlanProblem:
    """What is wrong, and where it is mended."""

    text: str
    link: str
    url: str


@dataclass(frozen=True)
class Counted:
    """How many shared tasks of a phase are counted from what."""

    phase_start: int
    phase_end: int
    go_live: int
    wave_start: int


def problems_of(programme: Programme, phases: Sequence[Phase]) -> list[PlanProblem]:
    """Return what to mend, phases first; two queries. Withdrawn tasks need no date."""
    counted = counted_from(programme)
    nothing = Counted(0, 0, 0, 0)
    parents = {phase.parent_id for phase in phases}
    found: list[PlanProblem] = []
    for phase in phases:
        url = reverse("authoring:phase", args=[programme.slug, phase.pk])
        texts = _of_phase(phase, counted.get(phase.pk, nothing), has_parts=phase.pk in parents)
        found += [PlanProblem(text, "Ret fasen", url) for text in texts]
    waves_url = reverse("authoring:waves", args=[programme.slug])
    texts = _of_projects(programme, counted.values())
    return found + [PlanProblem(text, "Se bølgerne", waves_url) for text in texts]


def counted_from(programme: Programme) -> dict[int, Counted]:
    """Return by phase how many of its tasks are counted from each anchor; one query."""
    rows = (
        programme.shared_tasks.filter(withdrawn_at=None)
        .order_by()
        .values("phase")
        .annotate(
            from_phase_start=Count("pk", filter=_from(Anchor.PHASE_START)),
            from_phase_end=Count("pk", filter=_from(Anchor.PHASE_END)),
            from_go_live=Count("pk", filter=_from(*FROM_GO_LIVE)),
            from_wave_start=Count("pk", filter=_from(Anchor.WAVE_START)),
        )
    )
    return {
        row["phase"]: Counted(
            row["from_phase_start"],
            row["from_phase_end"],
            row["from_go_live"],
            row["from_wave_start"],
        )
        for row in rows
    }


def _from(*anchors: Anchor) -> Q:
    return Q(start_anchor__in=anchors) | Q(due_anchor__in=anchors)


def _of_phase(phase: Phase, counted: Counted, *, has_parts: bool) -> Iterator[str]:
    bounds = (
        ("start", phase.starts_amount, counted.phase_start),
        ("slutning", phase.ends_amount, counted.phase_end),
    )
    missing = [(word, tasks) for word, amount, tasks in bounds if amount is None]
    for word, tasks in missing:
        if tasks:
            yield (
                f"Fasen {phase} har ingen {word}, og {_tasks(tasks)} regnes fra den. De får ingen "
                "dato og bliver grå."
            )
    if missing and not has_parts and not any(tasks for _, tasks in missing):
        words = " og ".join(word for word, _ in missing)
        yield f"Fasen {phase} har ingen {words}."


def _of_projects(programme: Programme, counted: Iterable[Counted]) -> Iterator[str]:
    phases = list(counted)
    go_live = sum(one.go_live for one in phases)
    wave_start = sum(one.wave_start for one in phases)
    without = programme.projects.aggregate(
        go_live=Count("pk", filter=Q(go_live_on=None, wave__go_live_on=None)),
        start=Count("pk", filter=Q(wave__starts_on=None)),
    )
    if go_live and without["go_live"]:
        yield (
            f"{_municipalities(without['go_live'])} har ingen dato for idriftsættelsen. Dér får "
            f"{_tasks(go_live)}, som regnes fra den, ingen dato."
        )
    if wave_start and without["start"]:
        yield (
            f"{_municipalities(without['start'])} er ikke i en bølge med startdato. Dér får "
            f"{_tasks(wave_start)}, som regnes fra bølgens start, ingen dato."
        )


def _tasks(number: int) -> str:
    return "1 opgave" if number == 1 else f"{number} opgaver"


def _municipalities(number: int) -> str:
    return "1 kommune" if number == 1 else f"{number} kommuner"
