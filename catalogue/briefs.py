"""A task's brief: one Markdown file with the headings of the KLIK task sheet."""

import re
from dataclasses import dataclass
from pathlib import Path

from catalogue.files import FileLocation, read_text

FIELDS = {
    "Mål": "goal",
    "Beskrivelse": "description",
    "Metode og fremgangsmåde": "method",
    "Resultat": "result",
    "Kvalitetskriterier": "quality_criteria",
    "Kilde": "source",
}
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})


@dataclass(frozen=True)
class Brief:
    """The texts of a shared task, in Markdown; what is missing is empty."""

    goal: str = ""
    description: str = ""
    method: str = ""
    result: str = ""
    quality_criteria: str = ""
    source: str = ""


def brief_name(code: str) -> str:
    """Return the file name of a task's brief: ``Forside 1`` → ``forside-1.md``."""
    return f"{code.lower().translate(LETTERS)}.md"


def read_brief(path: Path) -> Brief:
    """Return the texts under the headings, each at most once and none of them empty."""
    text = read_text(path)
    headings = list(re.finditer(r"^## (.+)$", text, re.MULTILINE))
    if not headings or text[: headings[0].start()].strip():
        FileLocation(path).fail(f"does not begin with one of the headings {', '.join(FIELDS)}")
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    texts: dict[str, str] = {}
    for heading, end in zip(headings, ends, strict=True):
        place = FileLocation(path, text.count("\n", 0, heading.start()) + 1)
        field = FIELDS.get(heading[1].strip()) or place.fail(f"unknown heading: {heading[1]}")
        body = text[heading.end() : end].strip()
        if field in texts or not body:
            place.fail(f"heading is empty or stands twice: {heading[1]}")
        texts[field] = body
    return Brief(**texts)
