"""When a shared task starts and is due, in words and for each wave, before it is saved."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from phases.models import Phase
from projects.models import Wave
from shared_tasks.deadlines import Anchors, DateRule, due_date, due_rule, start_date, start_rule
from shared_tasks.models import Anchor, SharedTask
from shared_tasks.rules_in_words import rule_in_words


@dataclass(frozen=True)
class WaveDates:
    """A wave with the dates that its municipalities get."""

    wave: Wave
    starts_on: dt.date | None
    due_on: dt.date | None


@dataclass(frozen=True)
class When:
    """Both rules in words, what they give in each wave, and what is missing for it."""

    start: str
    due: str
    waves: list[WaveDates] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def gives_dates(self) -> bool:
        """Whether any rule gives a date at all, so that there is something to show."""
        return any(one.starts_on or one.due_on for one in self.waves)


def with_rules(shared_task: SharedTask, start: DateRule, due: DateRule) -> SharedTask:
    """Return the shared task, saying these rules, unsaved."""
    for prefix, rule in (("start", start), ("due", due)):
        for part, value in vars(rule).items():
            setattr(shared_task, f"{prefix}_{part}", value)
    return shared_task


def when(shared_task: SharedTask, waves: Iterable[Wave], *, on: dt.date) -> When:
    """Work out what the shared task's rules, saved or not, give in the waves.

    Municipalities may go live on another day than their wave. ``on`` stands for the publication.
    """
    given = [_dates_in(shared_task, wave, on) for wave in waves]
    return When(
        start=rule_in_words(start_rule(shared_task)),
        due=rule_in_words(due_rule(shared_task)),
        waves=given,
        warnings=list(dict.fromkeys(_warnings(shared_task, given))),
    )


def _dates_in(shared_task: SharedTask, wave: Wave, on: dt.date) -> WaveDates:
    anchors = Anchors(wave.go_live_on, wave.starts_on, on)
    return WaveDates(wave, start_date(shared_task, anchors), due_date(shared_task, anchors))


def _warnings(shared_task: SharedTask, given: list[WaveDates]) -> Iterator[str]:
    rules = (start_rule(shared_task), due_rule(shared_task))
    for rule in rules:
        yield from _phase_warnings(rule.anchor, shared_task.phase)
    for one in given:
        for rule in rules:
            yield from _wave_warnings(rule, one.wave, shared_task.phase)
        if one.starts_on and one.due_on and one.starts_on > one.due_on:
            yield f"Starten ligger efter slutdatoen i {one.wave}. Så får opgaven ingen startdato."


def _phase_warnings(anchor: str, phase: Phase) -> Iterator[str]:
    if anchor == Anchor.PHASE_START and phase.starts_amount is None:
        yield f"Fasen {phase} har ingen start, så datoen bliver tom, til fasen får en."
    if anchor == Anchor.PHASE_END and phase.ends_amount is None:
        yield f"Fasen {phase} har ingen slutning, så datoen bliver tom, til fasen får en."


def _wave_warnings(rule: DateRule, wave: Wave, phase: Phase) -> Iterator[str]:
    counts_from_go_live = rule.anchor == Anchor.GO_LIVE or (
        rule.anchor in {Anchor.PHASE_START, Anchor.PHASE_END}
        and not list(_phase_warnings(rule.anchor, phase))
    )
    if counts_from_go_live and wave.go_live_on is None:
        yield f"{wave} har ingen dato for idriftsættelsen."
    if rule.anchor == Anchor.WAVE_START and wave.starts_on is None:
        yield f"{wave} har ingen startdato."
