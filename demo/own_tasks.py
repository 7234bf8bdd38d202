"""Korsbæk's local tasks."""

import datetime as dt

from demo.content import CONTENT
from demo.dates import at_clock, workdays_later
from demo.history import date_back_own_task
from demo.korsbaek import DOER, LEADER, people_of
from history.tracking import Through, acting
from organisations.models import Municipality
from projects.models import Project
from tasks.local.content import LocalContent
from tasks.local.services import add_local_task, show_local_tasks

# The programme in which partners see them.
SHOWS = "ksd"
ADDED_WORKDAYS_AGO = 9


def add_own_tasks(korsbaek: Municipality, on: dt.date) -> None:
    """Add them as the project leader, each with phase and theme of a related shared task."""
    people = people_of(korsbaek)
    at = workdays_later(at_clock(on, 10, 15), -ADDED_WORKDAYS_AGO)
    for project in Project.objects.filter(municipality=korsbaek).order_by("programme__slug"):
        with acting(by=people[LEADER].pk, through=Through.PAGE):
            show_local_tasks(project=project, shown=project.programme.slug == SHOWS)
            for planned in CONTENT["local_tasks"]:
                values = dict(planned)
                if values.pop("programme") != project.programme.slug:
                    continue
                beside = project.tasks.get(shared_task__code=values.pop("beside"))
                content = LocalContent(
                    phase_id=beside.phase_id,
                    theme_id=beside.theme_id,
                    executor_id=people[DOER].pk,
                    responsible_id=people[LEADER].pk,
                    due_on=on + dt.timedelta(days=values.pop("days")),
                    waiting=frozenset({beside.pk}),
                    **values,
                )
                task = add_local_task(project=project, content=content, at=at)
                date_back_own_task(task.pk, project.pk, at)
