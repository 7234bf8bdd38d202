"""The nightly mails to people in municipalities: tasks that turned yellow or red, tasks that the
centre changed, and comments (night.digests.comments).

One mail a person a night, however many tasks. Executors and responsibles get their own tasks,
project leaders the others of their projects. Sources: DUBU handbook 5.2.1 (the colours follow
up on deadlines), KSD handbook 6.1 (the project leader is always involved).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from night.digests.changes import (
    ChangedTask,
    change_sections,
    mark_versions_told,
    read_changed,
    read_untold,
)
from night.digests.comments import (
    LOCAL,
    PersonComments,
    collect_comments,
    comment_sections,
    comment_subject,
    period_since_last_run,
)
from notifications.models import JobRun, Notification
from notifications.services import NewNotification, begin_run, write_notifications
from projects.locks import lock_projects
from projects.models import Programme
from publishing.recipients import leaders_of, named
from tasks.explanations import next_light, why_light
from tasks.lights import Light
from tasks.models import CODE, TITLE, Task, TaskQuerySet

# Limits that keep a mail readable: tasks a section, projects with tasks, projects with a line.
TASKS_SHOWN = 20
PROJECTS_SHOWN = 5
PROJECTS_NAMED = 20


@dataclass(slots=True)
class TurnedTask:
    """A task that turned yellow or red, and whose people are still to be told."""

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
    # What ``why_light`` reads besides; no turned task is completed or withdrawn.
    completed_at: dt.datetime | None = None
    is_withdrawn: bool = False
    programme: Programme = field(init=False)

    @property
    def light_facts(self) -> tuple[object, ...]:
        """The values that the words about the light depend on."""
        return (
            *(self.programme_id, self.light, self.light_since, self.light_changes_on),
            *(self.due_on, self.warns_on, self.status, self.priority),
        )


@dataclass(slots=True)
class PersonDigest:
    """The contents of one person's mail: their own tasks that turned, those of others by project
    that they lead, tasks that the centre changed, and comments.
    """

    municipality_id: int
    own: list[TurnedTask] = field(default_factory=list)
    led: dict[int, list[TurnedTask]] = field(default_factory=dict)
    changed: list[ChangedTask] = field(default_factory=list)
    comments: PersonComments | None = None

    @property
    def turned(self) -> list[TurnedTask]:
        return [*self.own, *(task for tasks in self.led.values() for task in tasks)]


@transaction.atomic
def write_digests(*, on: dt.date, at: dt.datetime) -> int | None:
    """Write the night's mails to people in municipalities; None when that has been done.

    One transaction with the marks on tasks and versions, so that each change of light and each
    change from the centre is in one mail only. The number of queries does not depend on the
    number of tasks. A task without recipients waits until it has one.
    """
    if not begin_run(kind=JobRun.Kind.DIGESTS, on=on, at=at):
        return None
    lock_projects(untold().values("project_id"))
    turned = read_turned()
    leaders = leaders_of({task.project_id for task in turned})
    digests = by_recipient(turned, {project: leader.pk for project, leader in leaders.items()})
    mark_told({task.number for one in digests.values() for task in one.turned}, on=on)
    versions = read_untold()
    for person, tasks in read_changed(versions).items():
        digest = digests.setdefault(person, PersonDigest(tasks[0].municipality_id))
        digest.changed = tasks
    mark_versions_told(versions, on=on)
    period = period_since_last_run(JobRun.Kind.DIGESTS, on=on, at=at)
    for person, comments in collect_comments(period, at_partners=False, on=on).items():
        if comments.municipality_id is not None:
            digests.setdefault(person, PersonDigest(comments.municipality_id)).comments = comments
    return write_notifications(
        letters=compose(digests, on=on), kind=Notification.Kind.DIGEST, on=on, at=at
    )


def untold() -> TaskQuerySet:
    """Return the tasks that turned yellow or red and that nobody has been told of."""
    return Task.objects.filter(light__gte=Light.YELLOW, light_told_on=None)


def read_turned() -> list[TurnedTask]:
    """Read the tasks to tell about, the worst first."""
    rows = (
        untold()
        .late_first()
        .values_list(
            *("pk", "project_id", "municipality_id", "programme_id"),
            *(named("executor"), named("responsible")),
            *("light", "light_since", "light_changes_on", "due_on", "warns_on"),
            *("status", "priority"),
            *(CODE, TITLE),
        )
    )
    return [TurnedTask(*row) for row in rows]


def by_recipient(turned: Iterable[TurnedTask], leaders: dict[int, int]) -> dict[int, PersonDigest]:
    """Return each recipient's tasks; nobody gets a task twice."""
    digests: dict[int, PersonDigest] = {}
    for task in turned:
        named = {p for p in (task.executor_id, task.responsible_id) if p is not None}
        for person in named:
            digests.setdefault(person, PersonDigest(task.municipality_id)).own.append(task)
        leader = leaders.get(task.project_id)
        if leader is not None and leader not in named:
            digest = digests.setdefault(leader, PersonDigest(task.municipality_id))
            digest.led.setdefault(task.project_id, []).append(task)
    return digests


