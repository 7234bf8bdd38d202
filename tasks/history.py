"""History texts of tasks and of the rows that belong to them."""

from history.phrases import DateChanged, FixedPhrase, PersonChanged, Toggled, ValueChanged
from history.sentences import HistoryText
from history.sources import about, events
from tasks.models import (
    ChecklistItem,
    InternalNotes,
    LocalRole,
    LocalSheet,
    Task,
    TaskFile,
    TaskLink,
)

TASK = HistoryText(
    Task,
    created="[tilføjede den lokale opgave »{local_title}«|udgav opgaven i projektet]",
    deleted="slettede opgaven[ »{local_title}«]",
    changes={
        "status": ValueChanged("status"),
        "responsible": PersonChanged("ansvarlig"),
        "executor": PersonChanged("udfører"),
        "starts_on": DateChanged("startdato", "startdatoen"),
        "due_on": DateChanged("slutdato", "slutdatoen"),
        "shared_starts_on": DateChanged("den fælles startdato", "den fælles startdato"),
        "shared_due_on": DateChanged("den fælles slutdato", "den fælles slutdato"),
        "due_reason": FixedPhrase("rettede begrundelsen for den lokale slutdato"),
        "priority": ValueChanged("prioritet"),
        "kind": ValueChanged("type"),
        "is_withdrawn": Toggled("trak opgaven tilbage", "genudgav opgaven"),
        "phase": FixedPhrase("flyttede opgaven til en anden fase"),
        "theme": FixedPhrase("gav opgaven et andet tema"),
        "local_title": ValueChanged("titlen"),
        "is_private": Toggled(
            "skjulte opgaven for samarbejdsparterne", "viste opgaven for samarbejdsparterne"
        ),
    },
    reasons={"status": "not_relevant_reason", "due_on": "due_reason"},
)
LOCAL_SHEET = HistoryText(
    LocalSheet,
    created="",
    deleted="",
    changes={
        "goal": FixedPhrase("rettede opgavens mål"),
        "description": FixedPhrase("rettede opgavens beskrivelse"),
        "method": FixedPhrase("rettede opgavens metode og fremgangsmåde"),
        "result": FixedPhrase("rettede opgavens resultat"),
        "quality_criteria": FixedPhrase("rettede opgavens kvalitetskriterier"),
        "recommended_responsible": ValueChanged("den anbefalede ansvarlige"),
        "recommended_executor": ValueChanged("den anbefalede udfører"),
    },
)
LOCAL_ROLE = HistoryText(
    LocalRole,
    created="føjede rollen {role} til den lokale opgave",
    deleted="tog rollen {role} af den lokale opgave",
    changes={},
)
TASK_LINK = HistoryText(
    TaskLink,
    created="noterede, at opgave {task} venter på opgave {other}",
    deleted="fjernede, at opgave {task} venter på opgave {other}",
    changes={},
)
FILE = HistoryText(
    TaskFile, created="tilføjede filen »{name}«", deleted="fjernede filen »{name}«", changes={}
)
CHECKLIST = HistoryText(
    ChecklistItem,
    created="føjede »{text}« til tjeklisten",
    deleted="fjernede »{text}« fra tjeklisten",
    changes={
        "text": FixedPhrase("rettede"),
        "done_at": Toggled("satte hak ved", "fjernede hakket ved"),
    },
    of=" »{text}« på tjeklisten",
)
NOTES = HistoryText(
    InternalNotes,
    created="rettede de interne noter",
    deleted="slettede de interne noter",
    changes={"text": FixedPhrase("rettede de interne noter")},
)


SOURCES = (
    events(
        10,
        "opgaver",
        "Opgaver",
        TASK,
        about=about("task"),
        project="project",
        texts=("local_title",),
        shared_tasks=("shared_task",),
        task="pgh_obj",
    ),
    events(
        20,
        "lokale-opgaver",
        "Lokale opgavers beskrivelser",
        LOCAL_SHEET,
        about=about("task"),
        project="task__project",
        texts=("task__local_title",),
        is_own=True,
    ),
    events(
        30,
        "lokale-roller",
        "Lokale opgavers roller",
        LOCAL_ROLE,
        about=about("task", "sheet_id"),
        project="sheet__task__project",
        texts=("role__name",),
        is_own=True,
    ),
    events(
        40,
        "lokale-forudsaetninger",
        "Lokale forudsætninger",
        TASK_LINK,
        about=about("task", "task_id"),
        project="task__project",
        texts=("task__local_title", "other__local_title"),
        is_own=True,
    ),
    events(
        50,
        "noter",
        "Interne noter",
        NOTES,
        about=about("task"),
        project="task__project",
        shared_tasks=("task__shared_task",),
    ),
    events(
        70,
        "filer",
        "Filer",
        FILE,
        about=about("task", "task_id"),
        project="task__project",
        texts=("name",),
        task="task",
    ),
    events(
        80,
        "tjeklister",
        "Tjeklister",
        CHECKLIST,
        about=about("task", "task_id"),
        project="task__project",
        texts=("text",),
        task="task",
    ),
)
