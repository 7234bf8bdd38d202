"""What an editor should know before publishing, besides what it does; it forbids nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from phases.models import Phase
from projects.models import Project
from publishing.impact import Impact, once_a_list
from publishing.publications.arrivals import Schedule
from roles.models import Role
from roles.vacancies import count_vacant
from shared_tasks.deadlines import due_rule, start_rule
from shared_tasks.models import Anchor, SharedTask, SharedTaskLink
from tasks.models import Task

OF_THE_PHASE = {Anchor.PHASE_START.value: "starts_amount", Anchor.PHASE_END.value: "ends_amount"}
# What lacks its date: the anchor, whether it is the due date, and the phase without a window.
Reason = tuple[Anchor, bool, Phase | None]


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


def undated_in(impact: Impact) -> list[Undated]:
    """Gather the tasks that would lack a date their rule speaks of, by what is missing."""
    undated = once_a_list(undated_among)
    shared_tasks: dict[Reason, dict[SharedTask, None]] = {}
    projects: dict[Reason, list[Project]] = {}
    for one in impact.projects:
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


def prerequisites_missing(impact: Impact) -> list[MissingPrerequisite]:
    """Return what would be lacking in projects that receive a task building on it; two queries."""
    chosen = impact.shared_tasks.keys()
    links = (
        SharedTaskLink.objects.filter(
            kind=SharedTaskLink.Kind.PREREQUISITE,
            shared_task__in=chosen,
            programme=impact.programme,
        )
        .exclude(other__in=chosen)
        .select_related("shared_task", "other")
        .order_by(
            "shared_task__phase__position", "shared_task__position", "shared_task", "other__code"
        )
    )
    others = {link.other_id for link in links}
    projects = {one.project.pk for one in impact.projects}
    there: dict[int, set[int]] = {other: set() for other in others}
    for other, project in (
        Task.objects.live()
        .filter(programme=impact.programme, shared_task__in=others, project__in=projects)
        .values_list("shared_task_id", "project_id")
    ):
        there[other].add(project)
    missing = (
        MissingPrerequisite(link.shared_task, link.other, len(projects - there[link.other_id]))
        for link in links
    )
    return [one for one in missing if one.projects]


def vacancies_in(impact: Impact) -> list[Vacancy]:
    """Return the recommended roles that nobody holds somewhere they are asked for; one query."""
    asked_for = once_a_list(roles_asked_for)
    roles: dict[int, Role] = {}
    wanted: list[tuple[int, int]] = []
    for one in impact.projects:
        asked = asked_for(one.arriving)
        roles |= asked
        wanted += [(role, one.project.municipality_id) for role in asked]
    vacant = count_vacant(programme_id=impact.programme.pk, wanted=wanted)
    found = [Vacancy(roles[pk], number) for pk, number in vacant.items()]
    return sorted(found, key=lambda vacancy: (-vacancy.municipalities, vacancy.role.name))


def roles_asked_for(arriving: Iterable[Schedule]) -> dict[int, Role]:
    """Return the roles that these tasks recommend, by id."""
    return {
        role.pk: role
        for one in arriving
        for role in (one.shared_task.recommended_responsible, one.shared_task.recommended_executor)
        if role
    }
