"""All that editors write in a programme, as one value: what files and copies carry.

Phases, themes and tasks stand in order. Names are as in ``shared_tasks.content``: phases by number,
themes by name, roles and tasks by code. A plan is *tidy* (``Plan.tidied``) when its texts are
written the one way that every file can carry; only tidy plans are compared.
"""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from projects.offsets import Offset, Unit
from shared_tasks.content import Attachment, Content
from shared_tasks.models import TEXTS

# What XML cannot carry, and no text needs.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINES = ("code", "title", "phase", "theme", "source")


@dataclass(frozen=True)
class PlanPhase:
    """A phase; ``parent`` is the number of the phase it is part of, or ""."""

    number: str
    name: str
    parent: str = ""
    description: str = ""
    starts: Offset | None = None
    ends: Offset | None = None


@dataclass(frozen=True)
class PlanTheme:
    name: str
    purpose: str = ""


@dataclass(frozen=True)
class Plan:
    """A programme's plan; ``name`` is the programme's."""

    name: str = ""
    phases: tuple[PlanPhase, ...] = ()
    themes: tuple[PlanTheme, ...] = ()
    tasks: tuple[Content, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values; ``from_json`` reads them back."""
        return {
            "name": self.name,
            "phases": [dataclasses.asdict(phase) for phase in self.phases],
            "themes": [dataclasses.asdict(theme) for theme in self.themes],
            "tasks": [_sheet(task) for task in self.tasks],
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """Return what ``as_json`` gave."""
        return cls(
            said["name"],
            tuple(_phase(phase) for phase in said["phases"]),
            tuple(PlanTheme(**theme) for theme in said["themes"]),
            tuple(Content.from_json(task) for task in said["tasks"]),
        )

    def tidied(self) -> Self:
        """Return it with tidy texts, phases as an outline, and tasks in the order of phases."""
        phases = outlined([_tidy_phase(phase) for phase in self.phases])
        place = {phase.number: index for index, phase in enumerate(phases)}
        tasks = sorted(
            (tidy_task(task) for task in self.tasks),
            key=lambda task: place.get(task.phase, len(place)),
        )
        themes = (PlanTheme(line(theme.name), text(theme.purpose)) for theme in self.themes)
        return dataclasses.replace(
            self,
            name=line(self.name),
            phases=tuple(phases),
            themes=tuple(themes),
            tasks=tuple(tasks),
        )


def _phase(said: dict[str, Any]) -> PlanPhase:
    offsets = {
        bound: Offset(said[bound]["amount"], Unit(said[bound]["unit"])) if said[bound] else None
        for bound in ("starts", "ends")
    }
    return PlanPhase(**{**said, **offsets})


def _sheet(task: Content) -> dict[str, Any]:
    """Return what ``Content.as_json`` does, of thousands at a time: without copying each text."""
    said = dict(vars(task))
    for name in ("start", "due"):
        rule = dict(vars(said[name]))
        said[name] = rule | {"fixed_on": rule["fixed_on"] and rule["fixed_on"].isoformat()}
    return said | {"attachments": [dict(vars(one)) for one in task.attachments]}


def text(said: str) -> str:
    """Return a text of several lines without control characters, and with one kind of line end."""
    ended = re.sub(r"\r\n?|\u2028|\u2029|\x85", "\n", said)
    return CONTROLS.sub("", ended).strip()


def line(said: str) -> str:
    """Return a text of one line, with single spaces."""
    return " ".join(text(said).split())


def _tidy_phase(phase: PlanPhase) -> PlanPhase:
    return dataclasses.replace(
        phase,
        number=line(phase.number),
        name=line(phase.name),
        parent=line(phase.parent),
        description=text(phase.description),
    )


def tidy_task(task: Content) -> Content:
    """Return the sheet with tidy texts and its lists in order, each thing once."""
    attachments = {
        line(one.url): Attachment(one.kind, line(one.title), line(one.url))
        for one in task.attachments
    }
    texts: dict[str, Any] = {
        **{name: line(getattr(task, name)) for name in LINES},
        **{name: text(getattr(task, name)) for name in TEXTS},
    }
    return dataclasses.replace(
        task,
        **texts,
        involved=tuple(sorted(set(task.involved))),
        prerequisites=tuple(sorted({line(code) for code in task.prerequisites})),
        related=tuple(sorted({line(code) for code in task.related})),
        attachments=tuple(sorted(attachments.values())),
    )


def outlined(phases: Iterable[PlanPhase]) -> list[PlanPhase]:
    """Return the phases in order, each followed by the phases in it."""
    listed = list(phases)
    known = {phase.number for phase in listed}
    inside: dict[str, list[PlanPhase]] = defaultdict(list)
    for phase in listed:
        inside[phase.parent if phase.parent in known else ""].append(phase)
    found: dict[str, PlanPhase] = {}

    def visit(parent: str) -> None:
        for phase in inside[parent]:
            if phase.number not in found:
                found[phase.number] = phase
                visit(phase.number)

    visit("")
    # In a circle of phases none is reached from the top.
    return [*found.values(), *(phase for phase in listed if phase.number not in found)]


def related_both_ways(tasks: Iterable[Content]) -> tuple[Content, ...]:
    """Return the sheets with each relation told by both: that is how it is kept."""
    listed = list(tasks)
    related: dict[str, set[str]] = {task.code: set(task.related) for task in listed}
    for task in listed:
        for code in task.related:
            related.setdefault(code, set()).add(task.code)
    return tuple(
        dataclasses.replace(task, related=tuple(sorted(related[task.code]))) for task in listed
    )
