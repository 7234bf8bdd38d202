"""A move as an editor is shown it: task by task where there is room, else one municipality."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from projects.models import Blackout
from projects.waves import pauses_over
from publishing.go_live.moves import GoLiveImpact, ProjectMove
from shared_tasks.models import SharedTask
from tasks.propagation import Effect, Stays

# So many tasks a page can hold; with more, one municipality's are shown at a time.
LINES_SHOWN = 400


@dataclass(frozen=True)
class Municipality:
    """What happens in one municipality; ``lines`` are None where they are shown on demand."""

    move: ProjectMove
    lines: Sequence[tuple[SharedTask, Effect]] | None


def municipalities_in(impact: GoLiveImpact, *, asked: str) -> list[Municipality]:
    """Return those that are affected; ``asked`` is the id of the project to show in any case."""
    places = {pk: place for place, pk in enumerate(impact.shared_tasks)}
    lines = {
        one.project.pk: sorted(
            (effect for effect in one.visible if effect.stays != Stays.CLOSED),
            key=lambda effect: places[effect.after.shared_task_id],
        )
        for one in impact.affected
    }
    there_is_room = sum(map(len, lines.values())) <= LINES_SHOWN
    return [
        Municipality(
            one,
            [(impact.shared_tasks[effect.after.shared_task_id], effect) for effect in lines[pk]]
            if there_is_room or str(pk) == asked
            else None,
        )
        for one in impact.affected
        for pk in [one.project.pk]
    ]


def pauses_in(impact: GoLiveImpact, dates: Collection[dt.date | None]) -> list[Blackout]:
    """Return the pauses that these dates lie in, or a go-live that moves."""
    moved = {one.after.go_live_on for one in impact.affected if one.moves}
    return pauses_over(impact.programme, {*dates, *moved})
