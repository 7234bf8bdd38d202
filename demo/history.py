"""Setting the times of the demo's history.

History is append-only, with the time a row was written; only the demo changes it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pgtrigger
from django.apps import apps
from django.db import connection
from django.db.models import Max

from history.tracking import Through
from tasks.models import Task

# Events of a person's change of a task.
EVENTS = ("tasks.TaskEvent", "tasks.InternalNotesEvent")
# Events of publishing.
PUBLISHING = tuple(
    f"shared_tasks.{name}Event" for name in ("SharedTask", "Publication", "SharedTaskReceiver")
)
APPEND_ONLY = tuple(f"{name}:append_only" for name in EVENTS)


@dataclass(frozen=True)
class TaskTrace:
    """Who changed a task, and when; both tasks and people by id."""

    task: int
    at: dt.datetime
    by: int


@contextmanager
def dated(task: Task, at: dt.datetime) -> Iterator[None]:
    """Give the changes of the task inside that time."""
    events = [apps.get_model(name).objects.filter(pgh_obj_id=task.pk) for name in EVENTS]
    newest = [of.aggregate(Max("pgh_id", default=0))["pgh_id__max"] for of in events]
    yield
    # Only now: while triggers are ignored, events have no context.
    with pgtrigger.ignore(*APPEND_ONLY):
        for of, last in zip(events, newest, strict=True):
            of.filter(pgh_id__gt=last).update(pgh_created_at=at)


def date_back(traces: Sequence[TaskTrace]) -> None:
    """Set time and actor of the changes of these tasks, in one statement."""
    sql = """
        UPDATE tasks_taskevent
        SET pgh_created_at = new.at,
            pgh_context = jsonb_build_object('by', new.by, 'through', %s::text)
        FROM unnest(%s::bigint[], %s::timestamptz[], %s::bigint[]) AS new(task, at, by)
        WHERE pgh_obj_id = new.task AND pgh_label = 'update'
    """
    columns = [[getattr(trace, name) for trace in traces] for name in ("task", "at", "by")]
    with pgtrigger.ignore(*APPEND_ONLY), connection.cursor() as cursor:
        cursor.execute(sql, [Through.PAGE.value, *columns])


def date_back_publication(at: dt.datetime) -> None:
    """Date back the writing and publishing of shared tasks, and the creation of every task."""
    _date_events(
        at, {name: {} for name in PUBLISHING} | {"tasks.TaskEvent": {"pgh_label": "insert"}}
    )


def date_back_comment(comment: int, at: dt.datetime) -> None:
    _date_events(at, {"conversation.CommentEvent": {"pgh_obj": comment}})


def date_back_own_task(task: int, project: int, at: dt.datetime) -> None:
    """Date back the creation of a local task, and the project's choice of who sees it."""
    _date_events(
        at,
        {
            "tasks.TaskEvent": {"pgh_obj": task},
            "tasks.LocalSheetEvent": {"pgh_obj": task},
            "tasks.TaskLinkEvent": {"other": task},
            "projects.ProjectEvent": {"pgh_obj": project, "pgh_label": "update"},
        },
    )


def _date_events(at: dt.datetime, events: Mapping[str, Mapping[str, object]]) -> None:
    """Set the time of the events that match these conditions, by model."""
    with pgtrigger.ignore(*(f"{name}:append_only" for name in events)):
        for name, conditions in events.items():
            apps.get_model(name).objects.filter(**conditions).update(pgh_created_at=at)
