"""Dates as a calendar file (iCalendar, RFC 5545), written by the library for it.

A due date is a day and not a moment, so every entry lasts all day (VALUE=DATE): time zones and
daylight saving cannot move it. The moment of an entry's last change is in UTC.

There is no METHOD, for these are no invitations. DTSTAMP is then the entry's last change, and two
fetches of the same data are equal byte for byte.
"""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max
from icalendar import Calendar, Event, Timezone
from icalendar.enums import TRANSP

from projects.history import PROJECT, WAVE
from projects.models import Project
from shared_tasks.models import SharedTaskVersion
from tasks.explanations import why_light
from tasks.history import TASK
from tasks.lights import Light
from tasks.models import Task

CONTENT_TYPE = "text/calendar; charset=utf-8"
COPENHAGEN = "Europe/Copenhagen"
EVERY = dt.timedelta(hours=6)  # how often programs are asked to fetch again
ONE_DAY = dt.timedelta(days=1)
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _event(  # noqa: PLR0913  # one for each part of an entry
    *,
    uid: str,
    on: dt.date,
    title: str,
    text: str,
    path: str,
    number: int,
    changed_at: dt.datetime,
    programme: str,
) -> Event:
    """Return an entry for a day; ``number`` rises with each change that people make of it."""
    url = f"{settings.SITE_URL}{path}"
    changed_at = changed_at.astimezone(dt.UTC).replace(microsecond=0)
    return Event.new(
        uid=f"{uid}@{urlsplit(settings.SITE_URL).hostname}",
        start=on,
        end=on + ONE_DAY,
        summary=title,
        description=f"{text}\n\n{url}",
        url=url,
        sequence=number,
        stamp=changed_at,
        last_modified=changed_at,
        categories=[programme],
        # A due date does not make the person busy that day.
        transparency=TRANSP.TRANSPARENT,
    )


def calendar_file(entries: Iterable[Event], *, name: str, uid: str, on: dt.date) -> bytes:
    """Return the entries as a file; ``name`` is the calendar's name in programs that show one."""
    calendar = Calendar.new(
        prodid="-//Fremdrift//Kalender//DA",
        name=name,
        uid=f"{uid}@{urlsplit(settings.SITE_URL).hostname}",
        subcomponents=list(entries),
    )
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", EVERY)
    calendar.add("x-wr-timezone", COPENHAGEN)
    if not calendar.events:
        # Programs refuse a calendar without any component.
        first, last = dt.date(on.year, 1, 1), dt.date(on.year + 1, 1, 1)
        calendar.add_component(Timezone.from_tzid(COPENHAGEN, first_date=first, last_date=last))
    written: bytes = calendar.to_ical()
    return written


def task_entries(tasks: Iterable[Task], *, on: dt.date) -> list[Event]:
    """Return the tasks' due dates with their lights in words; two queries for all of them."""
    tasks = list(tasks)
    changes, versions = _last_changes(tasks), _last_versions(tasks)
    return [
        _task_entry(
            task,
            max(
                changes.get(task.pk, LONG_AGO),
                versions.get(task.shared_task_id or 0, LONG_AGO),
                _morning_of(task.light_since),
            ),
            on=on,
        )
        for task in tasks
        if task.due_on is not None
    ]


def _task_entry(task: Task, changed_at: dt.datetime, *, on: dt.date) -> Event:
    assert task.due_on is not None  # noqa: S101  # checked by the caller
    light = Light(task.light).label
    local = "\nLokal opgave." if task.is_local else ""
    local += "\nSlutdatoen er aftalt lokalt." if task.is_due_date_local else ""
    return _event(
        uid=f"opgave-{task.pk}",
        on=task.due_on,
        title=f"{task.title} – {light.lower()}",
        text=f"Lys: {why_light(task, on=on)}.\nProgram: {task.programme.name}{local}",
        path=task.get_absolute_url(),
        # Both only rise: with the task's own changes, and with the shared text's.
        number=task.revision + (task.shared_task.version if task.shared_task else 0),
        changed_at=changed_at,
        programme=task.programme.name,
    )


def go_live_entry(project: Project) -> Event | None:
    """Return the day the project goes live, if it has one; two queries."""
    go_live_on = project.live_date()
    if go_live_on is None:
        return None
    facts = [(PROJECT, project.pk), (WAVE, project.wave_id)]
    found = [
        text.events.objects.filter(pgh_obj=pk).aggregate(
            at=Max("pgh_created_at"), number=Count("pk")
        )
        for text, pk in facts
        if pk is not None
    ]
    return _event(
        uid=f"projekt-{project.pk}-idriftsaettelse",
        on=go_live_on,
        title=f"Idriftsættelse: {project.programme.name}",
        text=f"{project.municipality.name} går i drift med {project.programme.name}.",
        path=project.get_absolute_url(),
        number=sum(one["number"] for one in found),
        changed_at=max((one["at"] for one in found if one["at"]), default=LONG_AGO),
        programme=project.programme.name,
    )


def _last_changes(tasks: list[Task]) -> dict[int, dt.datetime]:
    events = TASK.events.objects.filter(pgh_obj__in=[task.pk for task in tasks])
    return dict(events.order_by().values_list("pgh_obj").annotate(at=Max("pgh_created_at")))


def _last_versions(tasks: list[Task]) -> dict[int, dt.datetime]:
    versions = SharedTaskVersion.objects.filter(
        shared_task__in={task.shared_task_id for task in tasks}
    )
    return dict(versions.order_by().values_list("shared_task").annotate(at=Max("made_at")))


def _morning_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ZoneInfo(COPENHAGEN))
