"""History texts of projects, members, waves and programmes, and one project's history."""

import datetime as dt
from itertools import pairwise

from history.phrases import DateChanged, FixedPhrase, Toggled, ValueChanged
from history.sentences import (
    GONE,
    History,
    HistoryEntry,
    HistoryText,
    Sentence,
    followed,
    history_text_of,
    read,
    with_before,
)
from history.sources import Source, about, events
from projects.models import Blackout, Programme, Project, ProjectMember, Visit, Wave

FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)
PROJECT = HistoryText(
    Project,
    created="startede projektet",
    deleted="slettede projektet",
    changes={
        "go_live_on": DateChanged("idriftsættelse", "idriftsættelsen"),
        "wave": ValueChanged("bølgen"),
        "shows_local_tasks": Toggled(
            "viste projektets lokale opgaver for samarbejdsparterne",
            "skjulte projektets lokale opgaver for samarbejdsparterne",
        ),
    },
)
MEMBER = HistoryText(
    ProjectMember,
    created="gav {user} en plads i projektet som {role}",
    deleted="fjernede {user} fra projektet",
    changes={"role": ValueChanged("rollen"), "user": FixedPhrase("gav pladsen til en anden")},
    of=" for {user}",
)
WAVE = HistoryText(
    Wave,
    created="oprettede bølgen »{name}«",
    deleted="slettede bølgen »{name}«",
    changes={
        "go_live_on": DateChanged("bølgens idriftsættelse", "bølgens idriftsættelse"),
        "starts_on": DateChanged("bølgens startdato", "bølgens startdato"),
        "name": ValueChanged("bølgens navn"),
        "number": ValueChanged("bølgens nummer"),
    },
)
PROGRAMME = history_text_of(Programme, "programmet »{name}«")
BLACKOUT = history_text_of(Blackout, "udrulningspausen »{name}«", without=("programme",))


def read_project_history(project: Project, *, shows_members: bool, limit: int) -> History:
    """Return the latest ``limit`` changes of the project, its waves and, to some, its members."""
    found = [
        *_of(PROJECT, project.pk, limit),
        *_of_waves(project, limit),
        *(_of_members(project, limit) if shows_members else ()),
    ]
    return read(found, limit=limit)


def _of(
    text: HistoryText, pk: int, limit: int, *, until: dt.datetime = FOREVER
) -> list[HistoryEntry]:
    events = text.events.objects.filter(pgh_obj=pk, pgh_created_at__lte=until)
    latest = events.order_by("-pgh_id")[: limit + 2]
    return followed(text, list(latest), limit=limit + 1)


def _of_waves(project: Project, limit: int) -> list[HistoryEntry]:
    """Return the changes of each wave while the project was in it."""
    return [
        entry
        for wave, stays in _stays(project).items()
        for entry in _of(WAVE, wave, limit, until=stays[-1][1])
        if any(came <= entry.event.pgh_created_at <= left for came, left in stays)
    ]


def _stays(project: Project) -> dict[int, list[tuple[dt.datetime, dt.datetime]]]:
    """Return, by wave, the periods in which the project has been in it."""
    events = PROJECT.events.objects.filter(pgh_obj=project.pk).order_by("pgh_id")
    moments = list(events.values_list("pgh_created_at", "wave_id"))
    stays: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
    for (came, wave), (left, _) in pairwise([*moments, (FOREVER, None)]):
        if wave is not None:
            stays.setdefault(wave, []).append((came, left))
    return stays


def _of_members(project: Project, limit: int) -> list[HistoryEntry]:
    events = MEMBER.events.objects.filter(project=project).order_by("-pgh_id")[: limit + 1]
    return with_before([HistoryEntry(MEMBER, event) for event in events])


def visit_in_words(visit: Visit) -> Sentence:
    """Return the visit as a sentence; ``by`` and ``partner`` are selected with it."""
    who = visit.by.name if visit.by else GONE.capitalize()
    return Sentence(visit.at, f"{who} fra {visit.partner} så på projektet")


SOURCES = (
    events(
        90,
        "projekter",
        "Projekter",
        PROJECT,
        about=about("project"),
        project="id",
        texts=("programme__name",),
    ),
    events(
        100,
        "medlemmer",
        "Projekters medlemmer",
        MEMBER,
        about=about("project", "project_id"),
        project="project",
        people=("user",),
    ),
    Source(
        140,
        "besoeg",
        "Samarbejdsparters besøg",
        Visit,
        about("project", "project_id"),
        project="project",
        texts=("partner__name",),
        people=("by",),
        with_names=("by", "partner"),
        in_words=visit_in_words,
    ),
    events(150, "boelger", "Bølger", WAVE, texts=("name",)),
    events(160, "programmer", "Programmer", PROGRAMME, texts=("name",)),
    events(250, "udrulningspauser", "Udrulningspauser", BLACKOUT, texts=("name",)),
)
