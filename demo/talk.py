"""Recent comments on Korsbæk's tasks, and its people's last visits of »Min side«.

Fictitious, like everything else in the demo: a visitor finds something new at »Min side«.
"""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from conversation.comments import write_comment
from demo.content import CONTENT
from demo.dates import at_clock, workdays_later
from demo.history import date_back_comment
from demo.people import SIGN_INS
from history.tracking import Through, acting
from organisations.models import Municipality
from tasks.models import Task
from workplace.models import MyPageVisit

# Workdays, hour and minute; before the project leader assigned the latest tasks.
LAST_VISIT = (-4, 8, 52)


@dataclass(frozen=True)
class DemoComment:
    code: str
    by: str
    days_ago: int
    clock: tuple[int, int]
    text: str


def add_comments(korsbaek: Municipality, on: dt.date) -> None:
    """Write the comments as from the tasks' pages, and date them back."""
    tasks = Task.objects.select_related("programme__system", "shared_task")
    for planned in (DemoComment(**one) for one in CONTENT["comments"]):
        at = workdays_later(at_clock(on, *planned.clock), -planned.days_ago)
        by = User.objects.get(email=planned.by)
        with acting(by=by.pk, through=Through.PAGE):
            task = tasks.get(municipality=korsbaek, shared_task__code=planned.code)
            comment = write_comment(task=task, text=planned.text, by=by, at=at)
        date_back_comment(comment.pk, at)


def add_visits(korsbaek: Municipality, on: dt.date) -> None:
    """Record a visit a few days ago for the people whom a visitor can sign in as."""
    days, hour, minute = LAST_VISIT
    at = workdays_later(at_clock(on, hour, minute), days)
    people = korsbaek.users.filter(email__in=[one.email for one in SIGN_INS])
    MyPageVisit.objects.bulk_create(
        MyPageVisit(user=person, municipality=korsbaek, came_at=at) for person in people
    )
