"""What people in a municipality are told at night: their tasks that turned yellow or red, and
those that the centre has changed, and what was said about tasks (night.digests.comments).

One mail a person a night, however many tasks. Executors and responsibles get their own,
project leaders the rest of their projects'. Sources: DUBU handbook 5.2.1 (the colours follow
up on deadlines), KSD handbook 6.1 (the project leader is always involved).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, transaction

from night.digests.changes import (
    Changed,
    changes_in_words,
    mark_versions_told,
    read_changed,
    read_untold,
)
from night.digests.comments import (
    LOCAL,
    Heard,
    heard_in_short,
    heard_in_words,
    span_of,
    tell_of_talk,
)
from notifications.models import JobRun, Notification
from notifications.services import NewNotification, begin_run, write_notifications
from projects.locks import lock_projects
from projects.models import Programme
from publishing.recipients import leaders_of, named
from tasks.explanations import next_light, why_light
from tasks.lights import Light
from tasks.models import CODE, TITLE, Task, TaskQuerySet

# A mail stays readable: so many tasks a part, and so many projects with tasks or by a line.
TASKS_SHOWN = 20
PROJECTS_SHOWN = 5
PROJECTS_NAMED = 20

Why = Callable[["Turned"], str]


@dataclass(slots=True)
class Turned:
    """A task whose light people are still to be told of."""

    number: int
    project_id: int
    municipality_id: int
    programme_id: int
    executor_id: int | None
    responsible_id: int | None
    light: int
    light_since: dt.date
    light_changes_on: dt.date | None
    due_on: dt.date | None
    warns_on: dt.date | None
    status: str
    priority: int
    code: str
    title: str


@dataclass(slots=True)
class Facts:
    """What the words about a light are made of."""

    programme: Programme
    light: int
    light_since: dt.date
    light_changes_on: dt.date | None
    due_on: dt.date | None
    warns_on: dt.date | None
    status: str
    priority: int
    completed_at: dt.datetime | None = None
    is_withdrawn: bool = False


@dataclass(slots=True)
class Told:
    """What one person is told: their own tasks that turned, by project those of others that did,
    and what the centre changed.
    """

    municipality_id: int
    own: list[Turned] = field(default_factory=list)
    led: dict[int, list[Turned]] = field(default_factory=dict)
    changed: list[Changed] = field(default_factory=list)
    heard: Heard | None = None

    @property
    def all(self) -> list[Turned]:
        return [*self.own, *(task for tasks in self.led.values() for task in tasks)]


@transaction.atomic
def write_digests(*, on: dt.date, at: dt.datetime) -> int | None:
    """Write the night's mails to people in municipalities; None when that has been done.

    In one transaction with the marks on tasks and versions, so that a task is told of once for
    each time its light changes, and a change from the centre once. Asks as many queries for one task as for all. A task that nobody
    can be told of waits for someone.
    """
    if not begin_run(kind=JobRun.Kind.DIGESTS, on=on, at=at):
        return None
    lock_projects(untold().values("project_id"))
    turned = read_turned()
    leaders = leaders_of({task.project_id for task in turned})
    told = divide(turned, {project: leader.pk for project, leader in leaders.items()})
    mark_told(numbers_of(told.values()), on=on)
    versions = read_untold()
    add_changes(told, read_changed(versions))
    mark_versions_told(versions, on=on)
    span = span_of(JobRun.Kind.DIGESTS, on=on, at=at)
    add_talk(told, tell_of_talk(span, at_partners=False, on=on))
    return write_notifications(
        letters=compose(told, on=on), kind=Notification.Kind.DIGEST, on=on, at=at
    )


def untold() -> TaskQuerySet:
    """Return the tasks that turned yellow or red since anyone was told."""
    return Task.objects.filter(light__gte=Light.YELLOW, light_told_on=None)


def read_turned() -> list[Turned]:
    """Read what is to be told, the worst first."""
    rows = (
        untold()
        .late_first()
        .values_list(
            *("pk", "project_id", "municipality_id", "programme_id"),
            *(named("executor"), named("responsible")),
            *(
                "light",
                "light_since",
                "light_changes_on",
                "due_on",
                "warns_on",
                "status",
                "priority",
            ),
            *(CODE, TITLE),
        )
    )
    return [Turned(*row) for row in rows]


def divide(turned: Iterable[Turned], leaders: dict[int, int]) -> dict[int, Told]:
    """Return what each person is told; no task twice to the same."""
    told: dict[int, Told] = {}
    for task in turned:
        named = {p for p in (task.executor_id, task.responsible_id) if p is not None}
        for person in named:
            told.setdefault(person, Told(task.municipality_id)).own.append(task)
        leader = leaders.get(task.project_id)
        if leader is not None and leader not in named:
            theirs = told.setdefault(leader, Told(task.municipality_id))
            theirs.led.setdefault(task.project_id, []).append(task)
    return told


def add_changes(told: dict[int, Told], changed: dict[int, list[Changed]]) -> None:
    """Add to what each person is told, what the centre changed in their tasks."""
    for person, tasks in changed.items():
        theirs = told.setdefault(person, Told(tasks[0].municipality_id))
        theirs.changed += tasks


def add_talk(told: dict[int, Told], heard: dict[int, Heard]) -> None:
    """Add to what each person is told, what was said and what they follow."""
    for person, one in heard.items():
        municipality = one.municipality_id
        if municipality is not None:
            told.setdefault(person, Told(municipality)).heard = one


def numbers_of(told: Iterable[Told]) -> set[int]:
    """Return the numbers of all tasks that someone is told of."""
    return {task.number for one in told for task in one.all}


def mark_told(numbers: Collection[int], *, on: dt.date) -> None:
    """Say that the tasks' people have been told; as one array, for they can be thousands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tasks_task SET light_told_on = %s WHERE id = ANY(%s)", [on, [*numbers]]
        )


