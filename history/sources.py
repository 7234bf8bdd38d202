"""Tables that the search in history reads; each app lists its own in SOURCES of its history.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from history.sentences import HistoryText, Sentence

# What a row is about: the kind of thing, and its id.
Reference = tuple[str, int]


@dataclass(frozen=True)
class Source:
    """One table of history. ``code`` stands in addresses, ``label`` in the list of kinds.

    ``position`` is its place in that list, among those of all apps. ``project`` leads to a
    project's id. A text is looked for in ``texts``, and in what ``people`` and ``shared_tasks``
    lead to. What ``is_shared`` by all is no municipality's, though it may speak of one. ``task``
    leads to the task's id: a municipality may keep its own tasks from all others. What ``is_own``
    it always does.
    """

    position: int
    code: str
    label: str
    model: type[Any]
    about: Callable[[Any], Reference | None]
    project: str = ""
    texts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    shared_tasks: tuple[str, ...] = ()
    at: str = "at"
    key: str = "id"
    by: str = "by"
    with_names: tuple[str, ...] = ()
    is_shared: bool = False
    task: str = ""
    is_own: bool = False
    telling: HistoryText | None = None
    in_words: Callable[[Any], Sentence] | None = None

    @property
    def is_municipal(self) -> bool:
        """Whether its rows say which municipality's they are."""
        return not self.is_shared and any(
            of.name == "municipality" for of in self.model._meta.concrete_fields
        )


def events(position: int, code: str, label: str, telling: HistoryText, **more: Any) -> Source:
    """Return the events of a tracked model as a source."""
    return Source(
        position,
        code,
        label,
        telling.events,
        at="pgh_created_at",
        key="pgh_id",
        by="pgh_context__by",
        telling=telling,
        **{"about": _nothing, **more},
    )


def _nothing(_row: Any) -> None:
    return None


def about(kind: str, column: str = "pgh_obj_id") -> Callable[[Any], Reference]:
    """Return what finds the thing that a row is about in one of its columns."""
    return lambda row: (kind, getattr(row, column))
