"""When a shared task starts and is due in one project."""

import datetime as dt
from dataclasses import dataclass

from phases.models import Phase
from projects.models import Project
from projects.offsets import Offset, Unit
from projects.workdays import add_workdays, is_workday
from shared_tasks.models import Anchor, SharedTask


@dataclass(frozen=True)
class DateRule:
    """A fixed date, or an offset from an anchor; without an anchor there is no date."""

    anchor: str
    amount: int | None = None
    unit: str = ""
    fixed_on: dt.date | None = None


NO_DATE = DateRule("")


@dataclass(frozen=True)
class Anchors:
    """The dates that one project's rules are counted from; None where not yet known."""

    go_live_on: dt.date | None
    wave_starts_on: dt.date | None
    published_on: dt.date | None


def start_rule(shared_task: SharedTask) -> DateRule:
    return DateRule(
        shared_task.start_anchor,
        shared_task.start_amount,
        shared_task.start_unit,
        shared_task.start_fixed_on,
    )


def due_rule(shared_task: SharedTask) -> DateRule:
    return DateRule(
        shared_task.due_anchor,
        shared_task.due_amount,
        shared_task.due_unit,
        shared_task.due_fixed_on,
    )


def anchors_of(project: Project, published_on: dt.date) -> Anchors:
    """Return the dates that the project's rules are counted from."""
    wave = project.wave
    return Anchors(
        go_live_on=project.live_date(),
        wave_starts_on=wave.starts_on if wave else None,
        published_on=published_on,
    )


def start_date(shared_task: SharedTask, anchors: Anchors) -> dt.date | None:
    return resolve(start_rule(shared_task), shared_task.phase, anchors)


def due_date(shared_task: SharedTask, anchors: Anchors) -> dt.date | None:
    """Return the task's due date; a reckoned day off becomes the working day before it.

    A fixed date stands as it was written.
    """
    due_on = resolve(due_rule(shared_task), shared_task.phase, anchors)
    if due_on is None or shared_task.due_anchor == Anchor.FIXED or is_workday(due_on):
        return due_on
    return add_workdays(due_on, -1)


def resolve(rule: DateRule, phase: Phase, anchors: Anchors) -> dt.date | None:
    """Return the date the rule gives, or None when its anchor has no date yet."""
    if rule.anchor == Anchor.FIXED:
        return rule.fixed_on
    anchor = _anchor_date(rule.anchor, phase, anchors)
    if anchor is None or rule.amount is None:
        return None
    return Offset(rule.amount, Unit(rule.unit)).after(anchor)


def _anchor_date(anchor: str, phase: Phase, anchors: Anchors) -> dt.date | None:
    if anchor in {Anchor.PHASE_START, Anchor.PHASE_END}:
        starts_on, ends_on = phase.window(anchors.go_live_on)
        return starts_on if anchor == Anchor.PHASE_START else ends_on
    return {
        Anchor.GO_LIVE.value: anchors.go_live_on,
        Anchor.WAVE_START.value: anchors.wave_starts_on,
        Anchor.PUBLICATION.value: anchors.published_on,
    }.get(anchor)
