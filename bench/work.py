"""The night, publishing and a change of status, done by the portal's own services."""

import datetime as dt
import resource
import statistics
import time
from collections.abc import Callable, Iterable

import psycopg
from django.utils import timezone

from accounts.models import User
from bench.databases import address
from bench.load import add_drafts
from bench.overdue import let_some_fall_due
from bench.results import Results
from projects.models import Programme
from tasks.lights import Status
from tasks.models import Task, TaskTemplate
from tasks.night import recompute_lights
from tasks.publishing import publish_templates
from tasks.services import change_status
from tenancy.history import Through, acting

DRAFTS = 3  # programmes published one after the other
CHANGES = 30
SHARE_DUE = 30  # one task in so many


def measure_work(results: Results, *, today: dt.date) -> None:
    measure_status(results)
    measure_night(results, today=today)
    measure_publishing(results, today=today)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.add("this_process_peak", memory, "MB")


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure_status(results: Results) -> None:
    """Begin and un-begin tasks of one project, one at a time."""
    found = Task.objects.filter(status=Status.NOT_STARTED).order_by("pk")[:CHANGES]
    by = User.objects.get(pk=found[0].responsible_id)
    took = []
    with acting(by=by.pk, through=Through.PAGE):
        for task in found:
            for status in (Status.IN_PROGRESS, Status.NOT_STARTED):
                started = time.perf_counter()
                task = change_status(  # noqa: PLW2901  # the next change needs the new revision
                    task=task, status=status, by=by, at=timezone.now(), revision=task.revision
                )
                took.append(time.perf_counter() - started)
    results.add("status_change", statistics.median(took) * 1000, "ms")


def measure_publishing(results: Results, *, today: dt.date) -> None:
    """Publish programmes of drafts to every municipality; the median and the slowest."""
    with psycopg.connect(address()) as connection:
        numbers = add_drafts(connection, results.size, today, DRAFTS)
    editor = User.objects.filter(is_editor=True).order_by("pk")[0]
    took, arrived = [], 0
    for programme in Programme.objects.filter(pk__in=numbers).order_by("pk"):
        drafts = TaskTemplate.objects.filter(programme=programme).drafts()
        started = time.perf_counter()
        with acting(by=editor.pk, through=Through.PAGE):
            arrived += publish_templates(
                programme=programme, templates=drafts, by=editor, at=timezone.now()
            )
        took.append(time.perf_counter() - started)
    results.add("publishing", statistics.median(took), "s")
    results.add("publishing_slowest", max(took), "s")
    results.add("published_tasks", arrived / DRAFTS, "tasks")


def measure_night(results: Results, *, today: dt.date) -> None:
    results.add("night_nothing_due", median_of(lambda: recompute_lights(on=today), range(5)), "s")
    with psycopg.connect(address(), autocommit=True) as connection:
        due = let_some_fall_due(connection, today=today, one_in=SHARE_DUE)
    results.add("night_tasks_due", due, "tasks")
    results.add("night_lights", seconds(lambda: recompute_lights(on=today)), "s")


def median_of(work: Callable[[], object], times: Iterable[int]) -> float:
    return statistics.median(seconds(work) for _ in times)
