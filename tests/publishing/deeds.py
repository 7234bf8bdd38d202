"""What municipalities and the centre may do with the same tasks, to be done in any order."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from notifications.models import Notification
from phases.models import Phase
from phases.services import PhaseFacts
from projects.models import Priority, Programme, Project, ProjectMember
from projects.offsets import Offset, Unit
from projects.programmes import LightPolicy
from publishing.changes.light_policy import change_policy, impact_of_policy
from publishing.changes.phase_windows import change_phase_and_tasks, impact_of_phase
from publishing.changes.versions import (
    Change,
    SharedTaskIsWithdrawn,
    change_shared_task,
    impact_of_change,
    impact_of_restoration,
    impact_of_withdrawal,
    restore_shared_task,
    withdraw_shared_task,
)
from publishing.go_live.rescheduling import (
    GoesLiveBeforeStart,
    change_wave,
    impact_of_change_of_wave,
    impact_of_go_live,
    impact_of_wave,
    move_go_live,
    move_wave,
)
from publishing.impact import ImpactChanged
from publishing.publications import (
    EVERYONE,
    Receivers,
    SharedTasksWithdrawn,
    impact_of_publication,
    publish_shared_tasks,
)
from publishing.publications.joining import add_to_wave
from shared_tasks.content import content_of
from shared_tasks.deadlines import DateRule
from shared_tasks.models import Anchor, SharedTask
from shared_tasks.saving import SharedTaskChangedMeanwhile
from tasks.lights import Light
from tasks.models import Status, Task
from tasks.recomputing import recompute_lights
from tasks.services import (
    ALLOWED,
    StatusNotReachable,
    TaskChangedMeanwhile,
    TaskWithdrawn,
    change_status,
    plan_dates,
)
from tests.factories import (
    NOON,
    ConsultantFactory,
    MunicipalityFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    ThemeFactory,
    UserFactory,
    WaveFactory,
)

DAYS = (-400, -30, -7, -1, 0, 1, 3, 45, 200)
ANCHORS = (
    Anchor.GO_LIVE,
    Anchor.WAVE_START,
    Anchor.PHASE_START,
    Anchor.PHASE_END,
    Anchor.PUBLICATION,
)


def rules(chance):
    """A start and a due rule, any of them empty, fixed, or counted from an anchor."""

    def rule():
        kind = chance.random()
        if kind < 0.15:
            return DateRule("")
        if kind < 0.3:
            return DateRule(Anchor.FIXED, None, "", day(chance))
        unit = chance.choice([Unit.DAY, Unit.WORKDAY, Unit.MONTH])
        amount = chance.choice([-9, -2, 0, 1, 6])
        return DateRule(chance.choice(ANCHORS).value, amount, unit.value)

    return rule(), rule()


def day(chance):
    return NOON.date() + dt.timedelta(days=chance.choice(DAYS))


def maybe_day(chance):
    return chance.choice([None, day(chance)])


def wave_days(chance):
    starts_on, go_live_on = maybe_day(chance), maybe_day(chance)
    if starts_on and go_live_on and go_live_on < starts_on:
        starts_on, go_live_on = go_live_on, starts_on
    return {"starts_on": starts_on, "go_live_on": go_live_on}


class World:
    """One programme with two waves, and the moment it is."""

    def __init__(self, chance, *, is_crowded=False):
        self.chance, self.at, self.is_crowded = chance, NOON, is_crowded
        self.moments = count(1)
        self.programme = ProgrammeFactory()
        self.editor = ConsultantFactory(is_editor=True)
        self.phases = PhaseFactory.create_batch(2, programme=self.programme)
        self.themes = ThemeFactory.create_batch(2, programme=self.programme)
        self.waves = [WaveFactory(programme=self.programme, **wave_days(chance)) for _ in "ab"]
        for _ in range(5):
            self.write_draft()
        for wave in self.waves:
            self.join(wave)

    @property
    def on(self):
        return self.at.date()

    def write_draft(self):
        start, due = rules(self.chance)
        fields = {
            f"{prefix}_{part}": value
            for prefix, rule in (("start", start), ("due", due))
            for part, value in dataclasses.asdict(rule).items()
        }
        return SharedTaskFactory(
            programme=self.programme,
            phase=self.chance.choice(self.phases),
            theme=self.chance.choice(self.themes),
            priority=self.chance.choice(Priority.values),
            **fields,
        )

    def join(self, wave):
        [project] = add_to_wave(
            wave=wave, municipalities=[MunicipalityFactory()], at=self.at
        ).projects
        ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER)
        return project

    def any(self, rows):
        found = list(rows.order_by("pk"))
        return self.chance.choice(found) if found else None

    def a_shared_task(self, **facts):
        """A shared task as it is now, perhaps with these facts."""
        return self.any(
            SharedTask.objects.filter(**facts).select_related("phase", "theme", "programme")
        )

    def a_project(self):
        return self.any(Project.objects.select_related("wave", "programme"))


def snapshot():
    """All tasks as they are, by id."""
    return {row["id"]: row for row in Task.objects.values()}


# What may be done: each gives how, and what is to be seen of it then, by what was before.


@dataclasses.dataclass(frozen=True)
class Deed:
    press: Callable[[], object]
    is_as_foreseen: Callable[[dict[int, Any], int], None] = lambda *_: None


def publish(world):
    found = list(SharedTask.objects.filter(withdrawn_at=None).order_by("pk"))
    if not found:
        return None
    wanted = {
        "programme": world.programme,
        "shared_tasks": world.chance.sample(found, world.chance.randint(1, len(found))),
        "receivers": world.chance.choice(
            [
                EVERYONE,
                Receivers.waves([world.chance.choice(world.waves).pk]),
                Receivers.municipalities([world.a_project().municipality_id]),
            ]
        ),
    }
    ahead = impact_of_publication(**wanted, on=world.on)

    def is_as_foreseen(before, mails):
        arrived = [row for pk, row in snapshot().items() if pk not in before]
        assert {(row["project_id"], row["shared_task_id"]): row["due_on"] for row in arrived} == {
            (one.project.pk, schedule.shared_task.pk): schedule.due_on
            for one in ahead.affected
            for schedule in one.arriving
        }
        assert Counter(Light(row["light"]) for row in arrived) == ahead.lights
        assert Notification.objects.count() - mails == ahead.told

    agreed = {"by": world.editor, "at": world.at, "shown": shown(world, ahead)}
    return Deed(lambda: publish_shared_tasks(**wanted, **agreed), is_as_foreseen)


def shown(world, ahead):
    """What an editor agrees to who has looked ahead; where many are at it, nobody looks."""
    return None if world.is_crowded else ahead.fingerprint


def change(world):
    shared_task = world.a_shared_task(published_at__isnull=False, withdrawn_at=None)
    if shared_task is None:
        return None
    start, due = rules(world.chance)
    said = dataclasses.replace(
        content_of(shared_task),
        start=start,
        due=due,
        priority=world.chance.choice(Priority.values),
        phase=world.chance.choice(world.phases).number,
        theme=world.chance.choice(world.themes).name,
    )
    wanted = Change(said, "Planen er ny")
    ahead = impact_of_change(shared_task=shared_task, change=wanted, on=world.on)
    return Deed(
        lambda: change_shared_task(
            shared_task=shared_task,
            change=wanted,
            by=world.editor,
            at=world.at,
            revision=shared_task.revision,
            shown=shown(world, ahead),
        ),
        partial(shifts_are_as_foreseen, ahead),
    )


def withdraw(world):
    shared_task = world.a_shared_task(published_at__isnull=False, withdrawn_at=None)
    if shared_task is None:
        return None
    ahead = impact_of_withdrawal(shared_task=shared_task, on=world.on)
    return Deed(
        partial(taken_back_or_given, withdraw_shared_task, shared_task, world, ahead),
        partial(shifts_are_as_foreseen, ahead),
    )


def restore(world):
    shared_task = world.a_shared_task(withdrawn_at__isnull=False)
    if shared_task is None:
        return None
    ahead = impact_of_restoration(shared_task=shared_task, on=world.on)

    def is_as_foreseen(before, mails):
        shifts_are_as_foreseen(ahead, before, mails)
        assert Task.objects.count() - len(before) == ahead.arriving

    return Deed(
        partial(taken_back_or_given, restore_shared_task, shared_task, world, ahead), is_as_foreseen
    )


def taken_back_or_given(service, shared_task, world, ahead):
    service(
        shared_task=shared_task,
        reason="Loven er ændret",
        by=world.editor,
        at=world.at,
        revision=shared_task.revision,
        shown=shown(world, ahead),
    )


def shifts_are_as_foreseen(ahead, before, _mails):
    now = snapshot()
    for name, shifts in (
        ("due_on", ahead.due_moves),
        ("starts_on", ahead.start_moves),
        ("light", ahead.light_moves),
    ):
        steps = ((before[pk][name], now[pk][name]) for pk in before)
        assert Counter(step for step in steps if step[0] != step[1]) == Counter(
            {(one.before, one.after): one.municipalities for one in shifts}
        )


def set_window(world):
    phase = Phase.objects.get(pk=world.chance.choice(world.phases).pk)
    facts = PhaseFacts(
        number=phase.number,
        name=phase.name,
        starts=world.chance.choice([None, Offset(-7, Unit.MONTH), Offset(-1, Unit.WORKDAY)]),
        ends=world.chance.choice([None, Offset(0, Unit.DAY), Offset(2, Unit.MONTH)]),
    )

    ahead = impact_of_phase(phase=phase, facts=facts, on=world.on)
    agreed = {"at": world.at, "shown": shown(world, ahead)}
    return Deed(
        lambda: change_phase_and_tasks(phase=phase, facts=facts, **agreed),
        partial(effects_are_as_foreseen, ahead.effects),
    )


def set_policy(world):
    days = [world.chance.choice([0, 2, 5, 30]) for _ in range(3)]
    policy = LightPolicy(*days, yellow_requires_not_started=world.chance.random() < 0.5)
    programme = Programme.objects.get(pk=world.programme.pk)

    ahead = impact_of_policy(programme=programme, policy=policy, on=world.on)
    agreed = {"at": world.at, "shown": shown(world, ahead)}
    return Deed(
        lambda: change_policy(programme=programme, policy=policy, **agreed),
        partial(effects_are_as_foreseen, ahead.effects),
    )


def effects_are_as_foreseen(effects, before, _mails):
    now = snapshot()
    for effect in effects:
        was = dataclasses.asdict(effect.after)
        assert {name: now[effect.after.id][name] for name in was} == was
    changed = {effect.after.id for effect in effects if effect.is_change}
    assert {pk for pk in before if now[pk] != before[pk]} == changed


def set_own_date(world):
    project, own = world.a_project(), maybe_day(world.chance)
    starts_on = project.wave.starts_on
    if own and starts_on and own < starts_on:
        return None
    facts = {"project": project, "go_live_on": own}
    return moving(world, partial(move_go_live, **facts), impact_of_go_live(**facts, on=world.on))


def set_wave_dates(world):
    facts = {"wave": world.chance.choice(world.waves), **wave_days(world.chance)}
    return moving(world, partial(move_wave, **facts), impact_of_wave(**facts, on=world.on))


def to_other_wave(world):
    facts = {"projects": [world.a_project()], "wave": world.chance.choice(world.waves)}
    return moving(
        world, partial(change_wave, **facts), impact_of_change_of_wave(**facts, on=world.on)
    )


def moving(world, move, ahead):
    # One moment is one occasion: whoever is told twice of it is told once.
    at = world.at + dt.timedelta(seconds=next(world.moments))

    def is_as_foreseen(before, mails):
        effects_are_as_foreseen(ahead.effects, before, mails)
        assert Task.objects.count() - len(before) == sum(map(len, ahead.arrivals.values()))
        assert Notification.objects.count() - mails == ahead.told

    agreed = {"by": world.editor, "at": at, "shown": shown(world, ahead)}
    return Deed(partial(move, **agreed), is_as_foreseen)


def join(world):
    wave, municipality = world.chance.choice(world.waves), MunicipalityFactory()
    return Deed(lambda: add_to_wave(wave=wave, municipalities=[municipality], at=world.at))


def set_status(world):
    task = world.any(Task.objects.live())
    if task is None:
        return None
    status = world.chance.choice(sorted(ALLOWED[task.status]))
    who = UserFactory(municipality=task.municipality)
    return Deed(
        lambda: change_status(
            task=task,
            status=status,
            reason="Vi har ikke systemet" if status == Status.NOT_RELEVANT else "",
            by=who,
            at=world.at,
            revision=task.revision,
        )
    )


def agree_on_dates(world):
    task = world.any(Task.objects.live())
    if task is None:
        return None
    starts_on = maybe_day(world.chance)
    due_on = world.chance.choice([task.shared_due_on, day(world.chance)])
    if starts_on and due_on and starts_on > due_on:
        starts_on = None
    return Deed(
        lambda: plan_dates(
            task=task,
            starts_on=starts_on,
            due_on=due_on,
            due_reason="Ferie",
            at=world.at,
            revision=task.revision,
        )
    )


def next_night(world):
    world.at += dt.timedelta(days=world.chance.choice([1, 1, 4, 40]))
    return Deed(lambda: recompute_lights(on=world.on))


REFUSALS = (
    *(SharedTaskChangedMeanwhile, TaskChangedMeanwhile, ImpactChanged, GoesLiveBeforeStart),
    *(SharedTaskIsWithdrawn, SharedTasksWithdrawn, TaskWithdrawn, StatusNotReachable),
)
CENTRE = (
    *(publish, publish, change, change, withdraw, restore, set_window, set_policy),
    *(set_own_date, set_wave_dates, to_other_wave, join),
)
MUNICIPALITY = (set_status, set_status, agree_on_dates)
