"""A published shared task, and the task as a municipality has it."""

import datetime as dt

from shared_tasks.deadlines import DateRule
from shared_tasks.models import Anchor, SharedTask, SharedTaskVersion
from tasks.figures import refresh_figures
from tasks.models import ProjectFigures, Status, Task
from tests.factories import (
    NOON,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)

LIVE = dt.date(2026, 9, 1)
A_WEEK_EARLIER = DateRule(Anchor.GO_LIVE, -7, "day")
MOVED = dt.date(2026, 8, 25)


def live_shared_task(programme):
    """A shared task that is due the day a project goes live."""
    return SharedTaskFactory(
        programme=programme,
        published=True,
        title="Etabler organisation",
        goal="Alle ved, hvem der gør hvad.",
        due_anchor=Anchor.GO_LIVE,
        due_amount=0,
        due_unit="day",
    )


def task_of(shared_task, **facts):
    """The task in another project, with the shared date of now."""
    facts.setdefault("due_on", LIVE)
    facts.setdefault("project", ProjectFactory(programme=shared_task.programme, go_live_on=LIVE))
    if facts.get("status") == Status.COMPLETED:
        who = UserFactory(municipality=facts["project"].municipality)
        facts |= {"completed_at": NOON, "completed_by": who}
    task = TaskFactory(shared_task=shared_task, **facts)
    refresh_figures([task.project_id])
    return task


def everything():
    """Every row that changing what is live may touch."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (SharedTask, Task, SharedTaskVersion, ProjectFigures)
    ]


def asked_of(asked):
    return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)
