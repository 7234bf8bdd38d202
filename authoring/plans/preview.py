"""The plan as it would look: what a file brings, among what the programme has."""

from typing import Any, NamedTuple

from authoring.plans.comparing import Comparison, Mark
from authoring.plans.plan import Plan, outlined
from authoring.plans.words import KINDS, PRIORITIES
from publishing.fingerprints import fingerprint_of
from shared_tasks.content import Content
from shared_tasks.rules_in_words import rule_in_words

# What becomes of those the file does not name.
KEPT = "kept"
WORDS = {
    Mark.NEW.value: "ny",
    Mark.CHANGED.value: "ændres",
    Mark.SAME.value: "uændret",
    Mark.LEFT.value: "udgivet, bliver ikke ændret",
    KEPT: "ikke i filen, bliver stående",
}


def preview_of(plan: Plan, there: Plan, comparison: Comparison) -> dict[str, Any]:
    """Return as JSON values all phases as an outline, and under each the tasks it would have."""
    known = {phase.number for phase in there.phases}
    phases = outlined(
        [*there.phases, *(phase for phase in plan.phases if phase.number not in known)]
    )
    named, old = {task.code for task in plan.tasks}, {task.code: task for task in there.tasks}
    tasks: dict[str, list[dict[str, str]]] = {phase.number: [] for phase in phases}
    for task in there.tasks:
        if task.code not in named:
            tasks[task.phase].append(_row(task, KEPT))
    for task in plan.tasks:
        mark = comparison.marks[task.code]
        seen = old[task.code] if mark is Mark.LEFT else task
        tasks[seen.phase].append(_row(seen, mark.value))
    return {
        "phases": [
            {
                "number": phase.number,
                "name": phase.name,
                "is_new": phase.number not in known,
                "tasks": tasks[phase.number],
            }
            for phase in phases
        ],
        "themes": comparison.themes,
        "seen": seen_in(plan, there),
    }


def seen_in(plan: Plan, there: Plan) -> str:
    """What tells how the programme has the plan's tasks from how it had them another time."""
    named = {task.code for task in plan.tasks}
    said = sorted(repr(task) for task in there.tasks if task.code in named)
    return fingerprint_of(said)


def _row(task: Content, mark: str) -> dict[str, str]:
    return {
        "code": task.code,
        "title": task.title,
        "theme": task.theme,
        "priority": PRIORITIES[task.priority],
        "kind": KINDS[task.kind],
        "due": rule_in_words(task.due),
        "mark": mark,
    }


class PreviewRow(NamedTuple):
    """A task of the preview; ``phase`` says its phase in words."""

    phase: str
    task: dict[str, str]
    word: str


def rows_of(preview: dict[str, Any]) -> list[PreviewRow]:
    """Return the tasks in the order of the plan, so that a long one is shown page by page."""
    rows = []
    for phase in preview["phases"]:
        name = f"{phase['number']} {phase['name']}{' (ny fase)' if phase['is_new'] else ''}"
        rows += [PreviewRow(name, task, WORDS[task["mark"]]) for task in phase["tasks"]]
    return rows
