"""The editors' changes since DUBU's tasks were published.

Fictitious, like everything else in the demo: one task that is open in most municipalities, one
that is completed in many, and a correction that notifies nobody.
"""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from demo.content import CONTENT
from demo.dates import at_clock
from projects.models import Programme
from publishing.changes.versions import Change, change_shared_task
from shared_tasks.content import Content, contents_of
from shared_tasks.models import SharedTask

PROGRAMME = "dubu-3-0"


@dataclass(frozen=True)
class SharedTaskEdit:
    """An addition to one text of a shared task, made so many days ago."""

    code: str
    field: str
    added: str
    note: str
    days_ago: int


def change_published_tasks(*, by: User, on: dt.date) -> None:
    """Make the changes as from the editors' page, and date them back.

    Called after the nights, so that lights are computed for the day itself.
    """
    programme = Programme.objects.get(slug=PROGRAMME)
    for edit in (SharedTaskEdit(**one) for one in CONTENT["edits"]):
        shared_task = SharedTask.objects.select_related(
            "phase", "theme", "recommended_responsible", "recommended_executor"
        ).get(programme=programme, code=edit.code)
        before = contents_of([shared_task])[shared_task.pk]
        text = f"{getattr(before, edit.field)}\n\n{edit.added}".strip()
        content = Content.from_json(before.as_json() | {edit.field: text})
        changed = change_shared_task(
            shared_task=shared_task,
            change=Change(content, edit.note, is_correction=not edit.note),
            by=by,
            at=at_clock(on, 0),
            revision=shared_task.revision,
        )
        then = at_clock(on - dt.timedelta(days=edit.days_ago), 10)
        changed.versions.filter(number=changed.version).update(made_at=then)
