"""What comes next for somebody whom nothing needs now."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from phases.models import Phase
from projects.models import Project
from tasks.models import Task
from workplace.my_page.mine import Mine

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


def next_up(user: "User", mine: Iterable[Mine], *, on: dt.date) -> NextUp | None:
    """Return the next of the tasks to start or be due, else the next phase or go-live.

    One query when there is a task, else two.
    """
    days = [(_next_day(task, on), task.priority, task.pk) for task in mine]
    coming = [(day, priority, pk) for day, priority, pk in days if day is not None]
    if not coming:
        return _next_in_projects(user, on)
    day, _, pk = min(coming)
    task = Task.objects.visible_to(user).for_list().filter(pk=pk).first()
    if task is None:
        return None
    happens = "starter" if day == task.starts_on else "skal være færdig"
    return NextUp(day, task.title, happens, task.get_absolute_url())


def _next_day(task: Mine, on: dt.date) -> dt.date | None:
    """Return the day it starts, or when that has been, the day it is due."""
    if task.starts_on is not None and task.starts_on > on:
        return task.starts_on
    return task.due_on if task.due_on is not None and task.due_on >= on else None


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
