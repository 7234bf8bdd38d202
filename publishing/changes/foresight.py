"""What a change from the centre would do, summed up for the editor who is about to make it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import F

from projects.models import Project, ProjectMember
from publishing.fingerprints import fingerprint_of
from shared_tasks.differences import Difference
from shared_tasks.models import SharedTask
from tasks.lights import CLOSED, Light, Status
from tasks.models import Task
from tasks.propagation import Effect


@dataclass(frozen=True)
class Shift:
    """The same step from one value to another, in so many municipalities."""

    before: Any
    after: Any
    municipalities: int


@dataclass(frozen=True)
class Has:
    """How one municipality has the task before the change."""

    name: str
    project_id: int
    status: str
    due_on: dt.date | None
    due_reason: str
    executor_id: int | None
    responsible_id: int | None


@dataclass(frozen=True)
class Foresight:
    """What would change, for how many, and what stays as it is."""

    shared_task: SharedTask
    differences: Sequence[Difference] = ()
    due_moves: Sequence[Shift] = ()
    start_moves: Sequence[Shift] = ()
    turns: Sequence[Shift] = ()
    has: Sequence[Has] = ()
    # How many people the coming night writes to.
    told: int = 0
    # How many municipalities receive the task for the first time, and which tasks wait for it.
    arriving: int = 0
    waiting: Sequence[SharedTask] = field(default_factory=tuple)

    @property
    def municipalities(self) -> int:
        return len(self.has)

    @property
    def open(self) -> list[Has]:
        return [one for one in self.has if one.status not in CLOSED]

    @property
    def begun(self) -> list[Has]:
        return [one for one in self.has if one.status == Status.IN_PROGRESS]

    @property
    def completed(self) -> list[Has]:
        return [one for one in self.has if one.status == Status.COMPLETED]

    @property
    def not_relevant(self) -> list[Has]:
        return [one for one in self.has if one.status == Status.NOT_RELEVANT]

    @property
    def local(self) -> list[Has]:
        """Those with a due date of their own on a task they still have to do."""
        return [one for one in self.open if one.due_reason]

    @property
    def reddened(self) -> int:
        return self._turned_to(Light.RED)

    @property
    def yellowed(self) -> int:
        return self._turned_to(Light.YELLOW)

    @cached_property
    def mark(self) -> str:
        """What tells this change, with what follows from it, from another."""
        said = (
            *(self.differences, self.due_moves, self.start_moves, self.turns),
            *([one.project_id for one in self.local], self.told, self.arriving),
            *(len(self.open), len(self.begun), [other.pk for other in self.waiting]),
        )
        return fingerprint_of(said)

    def _turned_to(self, light: Light) -> int:
        return sum(turn.municipalities for turn in self.turns if turn.after == light)


def foresee(
    shared_task: SharedTask, found: Collection[Effect], *, is_told: bool = True, **more: Any
) -> Foresight:
    """Sum the effects up; two queries for who has the task, and one for who leads."""
    has = read_standing(shared_task)
    return Foresight(
        shared_task=shared_task,
        due_moves=shifts(found, lambda one: (one.before.due_on, one.after.due_on)),
        start_moves=shifts(found, lambda one: (one.before.starts_on, one.after.starts_on)),
        turns=shifts(found, lambda one: (Light(one.before.light), Light(one.after.light))),
        has=has,
        told=count_told(has) if is_told else 0,
        **more,
    )


def shifts(found: Collection[Effect], step: Callable[[Effect], tuple[Any, Any]]) -> list[Shift]:
    """Return the steps that the effects take, those of most municipalities first."""
    counted = Counter(step(one) for one in found)
    return [
        Shift(before, after, number)
        for (before, after), number in counted.most_common()
        if before != after
    ]


def read_standing(shared_task: SharedTask) -> list[Has]:
    """Return how each municipality has the task, alphabetically; one query."""
    rows = (
        Task.objects.filter(shared_task=shared_task)
        .order_by("municipality__sort_key", "pk")
        .values_list(
            *(F("municipality__name"), "project_id", "status", "due_on", "due_reason"),
            *("executor_id", "responsible_id"),
        )
    )
    return [Has(*row) for row in rows]


def count_told(has: Collection[Has]) -> int:
    """Return how many people there are to tell: leaders, and those named on open tasks."""
    leaders = ProjectMember.objects.filter(
        project__in=[one.project_id for one in has],
        role=ProjectMember.Role.LEADER,
        user__is_active=True,
    )
    named = {
        person
        for one in has
        if one.status not in CLOSED
        for person in (one.executor_id, one.responsible_id)
    }
    return len({*leaders.values_list("user_id", flat=True), *(named - {None})})


def projects_with(shared_task: SharedTask) -> list[Project]:
    """Return the projects that have the task, with what their dates are counted from."""
    theirs = Task.objects.filter(shared_task=shared_task).values("project_id")
    return list(Project.objects.filter(pk__in=theirs).select_related("wave"))
