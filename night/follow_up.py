"""The nightly mail to consultants: tasks that could stop a go-live, by programme and municipality.

The list has tasks on the critical path that are yellow and not started, and mandatory tasks that
are red. Source: KSD handbook 6.1 (KIGO), DUBU handbook 5.2.1 (two levels of follow-up). Whether
to escalate is for a person to decide. The same mail has the consultant's comments and followed
tasks (night.digests.comments).
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Q, Value, Window
from django.db.models.functions import RowNumber

from accounts.models import User
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
from organisations.models import Municipality
from projects.models import Priority, Programme
from tasks.lights import ONE_DAY, Light, Status
from tasks.models import CODE, TITLE, Task, TaskQuerySet

# Limits that keep a mail readable with 99 municipalities and any number of programmes.
PROGRAMMES_SHOWN = 5
PROGRAMMES_NAMED = 30
MUNICIPALITIES_SHOWN = 12
NEWS_SHOWN = 3

CRITICAL = Q(priority=Priority.CRITICAL, light=Light.YELLOW, status=Status.NOT_STARTED)
MANDATORY = Q(light=Light.RED)
# Counting it, unlike a column, needs only the index.
ONE = Value(1)


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """The number of one municipality's tasks on the list, in one programme."""

    programme_id: int
    project_id: int
    municipality_id: int
    critical: int
    mandatory: int
    new: int


COLUMNS = [column.name for column in fields(FollowUpRow)]


@dataclass(slots=True)
class FollowUpList:
    """The whole list: rows by programme, and the new tasks by project."""

    rows: dict[int, list[FollowUpRow]]
    programmes: dict[int, Programme]
    municipalities: dict[int, Municipality]
    news: dict[int, list[dict[str, Any]]]


@transaction.atomic
def write_follow_ups(*, on: dt.date, at: dt.datetime) -> int | None:
    """Write to the active consultants of programmes on the list, and to those with comments.

    One mail a consultant: the operator's people get all programmes, a supplier's those of its
    systems. Returns None when that has been done this night. A task is new when it was not told
    of when the last list was written, however long ago that is.
    """
    if not begin_run(kind=JobRun.Kind.FOLLOW_UPS, on=on, at=at):
        return None
    found = read_list(after=last_list_on(before=on))
    period = period_since_last_run(JobRun.Kind.FOLLOW_UPS, on=on, at=at)
    comments = collect_comments(period, at_partners=True, on=on)
    return write_notifications(
        letters=compose(found, comments), kind=Notification.Kind.FOLLOW_UP, on=on, at=at
    )


def last_list_on(*, before: dt.date) -> dt.date:
    """Return the night of the last list, or the night before when there is none."""
    runs = JobRun.objects.filter(kind=JobRun.Kind.FOLLOW_UPS, local_date__lt=before)
    return runs.aggregate(last=Max("local_date"))["last"] or before - ONE_DAY


def on_the_list() -> TaskQuerySet:
    """Return the tasks on the list; a municipality's private tasks are never on it."""
    late = Task.objects.public().filter(light__gte=Light.YELLOW, priority__lte=Priority.MANDATORY)
    return late.filter(CRITICAL | MANDATORY)


def told_after(date: dt.date) -> Q:
    """The tasks in a mail after that night, or turned after it and in no mail yet."""
    return Q(light_told_on__gt=date) | Q(light_told_on=None, light_since__gt=date)


def read_list(*, after: dt.date) -> FollowUpList:
    """Read the list: counts for every project on it, and the first tasks that are new since."""
    counted = (
        on_the_list()
        .values("programme_id", "project_id", "municipality_id")
        .annotate(
            critical=Count(ONE, filter=CRITICAL),
            mandatory=Count(ONE, filter=MANDATORY),
            new=Count(ONE, filter=told_after(after)),
        )
        .order_by()
    )
    by_programme: dict[int, list[FollowUpRow]] = defaultdict(list)
    for row in counted.values_list(*COLUMNS):
        by_programme[row[0]].append(FollowUpRow(*row))
    municipalities = Municipality.objects.in_bulk(
        {one.municipality_id for rows in by_programme.values() for one in rows}
    )

    def order(one: FollowUpRow) -> tuple[bool, int, int, str]:
        name = municipalities[one.municipality_id].sort_key
        return not one.new, -one.mandatory, -one.critical, name

    for rows in by_programme.values():
        rows.sort(key=order)
    shown = [
        one.project_id for rows in by_programme.values() for one in rows[:MUNICIPALITIES_SHOWN]
    ]
    return FollowUpList(
        rows=by_programme,
        programmes=Programme.objects.select_related("system").in_bulk(by_programme),
        municipalities=municipalities,
        news=read_new_tasks(shown, after=after),
    )


