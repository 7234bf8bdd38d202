"""How shared tasks, tasks, and what hangs on them are told."""

from history.phrases import Dated, Held, Plain, Switched, Turned
from history.sentences import Telling
from tasks.models import (
    ChecklistItem,
    InternalNotes,
    LocalRole,
    LocalSheet,
    Task,
    TaskFile,
    TaskLink,
)

TASK = Telling(
    Task,
    came="[tilføjede den lokale opgave »{local_title}«|udgav opgaven i projektet]",
    went="slettede opgaven[ »{local_title}«]",
    changes={
        "status": Turned("status"),
        "responsible": Held("ansvarlig"),
        "executor": Held("udfører"),
        "starts_on": Dated("startdato", "startdatoen"),
        "due_on": Dated("slutdato", "slutdatoen"),
        "shared_starts_on": Dated("den fælles startdato", "den fælles startdato"),
        "shared_due_on": Dated("den fælles slutdato", "den fælles slutdato"),
        "due_reason": Plain("rettede begrundelsen for den lokale slutdato"),
        "priority": Turned("prioritet"),
        "kind": Turned("type"),
        "is_withdrawn": Switched("trak opgaven tilbage", "genudgav opgaven"),
        "phase": Plain("flyttede opgaven til en anden fase"),
        "theme": Plain("gav opgaven et andet tema"),
        "local_title": Turned("titlen"),
        "is_private": Switched(
            "skjulte opgaven for samarbejdsparterne", "viste opgaven for samarbejdsparterne"
        ),
    },
    reasons={"status": "not_relevant_reason", "due_on": "due_reason"},
)
LOCAL_SHEET = Telling(
    LocalSheet,
    came="",
    went="",
    changes={
        "goal": Plain("rettede opgavens mål"),
        "description": Plain("rettede opgavens beskrivelse"),
        "method": Plain("rettede opgavens metode og fremgangsmåde"),
        "result": Plain("rettede opgavens resultat"),
        "quality_criteria": Plain("rettede opgavens kvalitetskriterier"),
        "recommended_responsible": Turned("den anbefalede ansvarlige"),
        "recommended_executor": Turned("den anbefalede udfører"),
    },
)
LOCAL_ROLE = Telling(
    LocalRole,
    came="føjede rollen {role} til den lokale opgave",
    went="tog rollen {role} af den lokale opgave",
    changes={},
)
TASK_LINK = Telling(
    TaskLink,
    came="noterede, at opgave {task} venter på opgave {other}",
    went="fjernede, at opgave {task} venter på opgave {other}",
    changes={},
)
FILE = Telling(
    TaskFile, came="tilføjede filen »{name}«", went="fjernede filen »{name}«", changes={}
)
CHECKLIST = Telling(
    ChecklistItem,
    came="føjede »{text}« til tjeklisten",
    went="fjernede »{text}« fra tjeklisten",
    changes={
        "text": Plain("rettede"),
        "done_at": Switched("satte hak ved", "fjernede hakket ved"),
    },
    of=" »{text}« på tjeklisten",
)
NOTES = Telling(
    InternalNotes,
    came="rettede de interne noter",
    went="slettede de interne noter",
    changes={"text": Plain("rettede de interne noter")},
)
