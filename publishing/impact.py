"""What an act of the centre does to tasks in the municipalities: shown first, then done.

One value for publishing, changing, withdrawing and restoring shared tasks, for a light policy, a
phase's window, and for moving the go-live of a project or a wave. A dry run shows it. The service
works it out again while it holds the programme and the projects, and does it only when it has the
fingerprint that was shown (docs/adr/0152).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from accounts.models import User
from projects.models import Programme, Project
from publishing.fingerprints import fingerprint_of
from shared_tasks.models import SharedTask
from tasks.lights import Light
from tasks.propagation import Effect, Stays

if TYPE_CHECKING:
    from publishing.publications.arrivals import Arrivals, Schedule

Result = TypeVar("Result")
LATE = (Light.YELLOW, Light.RED)
# What is counted in each project and in all of them, by the names of ``ProjectImpact``.
COUNTED = ("moved", "reddened", "yellowed", "eased", "kept_local", "kept_closed", "arriving")


class ImpactChanged(Exception):
    """What would happen now is not what was shown; ``impact`` is what would."""

    def __init__(self, impact: "Impact") -> None:
        super().__init__()
        # Each act knows its own kind.
        self.impact: Any = impact


@dataclass(frozen=True)
class Shift:
    """A date or light goes from one value to another: in so many tasks and municipalities."""

    before: Any
    after: Any
    tasks: int
    municipalities: int


@dataclass(frozen=True)
class ProjectImpact:
    """What one municipality gets: changes of its tasks, new tasks, and a mail to its leader.

    ``effects`` leave out tasks that are withdrawn before and after.
    """

    project: Project
    effects: Sequence[Effect] = ()
    arriving: Sequence["Schedule"] = ()
    leader: User | None = None

    @property
    def is_affected(self) -> bool:
        return bool(self.arriving or self.visible)

    @cached_property
    def visible(self) -> list[Effect]:
        return [effect for effect in self.effects if effect.is_visible]

    @property
    def moved(self) -> list[Effect]:
        return [effect for effect in self.effects if effect.moves_a_date]

    @property
    def reddened(self) -> list[Effect]:
        return self._turned_to(Light.RED)

    @property
    def yellowed(self) -> list[Effect]:
        return self._turned_to(Light.YELLOW)

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

    def _turned_to(self, light: Light) -> list[Effect]:
        return [effect for effect in self.effects if effect.after.light == light and effect.turns]


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What happens in a programme's projects, and who is told.

    ``is_change`` is false when everything is as wished already. ``effects`` and ``arrivals`` are
    all that is written, ``projects`` what each municipality sees of it. ``shared_tasks`` are by id,
    in the plan's order.
    """

    programme: Programme
    shared_tasks: Mapping[int, SharedTask]
    projects: Sequence[ProjectImpact]
    effects: Sequence[Effect] = ()
    arrivals: "Arrivals" = field(default_factory=dict)
    is_change: bool = True

    @cached_property
    def affected(self) -> Sequence[ProjectImpact]:
        return [one for one in self.projects if one.is_affected]

    @property
    def untold(self) -> list[ProjectImpact]:
        """The affected projects without a leader who can be written to."""
        return [one for one in self.affected if not one.leader]

    @property
    def told(self) -> int:
        """How many people are written to. A person leads one project of a programme."""
        return len(self.affected) - len(self.untold)

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many tasks there are of each kind in ``COUNTED``."""
        return {name: sum(len(getattr(one, name)) for one in self.projects) for name in COUNTED}

    @cached_property
    def visible(self) -> list[Effect]:
        return [effect for one in self.projects for effect in one.visible]

    @cached_property
    def turns(self) -> list[Shift]:
        """The lights that change, those that get worst first."""
        return sorted(shifts(self.visible, "light"), key=lambda one: (-one.after, one.before))

    @cached_property
    def due_shifts(self) -> list[tuple[SharedTask, Shift]]:
        """The due dates that move, by shared task and then by date."""
        by_shared_task: dict[int, list[Effect]] = defaultdict(list)
        for effect in self.visible:
            by_shared_task[effect.before.shared_task_id].append(effect)
        return [
            (shared_task, shift)
            for pk, shared_task in self.shared_tasks.items()
            for shift in sorted(shifts(by_shared_task[pk], "due_on"), key=_by_date)
        ]

    @cached_property
    def fingerprint(self) -> str:
        """What tells this impact from another: a digest of all that is shown of it."""
        return fingerprint_of(self.facts())

    def facts(self) -> Iterator[object]:
        """Give all that is shown of the impact."""
        arriving = once_a_list(_arriving)
        for one in self.affected:
            yield one.project.pk, one.leader.pk if one.leader else None
            yield [_dates_and_light(effect) for effect in one.visible]
            yield arriving(one.arriving)

    def confirm(self, shown: str | None) -> bool:
        """Whether there is something to do, and it is what was shown. Raises ImpactChanged.

        ``shown`` is the fingerprint that somebody agreed to, or None where nobody looks first,
        as in a command.
        """
        if self.is_change and shown is not None and shown != self.fingerprint:
            raise ImpactChanged(self)
        return self.is_change


def impact_by_project(
    projects: Iterable[Project],
    effects: Iterable[Effect] = (),
    *,
    arrivals: "Mapping[int, list[Schedule]] | None" = None,
    leaders: Mapping[int, User] | None = None,
) -> list[ProjectImpact]:
    """Return what each of the projects gets, in their order."""
    arrivals, leaders = arrivals or {}, leaders or {}
    by_project: dict[int, list[Effect]] = defaultdict(list)
    for effect in effects:
        if not (effect.before.is_withdrawn and effect.after.is_withdrawn):
            by_project[effect.after.project_id].append(effect)
    return [
        ProjectImpact(one, by_project[one.pk], arrivals.get(one.pk, ()), leaders.get(one.pk))
        for one in projects
    ]


def shifts(effects: Iterable[Effect], name: str) -> list[Shift]:
    """Return the steps that the tasks' dates or lights take, those of most tasks first."""
    projects: dict[tuple[Any, Any], list[int]] = defaultdict(list)
    for effect in effects:
        step = getattr(effect.before, name), getattr(effect.after, name)
        if step[0] != step[1]:
            projects[step].append(effect.before.project_id)
    found = [Shift(*step, len(pks), len(set(pks))) for step, pks in projects.items()]
    return sorted(found, key=lambda shift: -shift.tasks)


def once_a_list(
    work: Callable[[Sequence["Schedule"]], Result],
) -> Callable[[Sequence["Schedule"]], Result]:
    """Return ``work``, done once for each list that projects share while they are all kept."""
    done: dict[int, Result] = {}

    def once(found: Sequence["Schedule"]) -> Result:
        if id(found) not in done:
            done[id(found)] = work(found)
        return done[id(found)]

    return once


def _by_date(shift: Shift) -> tuple[dt.date, dt.date]:
    return shift.before or dt.date.max, shift.after or dt.date.max


def _dates_and_light(effect: Effect) -> tuple[object, ...]:
    before, after = effect.before, effect.after
    return (
        *(before.id, before.starts_on, before.due_on, before.light),
        *(after.starts_on, after.due_on, after.light, effect.stays),
    )


def _arriving(found: Collection["Schedule"]) -> str:
    return fingerprint_of(
        (one.shared_task.pk, one.starts_on, one.due_on, one.light.value) for one in found
    )
