"""Where the history lies: each kind of row, how it is told, and what of it is searched."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.history import USER, entry_in_words
from accounts.models import AuditEntry
from conversation.history import COMMENT
from history.sentences import HistoryText, Sentence
from organisations.history import (
    MUNICIPALITY,
    MUNICIPALITY_REGION,
    PARTNER,
    REGION,
    SYSTEM,
)
from phases.history import PHASE, THEME
from projects.history import BLACKOUT, MEMBER, PROGRAMME, PROJECT, WAVE, visit_in_words
from projects.models import Visit
from roles.history import ASSIGNMENT, ROLE
from shared_tasks.history import ATTACHMENT, INVOLVED, LINK, PUBLICATION, RECEIVER, SHARED_TASK
from tasks.history import CHECKLIST, FILE, LOCAL_ROLE, LOCAL_SHEET, NOTES, TASK, TASK_LINK

# What a row is about: the kind of thing, and its id.
Reference = tuple[str, int]


@dataclass(frozen=True)
class Source:
    """One table of history. ``code`` stands in addresses, ``label`` in the list of kinds.

    ``project`` leads to a project's id. A text is looked for in ``texts``, and in what
    ``people`` and ``shared_tasks`` lead to. What
    ``is_shared`` by all is no municipality's, though it may speak of one. ``task`` leads to the
    task's id: a municipality may keep its own tasks from all others. What ``is_own`` it always does.
    """

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


def _events(code: str, label: str, telling: HistoryText, **more: Any) -> Source:
    return Source(
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


def _about(kind: str, column: str = "pgh_obj_id") -> Callable[[Any], Reference]:
    return lambda row: (kind, getattr(row, column))


def _about_entry(entry: AuditEntry) -> Reference | None:
    if "task" in entry.detail:
        return "task", entry.detail["task"]
    return ("person", entry.about_id) if entry.about_id else None


NAME = ("name",)

SOURCES = (
    _events(
        "opgaver",
        "Opgaver",
        TASK,
        about=_about("task"),
        project="project",
        texts=("local_title",),
        shared_tasks=("shared_task",),
        task="pgh_obj",
    ),
    _events(
        "lokale-opgaver",
        "Lokale opgavers beskrivelser",
        LOCAL_SHEET,
        about=_about("task"),
        project="task__project",
        texts=("task__local_title",),
        is_own=True,
    ),
    _events(
        "lokale-roller",
        "Lokale opgavers roller",
        LOCAL_ROLE,
        about=_about("task", "sheet_id"),
        project="sheet__task__project",
        texts=("role__name",),
        is_own=True,
    ),
    _events(
        "lokale-forudsaetninger",
        "Lokale forudsætninger",
        TASK_LINK,
        about=_about("task", "task_id"),
        project="task__project",
        texts=("task__local_title", "other__local_title"),
        is_own=True,
    ),
    _events(
        "noter",
        "Interne noter",
        NOTES,
        about=_about("task"),
        project="task__project",
        shared_tasks=("task__shared_task",),
    ),
    _events(
        "kommentarer",
        "Kommentarer",
        COMMENT,
        about=_about("task", "task_id"),
        project="task__project",
        shared_tasks=("task__shared_task",),
        task="task",
    ),
    _events(
        "filer",
        "Filer",
        FILE,
        about=_about("task", "task_id"),
        project="task__project",
        texts=NAME,
        task="task",
    ),
    _events(
        "tjeklister",
        "Tjeklister",
        CHECKLIST,
        about=_about("task", "task_id"),
        project="task__project",
        texts=("text",),
        task="task",
    ),
    _events(
        "projekter",
        "Projekter",
        PROJECT,
        about=_about("project"),
        project="id",
        texts=("programme__name",),
    ),
    _events(
        "medlemmer",
        "Projekters medlemmer",
        MEMBER,
        about=_about("project", "project_id"),
        project="project",
        people=("user",),
    ),
    _events(
        "roller",
        "Rolleindehavere",
        ASSIGNMENT,
        about=_about("person", "user_id"),
        texts=("role__name",),
        people=("user",),
    ),
    _events(
        "personer",
        "Personer og rettigheder",
        USER,
        about=_about("person"),
        texts=("name", "email"),
    ),
    Source(
        "log",
        "Log ind og det, der er hentet",
        AuditEntry,
        _about_entry,
        texts=("detail__name",),
        people=("about",),
        with_names=("by", "about"),
        in_words=entry_in_words,
    ),
    Source(
        "besoeg",
        "Samarbejdsparters besøg",
        Visit,
        _about("project", "project_id"),
        project="project",
        texts=("partner__name",),
        people=("by",),
        with_names=("by", "partner"),
        in_words=visit_in_words,
    ),
    _events("boelger", "Bølger", WAVE, texts=NAME),
    _events("programmer", "Programmer", PROGRAMME, texts=NAME),
    _events("faser", "Faser", PHASE, texts=NAME),
    _events("temaer", "Temaer", THEME, texts=NAME),
    _events("faellesopgaver", "Fællesopgaver", SHARED_TASK, texts=("title", "code")),
    _events("bilag", "Eksterne bilag", ATTACHMENT, texts=("title",)),
    _events("sammenhaenge", "Opgavers sammenhæng", LINK, shared_tasks=("shared_task", "other")),
    _events("involverede", "Involverede roller", INVOLVED, shared_tasks=("shared_task",)),
    _events("udgivelser", "Udgivelser", PUBLICATION, texts=("programme__name",)),
    _events(
        "modtagere",
        "Modtagere af fællesopgaver",
        RECEIVER,
        shared_tasks=("shared_task",),
        is_shared=True,
    ),
    _events("udrulningspauser", "Udrulningspauser", BLACKOUT, texts=NAME),
    _events("rollegalleri", "Rollegalleriets roller", ROLE, texts=NAME),
    _events("kommuner", "Kommuner", MUNICIPALITY, texts=NAME),
    _events("kommuners-regioner", "Kommuners regioner", MUNICIPALITY_REGION, is_shared=True),
    _events("regioner", "Regioner", REGION, texts=NAME),
    _events("samarbejdsparter", "Samarbejdsparter", PARTNER, texts=NAME),
    _events("it-systemer", "It-systemer", SYSTEM, texts=NAME),
)
