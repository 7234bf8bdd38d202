"""»Hvem har rollen hos os?«: who could do the task, and what one press makes of them."""

from dataclasses import dataclass

from accounts.models import User
from tasks.models import Task
from workplace.task_page.sheet import HeldRole, Sheet

INVOLVED = "Involverede roller"
WORDS = {"responsible": "ansvarlig", "executor": "udfører"}


@dataclass(frozen=True)
class Part:
    """What someone can be on the task: a field of it, its word, and whether they are it."""

    name: str
    word: str
    is_theirs: bool


@dataclass(frozen=True)
class Candidate:
    """Someone who holds a role that the sheet names."""

    person: User
    parts: list[Part]


@dataclass(frozen=True)
class RoleRow:
    """A role of the sheet, what it is recommended for, and who holds it here."""

    heading: str
    role: HeldRole
    candidates: list[Candidate]
    is_recommended: bool


def read_role_rows(sheet: Sheet) -> list[RoleRow]:
    """Return the roles of the sheet with their holders; those of a partner see none of these.

    Whoever is involved could be either, the likelier first.
    """
    rows = [
        ("Anbefalet ansvarlig", sheet.responsible_role, ["responsible"]),
        ("Anbefalet udfører", sheet.executor_role, ["executor"]),
        *((INVOLVED, role, ["executor", "responsible"]) for role in sheet.involved_roles),
    ]
    return [
        RoleRow(
            heading,
            role,
            [_candidate(sheet.task, person, names) for person in role.holders],
            is_recommended=heading != INVOLVED,
        )
        for heading, role, names in rows
        if role
    ]


def _candidate(task: Task, person: User, names: list[str]) -> Candidate:
    held = {"responsible": task.responsible_id, "executor": task.executor_id}
    return Candidate(person, [Part(name, WORDS[name], held[name] == person.pk) for name in names])
