"""What moving a go-live does: to each project's own dates, besides what it does to its tasks.

The project leaders are told of it afterwards by the same value.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from projects.models import Project
from publishing.impact import Impact, ProjectImpact


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


@dataclass(frozen=True, kw_only=True)
class ProjectMove(ProjectImpact):
    """What becomes of one project and its tasks."""

    before: Timing
    after: Timing

    @property
    def moves(self) -> bool:
        """Whether the project's own dates become others, and not just whose they are."""
        return self.before.go_live_on != self.after.go_live_on or (
            self.before.starts_on != self.after.starts_on
        )

    @property
    def is_affected(self) -> bool:
        """Whether those who lead the project have something to be told."""
        return bool(
            self.before.go_live_on != self.after.go_live_on
            or self.before.wave_id != self.after.wave_id
            or self.effects
            or self.arriving
        )


@dataclass(frozen=True, kw_only=True)
class GoLiveImpact(Impact):
    """What happens to a programme's projects when a date or a wave becomes another."""

    projects: Sequence[ProjectMove]

    @cached_property
    def affected(self) -> Sequence[ProjectMove]:
        return [one for one in self.projects if one.is_affected]

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

    def facts(self) -> Iterator[object]:
        for one in self.projects:
            yield one.project.pk, one.before, one.after
        yield from super().facts()
