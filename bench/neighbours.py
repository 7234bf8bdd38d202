"""One municipality asks for seven times as much as all others together: what do the others notice?

Alone and beside it the others send the same requests at the same moments, in turns. How much is
taken from what the server was found to answer just before: with the loud one they want a fifth
more than that.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from django.urls import reverse

from accounts.models import User
from bench.crowd import Heard, Visitor, arrive, capacity, visits
from bench.pages import FILTERED, IN_FULL_SWING, p95, signed_in
from bench.results import Results
from projects.models import Project
from tasks.models import Task
from tenancy.scope import Scope, scoped

LOUD = 1  # the municipality's id
TIMES = 7
WANTED = 1.2  # of what the server can answer, by all together
TURNS = 2  # alone and beside, so often
FEWEST = 5  # requests of the others in a turn, however slow the machine
CLIENTS = 8  # at once, to find out what the server can answer
LOUD_PROJECTS = 12
EXECUTORS = 4  # of a loud project


@dataclass
class Noticed:
    alone: Heard = field(default_factory=Heard)
    beside: Heard = field(default_factory=Heard)
    loud: Heard = field(default_factory=Heard)


def measure_neighbours(results: Results, *, port: int, seconds: float) -> None:
    """Measure the others alone and beside the loud one; each of the turns takes so many seconds."""
    with scoped(Scope.job("bench")):
        others, loud = [*everyone_else()], [*loud_ones()]
    most = asyncio.run(capacity(port, [*others, *loud], clients=CLIENTS))
    rate = max(most * WANTED / (TIMES + 1), FEWEST / seconds)
    noticed = Noticed()
    for seed in range(TURNS):
        quiet = visits(others, rate=rate, seconds=seconds, seed=seed)
        noise = visits(loud, rate=rate * TIMES, seconds=seconds, seed=seed)
        noticed.alone.add(*asyncio.run(arrive(port, quiet)))
        beside, noisy = asyncio.run(arrive(port, quiet, noise))
        noticed.beside.add(beside)
        noticed.loud.add(noisy)
    add_figures(results, noticed, most=most, seconds=seconds * TURNS)


def add_figures(results: Results, noticed: Noticed, *, most: float, seconds: float) -> None:
    results.add("neighbours.capacity", most, "a second")
    for crowd, heard in vars(noticed).items():
        results.add(f"neighbours.{crowd}.asked", heard.asked / seconds, "a second")
        results.add(f"neighbours.{crowd}.answered", len(heard.answered) / seconds, "a second")
        results.add(f"neighbours.{crowd}.refused", len(heard.refused), "requests")
        results.add(f"neighbours.{crowd}.failed", heard.failed, "requests")
        if heard.answered:
            results.add(f"neighbours.{crowd}.median", median(heard.answered), "ms")
            results.add(f"neighbours.{crowd}.p95", p95(heard.answered), "ms")
    ratio = p95(noticed.beside.answered) / p95(noticed.alone.answered)
    results.add("neighbours.ratio", ratio, "times")


def everyone_else() -> Iterator[Visitor]:
    """Yield a leader and an executor of one project in each other municipality."""
    for project in Project.objects.filter(programme=IN_FULL_SWING).exclude(municipality=LOUD):
        yield from people_of(project, executors=1)


def loud_ones() -> Iterator[Visitor]:
    for project in Project.objects.filter(municipality=LOUD).order_by("pk")[:LOUD_PROJECTS]:
        yield from people_of(project, executors=EXECUTORS)


def people_of(project: Project, *, executors: int) -> Iterator[Visitor]:
    leader = User.objects.get(
        project_memberships__project=project, project_memberships__role="leader"
    )
    tasks = Task.objects.filter(project=project).open().exclude(executor=None)
    home, gallery = reverse("home"), reverse("roles:gallery")
    detail = reverse("projects:detail", args=[project.pk])
    first = reverse("tasks:detail", args=[tasks[0].pk])
    yield visitor(leader, home, home, detail, detail, detail + FILTERED, first, gallery)
    people = User.objects.filter(tasks_to_do__in=tasks).distinct().order_by("pk")
    for person in people[:executors]:
        mine = tasks.filter(executor=person)[0]
        task = reverse("tasks:detail", args=[mine.pk])
        yield visitor(person, home, home, task, task, task)


def visitor(user: User, *paths: str) -> Visitor:
    return Visitor("=".join(signed_in(user)), paths)
