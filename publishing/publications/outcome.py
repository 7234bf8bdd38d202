"""What publishing does, worked out the same for the dry run and for the publication."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from projects.models import Programme
from publishing.impact import Impact, impact_by_project, once_a_list
from publishing.publications.arrivals import Schedule, missing_tasks
from publishing.publications.receivers import Receivers, Row, missing_receivers
from publishing.recipients import leaders_of
from shared_tasks.models import SharedTask
from shared_tasks.models.shared_task import TEXTS
from tasks.lights import Light


class SharedTasksGone(Exception):
    """Some of the shared tasks are not in the programme, or no longer."""


class SharedTasksWithdrawn(Exception):
    """Some of the shared tasks have been withdrawn; ``shared_tasks`` are they."""

    def __init__(self, shared_tasks: Collection[SharedTask]) -> None:
        self.shared_tasks = list(shared_tasks)
        super().__init__(", ".join(shared_task.code for shared_task in shared_tasks))


@dataclass(frozen=True, kw_only=True)
class PublicationImpact(Impact):
    """What publishing adds; what is there already is left as it is.

    ``shared_tasks`` come with phase and recommended roles and without their long texts, ``projects``
    with wave and municipality, alphabetically.
    """

    new_receivers: Sequence[Row]

    @property
    def drafts(self) -> list[SharedTask]:
        return [shared_task for shared_task in self.shared_tasks.values() if shared_task.is_draft]

    @cached_property
    def lights(self) -> Counter[Light]:
        """All that arrive, by the light they arrive with."""
        lights = once_a_list(lights_of)
        return sum((lights(one.arriving) for one in self.projects), Counter())

    def facts(self) -> Iterator[object]:
        yield from (
            (shared_task.pk, shared_task.revision) for shared_task in self.shared_tasks.values()
        )
        yield from self.new_receivers
        yield from super().facts()


def lights_of(arriving: Iterable[Schedule]) -> Counter[Light]:
    return Counter(one.light for one in arriving)


def impact_of_publication(
    *,
    programme: Programme,
    shared_tasks: Collection[SharedTask],
    receivers: Receivers,
    on: dt.date,
    hold: bool = False,
) -> PublicationImpact:
    """Return what publishing these shared tasks on that day does. Five queries.

    ``hold`` keeps the shared tasks as they are until the transaction ends.
    Raises SharedTasksGone, SharedTasksWithdrawn.
    """
    chosen = read_shared_tasks(programme, shared_tasks, hold=hold)
    projects = list(
        receivers.projects_of(programme)
        .select_related("wave", "municipality")
        .order_by("municipality__sort_key", "pk")
    )
    arrivals = missing_tasks(programme=programme, wanted=dict.fromkeys(projects, chosen), on=on)
    new_receivers = missing_receivers(chosen, receivers)
    leaders = leaders_of(arrivals)
    return PublicationImpact(
        programme=programme,
        shared_tasks={shared_task.pk: shared_task for shared_task in chosen},
        projects=impact_by_project(projects, arrivals=arrivals, leaders=leaders),
        arrivals=arrivals,
        new_receivers=new_receivers,
        is_change=bool(arrivals or new_receivers or any(one.is_draft for one in chosen)),
    )


def read_shared_tasks(
    programme: Programme, shared_tasks: Collection[SharedTask], *, hold: bool
) -> list[SharedTask]:
    wanted = {shared_task.pk for shared_task in shared_tasks}
    found = (
        SharedTask.objects.filter(programme=programme, pk__in=wanted)
        .select_related("phase", "recommended_responsible", "recommended_executor")
        .defer(*TEXTS)
        .in_order()
    )
    chosen = list(found.select_for_update(of=("self",), no_key=True) if hold else found)
    if len(chosen) != len(wanted):
        raise SharedTasksGone
    if withdrawn := [shared_task for shared_task in chosen if shared_task.is_withdrawn]:
        raise SharedTasksWithdrawn(withdrawn)
    return chosen
