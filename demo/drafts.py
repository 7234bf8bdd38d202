"""The editors' drafts: tasks of DUBU's last phase, without a source."""

from typing import Any

from demo.content import CONTENT
from projects.locks import lock_programme
from projects.models import Programme
from shared_tasks.content import Content
from shared_tasks.deadlines import DateRule
from shared_tasks.models import SharedTask
from shared_tasks.saving import write_contents


def draft(values: dict[str, Any]) -> Content:
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    rules = {key: DateRule(**value) for key, value in values.items() if isinstance(value, dict)}
    return Content(**values | lists | rules)


def write_drafts() -> None:
    """Add the drafts, which are not published yet."""
    programme = Programme.objects.get(slug="dubu-3-0")
    lock_programme(programme.pk)
    write_contents(
        programme=programme,
        wanted=[(SharedTask(programme=programme), draft(values)) for values in CONTENT["drafts"]],
    )
