"""»Hvem har rollen hos os?«: candidates for assignment to a task."""

from dataclasses import dataclass

from accounts.models import User
from tasks.models import Task
from workplace.task_page.sheet import HeldRole, TaskSheet

INVOLVED = "Involverede roller"
WORDS = {"responsible": "ansvarlig", "executor": "udfører"}


@dataclass(frozen=True)
class Assignment:
    """One way to assign the task: its field, the word for it, and whether the person has it."""

    name: str
    word: str
    is_theirs: bool


@dataclass(frozen=True)
class RoleCandidate:
    """A person who holds a role named on the sheet."""

    person: User
    parts: list[Assignment]


@dataclass(frozen=True)
class SheetRoleRow:
    """A role of the sheet, what it is recommended for, and its holders here."""

    heading: str
    role: HeldRole
    candidates: list[RoleCandidate]
    is_recommended: bool


def read_role_rows(sheet: TaskSheet) -> list[SheetRoleRow]:
    """Return the sheet's roles with their holders; partners' people see no holders.

    Holders of involved roles can be assigned as either, executor first.
    """
    rows = [
        ("Anbefalet ansvarlig", sheet.responsible_role, ["responsible"]),
        ("Anbefalet udfører", sheet.executor_role, ["executor"]),
        *((INVOLVED, role, ["executor", "responsible"]) for role in sheet.involved_roles),
    ]
    return [
        SheetRoleRow(
            heading,
            role,
            [_candidate(sheet.task, person, names) for person in role.holders],
            is_recommended=heading != INVOLVED,
        )
        for heading, role, names in rows
        if role
    ]


def _candidate(task: Task, person: User, names: list[str]) -> RoleCandidate:
    held = {"responsible": task.responsible_id, "executor": task.executor_id}
    return RoleCandidate(
        person, [Assignment(name, WORDS[name], held[name] == person.pk) for name in names]
    )