def mark_told(numbers: Collection[int], *, on: dt.date) -> None:
    """Mark the tasks as told; as one array, for there can be thousands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tasks_task SET light_told_on = %s WHERE id = ANY(%s)", [on, [*numbers]]
        )


def compose(digests: dict[int, PersonDigest], *, on: dt.date) -> Iterator[NewNotification]:
    """Yield each person's mail, with the context of templates/mails/digest."""
    add_programmes([task for one in digests.values() for task in one.turned])
    talk = comment_sections({pk: one.comments for pk, one in digests.items() if one.comments})
    words: dict[tuple[object, ...], str] = {}

    def why(task: TurnedTask) -> str:
        if task.light_facts not in words:
            words[task.light_facts] = f"{why_light(task, on=on)}. {next_light(task, on=on)}."
        return words[task.light_facts]

    for person, one in digests.items():
        projects = sorted(one.led.values(), key=worst_first)
        turned = counts(one.turned)
        content = turned | {
            "own": section(one.own, why),
            "projects": [
                section(tasks, why) | name_of(tasks) for tasks in projects[:PROJECTS_SHOWN]
            ],
            "also": [
                counts(tasks) | name_of(tasks)
                for tasks in projects[PROJECTS_SHOWN:][:PROJECTS_NAMED]
            ],
            "unnamed": max(0, len(projects) - PROJECTS_SHOWN - PROJECTS_NAMED),
            "changed": change_sections(one.changed),
            "talk": talk.get(person, []),
        }
        short = comment_subject(one.comments) if one.comments else ""
        subject = subject_of(**turned, changed=len(one.changed), talk=short)
        yield NewNotification(person, one.municipality_id, subject, content)


def add_programmes(tasks: Collection[TurnedTask]) -> None:
    """Set each task's programme; one query."""
    programmes = Programme.objects.in_bulk({task.programme_id for task in tasks})
    for task in tasks:
        task.programme = programmes[task.programme_id]


def worst_first(tasks: Collection[TurnedTask]) -> tuple[int, int]:
    """Return a project's sort key: the most red first, then the most yellow."""
    found = counts(tasks)
    return -found["red"], -found["yellow"]


def counts(tasks: Collection[TurnedTask]) -> dict[str, int]:
    red = sum(task.light == Light.RED for task in tasks)
    return {"red": red, "yellow": len(tasks) - red}


def section(tasks: list[TurnedTask], why: Callable[[TurnedTask], str]) -> dict[str, Any]:
    """Return one section of a mail: counts, the worst tasks, and how many more there are."""
    shown = [
        {
            "number": task.number,
            "programme": task.programme.name,
            "code": task.code or LOCAL,
            "title": task.title,
            "is_red": task.light == Light.RED,
            "why": why(task),
        }
        for task in tasks[:TASKS_SHOWN]
    ]
    return counts(tasks) | {"tasks": shown, "more": max(0, len(tasks) - TASKS_SHOWN)}


def name_of(tasks: list[TurnedTask]) -> dict[str, Any]:
    """Return the project that the tasks belong to."""
    return {"project": tasks[0].project_id, "name": tasks[0].programme.name}


def subject_of(red: int, yellow: int, changed: int = 0, talk: str = "") -> str:
    """Return »3 opgaver er blevet røde, 2 gule, og 1 er ændret«; parts that are zero are left out.

    ``talk`` summarises the comments, in words that can stand within a sentence.
    """
    if talk:
        rest = subject_of(red, yellow, changed) if red or yellow or changed else ""
        return f"{rest}, og {talk}" if rest else talk[0].upper() + talk[1:]
    if not (red or yellow):
        return f"{changed} {_task(changed)} er ændret"
    turned = turned_in_words(red, yellow)
    return f"{turned}, og {changed} er ændret" if changed else turned


def turned_in_words(red: int, yellow: int) -> str:
    """Return »3 opgaver er blevet røde, 2 gule«; a number that is zero is left out."""
    if not red:
        return f"{yellow} {_task(yellow)} er blevet {'gul' if yellow == 1 else 'gule'}"
    turned = f"{red} {_task(red)} er blevet {'rød' if red == 1 else 'røde'}"
    return f"{turned}, {yellow} {'gul' if yellow == 1 else 'gule'}" if yellow else turned


def _task(number: int) -> str:
    return "opgave" if number == 1 else "opgaver"
