"""What moving a go-live does: to each project, to each of its tasks, and what is left as it is.

The same value is what an editor is shown beforehand, what is carried out, and what the project
leaders are told of afterwards.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from accounts.models import User
from projects.models import Programme, Project
from publishing.fingerprints import fingerprint_of
from publishing.publications.arrivals import Arrivals, Schedule
from shared_tasks.models import SharedTask
from tasks.lights import Light
from tasks.propagation import Effect, Stays

LATE = (Light.YELLOW, Light.RED)


@dataclass(frozen=True, slots=True)
class Timing:
    """When a project goes live, and whose date that is."""

    wave_id: int | None
    wave: str
    starts_on: dt.date | None
    go_live_on: dt.date | None
    is_own: bool

    @classmethod
    def of(cls, project: Project) -> Self:
        """Return it as the project and its wave are now, saved or not."""
        wave = project.wave
        return cls(
            wave_id=wave.pk if wave else None,
            wave=wave.name if wave else "",
            starts_on=wave.starts_on if wave else None,
            go_live_on=project.live_date(),
            is_own=project.go_live_on is not None,
        )

    @property
    def is_before_start(self) -> bool:
        """Whether its own date lies before the wave has begun, which helps nobody."""
        return bool(self.starts_on and self.go_live_on and self.go_live_on < self.starts_on)


@dataclass(frozen=True)
class ProjectMove:
    """What becomes of one project; ``effects`` are of tasks that are not withdrawn."""

    project: Project
    before: Timing
    after: Timing
    effects: Sequence[Effect] = ()
    arriving: Sequence[Schedule] = ()

    @property
    def moves(self) -> bool:
        """Whether the project's own dates become others, and not just whose they are."""
        return self.before.go_live_on != self.after.go_live_on or (
            self.before.starts_on != self.after.starts_on
        )

    @property
    def is_news(self) -> bool:
        """Whether those who lead the project have something to be told."""
        return bool(
            self.before.go_live_on != self.after.go_live_on
            or self.before.wave_id != self.after.wave_id
            or self.effects
            or self.arriving
        )

    @property
    def moved(self) -> list[Effect]:
        return [effect for effect in self.effects if effect.moves_a_date]

    @property
    def reddened(self) -> list[Effect]:
        return self._turned(Light.RED)

    @property
    def yellowed(self) -> list[Effect]:
        return self._turned(Light.YELLOW)

    @property
    def eased(self) -> list[Effect]:
        """Those that were late or nearly so, and no longer are."""
        return [e for e in self.effects if e.before.light in LATE and e.after.light not in LATE]

    @property
    def kept_local(self) -> list[Effect]:
        return [effect for effect in self.effects if effect.stays == Stays.LOCAL]

    @property
    def kept_closed(self) -> list[Effect]:
        return [effect for effect in self.effects if effect.stays == Stays.CLOSED]

    @property
    def shown(self) -> list[Effect]:
        """What can be seen to change, or to stay though it is still to be done."""
        return [e for e in self.effects if e.moves_a_date or e.turns or e.stays == Stays.LOCAL]

    def _turned(self, light: Light) -> list[Effect]:
        return [e for e in self.effects if e.after.light == light and e.turns]


@dataclass(frozen=True)
class Totals:
    """How much there is in several projects together."""

    projects: int
    moved: int
    reddened: int
    yellowed: int
    eased: int
    kept_local: int
    kept_closed: int
    arriving: int

    @classmethod
    def of(cls, projects: Collection[ProjectMove]) -> Self:
        return cls(
            len(projects),
            *(
                sum(len(getattr(one, name)) for one in projects)
                for name in (
                    *("moved", "reddened", "yellowed", "eased"),
                    *("kept_local", "kept_closed", "arriving"),
                )
            ),
        )


@dataclass(frozen=True)
class Move:
    """What happens to a programme's projects when a date or a wave becomes another.

    ``is_change`` is false when everything is as wished already. ``effects`` and ``arrivals`` are
    all that is to be written; ``shared_tasks`` are the shared tasks by their id, as the plan has
    them, and ``leaders`` who can be written to, by project.
    """

    programme: Programme
    projects: Sequence[ProjectMove]
    effects: Sequence[Effect]
    arrivals: Arrivals
    shared_tasks: Mapping[int, SharedTask]
    leaders: Mapping[int, User]
    is_change: bool

    @cached_property
    def affected(self) -> list[ProjectMove]:
        return [one for one in self.projects if one.is_news]

    @cached_property
    def staying(self) -> list[ProjectMove]:
        """Projects that keep their go-live because the date is their own."""
        return [
            one
            for one in self.projects
            if one.after.is_own and one.before.go_live_on == one.after.go_live_on
        ]

    @cached_property
    def too_early(self) -> list[ProjectMove]:
        """Projects whose own date comes to lie before their wave begins."""
        return [one for one in self.projects if one.after.is_own and one.after.is_before_start]

    @cached_property
    def told(self) -> list[ProjectMove]:
        """Those of the affected whose leader gets a mail."""
        return [one for one in self.affected if one.project.pk in self.leaders]

    @cached_property
    def totals(self) -> Totals:
        return Totals.of(self.affected)

    @cached_property
    def mark(self) -> str:
        """Return what tells this move from one that would do something else."""
        said = [
            (
                *(one.project.pk, one.before, one.after, len(one.kept_closed)),
                [(new.shared_task.pk, new.due_on, new.light.value) for new in one.arriving],
                [
                    (
                        *(e.before.id, e.before.starts_on, e.before.due_on, e.before.light),
                        *(e.after.starts_on, e.after.due_on, e.after.light, e.stays),
                    )
                    for e in one.shown
                ],
            )
            for one in sorted(self.projects, key=lambda one: one.project.pk)
        ]
        return fingerprint_of([self.is_change, said])