def read_new_tasks(projects: Collection[int], *, after: dt.date) -> dict[int, list[dict[str, Any]]]:
    """Read the first few new tasks of each of these projects, the worst first."""
    numbered = (
        on_the_list()
        .filter(told_after(after), project__in=projects)
        .annotate(
            place=Window(
                RowNumber(),
                partition_by="project_id",
                order_by=[F("light").desc(), "priority", "due_on", "pk"],
            )
        )
        .filter(place__lte=NEWS_SHOWN)
        .order_by("project_id", "place")
    )
    news: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for project_id, number, light, code, title in numbered.values_list(
        "project_id", "pk", "light", CODE, TITLE
    ):
        is_red = light == Light.RED
        news[project_id].append(
            {"number": number, "is_red": is_red, "code": code or LOCAL, "title": title}
        )
    return news


def compose(found: FollowUpList, comments: dict[int, PersonComments]) -> Iterator[NewNotification]:
    """Yield each consultant's mail; the people of one partner get the same list."""
    consultants: dict[tuple[int, bool], list[int]] = defaultdict(list)
    people = User.objects.active().filter(partner__isnull=False).order_by("pk")
    for pk, partner_id, is_operator in people.values_list(
        "pk", "partner_id", "partner__is_operator"
    ):
        consultants[partner_id, is_operator].append(pk)
    talk = comment_sections(comments)
    for (partner_id, is_operator), recipients in consultants.items():
        theirs = [
            programme
            for programme in found.programmes.values()
            if is_operator or programme.system.supplier_id == partner_id
        ]
        content = content_of(theirs, found) if theirs else {}
        for recipient in recipients:
            if content or recipient in talk:
                short = comment_subject(comments[recipient]) if recipient in talk else ""
                more = {"talk": talk.get(recipient, [])}
                yield NewNotification(recipient, None, subject_of(content, short), content | more)


def content_of(programmes: Iterable[Programme], found: FollowUpList) -> dict[str, Any]:
    """Return the context of templates/mails/follow_up, the programmes with most new tasks first."""
    sums = {programme.pk: sum_up(found.rows[programme.pk]) for programme in programmes}
    ordered = sorted(
        programmes,
        key=lambda one: (-sums[one.pk]["new"], -sums[one.pk]["tasks"], one.name),
    )
    total: Counter[str] = Counter()
    for counted in sums.values():
        total.update(counted)
    heads = [{"name": one.name, "slug": one.slug} | sums[one.pk] for one in ordered]
    return dict(total) | {
        "municipalities": len({b.municipality_id for p in ordered for b in found.rows[p.pk]}),
        "programmes": [
            head
            | {
                "shown": shown_rows(one, found),
                "more": sum_up(found.rows[one.pk][MUNICIPALITIES_SHOWN:]),
            }
            for head, one in zip(heads[:PROGRAMMES_SHOWN], ordered, strict=False)
        ],
        "also": heads[PROGRAMMES_SHOWN:][:PROGRAMMES_NAMED],
        "unnamed": max(0, len(heads) - PROGRAMMES_SHOWN - PROGRAMMES_NAMED),
    }


def sum_up(rows: Collection[FollowUpRow]) -> dict[str, int]:
    """Return the number of municipalities and of tasks."""
    critical = sum(one.critical for one in rows)
    mandatory = sum(one.mandatory for one in rows)
    return {
        "municipalities": len(rows),
        "critical": critical,
        "mandatory": mandatory,
        "tasks": critical + mandatory,
        "new": sum(one.new for one in rows),
    }


def shown_rows(programme: Programme, found: FollowUpList) -> list[dict[str, Any]]:
    """Return the first municipalities of a programme, for the mail."""
    return [
        {
            "name": found.municipalities[one.municipality_id].name,
            "project": one.project_id,
            "critical": one.critical,
            "mandatory": one.mandatory,
            "new": one.new,
            "news": found.news.get(one.project_id, []),
            "more_news": max(0, one.new - NEWS_SHOWN),
        }
        for one in found.rows[programme.pk][:MUNICIPALITIES_SHOWN]
    ]


def subject_of(content: dict[str, Any], talk: str = "") -> str:
    """Return »Opfølgning: 14 opgaver i 9 kommuner, 3 nye«; ``talk`` summarises the comments."""
    if not content:
        return talk[0].upper() + talk[1:]
    tasks, municipalities, new = (content[key] for key in ("tasks", "municipalities", "new"))
    where = "kommune" if municipalities == 1 else "kommuner"
    what = "opgave" if tasks == 1 else "opgaver"
    news = f", {new} {'ny' if new == 1 else 'nye'}" if new else ""
    subject = f"Opfølgning: {tasks} {what} i {municipalities} {where}{news}"
    return f"{subject}, og {talk}" if talk else subject
