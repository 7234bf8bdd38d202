"""A plan out of the database, and into it."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from authoring.plans.plan import Plan, PlanPhase, PlanTheme, related_both_ways
from phases.models import Phase, Theme
from projects.locks import lock_programme
from projects.models import Programme
from projects.offsets import Offset, Unit
from shared_tasks.content import Content, contents_of
from shared_tasks.models import SharedTask, SharedTaskQuerySet
from shared_tasks.saving import write_contents

RELATIONS = ("phase", "theme", "recommended_responsible", "recommended_executor")


@dataclass(frozen=True)
class Written:
    """What writing a plan made and changed, by number or code."""

    phases: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def read_plan(programme: Programme) -> Plan:
    """Return the programme's plan, drafts included, without what is withdrawn; six queries."""
    shared_tasks = programme.shared_tasks.filter(withdrawn_at=None)
    return plan_of(programme, shared_tasks)


def plan_of(programme: Programme, shared_tasks: SharedTaskQuerySet) -> Plan:
    """Return a tidy plan of these shared tasks, with all phases and themes of the programme.

    Links to tasks that are not among them are left out.
    """
    listed = list(shared_tasks.in_order().select_related(*RELATIONS))
    contents = contents_of(listed)
    tasks = _among_themselves([contents[shared_task.pk] for shared_task in listed])
    phases = programme.phases.select_related("parent").order_by("position", "pk")
    themes = programme.themes.order_by("position", "pk")
    return Plan(
        programme.name,
        tuple(_plan_phase(phase) for phase in phases),
        tuple(PlanTheme(theme.name, theme.purpose) for theme in themes),
        related_both_ways(tasks),
    ).tidied()


def _among_themselves(tasks: list[Content]) -> list[Content]:
    codes = {task.code for task in tasks}
    return [
        dataclasses.replace(
            task,
            prerequisites=tuple(code for code in task.prerequisites if code in codes),
            related=tuple(code for code in task.related if code in codes),
        )
        for task in tasks
    ]


def _plan_phase(phase: Phase) -> PlanPhase:
    return PlanPhase(
        phase.number,
        phase.name,
        phase.parent.number if phase.parent else "",
        phase.description,
        _offset(phase.starts_amount, phase.starts_unit),
        _offset(phase.ends_amount, phase.ends_unit),
    )


def _offset(amount: int | None, unit: str) -> Offset | None:
    return None if amount is None else Offset(amount, Unit(unit))


@transaction.atomic
def write_plan(plan: Plan, *, programme: Programme) -> Written:
    """Put the plan's phases, themes and tasks into the programme, and return what that changed.

    Phases, by number, and themes, by name, are made when they are missing, last and in the
    plan's order, and else left as they are. Tasks that are not there become drafts, last in
    their phase; drafts that are there become as the plan says. Published tasks, and whatever
    else the programme has, are left alone. ``authoring.plans.comparing`` says beforehand what
    would be wrong; here, it raises what ``shared_tasks.saving.write_contents`` does.
    Holds the programme.
    """
    lock_programme(programme.pk)
    phases = _write_phases(plan.phases, programme)
    themes = _write_themes(plan.themes, programme)
    made, changed = _write_tasks(plan.tasks, programme)
    return Written(phases, themes, made, changed)


def _write_phases(phases: Sequence[PlanPhase], programme: Programme) -> list[str]:
    there = {phase.number: phase for phase in Phase.objects.filter(programme=programme)}
    last = max((phase.position for phase in there.values()), default=0)
    new = [phase for phase in phases if phase.number not in there]
    places = {phase.number: last + place for place, phase in enumerate(new, 1)}
    left = new
    while left:
        # A phase is made after the one it is part of; in a circle none can be first.
        now = [phase for phase in left if not phase.parent or phase.parent in there] or left
        rows = [_row(phase, programme, there, places[phase.number]) for phase in now]
        Phase.objects.bulk_create(rows)
        there |= {row.number: row for row in rows}
        left = [phase for phase in left if phase.number not in there]
    return [phase.number for phase in new]


def _row(phase: PlanPhase, programme: Programme, there: dict[str, Phase], position: int) -> Phase:
    return Phase(
        programme=programme,
        parent=there.get(phase.parent),
        number=phase.number,
        name=phase.name,
        description=phase.description,
        position=position,
        starts_amount=phase.starts.amount if phase.starts else None,
        starts_unit=phase.starts.unit.value if phase.starts else "",
        ends_amount=phase.ends.amount if phase.ends else None,
        ends_unit=phase.ends.unit.value if phase.ends else "",
    )


def _write_themes(themes: Sequence[PlanTheme], programme: Programme) -> list[str]:
    there = Theme.objects.filter(programme=programme)
    names = set(there.values_list("name", flat=True))
    last: int = there.aggregate(last=Max("position"))["last"] or 0
    new = [theme for theme in themes if theme.name not in names]
    Theme.objects.bulk_create(
        Theme(programme=programme, name=theme.name, purpose=theme.purpose, position=last + place)
        for place, theme in enumerate(new, 1)
    )
    return [theme.name for theme in new]


def _write_tasks(tasks: Sequence[Content], programme: Programme) -> tuple[list[str], list[str]]:
    codes = [task.code for task in tasks]
    shared_tasks = programme.shared_tasks.filter(code__in=codes).select_related(*RELATIONS)
    there = {shared_task.code: shared_task for shared_task in shared_tasks}
    wanted = [
        (there.get(task.code) or SharedTask(programme=programme), task)
        for task in tasks
        if task.code not in there or there[task.code].is_draft
    ]
    made = [task.code for shared_task, task in wanted if shared_task.pk is None]
    written = write_contents(programme=programme, wanted=wanted) if wanted else set()
    new = set(made)
    return made, [t.code for t, _ in wanted if t.pk in written and t.code not in new]
