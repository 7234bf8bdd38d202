"""What the editors of the demo have changed since DUBU's tasks were published.

Made up, like everything else in the demo: one task that most still have to do, one that many
have done, and a correction that nobody hears of.
"""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from demo.dates import at_clock
from projects.models import Programme
from publishing.changes.versions import Change, change_shared_task
from shared_tasks.content import Content, contents_of
from shared_tasks.models import SharedTask

PROGRAMME = "dubu-3-0"


@dataclass(frozen=True)
class Edit:
    """Words that came to one text of a shared task, so many days ago."""

    code: str
    field: str
    added: str
    note: str
    days_ago: int


EDITS = (
    Edit(
        code="Organisation 1",
        field="quality_criteria",
        added="- Hver rolle har en stedfortræder, der kan træde til med en dags varsel.",
        note="Flere kommuner har manglet en stedfortræder i ferien. Derfor skal der nu være en "
        "for hver rolle.",
        days_ago=9,
    ),
    Edit(
        code="Fraser 2",
        field="method",
        added="Prøv fraserne på tre rigtige sager, før I slipper dem løs for alle kolleger.",
        note="Fraser, der ikke var prøvet på rigtige sager, har givet breve med tomme felter.",
        days_ago=2,
    ),
    Edit(
        code="Statistik 1",
        field="result",
        added="Gem kvitteringen sammen med aftalen.",
        note="",
        days_ago=2,
    ),
)


def change_what_is_live(*, by: User, on: dt.date) -> None:
    """Make the changes as from the editors' page, and date them back.

    When the nights have passed: as of an earlier day, lights would be what they were then.
    """
    programme = Programme.objects.get(slug=PROGRAMME)
    for edit in EDITS:
        shared_task = SharedTask.objects.select_related(
            "phase", "theme", "recommended_responsible", "recommended_executor"
        ).get(programme=programme, code=edit.code)
        before = contents_of([shared_task])[shared_task.pk]
        said = f"{getattr(before, edit.field)}\n\n{edit.added}".strip()
        content = Content.from_json(before.as_json() | {edit.field: said})
        changed = change_shared_task(
            shared_task=shared_task,
            change=Change(content, edit.note, is_correction=not edit.note),
            by=by,
            at=at_clock(on, 0),
            revision=shared_task.revision,
        )
        then = at_clock(on - dt.timedelta(days=edit.days_ago), 10)
        changed.versions.filter(number=changed.version).update(made_at=then)
