"""How projects, their members and the programmes behind them are told, and one project's past."""

from projects.models import Blackout, Programme, Project, ProjectMember, Visit, Wave
from tenancy.sayings import Dated, Plain, Turned
from tenancy.sentences import (
    GONE,
    Happening,
    History,
    Sentence,
    Telling,
    followed,
    read,
    telling_of,
    with_before,
)

PROJECT = Telling(
    Project,
    came="startede projektet",
    went="slettede projektet",
    changes={
        "go_live_on": Dated("idriftsættelse", "idriftsættelsen"),
        "wave": Turned("bølgen"),
    },
)
MEMBER = Telling(
    ProjectMember,
    came="gav {user} en plads i projektet som {role}",
    went="fjernede {user} fra projektet",
    changes={"role": Turned("rollen"), "user": Plain("gav pladsen til en anden")},
    of=" for {user}",
)
WAVE = Telling(
    Wave,
    came="oprettede bølgen »{name}«",
    went="slettede bølgen »{name}«",
    changes={
        "go_live_on": Dated("bølgens idriftsættelse", "bølgens idriftsættelse"),
        "starts_on": Dated("bølgens startdato", "bølgens startdato"),
        "name": Turned("bølgens navn"),
        "number": Turned("bølgens nummer"),
    },
)
PROGRAMME = telling_of(Programme, "programmet »{name}«")
BLACKOUT = telling_of(Blackout, "udrulningspausen »{name}«", without=("programme",))


def read_project_history(project: Project, *, shows_members: bool, limit: int) -> History:
    """Return the latest ``limit`` changes of the project, its wave and, to some, its members."""
    found = [
        *_of(PROJECT, project.pk, limit),
        *(_of(WAVE, project.wave_id, limit) if project.wave_id else ()),
        *(_of_members(project, limit) if shows_members else ()),
    ]
    return read(found, limit=limit)


def _of(telling: Telling, pk: int, limit: int) -> list[Happening]:
    events = telling.events.objects.filter(pgh_obj=pk).order_by("-pgh_id")[: limit + 2]
    return followed(telling, list(events), limit=limit + 1)


def _of_members(project: Project, limit: int) -> list[Happening]:
    events = MEMBER.events.objects.filter(project=project).order_by("-pgh_id")[: limit + 1]
    return with_before([Happening(MEMBER, event) for event in events])


def visit_in_words(visit: Visit) -> Sentence:
    """Return what the visit says; who it was is read with it."""
    who = visit.by.name if visit.by else GONE.capitalize()
    return Sentence(visit.at, f"{who} fra {visit.partner} så på projektet")
