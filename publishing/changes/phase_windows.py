"""A phase's window, changed while tasks that are counted from it are live.

As with a light policy: the same engine works out what would happen and lets it happen, and the
night tells of what has turned.
"""

import datetime as dt
from copy import copy

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from phases.models import Phase
from phases.services import PhaseFacts, change_phase
from projects.locks import lock_programme, lock_projects
from projects.models import Programme, Project
from publishing.changes.light_policy import impact_on_programme
from publishing.impact import Impact
from publishing.publications import carry_out
from shared_tasks.models import TEXTS, Anchor, SharedTask

OF_A_PHASE = (Anchor.PHASE_START, Anchor.PHASE_END)
COUNTED_FROM_IT = Q(start_anchor__in=OF_A_PHASE) | Q(due_anchor__in=OF_A_PHASE)


def impact_of_phase(*, phase: Phase, facts: PhaseFacts, on: dt.date) -> Impact:
    """Return what the phase's window would do to live tasks that day; four queries."""
    changed = copy(phase)
    is_change = bool(facts.give_to(changed))
    shared_tasks = list(
        SharedTask.objects.published()
        .filter(COUNTED_FROM_IT, programme=phase.programme_id, phase=phase.pk)
        .order_by("position", "pk")
        .defer(*TEXTS)
    )
    for shared_task in shared_tasks:
        shared_task.phase = changed
    programme = Programme.objects.get(pk=phase.programme_id)
    return impact_on_programme(programme, shared_tasks, on=on, is_change=is_change)


@transaction.atomic
def change_phase_and_tasks(
    *, phase: Phase, facts: PhaseFacts, at: dt.datetime, shown: str | None = None
) -> Impact:
    """Change the phase, and the dates and lights of the live tasks counted from it.

    Raises ImpactChanged, PhaseNumberTaken, ParentNotPossible.
    """
    lock_programme(phase.programme_id)
    lock_projects(Project.objects.filter(programme=phase.programme_id).values("pk"))
    held, on = Phase.objects.get(pk=phase.pk), timezone.localdate(at)
    impact = impact_of_phase(phase=held, facts=facts, on=on)
    if impact.confirm(shown):
        change_phase(phase=held, facts=facts)
        carry_out(impact, on)
    return impact
