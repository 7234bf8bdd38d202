"""Each page, asked for by who it is for, through the real server."""

import os
import pickle
import statistics
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from accounts.models import User
from bench.browser import Answer, Browser
from bench.databases import PORTAL, address
from bench.load import OPERATOR
from bench.policies import without_policies
from bench.results import Results
from bench.stopwatch import CAPTURE_FILE, Query
from organisations.models import Partner
from projects.models import Programme, Project
from tasks.models import Task
from tenancy.scope import Scope, scoped

WARM_UP = 8
TURNS = 4  # with and without policies, so often
IN_FULL_SWING = 3  # a programme about to go live
FILTERED = "?status=open&prioritet=obligatorisk&sorter=slutdato"
SEARCHED = "?tekst=aftale"
WORD_OF_BRIEFS = "?tekst=driftsaftale"


@dataclass(frozen=True)
class Page:
    name: str
    label: str
    user: User
    path: str


def pages() -> list[Page]:
    """Return what is measured; the same municipality, project and task at every size."""
    project = Project.objects.get(municipality=1, programme=IN_FULL_SWING)
    leader = User.objects.get(
        project_memberships__project=project, project_memberships__role="leader"
    )
    executor = User.objects.filter(tasks_to_do__project=project).order_by("pk")[0]
    manager = User.objects.get(municipality=1, reads_all_projects=True)
    administrator = User.objects.get(municipality=1, is_klik_administrator=True)
    task = Task.objects.filter(project=project, executor=executor).open().late_first()[0]
    operator, supplier = (
        User.objects.filter(partner=pk, is_editor=False).order_by("pk")[0]
        for pk in (OPERATOR, Partner.objects.filter(is_operator=False).order_by("pk")[0].pk)
    )
    programme = Programme.objects.get(pk=IN_FULL_SWING)
    detail = reverse("projects:detail", args=[project.pk])
    ten = Project.objects.filter(municipality=1).order_by("pk").values_list("pk", flat=True)[:10]
    across = reverse("tasks:list")
    of_ten = "&".join(f"projekt={pk}" for pk in ten)
    return [
        Page("my_page_executor", "Min side, udfører", executor, reverse("home")),
        Page("my_page_leader", "Min side, projektleder", leader, reverse("home")),
        Page("my_page_manager", "Min side, programleder", manager, reverse("home")),
        Page("project", "Projekt", leader, detail),
        Page("project_filtered", "Projekt, filtreret og sorteret", leader, detail + FILTERED),
        Page("project_searched", "Projekt, søgt efter tekst", leader, detail + WORD_OF_BRIEFS),
        Page("tasks", "Opgaver på tværs, programleder", manager, across),
        Page(
            "tasks_600",
            "600 opgaver på én side, samlet efter fase",
            manager,
            f"{across}?vis=alle&gruppe=fase&{of_ten}",
        ),
        Page("tasks_searched", "Opgaver på tværs, søgt", manager, across + WORD_OF_BRIEFS),
        Page("task", "Opgave", executor, reverse("tasks:detail", args=[task.pk])),
        Page("gallery", "Rollegalleri", leader, reverse("roles:gallery")),
        Page(
            "people_searched",
            "Personer, søgt efter navn",
            administrator,
            reverse("administration:people") + "?tekst=fremby",
        ),
        Page(
            "history_searched",
            "Historik, søgt efter tekst",
            administrator,
            reverse("administration:history") + SEARCHED,
        ),
        Page(
            "programmes_operator", "Overblik, driftspart", operator, reverse("oversight:programmes")
        ),
        Page(
            "programmes_supplier", "Overblik, leverandør", supplier, reverse("oversight:programmes")
        ),
        Page("programme", "Ét programs kommuner", operator, programme.get_absolute_url()),
    ]


def measure_pages(results: Results, *, port: int, requests: int) -> None:
    """Ask for each page so many times with policies and as often without, in turns.

    The queries of one answer are replayed, too, with and without.
    """
    with scoped(Scope.job("bench")):
        asked_for = pages()
    for page in asked_for:
        measure_page(results, page, port=port, requests=requests)


def measure_page(results: Results, page: Page, *, port: int, requests: int) -> None:
    browser = Browser(port, signed_in(page.user))
    for _ in range(min(WARM_UP, requests)):
        browser.get(page.path)
    captured = browser.get(page.path, capture=True)
    queries: list[Query] = pickle.loads(Path(os.environ[CAPTURE_FILE]).read_bytes())  # noqa: S301  # written by our own server a moment ago
    answers: list[Answer] = []
    without: list[Answer] = []
    replayed: list[float] = []
    replayed_without: list[float] = []
    for turn in range(TURNS):
        # One order, then the other: what a machine gains or loses meanwhile is shared.
        for policies in (True, False) if turn % 2 == 0 else (False, True):
            with nullcontext() if policies else without_policies():
                browser.get(page.path)
                times = -(-requests // TURNS)
                (answers if policies else without).extend(
                    browser.get(page.path) for _ in range(times)
                )
                (replayed if policies else replayed_without).extend(replay(queries, times // 2))
    browser.close()
    results.page(
        page.name,
        page.label,
        median=statistics.median(answer.total for answer in answers),
        p95=p95([answer.total for answer in answers]),
        without=statistics.median(answer.total for answer in without),
        p95_without=p95([answer.total for answer in without]),
        inside=statistics.median(answer.inside for answer in answers),
        computed=statistics.median(answer.computed for answer in answers),
        queries=len(queries),
        sent=captured.sent,
        size=captured.size,
        encoding=captured.encoding,
        replayed=statistics.median(replayed),
        replayed_without=statistics.median(replayed_without),
    )


def signed_in(user: User) -> tuple[str, str]:
    """Return the cookie of a new session of the person."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return settings.SESSION_COOKIE_NAME, str(session.session_key)


def replay(queries: list[Query], times: int) -> list[float]:
    """Return the milliseconds of the same SQL on a bare connection of the portal's, rows fetched.

    Whose rows they reach is among the queries, and lasts as long as a transaction.
    """
    with psycopg.connect(address(PORTAL), cursor_factory=psycopg.ClientCursor) as connection:
        run(connection, queries)
        return [timed(lambda: run(connection, queries)) for _ in range(max(times, 2))]


def run(connection: psycopg.Connection, queries: list[Query]) -> None:
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        for text, params in queries:
            cursor.execute(text, params)
            if cursor.description:
                cursor.fetchall()


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95) - (len(values) % 20 == 0)]
