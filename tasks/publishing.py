"""Shared tasks reach the municipalities: drafts become tasks in every project.

Set-based: as many statements for one project as for a hundred. Idempotent: a repeated or
crashed publication ends in the same state, because a task exists once per project and shared
task. Source: DUBU handbook 5.2 (tasks are distributed as they become relevant).
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from projects.models import Programme, Project
from tasks.deadlines import Anchors, anchors_of
from tasks.figures import lock_projects, refresh_figures
from tasks.lights import Status, light_changes_on, light_on, warning_starts_on
from tasks.models import TaskTemplate
from tasks.propagation import shared_dates

if TYPE_CHECKING:
    from accounts.models import User


INSERT_MISSING = """
INSERT INTO tasks_task (
  municipality_id, programme_id, project_id, template_id, phase_id, theme_id, priority, kind,
  status, not_relevant_reason, due_reason, revision, is_withdrawn, arrived_on, arrived_version,
  starts_on, shared_starts_on, due_on, shared_due_on,
  warns_on, light, light_since, light_changes_on
)
SELECT project.municipality_id, project.programme_id, project.id, template.id,
  template.phase_id, template.theme_id, template.priority, template.kind,
  'not_started', '', '', 1, false, %(on)s, template.version,
  schedule.starts_on, schedule.starts_on, schedule.due_on, schedule.due_on,
  schedule.warns_on, schedule.light, %(on)s, schedule.changes_on
FROM unnest(%(projects)s::bigint[], %(anchors_of_project)s::int[]) AS receiver (id, anchors)
JOIN projects_project project ON project.id = receiver.id
JOIN unnest(
  %(templates)s::bigint[], %(anchors)s::int[], %(starts_on)s::date[], %(due_on)s::date[],
  %(warns_on)s::date[], %(light)s::smallint[], %(changes_on)s::date[]
) AS schedule (template_id, anchors, starts_on, due_on, warns_on, light, changes_on)
  ON schedule.anchors = receiver.anchors
JOIN tasks_tasktemplate template ON template.id = schedule.template_id
ORDER BY project.id, template.id
ON CONFLICT (project_id, template_id) DO NOTHING
"""


@dataclass
class Schedule:
    """What a shared task's rules give in one project: its dates, and the light they bring."""

    starts_on: dt.date | None
    due_on: dt.date | None
    warns_on: dt.date | None
    status: str = Status.NOT_STARTED
    is_withdrawn: bool = False


@transaction.atomic
def publish_templates(
    *, programme: Programme, templates: Collection[TaskTemplate], by: "User", at: dt.datetime
) -> int:
    """Publish these shared tasks to all the programme's projects; return how many tasks arrived.

    Those already published keep when and by whom; projects that have the task keep theirs.
    """
    lock_programme(programme.pk)
    TaskTemplate.objects.filter(pk__in=[t.pk for t in templates]).drafts().update(
        published_at=at, published_by=by
    )
    projects = Project.objects.filter(programme=programme)
    return distribute(programme=programme, templates=templates, projects=projects, at=at)


@transaction.atomic
def join_project(*, project: Project, at: dt.datetime) -> int:
    """Give a project everything its programme has published; return how many tasks arrived.

    Call it in the transaction that makes the project, so that no publication misses both.
    """
    lock_programme(project.programme_id)
    published = TaskTemplate.objects.published().filter(programme=project.programme_id)
    return distribute(programme=project.programme, templates=published, projects=[project], at=at)


def lock_programme(pk: int) -> None:
    """Hold the programme, so that publishing to its projects and joining it take turns.

    At once, each would miss what the other has not committed: the project or the shared task.
    """
    Programme.objects.select_for_update(no_key=True).only("pk").get(pk=pk)


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
    project_ids = [project.pk for project in receivers]
    lock_projects(project_ids)
    arrived = insert_missing(programme, chosen, receivers, timezone.localdate(at))
    refresh_figures(project_ids)
    return arrived


def insert_missing(
    programme: Programme, templates: list[TaskTemplate], projects: list[Project], on: dt.date
) -> int:
    """Insert each of these templates in each of these projects; return how many were missing.

    Dates are worked out once for each template and set of anchors, and spread over the
    projects that share those anchors by the database.
    """
    anchored = {project.pk: anchors_of(project, on) for project in projects}
    different = list(dict.fromkeys(anchored.values()))
    scheduled = [
        (template.pk, number, schedule_of(template, programme, anchors))
        for template in templates
        for number, anchors in enumerate(different)
    ]
    values: dict[str, Any] = {
        "projects": list(anchored),
        "anchors_of_project": [different.index(anchors) for anchors in anchored.values()],
        "templates": [template for template, _, _ in scheduled],
        "anchors": [number for _, number, _ in scheduled],
        "starts_on": [schedule.starts_on for _, _, schedule in scheduled],
        "due_on": [schedule.due_on for _, _, schedule in scheduled],
        "warns_on": [schedule.warns_on for _, _, schedule in scheduled],
        "light": [light_on(schedule, on).value for _, _, schedule in scheduled],
        "changes_on": [light_changes_on(schedule, on) for _, _, schedule in scheduled],
        "on": on,
    }
    with connection.cursor() as cursor:
        # History's trigger runs a statement for each row, and each goes through all checks that
        # wait for the end of the transaction: with thousands of rows that is most of the time.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(INSERT_MISSING, values)
        return int(cursor.rowcount)


def schedule_of(template: TaskTemplate, programme: Programme, anchors: Anchors) -> Schedule:
    """Return the template's dates for these anchors; a start after the due date is left out."""
    starts_on, due_on = shared_dates(template, anchors)
    warns_on = warning_starts_on(
        programme=programme,
        priority=template.priority,
        status=Status.NOT_STARTED,
        due_on=due_on,
    )
    return Schedule(starts_on=starts_on, due_on=due_on, warns_on=warns_on)
