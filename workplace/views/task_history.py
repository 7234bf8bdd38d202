"""The history on a task's page: the part and the length that the address asks for."""

from dataclasses import dataclass

from django.http import QueryDict

from design.chips import HISTORY_STEP, history_length
from history.sentences import History
from tasks.models import Task
from workplace.task_page.history import HistoryPart, read_history


@dataclass(frozen=True)
class HistoryPartLink:
    """A link to a part of the history."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ShownHistory:
    """The shown part of a task's history, with links to the others and to more."""

    history: History
    more_url: str
    parts: list[HistoryPartLink]


def read_shown_history(given: QueryDict, task: Task, *, shows_internal: bool) -> ShownHistory:
    """Return the history the address asks for (``vis``, ``historik``), by default the latest of all."""
    wanted = given.get("vis")
    part = HistoryPart(wanted) if wanted in HistoryPart.values else HistoryPart.ALL
    length = history_length(given)
    return ShownHistory(
        read_history(task, shows_internal=shows_internal, limit=length, part=part),
        address_of(task, part, historik=str(length + HISTORY_STEP)),
        [HistoryPartLink(one.label, address_of(task, one), one == part) for one in HistoryPart],
    )


def address_of(task: Task, part: HistoryPart, **more: str) -> str:
    """Return the address of the task's page with one part of its history."""
    query = QueryDict(mutable=True)
    query.update(more if part == HistoryPart.ALL else {"vis": part.value} | more)
    return f"{task.get_absolute_url()}{'?' if query else ''}{query.urlencode()}#historik"
