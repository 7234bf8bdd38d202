"""The nightly list to consultants: what could stop a go-live, by programme and municipality.

On it are tasks on the critical path that are yellow and not started, and mandatory tasks that
are red. Source: KSD handbook 6.1 (KIGO), DUBU handbook 5.2.1 (two levels of follow-up). The
list only shows; whether to escalate is for a person to decide. In the same mail stands what
was said to the consultant and what they follow (night.digests.comments).
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Q, Value, Window
from django.db.models.functions import RowNumber

from accounts.models import User
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
from organisations.models import Municipality
from projects.models import Priority, Programme
from tasks.lights import ONE_DAY, Light, Status
from tasks.models import CODE, TITLE, Task, TaskQuerySet

# A mail stays readable with 99 municipalities and any number of programmes on the list.
PROGRAMMES_SHOWN = 5
PROGRAMMES_NAMED = 30
MUNICIPALITIES_SHOWN = 12
NEWS_SHOWN = 3

CRITICAL = Q(priority=Priority.CRITICAL, light=Light.YELLOW, status=Status.NOT_STARTED)
MANDATORY = Q(light=Light.RED)
# Counting rows by it, unlike by a column, leaves everything to the index.
ONE = Value(1)


@dataclass(frozen=True, slots=True)
class Behind:
    """One municipality's tasks on the list, in one programme."""

    programme_id: int
    project_id: int
    municipality_id: int
    critical: int
    mandatory: int
    new: int


COLUMNS = [column.name for column in fields(Behind)]


@dataclass(slots=True)
class Found:
    """What a letter may speak of: by programme its municipalities, by project its news."""

    behind: dict[int, list[Behind]]
    programmes: dict[int, Programme]
    municipalities: dict[int, Municipality]
    news: dict[int, list[dict[str, Any]]] = field(default_factory=dict)


@transaction.atomic
def write_follow_ups(*, on: dt.date, at: dt.datetime) -> int | None:
    """Write to every active consultant of a programme that has something on the list, and to
    those who are named in comments or follow a task.

    One mail a consultant over all programmes: the operator's people get all, a supplier's
    those of its systems. None when that has been done this night. New is what nobody had been
    told of when the last list was written, however long ago that is.
    """
    if not begin_run(kind=JobRun.Kind.FOLLOW_UPS, on=on, at=at):
        return None
    found = find_behind(after=last_list_on(before=on))
    span = span_of(JobRun.Kind.FOLLOW_UPS, on=on, at=at)
    heard = tell_of_talk(span, at_partners=True, on=on)
    return write_notifications(
        letters=compose(found, heard), kind=Notification.Kind.FOLLOW_UP, on=on, at=at
    )


def last_list_on(*, before: dt.date) -> dt.date:
    """Return the night of the last list before this one; when there is none, the night before."""
    runs = JobRun.objects.filter(kind=JobRun.Kind.FOLLOW_UPS, local_date__lt=before)
    return runs.aggregate(last=Max("local_date"))["last"] or before - ONE_DAY


def on_the_list() -> TaskQuerySet:
    """Return what consultants are told of; what a municipality keeps to itself is not."""
    late = Task.objects.public().filter(light__gte=Light.YELLOW, priority__lte=Priority.MANDATORY)
    return late.filter(CRITICAL | MANDATORY)


def told_after(date: dt.date) -> Q:
    """Those told of after that night, or lit after it where nobody could be told."""
    return Q(light_told_on__gt=date) | Q(light_told_on=None, light_since__gt=date)


def find_behind(*, after: dt.date) -> Found:
    """Read the list: counts for every project on it, and the first of what is new since."""
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
    behind: dict[int, list[Behind]] = defaultdict(list)
    for row in counted.values_list(*COLUMNS):
        behind[row[0]].append(Behind(*row))
    found = Found(
        behind=behind,
        programmes=Programme.objects.select_related("system").in_bulk(behind),
        municipalities=Municipality.objects.in_bulk(
            {one.municipality_id for rows in behind.values() for one in rows}
        ),
    )
    for rows in behind.values():
        rows.sort(key=lambda one: place(one, found.municipalities))
    shown = [one.project_id for rows in behind.values() for one in rows[:MUNICIPALITIES_SHOWN]]
    found.news = read_news(shown, after=after)
    return found


