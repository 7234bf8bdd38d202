"""What comes next for somebody whom nothing needs now."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, When

from phases.models import Phase
from projects.models import Project
from tasks.models import TaskQuerySet

if TYPE_CHECKING:
    from accounts.models import User

# So many projects are looked through for a phase or a go-live to come.
PROJECTS_READ = 20


@dataclass(frozen=True)
class NextUp:
    """A day to come, what happens then, and where it stands: »starter« 3. marts."""

    on: dt.date
    name: str
    happens: str
    url: str


def next_up(user: "User", tasks: TaskQuerySet, *, on: dt.date) -> NextUp | None:
    """Return the next of the tasks to start or be due, else the next phase or go-live.

    One query when there is a task, else three.
    """
    return _next_task(tasks, on) or _next_in_projects(user, on)


def _next_task(tasks: TaskQuerySet, on: dt.date) -> NextUp | None:
    day = Case(When(starts_on__gt=on, then=F("starts_on")), When(due_on__gte=on, then=F("due_on")))
    found = tasks.annotate(next_on=day).exclude(next_on=None).order_by("next_on", "priority", "pk")
    task = found.for_list().first()
    if task is None:
        return None
    url = task.get_absolute_url()
    if task.starts_on and task.starts_on > on:
        return NextUp(task.starts_on, task.title, "starter", url)
    return NextUp(task.due_on, task.title, "skal være færdig", url) if task.due_on else None


def _next_in_projects(user: "User", on: dt.date) -> NextUp | None:
    projects = list(Project.objects.visible_to(user).for_list().order_by("pk")[:PROJECTS_READ])
    phases = Phase.objects.filter(programme__in={one.programme_id for one in projects})
    coming = _days_of(projects, list(phases.order_by("position")))
    return min((one for one in coming if one.on > on), key=lambda one: one.on, default=None)


def _days_of(projects: Iterable[Project], phases: list[Phase]) -> Iterator[NextUp]:
    for project in projects:
        go_live_on, url = project.live_date(), project.get_absolute_url()
        for phase in phases:
            starts_on, _ = phase.window(go_live_on)
            if phase.programme_id == project.programme_id and starts_on:
                name = f"{phase.name} i {project.programme}"
                yield NextUp(starts_on, name, "begynder", url)
        if go_live_on:
            yield NextUp(go_live_on, project.programme.name, "går i drift", url)
