"""What has been said about Korsbæk's tasks of late, and when its people last looked.

Made up, like everything else in the demo: so that a visitor finds something new at »Min side«.
"""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from conversation.comments import write_comment
from demo.dates import at_clock, workdays_later
from demo.history import date_back_comment
from demo.people import SIGN_INS
from history.tracking import Through, acting
from organisations.models import Municipality
from tasks.models import Task
from workplace.models import MyPageVisit

# Before the project leader gave out what was to be done next.
LAST_LOOKED = (-4, 8, 52)


@dataclass(frozen=True)
class Remark:
    """One comment: on which task, by whom, how many working days ago, and its words."""

    code: str
    by: str
    days_ago: int
    clock: tuple[int, int]
    text: str


REMARKS = (
    Remark(
        "Statistik 2",
        "projektleder@korsbaek.example",
        3,
        (9, 30),
        "Danmarks Statistik vender ikke tilbage. @Ulla Mosebakke, kan du tage det med til "
        "næste møde i styregruppen?",
    ),
    Remark(
        "Kommunal opsætning 2",
        "konsulent@netcompany.example",
        2,
        (11, 15),
        "Når modtagerne er angivet, kan vi prøve en overførsel sammen. Sig til, hvornår det "
        "passer jer.",
    ),
    Remark(
        "Kommunal opsætning 2",
        "projektleder@korsbaek.example",
        1,
        (10, 20),
        "@Tage Lyngtoft, onsdag formiddag passer os godt. Skal vi selv finde testdata frem?",
    ),
    Remark(
        "Arbejdsgange 2",
        "udfoerer@korsbaek.example",
        1,
        (13, 5),
        "@Mads Solkrog: De to sidste aktivitetsplaner kan tidligst være klar på **fredag**. "
        "Kan vi aftale en ny slutdato?",
    ),
    Remark(
        "Fraser 2",
        "fagleder@korsbaek.example",
        1,
        (14, 40),
        "@Agnes Fjordlund, tag gerne listen fra sidste teammøde med. Så er de vigtigste "
        "fraser hurtigt skrevet.",
    ),
)


def talk(korsbaek: Municipality, on: dt.date) -> None:
    """Write the comments as from the tasks' pages, and date them back."""
    tasks = Task.objects.select_related("programme__system", "shared_task")
    for remark in REMARKS:
        at = workdays_later(at_clock(on, *remark.clock), -remark.days_ago)
        by = User.objects.get(email=remark.by)
        with acting(by=by.pk, through=Through.PAGE):
            task = tasks.get(municipality=korsbaek, shared_task__code=remark.code)
            comment = write_comment(task=task, text=remark.text, by=by, at=at)
        date_back_comment(comment.pk, at)


def look_last(korsbaek: Municipality, on: dt.date) -> None:
    """Let those a visitor can sign in as have been at their page a few days ago."""
    days, hour, minute = LAST_LOOKED
    at = workdays_later(at_clock(on, hour, minute), days)
    people = korsbaek.users.filter(email__in=[one.email for one in SIGN_INS])
    MyPageVisit.objects.bulk_create(
        MyPageVisit(user=person, municipality=korsbaek, came_at=at) for person in people
    )
