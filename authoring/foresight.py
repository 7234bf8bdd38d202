"""A dry run of publishing as the page tells it: in numbers, in words, and cut to what is read."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.formats import date_format

from projects.models import Project
from publishing.publications import Preview, Receiving
from publishing.publications.arrivals import Schedule
from publishing.publications.preview import MissingPrerequisite, Undated, Vacancy
from shared_tasks.models import Anchor
from tasks.lights import Light

# A list stays readable; the rest is counted.
SHOWN = 20
# More takes minutes instead of seconds.
MANY = 50_000
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Listed:
    """The first of many, and how many there are besides."""

    items: list[str]
    more: int

    @classmethod
    def of(cls, found: Sequence[Thing], say: Callable[[Thing], str] = str) -> "Listed":
        return cls([say(one) for one in found[:SHOWN]], max(0, len(found) - SHOWN))


@dataclass(frozen=True)
class Notice:
    """Something to know before publishing; it forbids nothing."""

    text: str
    lists: tuple[tuple[str, Listed], ...] = ()


@dataclass(frozen=True)
class Lights:
    """How many tasks of each light, by the names that ``light_counts`` knows."""

    red: int
    yellow: int
    green: int
    grey: int

    @classmethod
    def of(cls, counted: Counter[Light]) -> "Lights":
        return cls(
            red=counted[Light.RED],
            yellow=counted[Light.YELLOW],
            green=counted[Light.GREEN],
            grey=counted[Light.GREY],
        )


@dataclass(frozen=True)
class Row:
    """What one municipality would get."""

    receiving: Receiving
    lights: Lights
    red: Listed


@dataclass(frozen=True)
class Foresight:
    preview: Preview
    lights: Lights
    rows: list[Row]
    shared_tasks: Listed
    notices: list[Notice]


def foresight_of(preview: Preview) -> Foresight:
    rows = [
        Row(
            receiving=one,
            lights=Lights.of(one.lights),
            red=Listed.of(one.red, said_late),
        )
        for one in preview.receiving
    ]
    return Foresight(
        preview=preview,
        lights=Lights.of(preview.lights),
        rows=rows,
        shared_tasks=Listed.of(preview.outcome.shared_tasks),
        notices=list(notices_of(preview)),
    )


def said_late(one: Schedule) -> str:
    due_on = date_format(one.due_on, "j. F Y") if one.due_on else ""
    return f"{one.shared_task}, slutdato {due_on}"


def notices_of(preview: Preview) -> Iterable[Notice]:
    if preview.outcome.tasks_arriving > MANY:
        yield Notice(
            "Det er så mange opgaver, at det kan tage nogle minutter at udgive dem. Vent, til "
            "siden er færdig, eller udgiv en fase eller en bølge ad gangen."
        )
    for undated in preview.undated:
        yield notice_of_undated(undated)
    if missing := preview.missing_prerequisites:
        yield Notice(
            "Nogle af opgaverne bygger på opgaver, som modtagerne ikke har. Udgiv dem med, eller "
            "udgiv dem først.",
            (("Forudsætninger, der mangler", Listed.of(missing, said_missing)),),
        )
    if vacancies := preview.vacancies:
        yield Notice(
            "Nogle af de roller, der anbefales, er der ingen, der har.",
            (("Ubesatte roller", Listed.of(vacancies, said_vacant)),),
        )
    if untold := preview.untold:
        yield Notice(
            f"{counted(len(untold)).capitalize()} har ingen projektleder, der kan få besked.",
            (("Uden projektleder", places([one.project for one in untold])),),
        )


def notice_of_undated(undated: Undated) -> Notice:
    date = "slutdato" if undated.is_due else "startdato"
    number = len(undated.shared_tasks)
    tasks = "1 opgave kommer" if number == 1 else f"{number} opgaver kommer"
    grey = " De er grå, indtil datoen er der." if undated.is_due else ""
    if undated.phase:
        text = f"{tasks} uden {date}, fordi fasen »{undated.phase}« mangler sit vindue.{grey}"
        return Notice(text, (("Opgaver", Listed.of(undated.shared_tasks)),))
    where = counted(len(undated.projects))
    why = {Anchor.WAVE_START: "som ikke er i en bølge, eller hvis bølge ingen startdato har"}.get(
        undated.anchor, "som ingen dato har for idriftsættelse"
    )
    return Notice(
        f"{tasks} uden {date} i {where}, {why}.{grey}",
        (("Opgaver", Listed.of(undated.shared_tasks)), ("Kommuner", places(undated.projects))),
    )


def said_missing(missing: MissingPrerequisite) -> str:
    return (
        f"{missing.shared_task} bygger på {missing.other}, som {counted(missing.projects)} mangler"
    )


def counted(municipalities: int) -> str:
    return "1 kommune" if municipalities == 1 else f"{municipalities} kommuner"


def said_vacant(vacancy: Vacancy) -> str:
    return f"{vacancy.role}: i {counted(vacancy.municipalities)}"


def places(projects: Sequence[Project]) -> Listed:
    return Listed.of(projects, lambda project: project.municipality.name)
