"""What a publication comes to: reckoned the same for the dry run and for the deed."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from accounts.models import User
from projects.models import Programme, Project, ProjectMember
from publishing.fingerprints import fingerprint_of
from publishing.publications.arrivals import Arrivals, Schedule, missing_tasks, once_a_list
from publishing.publications.receivers import Receivers, Row, missing_receivers
from shared_tasks.models import SharedTask
from shared_tasks.models.shared_task import TEXTS


class SharedTasksGone(Exception):
    """Some of the shared tasks are not in the programme, or no longer."""


class SharedTasksWithdrawn(Exception):
    """Some of the shared tasks have been withdrawn; ``shared_tasks`` are they."""

    def __init__(self, shared_tasks: Collection[SharedTask]) -> None:
        self.shared_tasks = list(shared_tasks)
        super().__init__(", ".join(shared_task.code for shared_task in shared_tasks))


@dataclass(frozen=True)
class Outcome:
    """What would happen, and nothing else: what is there already is left as it is."""

    programme: Programme
    receivers: Receivers
    # As the plan shows them, with phase and recommended roles, and without their long texts.
    shared_tasks: list[SharedTask]
    # All who receive, alphabetically, with wave and municipality.
    projects: list[Project]
    arrivals: Arrivals
    new_receivers: list[Row]
    # Who leads the projects where something arrives, by the project's id.
    leaders: dict[int, User]

    @property
    def drafts(self) -> list[SharedTask]:
        return [shared_task for shared_task in self.shared_tasks if shared_task.is_draft]

    @property
    def is_nothing(self) -> bool:
        return not (self.arrivals or self.new_receivers or self.drafts)

    @property
    def tasks_arriving(self) -> int:
        return sum(map(len, self.arrivals.values()))

    @property
    def mark(self) -> str:
        """What tells this outcome from another, such as after somebody edited a draft."""
        return fingerprint_of(self._facts())

    def _facts(self) -> Iterator[object]:
        yield from ((shared_task.pk, shared_task.revision) for shared_task in self.shared_tasks)
        yield from self.new_receivers
        yield sorted((project, leader.pk) for project, leader in self.leaders.items())
        told = once_a_list(said_by)
        for project, found in self.arrivals.items():
            yield project
            yield told(found)


def said_by(found: Iterable[Schedule]) -> str:
    """Return what tells these schedules from others, in short."""
    return fingerprint_of(
        (one.shared_task.id, one.starts_on, one.due_on, one.light.value) for one in found
    )


def outcome_of(
    *,
    programme: Programme,
    shared_tasks: Collection[SharedTask],
    receivers: Receivers,
    on: dt.date,
    hold: bool = False,
) -> Outcome:
    """Reckon what publishing these shared tasks on that day comes to. Five queries.

    ``hold`` keeps the shared tasks as they are until the transaction ends.
    Raises SharedTasksGone, SharedTasksWithdrawn.
    """
    chosen = read_shared_tasks(programme, shared_tasks, hold=hold)
    projects = list(
        receivers.projects_of(programme)
        .select_related("wave", "municipality")
        .order_by("municipality__sort_key", "pk")
    )
    arrivals = missing_tasks(programme=programme, wanted=dict.fromkeys(projects, chosen), on=on)
    return Outcome(
        programme=programme,
        receivers=receivers,
        shared_tasks=chosen,
        projects=projects,
        arrivals=arrivals,
        new_receivers=missing_receivers(chosen, receivers),
        leaders=leaders_of(arrivals),
    )


def read_shared_tasks(
    programme: Programme, shared_tasks: Collection[SharedTask], *, hold: bool
) -> list[SharedTask]:
    wanted = {shared_task.pk for shared_task in shared_tasks}
    found = (
        SharedTask.objects.filter(programme=programme, pk__in=wanted)
        .select_related("phase", "recommended_responsible", "recommended_executor")
        .defer(*TEXTS)
        .in_order()
    )
    chosen = list(found.select_for_update(of=("self",), no_key=True) if hold else found)
    if len(chosen) != len(wanted):
        raise SharedTasksGone
    if withdrawn := [shared_task for shared_task in chosen if shared_task.is_withdrawn]:
        raise SharedTasksWithdrawn(withdrawn)
    return chosen


def leaders_of(projects: Collection[int]) -> dict[int, User]:
    """Return the project leaders who can be written to, by their project's id."""
    leaders = ProjectMember.objects.filter(
        project__in=list(projects), role=ProjectMember.Role.LEADER, user__is_active=True
    )
    return {member.project_id: member.user for member in leaders.select_related("user")}