def compose(told: dict[int, Told], *, on: dt.date) -> Iterator[NewNotification]:
    """Yield each person's letter: what templates/mails/digest shows."""
    programmes = read_programmes(told.values())
    why = cached_why(programmes, on)
    talk = heard_in_words({person: one.heard for person, one in told.items() if one.heard})
    for person, one in told.items():
        projects = sorted(one.led.values(), key=worst_first)
        turned = counts(one.all)
        content = turned | {
            "own": part(one.own, why, programmes),
            "projects": [
                part(tasks, why, programmes) | name_of(tasks, programmes)
                for tasks in projects[:PROJECTS_SHOWN]
            ],
            "also": [
                counts(tasks) | name_of(tasks, programmes)
                for tasks in projects[PROJECTS_SHOWN:][:PROJECTS_NAMED]
            ],
            "unnamed": max(0, len(projects) - PROJECTS_SHOWN - PROJECTS_NAMED),
            "changed": changes_in_words(one.changed),
            "talk": talk.get(person, []),
        }
        short = heard_in_short(one.heard) if one.heard else ""
        subject = subject_of(**turned, changed=len(one.changed), talk=short)
        yield NewNotification(person, one.municipality_id, subject, content)


def read_programmes(told: Iterable[Told]) -> dict[int, Programme]:
    """Read the programmes that the letters speak of."""
    return Programme.objects.in_bulk({task.programme_id for one in told for task in one.all})


def cached_why(programmes: dict[int, Programme], on: dt.date) -> Why:
    """Return why a task has its light, worked out once for tasks alike."""

    @cache
    def why(programme_id: int, *facts: Any) -> str:
        task = Facts(programmes[programme_id], *facts)
        return f"{why_light(task, on=on)}. {next_light(task, on=on)}."

    return lambda task: why(
        task.programme_id,
        *(task.light, task.light_since, task.light_changes_on, task.due_on, task.warns_on),
        *(task.status, task.priority),
    )


def worst_first(tasks: Collection[Turned]) -> tuple[int, int]:
    """Return a project's place: the most red first, then the most yellow."""
    found = counts(tasks)
    return -found["red"], -found["yellow"]


def counts(tasks: Collection[Turned]) -> dict[str, int]:
    red = sum(task.light == Light.RED for task in tasks)
    return {"red": red, "yellow": len(tasks) - red}


def part(tasks: list[Turned], why: Why, programmes: dict[int, Programme]) -> dict[str, Any]:
    """Return one part of a letter: its counts, the worst of its tasks, and how many more."""
    shown = [
        {
            "number": task.number,
            "programme": programmes[task.programme_id].name,
            "code": task.code or LOCAL,
            "title": task.title,
            "is_red": task.light == Light.RED,
            "why": why(task),
        }
        for task in tasks[:TASKS_SHOWN]
    ]
    return counts(tasks) | {"tasks": shown, "more": max(0, len(tasks) - TASKS_SHOWN)}


def name_of(tasks: list[Turned], programmes: dict[int, Programme]) -> dict[str, Any]:
    """Return which project these tasks of one project are of."""
    first = tasks[0]
    return {"project": first.project_id, "name": programmes[first.programme_id].name}


def subject_of(red: int, yellow: int, changed: int = 0, talk: str = "") -> str:
    """Return »3 opgaver er blevet røde, 2 gule, og 1 er ændret«; each alone without the others.

    ``talk`` says in short what was said, as it stands within a sentence.
    """
    if talk:
        rest = subject_of(red, yellow, changed) if red or yellow or changed else ""
        return f"{rest}, og {talk}" if rest else talk[0].upper() + talk[1:]
    if not (red or yellow):
        return f"{changed} {_task(changed)} er ændret"
    turned = turned_in_words(red, yellow)
    return f"{turned}, og {changed} er ændret" if changed else turned


def turned_in_words(red: int, yellow: int) -> str:
    """Return »3 opgaver er blevet røde, 2 gule«; each number alone when the other is none."""
    if not red:
        return f"{yellow} {_task(yellow)} er blevet {'gul' if yellow == 1 else 'gule'}"
    turned = f"{red} {_task(red)} er blevet {'rød' if red == 1 else 'røde'}"
    return f"{turned}, {yellow} {'gul' if yellow == 1 else 'gule'}" if yellow else turned


def _task(number: int) -> str:
    return "opgave" if number == 1 else "opgaver"
