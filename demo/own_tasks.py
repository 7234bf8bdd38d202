"""What Korsbæk has added to its projects itself, which the centre knows nothing of."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from demo.dates import at_clock, workdays_later
from demo.history import date_back_own_task
from demo.korsbaek import DOER, LEADER, people_of
from history.tracking import Through, acting
from organisations.models import Municipality
from projects.models import Project
from tasks.local.content import LocalContent
from tasks.local.services import add_local_task, show_local_tasks

# The one that lets partners see that they are there.
SHOWS = "ksd"
ADDED_WORKDAYS_AGO = 9
# By programme: the theme, the phase's number, how many days ahead it is due, and what it says.
OWN: Mapping[str, tuple[tuple[str, int, dict[str, Any]], ...]] = {
    "dubu-3-0": (
        (
            "Undervisning 2",
            30,
            {
                "title": "Book mødelokale Ådalen til superbrugernes uge",
                "priority": 2,
                "description": "Kursuslokalet på rådhuset er optaget. Ådalen har plads til 24.\n\n"
                "- Book alle fem dage, også frokost\n- Bestil 12 pc'er hos it",
                "goal": "At alle superbrugere kan øve sig på samme tid.",
            },
        ),
        (
            "Arbejdsgange 2",
            45,
            {
                "title": "Fortæl ungerådet om de nye aktivitetsplaner",
                "priority": 3,
                "description": "De har bedt om at høre om det på deres møde.",
            },
        ),
    ),
    "ksd": (
        (
            "2.2-16",
            35,
            {
                "title": "Flyt de gamle sager i skab 4 til fjernarkivet",
                "priority": 2,
                "description": "Aftal tid med arkivaren. Sager fra før 2015 skal ikke med.",
            },
        ),
    ),
}


def add_own_tasks(korsbaek: Municipality, on: dt.date) -> None:
    """Add them as the project leader did it, each beside the shared task it goes with."""
    people = people_of(korsbaek)
    at = workdays_later(at_clock(on, 10, 15), -ADDED_WORKDAYS_AGO)
    for project in Project.objects.filter(municipality=korsbaek).order_by("programme__slug"):
        with acting(by=people[LEADER].pk, through=Through.PAGE):
            show_local_tasks(project=project, shown=project.programme.slug == SHOWS)
            for code, days, said in OWN[project.programme.slug]:
                beside = project.tasks.get(shared_task__code=code)
                content = LocalContent(
                    phase_id=beside.phase_id,
                    theme_id=beside.theme_id,
                    executor_id=people[DOER].pk,
                    responsible_id=people[LEADER].pk,
                    due_on=on + dt.timedelta(days=days),
                    waiting=frozenset({beside.pk}),
                    **said,
                )
                task = add_local_task(project=project, content=content, at=at)
                date_back_own_task(task.pk, project.pk, at)
