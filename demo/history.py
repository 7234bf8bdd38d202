"""Letting the traces of tasks say when the demo's people did what they did.

History is append-only and says when a row was written; only the demo may write the past.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pgtrigger
from django.apps import apps
from django.db import connection
from django.db.models import Max

from history.tracking import Through
from tasks.models import Task

# What a person does to a task in the demo leaves its trace in one of these.
EVENTS = ("tasks.TaskEvent", "tasks.InternalNotesEvent")
# And what publishing does.
PUBLISHING = tuple(
    f"shared_tasks.{name}Event" for name in ("SharedTask", "Publication", "SharedTaskReceiver")
)
APPEND_ONLY = tuple(f"{name}:append_only" for name in EVENTS)


@dataclass(frozen=True)
class Trace:
    """Who changed a task, and when; both tasks and people by id."""

    task: int
    at: dt.datetime
    by: int


@contextmanager
def dated(task: Task, at: dt.datetime) -> Iterator[None]:
    """Let what is done to the task inside be done then."""
    events = [apps.get_model(name).objects.filter(pgh_obj_id=task.pk) for name in EVENTS]
    newest = [of.aggregate(Max("pgh_id", default=0))["pgh_id__max"] for of in events]
    yield
    # Only now: while triggers are ignored, events are told of nobody.
    with pgtrigger.ignore(*APPEND_ONLY):
        for of, last in zip(events, newest, strict=True):
            of.filter(pgh_id__gt=last).update(pgh_created_at=at)


def date_back(traces: Sequence[Trace]) -> None:
    """Let the changes of these tasks be made then and by them, in one statement."""
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
    """Let the shared tasks have been written and published then, and every task have arrived."""
    with pgtrigger.ignore(*APPEND_ONLY, *(f"{name}:append_only" for name in PUBLISHING)):
        for name in PUBLISHING:
            apps.get_model(name).objects.update(pgh_created_at=at)
        apps.get_model("tasks.TaskEvent").objects.filter(pgh_label="insert").update(
            pgh_created_at=at
        )


def date_back_comment(comment: int, at: dt.datetime) -> None:
    """Let the comment have been written then."""
    with pgtrigger.ignore("conversation.CommentEvent:append_only"):
        events = apps.get_model("conversation.CommentEvent").objects.filter(pgh_obj_id=comment)
        events.update(pgh_created_at=at)


def date_back_own_task(task: int, project: int, at: dt.datetime) -> None:
    """Let a municipality's own task have been added then, and its project have chosen who sees it."""
    events: dict[str, dict[str, object]] = {
        "tasks.TaskEvent": {"pgh_obj": task},
        "tasks.LocalSheetEvent": {"pgh_obj": task},
        "tasks.TaskLinkEvent": {"other": task},
        "projects.ProjectEvent": {"pgh_obj": project, "pgh_label": "update"},
    }
    with pgtrigger.ignore(*(f"{name}:append_only" for name in events)):
        for name, of in events.items():
            apps.get_model(name).objects.filter(**of).update(pgh_created_at=at)
