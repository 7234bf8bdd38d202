"""What Microsoft Project's XML (MSPDI) calls things, and where our own facts lie in it.

Phases are summary tasks, prerequisites predecessors, milestones milestones, titles, dates and
priorities what they are there. What Project has no place for stands in its free text fields, of
at most 255 characters, and longer texts as sections of a task's notes.
"""

import datetime as dt
import re
from collections.abc import Iterable

NAMESPACE = "http://schemas.microsoft.com/project"
FINISH_TO_FINISH, FINISH_TO_START, START_TO_FINISH, START_TO_START = "0", "1", "2", "3"
LONGEST_FIELD = 255

CODE, THEME, KIND, START, DUE = "Kode", "Tema", "Type", "Start regnes", "Frist regnes"
RESPONSIBLE, EXECUTOR, SOURCE = "Anbefalet ansvarlig", "Anbefalet udfører", "Kilde"
PRIORITY, DATES = "Prioritet", "Datoer som eksporteret"
OWN_FACTS = ("Status", "Farve", "Ansvarlig", "Udfører", "Begrundelse for lokal slutdato")
FIELDS = (
    *(CODE, THEME, KIND, START, DUE, RESPONSIBLE, EXECUTOR, SOURCE, PRIORITY, DATES),
    *OWN_FACTS,
)
# The field ids of Text1 to Text15: Project numbers them in three runs.
FIRST_TEXT, SEVENTH_TEXT, ELEVENTH_TEXT = 188743731, 188743746, 188743997
# What KIND says of a phase; those of tasks are in words.KINDS.
PHASE, PROGRAMME = "fase", "program"


def field_id(name: str) -> str:
    """Return the number that Project knows our field by."""
    number = FIELDS.index(name)
    if number < 6:
        return str(FIRST_TEXT + 3 * number)
    return str(SEVENTH_TEXT - 5 + number) if number < 10 else str(ELEVENTH_TEXT - 10 + number)


def shortened(said: str) -> str:
    """Return as much as a text field holds; only what is told beside the plan is ever longer."""
    return said if len(said) <= LONGEST_FIELD else f"{said[: LONGEST_FIELD - 1]}…"


def say_dates(starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """Return the dates as exported, so that the reader sees which somebody has moved."""
    return f"{starts_on}/{ends_on}" if starts_on and ends_on else ""


INVOLVED, RELATED, ATTACHMENTS = "Involverede roller", "Tæt relateret til", "Eksterne bilag"
TEXTS = {
    "goal": "Mål",
    "description": "Beskrivelse",
    "method": "Metode og fremgangsmåde",
    "result": "Resultat",
    "quality_criteria": "Kvalitetskriterier",
}
SECTIONS = (*TEXTS.values(), INVOLVED, RELATED, ATTACHMENTS)
THEME_SECTION = "Tema: "
HEADING = re.compile(
    r"(\\*)## (" + "|".join([*map(re.escape, SECTIONS), re.escape(THEME_SECTION) + ".+"]) + r")\s*"
)


def say_sections(sections: Iterable[tuple[str, str]]) -> str:
    """Return the texts under their headings. A line that looks like one of ours is marked."""
    parts = []
    for heading, said in sections:
        lines = (f"\\{line}" if HEADING.fullmatch(line) else line for line in said.split("\n"))
        parts.append("\n".join([f"## {heading}", *lines]))
    return "\n\n".join(parts)


def sections_of(notes: str) -> dict[str, str]:
    """Return what ``say_sections`` said, by heading; what stands before any is under ""."""
    found: dict[str, list[str]] = {"": []}
    here = found[""]
    for line in notes.split("\n"):
        match = HEADING.fullmatch(line)
        if match and not match[1]:
            here = found.setdefault(match[2].strip(), [])
        else:
            here.append(line[1:] if match else line)
    return {heading: "\n".join(lines).strip() for heading, lines in found.items()}


# Project's priorities go from 0 to 1000, and 500 is what a task has that nobody gave one.
PRIORITIES = {1: "800", 2: "500", 3: "300"}


def priority_for(said: str) -> int:
    """Return ours for one of Project's: over 500 is critical, below it recommended."""
    number = int(said) if said.isascii() and said.isdigit() else 500
    return 2 if number == 500 else 1 if number > 500 else 3
