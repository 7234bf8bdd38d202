"""What changing, withdrawing or restoring one shared task does in the projects that have it."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from projects.models import Project
from publishing.impact import Impact, Shift, impact_by_project, shifts
from publishing.recipients import leaders_of, recipients_of
from shared_tasks.content import Content
from shared_tasks.differences import Difference, differences, read_terms
from shared_tasks.models import SharedTask, SharedTaskLink, SharedTaskReceiver
from tasks.lights import CLOSED, Status
from tasks.models import Task
from tasks.propagation import effects


@dataclass(frozen=True)
class Has:
    """How one municipality has the task before the change."""

    name: str
    project_id: int
    status: str
    due_on: dt.date | None
    due_reason: str


@dataclass(frozen=True, kw_only=True)
class SharedTaskImpact(Impact):
    """What changing, withdrawing or restoring one shared task does.

    ``said`` is what it said before a change and what it says after. What follows ``is_told`` is
    for those who are shown the impact: ``as_shown`` reads it.
    """

    shared_task: SharedTask
    said: tuple[Content, Content] | None = None
    is_told: bool = True
    has: Sequence[Has] = ()
    differences: Sequence[Difference] = ()
    # How many people the coming night writes to.
    people: int = 0
    # The shared tasks that wait for one that is withdrawn.
    waiting: Sequence[SharedTask] = ()

    @property
    def told(self) -> int:
        return self.people

    @property
    def municipalities(self) -> int:
        return len(self.has)

    @property
    def arriving(self) -> int:
        """How many municipalities receive the task for the first time."""
        return len(self.arrivals)

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
    def due_moves(self) -> list[Shift]:
        return shifts(self.visible, "due_on")

    @property
    def start_moves(self) -> list[Shift]:
        return shifts(self.visible, "starts_on")

    @property
    def light_moves(self) -> list[Shift]:
        return shifts(self.visible, "light")

    def facts(self) -> Iterator[object]:
        yield from super().facts()
        yield self.differences, self.people, [other.pk for other in self.waiting]
        yield [(one.project_id, one.status) for one in self.has]
        yield [(one.project_id, one.due_on) for one in self.local]


def impact_of_task(
    shared_task: SharedTask, projects: Iterable[Project], *, on: dt.date, **more: Any
) -> SharedTaskImpact:
    """Return what follows in these projects from the shared task as it is in memory."""
    programme, projects = shared_task.programme, list(projects)
    found = effects(programme=programme, shared_tasks=[shared_task], projects=projects, on=on)
    return SharedTaskImpact(
        programme=programme,
        shared_tasks={shared_task.pk: shared_task},
        projects=impact_by_project(projects, found, arrivals=more.get("arrivals")),
        effects=found,
        shared_task=shared_task,
        **more,
    )


def as_shown(impact: SharedTaskImpact) -> SharedTaskImpact:
    """Return the impact with who has the task, who is told, and what else a page shows of it."""
    shared_task, has, differing = impact.shared_task, read_standing(impact.shared_task), []
    if impact.said:
        terms = read_terms(impact.programme, impact.said, drafts=True)
        differing = differences(*impact.said, terms)
    return replace(
        impact,
        has=has,
        differences=differing,
        people=count_told(shared_task, impact.arrivals) if impact.is_told else 0,
        waiting=read_waiting(shared_task) if shared_task.is_withdrawn else (),
    )


def read_waiting(shared_task: SharedTask) -> list[SharedTask]:
    """Return the live shared tasks that have this one as a prerequisite."""
    links = SharedTaskLink.objects.filter(other=shared_task, kind=SharedTaskLink.Kind.PREREQUISITE)
    return list(SharedTask.objects.live().filter(links__in=links).in_order().distinct())


def read_standing(shared_task: SharedTask) -> list[Has]:
    """Return how each municipality has the task, alphabetically; one query."""
    rows = (
        Task.objects.filter(shared_task=shared_task)
        .order_by("municipality__sort_key", "pk")
        .values_list(*(F("municipality__name"), "project_id", "status", "due_on", "due_reason"))
    )
    return [Has(*row) for row in rows]


def count_told(shared_task: SharedTask, arriving: Collection[int]) -> int:
    """Return how many people the night writes to: about the tasks there are, and those to come."""
    people = recipients_of(Task.objects.filter(shared_task=shared_task)).values()
    leaders = (leader.pk for leader in leaders_of(arriving).values())
    return len(set().union(leaders, *people))


def projects_with(shared_task: SharedTask) -> QuerySet[Project]:
    """Return the projects that have the task, with what their dates are counted from."""
    theirs = Task.objects.filter(shared_task=shared_task, project=OuterRef("pk"))
    return Project.objects.filter(Exists(theirs)).select_related("wave").order_by("pk")


def projects_given(shared_task: SharedTask) -> QuerySet[Project]:
    """Return the projects that have the task, and those that it is published to."""
    theirs = Task.objects.filter(shared_task=shared_task, project=OuterRef("pk"))
    receivers = SharedTaskReceiver.objects.filter(shared_task=shared_task).filter(
        Q(wave=None, municipality=None)
        | Q(wave=OuterRef("wave"))
        | Q(municipality=OuterRef("municipality"))
    )
    projects = Project.objects.filter(programme=shared_task.programme_id)
    given = projects.filter(Exists(theirs) | Exists(receivers))
    return given.select_related("wave").order_by("pk")
