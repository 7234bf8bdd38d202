"""A move as an editor is shown it: task by task where there is room, else one municipality."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from projects.models import Blackout
from projects.waves import pauses_over
from publishing.go_live.moves import Move, ProjectMove
from shared_tasks.models import SharedTask
from tasks.propagation import Effect

# So many tasks a page can hold; with more, one municipality's are shown at a time.
LINES_SHOWN = 400


@dataclass(frozen=True)
class Municipality:
    """What happens in one municipality; ``lines`` are None where they are shown on demand."""

    move: ProjectMove
    lines: Sequence[tuple[SharedTask, Effect]] | None
    leader_is_told: bool


@dataclass(frozen=True)
class Preview:
    """The whole move, with the pauses that its dates lie in by name."""

    move: Move
    municipalities: Sequence[Municipality]
    pauses: Sequence[Blackout]

    @property
    def untold(self) -> list[Municipality]:
        """Those with news and nobody to write to."""
        return [one for one in self.municipalities if not one.leader_is_told]


def preview_of(move: Move, *, dates: Collection[dt.date | None] = (), shown: str = "") -> Preview:
    """Return the preview; ``dates`` are those that are set, ``shown`` the id of one project."""
    places = {pk: place for place, pk in enumerate(move.shared_tasks)}
    there_is_room = sum(len(one.shown) for one in move.affected) <= LINES_SHOWN

    def lines_of(one: ProjectMove) -> list[tuple[SharedTask, Effect]]:
        effects = sorted(one.shown, key=lambda effect: places[effect.after.shared_task_id])
        return [(move.shared_tasks[effect.after.shared_task_id], effect) for effect in effects]

    return Preview(
        move=move,
        municipalities=[
            Municipality(
                one,
                lines_of(one) if there_is_room or str(one.project.pk) == shown else None,
                one.project.pk in move.leaders,
            )
            for one in move.affected
        ],
        pauses=pauses_over(
            move.programme,
            {*dates, *(one.after.go_live_on for one in move.affected if one.moves)},
        ),
    )
