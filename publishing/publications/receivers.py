"""Who shared tasks are published to, as one value."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.db import connection
from django.db.models import QuerySet

from projects.models import Programme, Project
from shared_tasks.models import Publication, SharedTask, SharedTaskReceiver
from shared_tasks.models.shared_task import TEXTS


class NoReceivers(Exception):
    """Waves or municipalities were to be chosen, and none was."""


class ReceiversGone(Exception):
    """Some of the waves are not in the programme, or no longer."""


class To(StrEnum):
    EVERYONE = "everyone"
    WAVES = "waves"
    MUNICIPALITIES = "municipalities"


@dataclass(frozen=True)
class Receivers:
    """Everyone in the programme, or these waves or municipalities by id.

    Whom an empty choice means is never guessed. Raises NoReceivers.
    """

    to: To
    ids: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.to != To.EVERYONE and not self.ids:
            raise NoReceivers

    @classmethod
    def waves(cls, ids: Iterable[int]) -> Self:
        return cls(To.WAVES, frozenset(ids))

    @classmethod
    def municipalities(cls, ids: Iterable[int]) -> Self:
        return cls(To.MUNICIPALITIES, frozenset(ids))

    def projects_of(self, programme: Programme) -> QuerySet[Project]:
        projects = Project.objects.filter(programme=programme)
        if self.to == To.WAVES:
            return projects.filter(wave__in=self.ids)
        if self.to == To.MUNICIPALITIES:
            return projects.filter(municipality__in=self.ids)
        return projects

    def refuse_gone(self, programme: Programme) -> None:
        """See that all waves are still there. Raises ReceiversGone."""
        if self.to == To.WAVES and programme.waves.filter(pk__in=self.ids).count() != len(self.ids):
            raise ReceiversGone

    def columns(self) -> list[tuple[int | None, int | None]]:
        """Return wave and municipality of each row that one shared task's receivers are."""
        if self.to == To.WAVES:
            return [(wave, None) for wave in sorted(self.ids)]
        return [(None, municipality) for municipality in sorted(self.ids)] or [(None, None)]


EVERYONE = Receivers(To.EVERYONE)

# A shared task's receiver as a row: shared task, wave and municipality.
Row = tuple[int, int | None, int | None]


def missing_receivers(shared_tasks: Collection[SharedTask], receivers: Receivers) -> list[Row]:
    """Return the rows that are not there; what everyone has been given needs no more."""
    pks = [shared_task.pk for shared_task in shared_tasks]
    there: set[Row] = set(
        SharedTaskReceiver.objects.filter(shared_task__in=pks).values_list(
            "shared_task_id", "wave_id", "municipality_id"
        )
    )
    wanted: Iterator[Row] = (
        (pk, wave, municipality) for pk in pks for wave, municipality in receivers.columns()
    )
    return [row for row in wanted if row not in there and (row[0], None, None) not in there]


def write_receivers(publication: Publication, rows: Collection[Row]) -> None:
    """Keep whom the publication gave what, in one statement."""
    shared_tasks, waves, municipalities = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO shared_tasks_sharedtaskreceiver"
            " (programme_id, publication_id, shared_task_id, wave_id, municipality_id)"
            " SELECT %s, %s, receiver.* FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[])"
            " AS receiver",
            [
                *(publication.programme_id, publication.pk),
                *(list(shared_tasks), list(waves), list(municipalities)),
            ],
        )


def published_to(
    programme: Programme, projects: Collection[Project]
) -> dict[Project, list[SharedTask]]:
    """Return what each project is to have: published to everyone, its wave or municipality.

    Live shared tasks only, with their phase; two queries, however many projects.
    """
    live = SharedTask.objects.live().filter(programme=programme).select_related("phase")
    shared_tasks = live.defer(*TEXTS).in_bulk()
    given: dict[tuple[int | None, int | None], set[int]] = {}
    rows = SharedTaskReceiver.objects.filter(programme=programme, shared_task__in=live.values("pk"))
    for shared_task, wave, municipality in rows.values_list(
        "shared_task_id", "wave_id", "municipality_id"
    ):
        given.setdefault((wave, municipality), set()).add(shared_task)

    def of(project: Project) -> list[SharedTask]:
        found = given.get((None, None), set()) | given.get((None, project.municipality_id), set())
        if project.wave_id:
            found |= given.get((project.wave_id, None), set())
        return [shared_tasks[pk] for pk in sorted(found)]

    return {project: of(project) for project in projects}
