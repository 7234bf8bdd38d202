"""What editors do to every municipality at once, done by the portal's own services.

Each is done several times over, to other rows each time, as one editor in their own scope; what
is kept is the median and the most queries.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Count, Max
from django.utils import timezone

from accounts.models import User
from accounts.scope import scope_of
from bench.databases import address
from bench.load import add_drafts
from bench.results import Results
from history.tracking import Through, acting
from projects.models import Programme, Wave
from publishing.changes.versions import Change, change_shared_task, impact_of_change
from publishing.go_live.rescheduling import impact_of_wave, move_wave
from publishing.publications import EVERYONE, impact_of_publication, publish_shared_tasks
from shared_tasks.content import content_of
from shared_tasks.models import Publication, SharedTask
from tasks.models import Task
from tasks.propagation import Effect
from tenancy.scope import Scope, scoped

JOB = Scope.job("bench")
TIMES = 5
A_WEEK = 7


@dataclass
class Timed:
    """Seconds and queries of one thing, each time it was done."""

    seconds: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)

    def keep(self, results: Results, name: str) -> None:
        results.add(name, statistics.median(self.seconds), "s")
        results.add(f"{name}_slowest", max(self.seconds), "s")
        results.add(f"{name}_queries", max(self.queries), "queries")


def measure_authoring(results: Results, *, today: dt.date) -> None:
    measure_publishing(results, today=today)
    measure_changes(results, today=today)
    measure_waves(results, today=today)


@contextmanager
def clocked(timed: Timed, editor: User) -> Iterator[None]:
    """Let the editor do it in a transaction of its own; count and time it to the commit."""
    asked: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    started = time.perf_counter()
    with (
        connection.execute_wrapper(count),
        acting(by=editor.pk, through=Through.PAGE),
        scoped(scope_of(editor)),
    ):
        yield
    timed.seconds.append(time.perf_counter() - started)
    timed.queries.append(len(asked))


def an_editor() -> User:
    return User.objects.filter(is_editor=True).select_related("partner").order_by("pk")[0]


def measure_publishing(results: Results, *, today: dt.date) -> None:
    """Publish programmes of drafts to every municipality, after a dry run of each."""
    with psycopg.connect(address()) as own:
        numbers = add_drafts(own, results.size, today, TIMES)
    with scoped(JOB):
        editor = an_editor()
        programmes = list(Programme.objects.filter(pk__in=numbers).order_by("pk"))
    foreseen, published, arrived = Timed(), Timed(), []
    for programme in programmes:
        with clocked(foreseen, editor):
            drafts = list(SharedTask.objects.filter(programme=programme).drafts())
            impact_of_publication(
                programme=programme, shared_tasks=drafts, receivers=EVERYONE, on=today
            )
        with clocked(published, editor):
            publication = publish_shared_tasks(
                programme=programme, shared_tasks=drafts, by=editor, at=timezone.now()
            )
        arrived.append(publication)
    foreseen.keep(results, "publishing_dry_run")
    published.keep(results, "publishing")
    results.add("published_tasks", least_of(arrived), "tasks")


def least_of(publications: list[Publication | None]) -> int:
    """Return how many tasks the least of them brought; none when one brought nothing."""
    return min(one.tasks_arrived if one else 0 for one in publications)


def measure_changes(results: Results, *, today: dt.date) -> None:
    """Move the due date of one published task by a week in every project, programme by programme.

    The last task of those programmes that go live last: it is open almost everywhere.
    """
    with scoped(JOB):
        editor = an_editor()
        late = Programme.objects.annotate(
            goes_live=Max("waves__go_live_on"), last=Max("shared_tasks")
        )
        chosen = late.filter(tasks__isnull=False).distinct().order_by("-goes_live", "pk")[:TIMES]
        shared_tasks = list(
            SharedTask.objects.filter(pk__in=[programme.last for programme in chosen])
            .select_related("programme", "phase", "theme")
            .order_by("pk")
        )
    foreseen, changed = Timed(), Timed()
    for shared_task in shared_tasks:
        with scoped(JOB):
            content = content_of(shared_task)
        due = replace(content.due, amount=(content.due.amount or 0) + A_WEEK)
        change = Change(replace(content, due=due), note="Fristen er rykket en uge.")
        with clocked(foreseen, editor):
            impact_of_change(shared_task=shared_task, change=change, on=today)
        with clocked(changed, editor):
            change_shared_task(
                shared_task=shared_task,
                change=change,
                by=editor,
                at=timezone.now(),
                revision=shared_task.revision,
            )
    foreseen.keep(results, "change_dry_run")
    changed.keep(results, "change")
    with scoped(JOB):
        moved = Task.objects.open().filter(shared_task__in=shared_tasks).values("shared_task")
        least = min(one["tasks"] for one in moved.annotate(tasks=Count("pk")))
    results.add("changed_tasks", least, "tasks")


def measure_waves(results: Results, *, today: dt.date) -> None:
    """Move the start and go-live of a wave by a week, those that go live last first."""
    with scoped(JOB):
        editor = an_editor()
        waves = list(
            Wave.objects.filter(projects__tasks__isnull=False)
            .select_related("programme")
            .distinct()
            .order_by("-go_live_on", "pk")[:TIMES]
        )
    foreseen, moved, moves = Timed(), Timed(), []
    for wave in waves:
        dates = {
            "starts_on": later(wave.starts_on, A_WEEK),
            "go_live_on": later(wave.go_live_on, A_WEEK),
        }
        with clocked(foreseen, editor):
            impact_of_wave(wave=wave, **dates, on=today)
        with clocked(moved, editor):
            moves.append(move_wave(wave=wave, **dates, by=editor, at=timezone.now()))
    foreseen.keep(results, "wave_dry_run")
    moved.keep(results, "wave_move")
    results.add("wave_projects", min(len(move.projects) for move in moves), "projects")
    results.add("wave_tasks", min(changing(move.effects) for move in moves), "tasks")


def later(date: dt.date | None, days: int) -> dt.date | None:
    return date and date + dt.timedelta(days=days)


def changing(effects: list[Effect]) -> int:
    return sum(effect.is_change for effect in effects)
