"""What a change of many shared tasks at once would do, summed up by light and by municipality.

For a light policy and a phase's window, which bear on many tasks in every municipality. The same
value is what an editor is shown beforehand and what is carried out.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from projects.models import Project
from publishing.fingerprints import fingerprint_of
from shared_tasks.models import SharedTask
from tasks.lights import Light
from tasks.propagation import Effect, Stays


class ConsequencesChanged(Exception):
    """What would happen is no longer what was shown; ``consequences`` is what would now."""

    def __init__(self, consequences: "Consequences") -> None:
        self.consequences = consequences
        super().__init__()


@dataclass(frozen=True)
class Turn:
    """So many tasks, in so many municipalities, go from one light to another."""

    before: Light
    after: Light
    tasks: int
    municipalities: int


@dataclass(frozen=True)
class Step:
    """A shared task's due date goes from one day to another in so many municipalities."""

    shared_task: SharedTask
    before: dt.date | None
    after: dt.date | None
    municipalities: int


@dataclass(frozen=True)
class InProject:
    """What one municipality gets."""

    project: Project
    moved: int
    reddened: int
    yellowed: int
    eased: int
    kept_local: int
    kept_closed: int


@dataclass(frozen=True)
class Consequences:
    """All that is to be written, and what of it a municipality sees."""

    effects: Sequence[Effect]
    projects: Mapping[int, Project]
    shared_tasks: Mapping[int, SharedTask]

    @cached_property
    def seen(self) -> list[Effect]:
        """Effects that show: dates, lights and what stays behind, not marks of our own."""
        return [
            effect
            for effect in self.effects
            if not effect.after.is_withdrawn
            and (effect.turns or effect.moves_a_date or effect.stays)
        ]

    @cached_property
    def turns(self) -> list[Turn]:
        """The lights that change, those that get worst first."""
        tasks: Counter[tuple[int, int]] = Counter()
        projects: dict[tuple[int, int], set[int]] = defaultdict(set)
        for effect in self.seen:
            if effect.turns:
                step = (effect.before.light, effect.after.light)
                tasks[step] += 1
                projects[step].add(effect.before.project_id)
        return [
            Turn(Light(before), Light(after), tasks[before, after], len(projects[before, after]))
            for before, after in sorted(tasks, key=lambda step: (-step[1], step[0]))
        ]

    @cached_property
    def steps(self) -> list[Step]:
        """The due dates that move, by shared task in the plan's order."""
        counted = Counter(
            (effect.before.shared_task_id, effect.before.due_on, effect.after.due_on)
            for effect in self.seen
            if effect.moves_due_date
        )
        order = {pk: place for place, pk in enumerate(self.shared_tasks)}
        far = dt.date.max
        found = sorted(counted, key=lambda one: (order[one[0]], one[1] or far, one[2] or far))
        return [
            Step(self.shared_tasks[pk], before, after, counted[pk, before, after])
            for pk, before, after in found
        ]

    @cached_property
    def rows(self) -> list[InProject]:
        """What each municipality gets, in the order the projects were given."""
        by_project: dict[int, list[Effect]] = defaultdict(list)
        for effect in self.seen:
            by_project[effect.before.project_id].append(effect)
        return [
            in_project(project, by_project[pk])
            for pk, project in self.projects.items()
            if pk in by_project
        ]

    @property
    def turned(self) -> int:
        return sum(turn.tasks for turn in self.turns)

    @property
    def moved(self) -> int:
        return sum(row.moved for row in self.rows)

    @property
    def kept_local(self) -> int:
        return sum(row.kept_local for row in self.rows)

    @property
    def kept_closed(self) -> int:
        return sum(row.kept_closed for row in self.rows)

    @cached_property
    def mark(self) -> str:
        """What tells these consequences from others."""
        said = sorted(
            (
                *(e.before.id, str(e.before.starts_on), str(e.before.due_on), e.before.light),
                *(str(e.after.starts_on), str(e.after.due_on), e.after.light, str(e.stays)),
            )
            for e in self.seen
        )
        return fingerprint_of(said)


def in_project(project: Project, found: Collection[Effect]) -> InProject:
    lit = Counter((e.before.light, e.after.light) for e in found if e.turns)
    return InProject(
        project,
        moved=sum(effect.moves_a_date for effect in found),
        reddened=_to(lit, Light.RED),
        yellowed=_to(lit, Light.YELLOW),
        eased=sum(n for (before, after), n in lit.items() if after < Light.YELLOW <= before),
        kept_local=sum(effect.stays == Stays.LOCAL for effect in found),
        kept_closed=sum(effect.stays == Stays.CLOSED for effect in found),
    )


def _to(lit: Mapping[tuple[int, int], int], light: Light) -> int:
    return sum(number for (_, after), number in lit.items() if after == light)
