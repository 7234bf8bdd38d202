"""Explain lights, dates and distances in time in Danish. Pure.

Sources: DUBU handbook 5.2.1 (KLIK's colours), KSD handbook 4.2 and 6.1 (KIGO's).
"""

import datetime as dt
from typing import Protocol

from django.utils.timezone import localdate

from history.phrases import day_in_words
from projects.models import Programme
from tasks.lights import CLOSED, Light, LightFacts, Status


class ExplainedTask(LightFacts, Protocol):
    """What an explanation reads besides what the light depends on."""

    priority: int
    light: int
    light_since: dt.date
    light_changes_on: dt.date | None
    completed_at: dt.datetime | None
    programme: Programme


def days_in_words(date: dt.date, *, on: dt.date) -> str:
    """Return the distance to a day: »i dag«, »om 3 dage«, »for 3 dage siden«."""
    days = (date - on).days
    near = {-1: "i går", 0: "i dag", 1: "i morgen"}
    if days in near:
        return near[days]
    return f"om {days} dage" if days > 0 else f"for {-days} dage siden"


def due_in_words(due_on: dt.date | None, *, is_closed: bool, on: dt.date) -> str:
    """Return the distance to a due date: »om 3 dage«, »3 dage over tiden«."""
    if due_on is None or is_closed:
        return ""
    late = (on - due_on).days
    if late > 0:
        return f"{late} {'dag' if late == 1 else 'dage'} over tiden"
    return days_in_words(due_on, on=on)


def why_light(task: ExplainedTask, *, on: dt.date) -> str:
    """Return why the task has its light: »Gul siden 3. marts: slutdato 10. marts, …«."""
    return f"{light_since(task, on=on)}: {light_reason(task, on=on)}"


def light_since(task: ExplainedTask, *, on: dt.date) -> str:
    """Return the light, if yellow or red with its start: »Gul siden 3. marts«, »Grøn«."""
    name = Light(task.light).label
    if task.light < Light.YELLOW:
        return name
    return f"{name} siden {day_in_words(task.light_since, on=on)}"


def light_reason(task: ExplainedTask, *, on: dt.date) -> str:
    """Return the facts behind the light: »slutdato 10. marts, 5 arbejdsdages varsel, …«."""
    if task.is_withdrawn or task.status in CLOSED or task.due_on is None:
        return _without_deadline(task, on)
    due, status = day_in_words(task.due_on, on=on), Status(task.status).label.lower()
    if task.light == Light.RED:
        return f"slutdatoen {due} er overskredet, {status}"
    if task.light == Light.YELLOW:
        days = task.programme.warning_days(task.priority)
        notice = f"{days} {'arbejdsdags' if days == 1 else 'arbejdsdages'} varsel"
        return f"slutdato {due}, {notice}, {status}"
    return f"slutdato {due}, {status}"


def next_light(task: ExplainedTask, *, on: dt.date) -> str:
    """Return what changes the light next."""
    if task.is_withdrawn:
        return "Farven ændrer sig kun, hvis opgaven bliver genudgivet"
    if task.status in CLOSED:
        return "Farven ændrer sig kun, hvis opgaven bliver åbnet igen"
    if task.due_on is None:
        return "Sæt en slutdato, så følger farven den"
    if task.light == Light.RED:
        return "Bliver grøn, når opgaven er fuldført"
    changes_on = task.light_changes_on
    if changes_on is None or changes_on <= on:
        return "Farven bliver opdateret i nat"
    warned = task.light == Light.YELLOW or task.warns_on is None or changes_on > task.warns_on
    return f"Bliver {'rød' if warned else 'gul'} {day_in_words(changes_on, on=on)}"


def _without_deadline(task: ExplainedTask, on: dt.date) -> str:
    if task.is_withdrawn:
        return "opgaven er trukket tilbage"
    if task.status == Status.COMPLETED and task.completed_at is not None:
        return f"opgaven blev fuldført {day_in_words(localdate(task.completed_at), on=on)}"
    if task.status in CLOSED:
        return "opgaven er ikke relevant for kommunen"
    return "opgaven har ingen slutdato"
