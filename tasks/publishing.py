"""Shared tasks reach the municipalities: drafts become tasks in every project.

Set-based: as many statements for one project as for a hundred. Idempotent: a repeated or
crashed publication ends in the same state, because a task exists once per project and shared
task. Source: DUBU handbook 5.2 (tasks are distributed as they become relevant).
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from projects.models import Programme, Project
from tasks.deadlines import Anchors, anchors_of, due_rule, resolve, start_rule
from tasks.figures import lock_projects, refresh_figures
from tasks.lights import Status, light_changes_on, light_on, warning_starts_on
from tasks.models import Task, TaskTemplate

if TYPE_CHECKING:
    from accounts.models import User


@dataclass
class Schedule:
    """What a shared task's rules give in one project: its dates, and the light they bring."""

    starts_on: dt.date | None
    due_on: dt.date | None
    warns_on: dt.date | None
    status: str = Status.NOT_STARTED


@transaction.atomic
def publish_templates(
    *, programme: Programme, templates: Collection[TaskTemplate], by: "User", at: dt.datetime
) -> int:
    """Publish these shared tasks to all the programme's projects; return how many tasks arrived.

    Those already published keep when and by whom; projects that have the task keep theirs.
    """
    TaskTemplate.objects.filter(pk__in=[t.pk for t in templates]).drafts().update(
        published_at=at, published_by=by
    )
    projects = Project.objects.filter(programme=programme)
    return distribute(programme=programme, templates=templates, projects=projects, at=at)


@transaction.atomic
def join_project(*, project: Project, at: dt.datetime) -> int:
    """Give a project everything its programme has published; return how many tasks arrived."""
    published = TaskTemplate.objects.published().filter(programme=project.programme_id)
    return distribute(programme=project.programme, templates=published, projects=[project], at=at)


def distribute(
    *,
    programme: Programme,
    templates: Iterable[TaskTemplate],
    projects: Iterable[Project],
    at: dt.datetime,
) -> int:
    """Insert the tasks that are missing and count the projects again."""
    chosen = list(
        TaskTemplate.objects.filter(pk__in=[t.pk for t in templates]).select_related("phase")
    )
    receivers = list(Project.objects.filter(pk__in=[p.pk for p in projects]).select_related("wave"))
    lock_projects([project.pk for project in receivers])
    before = Task.objects.filter(programme=programme).count()
    Task.objects.bulk_create(
        new_tasks(programme, chosen, receivers, timezone.localdate(at)), ignore_conflicts=True
    )
    refresh_figures([project.pk for project in receivers])
    return Task.objects.filter(programme=programme).count() - before


def new_tasks(
    programme: Programme,
    templates: Collection[TaskTemplate],
    projects: Collection[Project],
    on: dt.date,
) -> list[Task]:
    """Return every task these templates are in these projects, unsaved."""

    @cache
    def schedule(template: TaskTemplate, anchors: Anchors) -> Schedule:
        return schedule_of(template, programme, anchors)

    anchored = [(project, anchors_of(project, on)) for project in projects]
    return [
        _task(template, project, schedule(template, anchors), on)
        for template in templates
        for project, anchors in anchored
    ]


def schedule_of(template: TaskTemplate, programme: Programme, anchors: Anchors) -> Schedule:
    """Return the template's dates for these anchors; a start after the due date is left out."""
    starts_on = resolve(start_rule(template), template.phase, anchors)
    due_on = resolve(due_rule(template), template.phase, anchors)
    if starts_on and due_on and starts_on > due_on:
        starts_on = None
    warns_on = warning_starts_on(
        programme=programme,
        priority=template.priority,
        status=Status.NOT_STARTED,
        due_on=due_on,
    )
    return Schedule(starts_on=starts_on, due_on=due_on, warns_on=warns_on)


def _task(template: TaskTemplate, project: Project, schedule: Schedule, on: dt.date) -> Task:
    return Task(
        municipality_id=project.municipality_id,
        programme_id=project.programme_id,
        project=project,
        template=template,
        phase_id=template.phase_id,
        theme_id=template.theme_id,
        priority=template.priority,
        kind=template.kind,
        starts_on=schedule.starts_on,
        shared_starts_on=schedule.starts_on,
        due_on=schedule.due_on,
        shared_due_on=schedule.due_on,
        warns_on=schedule.warns_on,
        light=light_on(schedule, on),
        light_since=on,
        light_changes_on=light_changes_on(schedule, on),
    )
