"""The tasks that a project is to have and lacks: their dates and lights, and putting them there.

A task's dates follow its project: »udgivelsen« is the day the task arrives there
(``Task.arrived_on``), so that a project that joins a year later counts from then and not from
the day others got it. A project without the date that a rule counts from gets a grey task.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.db import connection

from projects.models import Programme, Project
from shared_tasks.deadlines import Anchors, anchors_of
from shared_tasks.models import SharedTask
from tasks.lights import Light, Status, light_changes_on, light_on, warning_starts_on
from tasks.models import Task
from tasks.propagation import shared_dates

INSERT = """
INSERT INTO tasks_task (
  municipality_id, programme_id, project_id, shared_task_id, phase_id, theme_id, priority, kind,
  status, not_relevant_reason, due_reason, revision, is_withdrawn, arrived_on, arrived_version,
  starts_on, shared_starts_on, due_on, shared_due_on,
  warns_on, light, light_since, light_changes_on
)
SELECT project.municipality_id, project.programme_id, project.id, shared_task.id,
  shared_task.phase_id, shared_task.theme_id, shared_task.priority, shared_task.kind,
  'not_started', '', '', 1, false, %(on)s, shared_task.version,
  schedule.starts_on, schedule.starts_on, schedule.due_on, schedule.due_on,
  schedule.warns_on, schedule.light, %(on)s, schedule.changes_on
FROM unnest(%(project)s::bigint[], %(place)s::int[]) AS arrival (project, place)
JOIN unnest(
  %(shared_task)s::bigint[], %(starts_on)s::date[], %(due_on)s::date[], %(warns_on)s::date[],
  %(light)s::smallint[], %(changes_on)s::date[]
) WITH ORDINALITY AS schedule (shared_task, starts_on, due_on, warns_on, light, changes_on, place)
  ON schedule.place = arrival.place
JOIN projects_project project ON project.id = arrival.project
JOIN shared_tasks_sharedtask shared_task ON shared_task.id = schedule.shared_task
ORDER BY project.id, shared_task.id
ON CONFLICT (project_id, shared_task_id) DO NOTHING
RETURNING project_id, shared_task_id, id
"""


@dataclass(frozen=True, eq=False)
class Schedule:
    """What a shared task's rules give where the anchors are these, on the day it arrives.

    One for all projects with these anchors, and the same object.
    """

    shared_task: SharedTask
    starts_on: dt.date | None
    due_on: dt.date | None
    warns_on: dt.date | None
    status: str = Status.NOT_STARTED
    is_withdrawn: bool = False
    light: Light = Light.GREY
    light_changes_on: dt.date | None = None


RULE_OF = attrgetter(
    *("start_anchor", "start_amount", "start_unit", "start_fixed_on"),
    *("due_anchor", "due_amount", "due_unit", "due_fixed_on"),
)
# What each project lacks, by the project's id; those that lack nothing are left out.
Arrivals = dict[int, list[Schedule]]
# A new task's own number, by its project and its shared task.
Numbers = dict[tuple[int, int], int]


def missing_tasks(
    *, programme: Programme, wanted: Mapping[Project, Collection[SharedTask]], on: dt.date
) -> Arrivals:
    """Return the tasks to come: those of these that a project has not got. One query.

    Projects come with their wave, shared tasks with their phase. Projects that lack the same and
    have the same dates share one list.
    """
    shared_tasks = {shared_task.id for chosen in wanted.values() for shared_task in chosen}
    there: dict[int, set[int]] = {}
    for project, shared_task in Task.objects.filter(
        programme=programme, project__in=[one.pk for one in wanted], shared_task__in=shared_tasks
    ).values_list("project_id", "shared_task_id"):
        there.setdefault(project, set()).add(shared_task)
    schedules = Schedules(programme, on)
    found = {}
    for one, chosen in wanted.items():
        lacking = schedules.of(anchors_of(one, on), chosen)
        if has := there.get(one.pk):
            lacking = [schedule for schedule in lacking if schedule.shared_task.id not in has]
        if lacking:
            found[one.pk] = lacking
    return found


class Schedules:
    """Works each rule out once for each set of anchors, however many shared tasks have it."""

    def __init__(self, programme: Programme, on: dt.date) -> None:
        self.programme, self.on = programme, on
        self.lists: dict[tuple[Anchors, int], list[Schedule]] = {}
        self.dated: dict[tuple[object, ...], Schedule] = {}

    def of(self, anchors: Anchors, chosen: Collection[SharedTask]) -> list[Schedule]:
        """Return the schedules of these shared tasks; the same list for the same collection."""
        key = anchors, id(chosen)
        if key not in self.lists:
            self.lists[key] = [self.schedule(anchors, shared_task) for shared_task in chosen]
        return self.lists[key]

    def schedule(self, anchors: Anchors, shared_task: SharedTask) -> Schedule:
        rule = *RULE_OF(shared_task), shared_task.phase_id, shared_task.priority, anchors
        if rule not in self.dated:
            self.dated[rule] = self.date(anchors, shared_task)
        return replace(self.dated[rule], shared_task=shared_task)

    def date(self, anchors: Anchors, shared_task: SharedTask) -> Schedule:
        starts_on, due_on = shared_dates(shared_task, anchors)
        warns_on = warning_starts_on(
            programme=self.programme,
            priority=shared_task.priority,
            status=Status.NOT_STARTED,
            due_on=due_on,
        )
        dated = Schedule(shared_task, starts_on, due_on, warns_on)
        light, changes_on = light_on(dated, self.on), light_changes_on(dated, self.on)
        return replace(dated, light=light, light_changes_on=changes_on)


def insert_tasks(arrivals: Arrivals, on: dt.date) -> Numbers:
    """Insert the tasks; return each one's id by its project's and its shared task's. One statement.

    The caller holds the programme and the projects, and reckoned while holding them.
    """
    coming = [(project, one) for project, found in arrivals.items() for one in found]
    different = list(dict.fromkeys(one for _, one in coming))
    places = {one: place for place, one in enumerate(different, start=1)}
    values: dict[str, Any] = {
        "project": [project for project, _ in coming],
        "place": [places[one] for _, one in coming],
        "shared_task": [one.shared_task.id for one in different],
        "starts_on": [one.starts_on for one in different],
        "due_on": [one.due_on for one in different],
        "warns_on": [one.warns_on for one in different],
        "light": [one.light.value for one in different],
        "changes_on": [one.light_changes_on for one in different],
        "on": on,
    }
    with connection.cursor() as cursor:
        # History's trigger runs a statement for each row, and each goes through all checks that
        # wait for the end of the transaction: with thousands of rows that is most of the time.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(INSERT, values)
        return {(project, shared_task): pk for project, shared_task, pk in cursor.fetchall()}
