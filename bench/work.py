"""The night and a change of status, done by the portal's own services."""

import datetime as dt
import resource
import statistics
import time

import psycopg
from django.utils import timezone

from accounts.models import User
from accounts.scope import scope_of
from bench.databases import address
from bench.overdue import let_some_fall_due
from bench.results import Results
from history.tracking import Through, acting
from night.services import run_night
from notifications.models import Notification
from projects.models import Project
from tasks.figures import refresh_figures
from tasks.lights import Status
from tasks.models import Task
from tasks.services import change_status
from tenancy.scope import Scope, scoped

JOB = Scope.job("bench")
IDLE_NIGHTS = 3
CHANGES = 30
SHARE_DUE = 30  # one task in so many


class NightUnfinished(Exception):
    """A night left tasks that it was to change."""


def measure_work(results: Results, *, today: dt.date) -> None:
    measure_status(results)
    measure_night(results, today=today)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.add("this_process_peak", memory, "MB")


def measure_status(results: Results) -> None:
    """Begin and un-begin tasks of one project, one at a time."""
    with scoped(JOB):
        open_tasks = Task.objects.filter(status=Status.NOT_STARTED, municipality=1)
        found = list(open_tasks.order_by("pk")[:CHANGES])
        by = User.objects.get(pk=found[0].responsible_id)
    took = []
    with acting(by=by.pk, through=Through.PAGE):
        for task in found:
            for status in (Status.IN_PROGRESS, Status.NOT_STARTED):
                started = time.perf_counter()
                with scoped(scope_of(by)):
                    task = change_status(  # noqa: PLW2901  # the next change needs the new revision
                        task=task, status=status, by=by, at=timezone.now(), revision=task.revision
                    )
                took.append(time.perf_counter() - started)
    results.add("status_change", statistics.median(took) * 1000, "ms")


def measure_night(results: Results, *, today: dt.date) -> None:
    """Run nights in which nothing changes, and one that one task in thirty waits for."""
    idle = [night_again(today) for _ in range(IDLE_NIGHTS)]
    results.add("night_nothing_due", statistics.median(idle), "s")
    with psycopg.connect(address(), autocommit=True) as connection:
        due = let_some_fall_due(connection, today=today, one_in=SHARE_DUE)
    with scoped(JOB):
        refresh_figures(Project.objects.values_list("pk", flat=True))
    results.add("night_due", night_again(today), "s")
    results.add("night_due_tasks", due, "tasks")
    with scoped(JOB):
        results.add("night_due_mails", Notification.objects.count(), "mails")
        left = Task.objects.changing(on=today).count()
    if left:
        raise NightUnfinished(f"{left} tasks still have a light of the day before")


def night_again(today: dt.date) -> float:
    """Run the night as if it had not been run before; return the seconds it took."""
    with psycopg.connect(address(), autocommit=True) as connection:
        connection.execute("DELETE FROM notifications_jobrun")
        connection.execute("DELETE FROM notifications_notification")
    started = time.perf_counter()
    run_night(on=today, at=timezone.now(), through=Through.COMMAND)
    return time.perf_counter() - started