def place(one: Behind, municipalities: dict[int, Municipality]) -> tuple[bool, int, int, str]:
    """Return where a municipality stands: news first, then the most red, then the most yellow."""
    name = municipalities[one.municipality_id].sort_key
    return not one.new, -one.mandatory, -one.critical, name


def read_news(projects: Collection[int], *, after: dt.date) -> dict[int, list[dict[str, Any]]]:
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


def compose(found: Found, heard: dict[int, Heard]) -> Iterator[NewNotification]:
    """Yield each consultant's letter; people at one partner get the same list."""
    consultants: dict[tuple[int, bool], list[int]] = defaultdict(list)
    people = User.objects.active().filter(partner__isnull=False).order_by("pk")
    for pk, partner_id, is_operator in people.values_list(
        "pk", "partner_id", "partner__is_operator"
    ):
        consultants[partner_id, is_operator].append(pk)
    talk = heard_in_words(heard)
    for (partner_id, is_operator), recipients in consultants.items():
        theirs = [
            programme
            for programme in found.programmes.values()
            if is_operator or programme.system.supplier_id == partner_id
        ]
        content = content_of(theirs, found) if theirs else {}
        for recipient in recipients:
            if content or recipient in talk:
                short = heard_in_short(heard[recipient]) if recipient in talk else ""
                more = {"talk": talk.get(recipient, [])}
                yield NewNotification(recipient, None, subject_of(content, short), content | more)


def content_of(programmes: Iterable[Programme], found: Found) -> dict[str, Any]:
    """Return what templates/mails/follow_up shows, the programmes with most news first."""
    sums = {programme.pk: sum_up(found.behind[programme.pk]) for programme in programmes}
    ordered = sorted(
        programmes,
        key=lambda one: (-sums[one.pk]["new"], -sums[one.pk]["tasks"], one.name),
    )
    total: Counter[str] = Counter()
    for found_in_programme in sums.values():
        total.update(found_in_programme)
    heads = [{"name": one.name, "slug": one.slug} | sums[one.pk] for one in ordered]
    return dict(total) | {
        "municipalities": len({b.municipality_id for p in ordered for b in found.behind[p.pk]}),
        "programmes": [
            head | {"shown": rows_of(one, found), "more": rest_of(one, found)}
            for head, one in zip(heads[:PROGRAMMES_SHOWN], ordered, strict=False)
        ],
        "also": heads[PROGRAMMES_SHOWN:][:PROGRAMMES_NAMED],
        "unnamed": max(0, len(heads) - PROGRAMMES_SHOWN - PROGRAMMES_NAMED),
    }


def sum_up(rows: Collection[Behind]) -> dict[str, int]:
    """Return how many municipalities and tasks these are."""
    critical = sum(one.critical for one in rows)
    mandatory = sum(one.mandatory for one in rows)
    return {
        "municipalities": len(rows),
        "critical": critical,
        "mandatory": mandatory,
        "tasks": critical + mandatory,
        "new": sum(one.new for one in rows),
    }


def rows_of(programme: Programme, found: Found) -> list[dict[str, Any]]:
    """Return a programme's municipalities as far as a mail shows them."""
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
        for one in found.behind[programme.pk][:MUNICIPALITIES_SHOWN]
    ]


def rest_of(programme: Programme, found: Found) -> dict[str, int]:
    return sum_up(found.behind[programme.pk][MUNICIPALITIES_SHOWN:])


def subject_of(content: dict[str, Any], talk: str = "") -> str:
    """Return »Opfølgning: 14 opgaver i 9 kommuner, 3 nye«; ``talk`` says what was said, in short."""
    if not content:
        return talk[0].upper() + talk[1:]
    tasks, municipalities, new = (content[key] for key in ("tasks", "municipalities", "new"))
    where = "kommune" if municipalities == 1 else "kommuner"
    what = "opgave" if tasks == 1 else "opgaver"
    news = f", {new} {'ny' if new == 1 else 'nye'}" if new else ""
    told = f"Opfølgning: {tasks} {what} i {municipalities} {where}{news}"
    return f"{told}, og {talk}" if talk else told
