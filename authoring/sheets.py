"""The sheet of a shared task as a form shows it: what it can name, and its values in fields."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from authoring.forms.sheet_fields import MOST_ATTACHMENTS, rule_values
from projects.models import Programme
from shared_tasks.content import Attachment, Content
from shared_tasks.models import TEXTS
from shared_tasks.saving import Names, names_in
from tasks.typed_tasks import NotOneTask, TypedTasks

ENDS_IN_A_NUMBER = re.compile(r"(.*?)(\d+)", re.DOTALL)
TIES = ("prerequisites", "related")
PLAIN = ("code", "title", "priority", "kind", *TEXTS, "source")
# Which fields of the form say each field of the sheet that is not said by one of the same name.
PARTS: dict[str, tuple[str, ...]] = {
    "start": tuple(rule_values("start", Content("", "", "", "", 0, "").start)),
    "due": tuple(rule_values("due", Content("", "", "", "", 0, "").due)),
    "prerequisites": ("prerequisites", "prerequisites_more"),
    "related": ("related", "related_more"),
}


@dataclass(frozen=True)
class Surroundings(TypedTasks):
    """What a sheet can name in its programme.

    ``tasks`` are code, title and number of the phase by pk, in the order of the plan.
    """

    programme: Programme
    names: Names

    spellings = ("{0}", "{0} – {1}", "({0}) {1}", "{1}")
    place, unique = "Programmet", "koden"

    @property
    def phases(self) -> list[tuple[str, str]]:
        return [(str(one.pk), str(one)) for one in self.names.phases.values()]

    @property
    def themes(self) -> list[tuple[str, str]]:
        return [(str(one.pk), str(one)) for one in self.names.themes.values()]

    @property
    def roles(self) -> list[tuple[str, str]]:
        return [(one.code, one.name) for one in self.names.roles.values()]

    @property
    def options(self) -> SafeString:
        """Every shared task as an option to type, written at once: there may be hundreds."""
        return format_html_join("", '<option value="{} – {}"></option>', self.tasks.values())

    def next_code(self, phase: str) -> str:
        """Return the code that a new task of the phase is suggested."""
        there = [code for code, _, number in self.tasks.values() if number == phase]
        return suggested_code(there, self.names.tasks, phase=phase)


def surroundings_of(programme: Programme) -> Surroundings:
    """Read what can be named in the programme; five queries."""
    tasks = programme.shared_tasks.order_by("phase__position", "position", "pk")
    return Surroundings(
        programme=programme,
        names=names_in(programme),
        tasks={
            pk: (code, title, phase)
            for pk, code, title, phase in tasks.values_list("pk", "code", "title", "phase__number")
        },
    )


def suggested_code(codes_there: Iterable[str], taken: Iterable[str], *, phase: str) -> str:
    """Return the next code of a phase, whose number is ``phase``: as its latest, counted on.

    ``codes_there`` are those of the phase, in order.
    """
    taken = set(taken)
    prefix, digits = f"{phase}-", "00"
    for code in codes_there:
        if match := ENDS_IN_A_NUMBER.fullmatch(code):
            prefix, digits = match.groups()
    number = int(digits) + 1
    while (code := f"{prefix}{number:0{len(digits)}}") in taken:
        number += 1
    return code


def values_of(content: Content, around: Surroundings) -> dict[str, Any]:
    """Return what the form's fields show of a sheet; what is no longer there is left out."""
    names = around.names
    phase, theme = names.phases.get(content.phase), names.themes.get(content.theme)
    values: dict[str, Any] = {name: getattr(content, name) for name in PLAIN}
    values |= {
        "phase": str(phase.pk) if phase else "",
        "theme": str(theme.pk) if theme else "",
        "recommended_responsible": content.recommended_responsible,
        "recommended_executor": content.recommended_executor,
        "involved": list(content.involved),
        **rule_values("start", content.start),
        **rule_values("due", content.due),
    }
    for tie in TIES:
        codes = getattr(content, tie)
        values[tie] = [str(names.tasks[code]) for code in codes if code in names.tasks]
    return values | attachment_values(content.attachments)


def attachment_values(attachments: Iterable[Attachment]) -> dict[str, Any]:
    rows = list(attachments)
    values: dict[str, Any] = {"attachments": len(rows)}
    for row, one in enumerate(rows):
        for part in ("kind", "title", "url"):
            values[f"attachment_{row}_{part}"] = getattr(one, part)
    return values


def number_of_rows(data: Mapping[str, Any]) -> int:
    """Return how many attachments a sent form has rows for, whatever it says."""
    said = str(data.get("attachments", ""))
    return min(int(said), MOST_ATTACHMENTS) if said.isascii() and said.isdecimal() else 0


def take_over(
    data: QueryDict, names: Iterable[str], content: Content, around: Surroundings
) -> None:
    """Let these fields of a sent form say what the sheet says."""
    values = values_of(content, around)
    for name in names:
        parts = PARTS.get(name, (name,))
        if name == "attachments":
            for key in [key for key in data if key.startswith("attachment")]:
                del data[key]
            parts = tuple(attachment_values(content.attachments))
        for part in parts:
            value = values.get(part)
            said = value if isinstance(value, list) else ["" if value is None else str(value)]
            data.setlist(part, said)


def add_row(data: QueryDict) -> None:
    """Give a sent form one more row for an attachment."""
    data["attachments"] = str(min(number_of_rows(data) + 1, MOST_ATTACHMENTS))


def remove_row(data: QueryDict, gone: str) -> None:
    """Take a row away from a sent form, and move those after it up."""
    rows = range(number_of_rows(data))
    kept = [row for row in rows if str(row) != gone]
    for place, row in enumerate(kept):
        for part in ("kind", "title", "url"):
            data[f"attachment_{place}_{part}"] = data.get(f"attachment_{row}_{part}", "")
    data["attachments"] = str(len(kept))


def add_tie(data: QueryDict, tie: str, around: Surroundings) -> None:
    """Put what was typed among the chosen; what names nothing stays where it was typed."""
    try:
        found = around.find(" ".join(data.get(f"{tie}_more", "").split()))
    except NotOneTask:
        return
    chosen = data.getlist(tie)
    data.setlist(tie, [*chosen, *(str(pk) for pk in found if str(pk) not in chosen)])
    data[f"{tie}_more"] = ""
