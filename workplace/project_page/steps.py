"""How far a project is in each phase."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from phases.models import Phase
from projects.models import Project
from tasks.lights import CLOSED
from tasks.models import TaskQuerySet


@dataclass(frozen=True)
class PhaseStep:
    """One phase of a project: its window by the calendar, and its tasks."""

    name: str
    state: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    done: int
    total: int
    url: str


def phase_steps(
    project: Project,
    phases: Iterable[Phase],
    tasks: TaskQuerySet,
    *,
    go_live_on: dt.date | None,
    on: dt.date,
) -> list[PhaseStep]:
    """Return the innermost phases in order, with how many of ``tasks`` each has and has done.

    A phase with sub-phases is shown by them, unless it has tasks of its own.
    """
    counts = {
        row["phase"]: row
        for row in tasks.values("phase")
        .order_by()
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(status__in=CLOSED)))
    }
    phases = list(phases)
    parents = {phase.parent_id for phase in phases}
    steps = []
    for phase in phases:
        count = counts.get(phase.pk, {"total": 0, "done": 0})
        if phase.pk in parents and not count["total"]:
            continue
        starts_on, ends_on = phase.window(go_live_on)
        steps.append(
            PhaseStep(
                name=phase.name,
                state=_state(starts_on, ends_on, on),
                starts_on=starts_on,
                ends_on=ends_on,
                done=count["done"],
                total=count["total"],
                url=f"{project.get_absolute_url()}?fase={phase.pk}#opgaver",
            )
        )
    return steps


def _state(starts_on: dt.date | None, ends_on: dt.date | None, on: dt.date) -> str:
    """Return where the day lies: a phase lasts until the day before its end."""
    if ends_on is not None and on >= ends_on:
        return "done"
    if starts_on is not None and on >= starts_on:
        return "current"
    return "coming"
