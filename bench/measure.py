"""Measures one size, on the database that the environment names, migrated and empty."""

import datetime as dt
from pathlib import Path

import psycopg
from django.db.models import F
from django.utils import timezone

from bench import authoring, neighbours, pages, plans, servers, typing, views, work
from bench.databases import address
from bench.load import load
from bench.results import Results
from bench.sizes import Size
from bench.steps import step
from projects.locks import lock_projects
from projects.models import Project
from stack import services
from tasks.figures import refresh_figures
from tasks.lights import light_changes_expression, light_expression
from tasks.models import Task
from tenancy.scope import Scope, scoped


class LoadedWrong(Exception):
    """The loaded rows disagree with the portal's own rules; figures would say nothing."""


def measure(size: Size, requests: int, folder: Path, part: str) -> None:
    """Fill the database, measure pages, work or all on it, and leave results.json in the folder."""
    results = Results(size)
    today = timezone.localdate()
    with step(f"{size.label}: loading {size.all_tasks:,} tasks"):
        fill(size, today)
    if part in {"all", "pages"}:
        with step(f"{size.label}: asking for pages"):
            measure_pages(results, requests, folder)
    if part in {"all", "views"}:
        with step(f"{size.label}: looking with a browser"):
            views.measure_views(results, folder, requests=requests)
    if part in {"all", "neighbours"}:
        with step(f"{size.label}: asking beside neighbours"):
            measure_neighbours(results, requests, folder)
    if part in {"all", "work"}:
        with step(f"{size.label}: working"):
            work.measure_work(results, today=today)
    if part in {"all", "authoring"}:
        with step(f"{size.label}: authoring"):
            authoring.measure_authoring(results, today=today)
            plans.measure_plans(results, today=today)
    (folder / "results.json").write_text(results.to_json())


def fill(size: Size, today: dt.date) -> None:
    with psycopg.connect(address()) as connection:
        load(connection, size, today)
    count_projects()
    with psycopg.connect(address(), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE) tasks_projectfigures")
    require_right_lights(today)


def count_projects() -> None:
    with scoped(Scope.job("bench")):
        projects = list(Project.objects.values_list("pk", flat=True))
        lock_projects(projects)
        refresh_figures(projects)


def require_right_lights(today: dt.date) -> None:
    """Raise LoadedWrong unless the portal's own rule gives every task the light it has."""
    with scoped(Scope.job("bench")):
        wrong = Task.objects.annotate(
            right=light_expression(today), next_on=light_changes_expression(today)
        ).exclude(light=F("right"), light_changes_on__isnull=True, next_on__isnull=True)
        found = wrong.exclude(light=F("right"), light_changes_on=F("next_on")).count()
    if found:
        raise LoadedWrong(f"{found} tasks have another light than the rule gives")


def measure_pages(results: Results, requests: int, folder: Path) -> None:
    with (
        servers.running("worker", services.WORKER, folder) as worker,
        servers.web_server(folder) as (port, web),
    ):
        pages.measure_pages(results, port=port, requests=requests)
        typing.measure_typing(results, port=port, requests=requests)
        results.add("web_memory", servers.share(web), "MB")
        results.add("web_peak_of_one_process", servers.peak(web), "MB")
        results.add("worker_memory", servers.share(worker), "MB")
        results.add("worker_peak_of_one_process", servers.peak(worker), "MB")


def measure_neighbours(results: Results, requests: int, folder: Path) -> None:
    with servers.web_server(folder) as (port, _):
        neighbours.measure_neighbours(results, port=port, seconds=requests / 4)
