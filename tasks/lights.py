"""The light of a task: grey, green, yellow or red. The only definition of it.

The rule has two forms: ``light_on`` for one task, ``light_expression`` for many at once. Both read
the same facts; ``warns_on`` contains the effect of the programme's policy. Sources: DUBU handbook 5.2.1 (KLIK), KSD handbook 4.2 and 6.1 (KIGO).
"""

import datetime as dt
from typing import Protocol

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast

from projects.models import Programme
from projects.workdays import add_workdays

ONE_DAY = dt.timedelta(days=1)
# In PostgreSQL a date plus an interval is a timestamp; the cast makes it a date again.
DAY_AFTER_DUE = Cast(F("due_on") + Value(ONE_DAY), models.DateField())


class Light(models.IntegerChoices):
    """From unknown to late; the worst of several is the greatest."""

    GREY = 0, "Grå"
    GREEN = 1, "Grøn"
    YELLOW = 2, "Gul"
    RED = 3, "Rød"


class Status(models.TextChoices):
    NOT_STARTED = "not_started", "Ikke påbegyndt"
    IN_PROGRESS = "in_progress", "I gang"
    COMPLETED = "completed", "Fuldført"
    NOT_RELEVANT = "not_relevant", "Ikke relevant"


CLOSED = (Status.COMPLETED, Status.NOT_RELEVANT)


class LightFacts(Protocol):
    """The facts that a light depends on, besides the day."""

    @property
    def status(self) -> str: ...
    @property
    def due_on(self) -> dt.date | None: ...
    @property
    def warns_on(self) -> dt.date | None: ...
    @property
    def is_withdrawn(self) -> bool: ...


def warning_starts_on(
    *, programme: Programme, priority: int, status: str, due_on: dt.date | None
) -> dt.date | None:
    """Return the first day on which the task is yellow if nothing else happens.

    None when it never is: it is closed, has no due date, or has been started in a programme where
    only tasks not started turn yellow (KIGO's rule).
    """
    if due_on is None or status in CLOSED:
        return None
    if programme.yellow_requires_not_started and status != Status.NOT_STARTED:
        return None
    return add_workdays(due_on, -programme.warning_days(priority))


def light_on(task: LightFacts, on: dt.date) -> Light:
    """Return the task's light that day; on its due date it is still on time.

    A withdrawn task is grey.
    """
    if task.is_withdrawn:
        return Light.GREY
    if task.status in CLOSED:
        return Light.GREEN
    if task.due_on is None:
        return Light.GREY
    if on > task.due_on:
        return Light.RED
    if task.warns_on is not None and on >= task.warns_on:
        return Light.YELLOW
    return Light.GREEN


def light_changes_on(task: LightFacts, on: dt.date) -> dt.date | None:
    """Return the next day after ``on`` on which time alone changes the light, or None."""
    if task.is_withdrawn or task.status in CLOSED or task.due_on is None or on > task.due_on:
        return None
    if task.warns_on is not None and on < task.warns_on:
        return task.warns_on
    return task.due_on + ONE_DAY


def began_on(task: LightFacts, on: dt.date) -> dt.date | None:
    """Return the day time alone gave the task the light it has ``on``, or None."""
    light = light_on(task, on)
    if light == Light.RED and task.due_on is not None:
        return task.due_on + ONE_DAY
    return task.warns_on if light == Light.YELLOW else None


def light_expression(on: dt.date) -> Case:
    """``light_on`` as an expression over rows of tasks."""
    return Case(
        When(is_withdrawn=True, then=Value(Light.GREY)),
        When(status__in=CLOSED, then=Value(Light.GREEN)),
        When(due_on=None, then=Value(Light.GREY)),
        When(due_on__lt=on, then=Value(Light.RED)),
        When(warns_on__lte=on, then=Value(Light.YELLOW)),
        default=Value(Light.GREEN),
        output_field=models.PositiveSmallIntegerField(),
    )


def light_changes_expression(on: dt.date) -> Case:
    """``light_changes_on`` as an expression over rows of tasks."""
    return Case(
        When(
            Q(is_withdrawn=True) | Q(status__in=CLOSED) | Q(due_on=None) | Q(due_on__lt=on),
            then=None,
        ),
        When(warns_on__gt=on, then=F("warns_on")),
        default=DAY_AFTER_DUE,
        output_field=models.DateField(),
    )


def began_expression(on: dt.date) -> Case:
    """``began_on`` as an expression, with ``on`` where time alone was not the cause."""
    return Case(
        When(is_withdrawn=True, then=Value(on)),
        When(due_on__lt=on, then=DAY_AFTER_DUE),
        When(warns_on__lte=on, then=F("warns_on")),
        default=Value(on),
        output_field=models.DateField(),
    )
