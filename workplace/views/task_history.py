"""What has happened to a task, on its page: a part of it at a time, as the address says."""

from dataclasses import dataclass

from django.http import QueryDict

from design.chips import HISTORY_STEP, history_length
from history.sentences import History
from tasks.models import Task
from workplace.task_page.history import View, read_history


@dataclass(frozen=True)
class ViewLink:
    """A part of the history, and the page with it."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ShownHistory:
    """What is shown of a task's history, and the ways to the rest of it."""

    history: History
    more_url: str
    views: list[ViewLink]


def read_shown_history(given: QueryDict, task: Task, *, shows_internal: bool) -> ShownHistory:
    """Return what an address asks for of the history (``vis``, ``historik``); else the latest."""
    sought = given.get("vis")
    view = View(sought) if sought in View.values else View.ALL
    length = history_length(given)
    return ShownHistory(
        read_history(task, shows_internal=shows_internal, limit=length, view=view),
        address_of(task, view, historik=str(length + HISTORY_STEP)),
        [ViewLink(one.label, address_of(task, one), one == view) for one in View],
    )


def address_of(task: Task, view: View, **more: str) -> str:
    """Return the address of the task's page with one view of its history."""
    query = QueryDict(mutable=True)
    query.update(more if view == View.ALL else {"vis": view.value} | more)
    return f"{task.get_absolute_url()}{'?' if query else ''}{query.urlencode()}#historik"
