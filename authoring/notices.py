"""What publishing does as its page tells it: in words, and cut to what is read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.formats import date_format

from projects.models import Project
from publishing.impact import ProjectImpact, once_a_list
from publishing.publications import PublicationImpact
from publishing.publications.arrivals import Schedule
from publishing.publications.outcome import lights_of
from publishing.publications.preview import (
    MissingPrerequisite,
    Undated,
    Vacancy,
    prerequisites_missing,
    undated_in,
    vacancies_in,
)
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
class Receiver:
    """What one municipality gets; ``already`` counts the tasks that it has."""

    impact: ProjectImpact
    already: int
    lights: dict[str, int]
    red: Listed


def receivers_in(impact: PublicationImpact) -> list[Receiver]:
    chosen, lights, red = len(impact.shared_tasks), once_a_list(lights_of), once_a_list(red_in)
    return [
        Receiver(one, chosen - len(one.arriving), by_name(lights(one.arriving)), red(one.arriving))
        for one in impact.projects
    ]


def by_name(counted: Mapping[Light, int]) -> dict[str, int]:
    """Return how many there are of each light, by the names that ``light_counts`` knows."""
    return {light.name.lower(): counted[light] for light in Light}


def red_in(arriving: Sequence[Schedule]) -> Listed:
    return Listed.of([one for one in arriving if one.light == Light.RED], said_late)


def said_late(one: Schedule) -> str:
    due_on = date_format(one.due_on, "j. F Y") if one.due_on else ""
    return f"{one.shared_task}, slutdato {due_on}"


def notices_of(impact: PublicationImpact) -> Iterator[Notice]:
    """Give what to know before publishing; three queries."""
    if impact.totals["arriving"] > MANY:
        yield Notice(
            "Det er så mange opgaver, at det kan tage nogle minutter at udgive dem. Vent, til "
            "siden er færdig, eller udgiv en fase eller en bølge ad gangen."
        )
    for undated in undated_in(impact):
        yield notice_of_undated(undated)
    if missing := prerequisites_missing(impact):
        yield Notice(
            "Nogle af opgaverne bygger på opgaver, som modtagerne ikke har. Udgiv dem med, eller "
            "udgiv dem først.",
            (("Forudsætninger, der mangler", Listed.of(missing, said_missing)),),
        )
    if vacancies := vacancies_in(impact):
        yield Notice(
            "Nogle af de roller, der anbefales, er der ingen, der har.",
            (("Ubesatte roller", Listed.of(vacancies, said_vacant)),),
        )
    if untold := impact.untold:
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
