"""What a plan would do to a programme, and what stands in its way: the dry run of an import."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto

from authoring.plans.faults import wrong_with, wrong_with_phase, wrong_with_theme
from authoring.plans.plan import Plan, PlanTheme, related_both_ways
from authoring.plans.problems import Problem, SourceLocation
from projects.models import Programme
from shared_tasks.content import Content
from shared_tasks.prerequisites import cycle_in

Places = Mapping[str, SourceLocation]


class Mark(StrEnum):
    """What becomes of one of the plan's tasks."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()
    LEFT = auto()


@dataclass(frozen=True)
class Comparison:
    """``marks`` by code, ``phases`` and ``themes`` those that would be made."""

    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    phases: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        return any(problem.stops for problem in self.problems)


def compare(
    plan: Plan,
    there: Plan,
    programme: Programme,
    *,
    places: Places | None = None,
    broken: Iterable[str] = (),
) -> Comparison:
    """Say what writing a tidy plan to the programme would do; ``there`` is the plan it has.

    ``places`` is where each code stands in the file, and ``broken`` are codes of rows that could
    not be read, so that nobody is told twice of one mistake. Two queries, whatever the plan.
    """
    state = dict(programme.shared_tasks.values_list("code", "withdrawn_at"))
    withdrawn = {code for code, at in state.items() if at is not None}
    drafts = set(programme.shared_tasks.drafts().values_list("code", flat=True))
    marks = _marks(plan, there, drafts)
    codes = {task.code for task in (*plan.tasks, *there.tasks)} | set(broken)
    problems = [
        *_wrong_phases(plan, there),
        *_wrong_tasks(plan, there, codes, withdrawn, places or {}),
        *_left(marks, places or {}),
    ]
    if not any(problem.stops for problem in problems):
        problems.extend(_circles(plan, there, drafts, places or {}))
    return Comparison(
        problems,
        marks,
        phases=_missing([phase.number for phase in plan.phases], there.phases, "number"),
        themes=_missing([theme.name for theme in plan.themes], there.themes, "name"),
    )


def _wrong_tasks(
    plan: Plan, there: Plan, codes: set[str], withdrawn: set[str], places: Places
) -> Iterator[Problem]:
    yield from _doubles(plan.tasks, places)
    phases = {phase.number for phase in (*plan.phases, *there.phases)}
    for task in plan.tasks:
        told = list(wrong_with(task, phases, codes))
        if task.code in withdrawn:
            told.append(WITHDRAWN.format(task.code))
        yield from (Problem(text, places.get(task.code)) for text in told)


def _left(marks: Mapping[str, Mark], places: Places) -> Iterator[Problem]:
    for code, mark in marks.items():
        if mark is Mark.LEFT:
            yield Problem(PUBLISHED.format(code), places.get(code), stops=False)


PUBLISHED = "»{}« er udgivet og bliver ikke ændret af indlæsningen. Ret den på opgavens side."
WITHDRAWN = (
    "»{}« er trukket tilbage. Tag opgaven med igen på dens side, eller giv rækken en ny kode."
)


def _missing(wanted: Iterable[str], there: Iterable[object], name: str) -> list[str]:
    known = {getattr(one, name) for one in there}
    return [one for one in wanted if one not in known]


def _doubles(tasks: Iterable[Content], places: Places) -> Iterator[Problem]:
    """Tell of codes that stand twice; readers that know both rows have told so already."""
    for code, times in Counter(task.code for task in tasks).items():
        if times > 1:
            yield Problem(f"Koden »{code}« står ved {times} opgaver.", places.get(code))


def _wrong_phases(plan: Plan, there: Plan) -> Iterator[Problem]:
    known = {phase.number: phase for phase in there.phases}
    numbers = Counter(phase.number for phase in plan.phases)
    for number, times in numbers.items():
        if times > 1:
            yield Problem(f"Fasen {number} står {times} gange.")
    for phase in plan.phases:
        yield from map(Problem, wrong_with_phase(phase, {*known, *numbers}))
        old = known.get(phase.number)
        if old and old != phase:
            yield Problem(
                f"Fasen »{old.number} {old.name}« findes allerede og bliver ikke ændret af"
                " indlæsningen. Ret den under Faser og temaer.",
                stops=False,
            )
    for theme in plan.themes:
        yield from map(Problem, wrong_with_theme(theme))


def _marks(plan: Plan, there: Plan, drafts: set[str]) -> dict[str, Mark]:
    old = {task.code: task for task in there.tasks}
    both_ways = {task.code: task for task in related_both_ways(plan.tasks)}
    return {
        task.code: _mark(task, both_ways[task.code], old.get(task.code), task.code in drafts)
        for task in plan.tasks
    }


def _mark(task: Content, both_ways: Content, old: Content | None, is_draft: bool) -> Mark:  # noqa: FBT001  # inside here
    if old is None:
        return Mark.NEW
    if old in (task, both_ways):
        return Mark.SAME
    return Mark.CHANGED if is_draft else Mark.LEFT


def _circles(plan: Plan, there: Plan, drafts: set[str], places: Places) -> Iterator[Problem]:
    """Tell of one circle of prerequisites, as the programme would have it, if there is one."""
    waits = {task.code: task.prerequisites for task in there.tasks}
    waits |= {
        task.code: task.prerequisites
        for task in plan.tasks
        if task.code not in waits or task.code in drafts
    }
    numbers = {code: number for number, code in enumerate(waits)}
    circle = cycle_in(
        {numbers[code]: [numbers[o] for o in others] for code, others in waits.items()}
    )
    if circle:
        codes = list(waits)
        named = [codes[number] for number in (*circle, circle[0])]
        yield Problem(
            f"Opgaverne venter på hinanden i ring: {' → '.join(named)}. Fjern en af"
            " forudsætningerne.",
            places.get(named[0]),
        )


def with_all_themes(plan: Plan) -> Plan:
    """Return the plan with a theme for every theme that its tasks name."""
    known = {theme.name for theme in plan.themes}
    new = dict.fromkeys(task.theme for task in plan.tasks if task.theme not in known)
    return dataclasses.replace(plan, themes=(*plan.themes, *(PlanTheme(name) for name in new)))
