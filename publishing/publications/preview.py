"""The dry run: what publishing would do, and what an editor should know before doing it.

Reckoned as the publication itself reckons (``outcome``); nothing is written.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from phases.models import Phase
from projects.models import Programme, Project
from publishing.publications.arrivals import Schedule, once_a_list
from publishing.publications.outcome import Outcome, outcome_of
from publishing.publications.receivers import Receivers
from roles.models import Role
from roles.vacancies import count_vacant
from shared_tasks.deadlines import due_rule, start_rule
from shared_tasks.models import Anchor, SharedTask, SharedTaskLink
from tasks.lights import Light
from tasks.models import Task

OF_THE_PHASE = {Anchor.PHASE_START.value: "starts_amount", Anchor.PHASE_END.value: "ends_amount"}
# What lacks its date: the anchor, whether it is the due date, and the phase without a window.
Reason = tuple[Anchor, bool, Phase | None]


@dataclass(frozen=True)
class Receiving:
    """What one project would get."""

    project: Project
    arriving: list[Schedule]
    # How many of the shared tasks it has.
    already: int
    lights: Counter[Light]
    leader: User | None

    @property
    def red(self) -> list[Schedule]:
        return [one for one in self.arriving if one.light == Light.RED]


@dataclass(frozen=True)
class Undated:
    """Shared tasks without a start or due date in some projects, all for the same reason.

    ``phase`` is the one without a window; else those ``projects`` lack the anchor's date.
    """

    anchor: Anchor
    is_due: bool
    phase: Phase | None
    shared_tasks: list[SharedTask]
    projects: list[Project]


@dataclass(frozen=True)
class MissingPrerequisite:
    """What a shared task builds on and so many of the projects that receive it would not have."""

    shared_task: SharedTask
    other: SharedTask
    projects: int


@dataclass(frozen=True)
class Vacancy:
    """A role that is recommended, and in how many municipalities nobody holds it."""

    role: Role
    municipalities: int


@dataclass(frozen=True)
class Preview:
    outcome: Outcome
    receiving: list[Receiving]
    undated: list[Undated]
    missing_prerequisites: list[MissingPrerequisite]
    vacancies: list[Vacancy]

    @cached_property
    def lights(self) -> Counter[Light]:
        """All that arrive, by the light they arrive with."""
        return sum((one.lights for one in self.receiving), Counter())

    @cached_property
    def reached(self) -> list[Receiving]:
        """The projects where something arrives."""
        return [one for one in self.receiving if one.arriving]

    @property
    def already(self) -> int:
        """How many of the tasks are there."""
        return sum(one.already for one in self.receiving)

    @property
    def told(self) -> list[Receiving]:
        """The projects whose leader gets a mail."""
        return [one for one in self.reached if one.leader]

    @property
    def untold(self) -> list[Receiving]:
        """The projects where something arrives and nobody leads."""
        return [one for one in self.reached if not one.leader]

    @property
    def without_due_rule(self) -> list[SharedTask]:
        """Shared tasks that have no due date by intent; they arrive grey."""
        return [
            shared_task for shared_task in self.outcome.shared_tasks if not shared_task.due_anchor
        ]


def preview_publication(
    *,
    programme: Programme,
    shared_tasks: Collection[SharedTask],
    receivers: Receivers,
    on: dt.date,
) -> Preview:
    """Return what publishing these shared tasks that day would do, in eight queries.

    Raises SharedTasksGone, SharedTasksWithdrawn.
    """
    return preview_of(
        outcome_of(programme=programme, shared_tasks=shared_tasks, receivers=receivers, on=on)
    )


def preview_of(outcome: Outcome) -> Preview:
    chosen, lights = len(outcome.shared_tasks), once_a_list(lights_of)
    nothing: list[Schedule] = []
    receiving = [
        Receiving(
            project=project,
            arriving=arriving,
            already=chosen - len(arriving),
            lights=lights(arriving),
            leader=outcome.leaders.get(project.pk),
        )
        for project in outcome.projects
        for arriving in [outcome.arrivals.get(project.pk, nothing)]
    ]
    return Preview(
        outcome=outcome,
        receiving=receiving,
        undated=undated_in(receiving),
        missing_prerequisites=prerequisites_missing(outcome),
        vacancies=vacancies_in(outcome),
    )


def lights_of(arriving: list[Schedule]) -> Counter[Light]:
    return Counter(one.light for one in arriving)


def undated_in(receiving: Iterable[Receiving]) -> list[Undated]:
    """Gather the tasks that would lack a date their rule speaks of, by what is missing."""
    undated = once_a_list(undated_among)
    shared_tasks: dict[Reason, dict[SharedTask, None]] = {}
    projects: dict[Reason, list[Project]] = {}
    for one in receiving:
        for reason, lacking in undated(one.arriving).items():
            if reason not in projects or lacking.keys() - shared_tasks[reason].keys():
                shared_tasks.setdefault(reason, {}).update(lacking)
            projects.setdefault(reason, []).append(one.project)
    return [
        Undated(*reason, shared_tasks=list(shared_tasks[reason]), projects=projects[reason])
        for reason in shared_tasks
    ]


def undated_among(arriving: Iterable[Schedule]) -> dict[Reason, dict[SharedTask, None]]:
    found: dict[Reason, dict[SharedTask, None]] = {}
    for schedule in arriving:
        for reason in reasons_undated(schedule):
            found.setdefault(reason, {})[schedule.shared_task] = None
    return found


def reasons_undated(schedule: Schedule) -> list[Reason]:
    """Return why the task has no start or due date although its shared task has a rule for it."""
    reasons = []
    for is_due, date, rule in (
        (True, schedule.due_on, due_rule(schedule.shared_task)),
        (False, schedule.starts_on, start_rule(schedule.shared_task)),
    ):
        # A start after the due date is left out on purpose: then there is a due date.
        if rule.anchor and date is None and (is_due or schedule.due_on is None):
            phase = schedule.shared_task.phase
            bound = OF_THE_PHASE.get(rule.anchor)
            lacks = bound and getattr(phase, bound) is None
            reasons.append((Anchor(rule.anchor), is_due, phase if lacks else None))
    return reasons


def prerequisites_missing(outcome: Outcome) -> list[MissingPrerequisite]:
    """Return what would be lacking in projects that receive a task building on it; two queries."""
    chosen = {shared_task.pk for shared_task in outcome.shared_tasks}
    links = (
        SharedTaskLink.objects.filter(
            kind=SharedTaskLink.Kind.PREREQUISITE,
            shared_task__in=chosen,
            programme=outcome.programme,
        )
        .exclude(other__in=chosen)
        .select_related("shared_task", "other")
        .order_by(
            "shared_task__phase__position", "shared_task__position", "shared_task", "other__code"
        )
    )
    others = {link.other_id for link in links}
    projects = {project.pk for project in outcome.projects}
    there: dict[int, set[int]] = {other: set() for other in others}
    for other, project in (
        Task.objects.live()
        .filter(programme=outcome.programme, shared_task__in=others, project__in=projects)
        .values_list("shared_task_id", "project_id")
    ):
        there[other].add(project)
    missing = (
        MissingPrerequisite(link.shared_task, link.other, len(projects - there[link.other_id]))
        for link in links
    )
    return [one for one in missing if one.projects]


def vacancies_in(outcome: Outcome) -> list[Vacancy]:
    """Return the recommended roles that nobody holds somewhere they are asked for; one query."""
    asked_for = once_a_list(roles_asked_for)
    roles: dict[int, Role] = {}
    wanted: list[tuple[int, int]] = []
    for project in outcome.projects:
        if arriving := outcome.arrivals.get(project.pk):
            asked = asked_for(arriving)
            roles |= asked
            wanted += [(role, project.municipality_id) for role in asked]
    vacant = count_vacant(programme_id=outcome.programme.pk, wanted=wanted)
    found = [Vacancy(roles[pk], number) for pk, number in vacant.items()]
    return sorted(found, key=lambda one: (-one.municipalities, one.role.name))


def roles_asked_for(arriving: Iterable[Schedule]) -> dict[int, Role]:
    """Return the roles that these tasks recommend, by id."""
    return {
        role.pk: role
        for one in arriving
        for role in (one.shared_task.recommended_responsible, one.shared_task.recommended_executor)
        if role
    }
