"""Moving a go-live: one project's own, a whole wave's, or projects to another wave.

``impact_of_…`` works out what a move would do from the rows as they are now, changed in memory
alone; ``move_…`` and ``change_wave`` do the same while they hold the projects, and then write it.
Source of waves and pauses: KSD handbook 5.6 and 7.2.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from notifications.models import Notification
from notifications.services import write_notifications
from projects.locks import lock_programme, lock_projects
from projects.models import Programme, Project, Wave
from projects.waves import WaveGone
from publishing.go_live.mails import letters_of
from publishing.go_live.moves import GoLiveImpact, ProjectMove, Timing
from publishing.impact import impact_by_project
from publishing.publications import carry_out
from publishing.publications.arrivals import Arrivals, missing_tasks
from publishing.publications.receivers import published_to
from publishing.recipients import leaders_of
from shared_tasks.models import SharedTask
from shared_tasks.models.shared_task import TEXTS
from tasks.propagation import Effect, effects

if TYPE_CHECKING:
    from accounts.models import User


class GoesLiveBeforeStart(Exception):
    """The go-live lies before the wave's start."""


def impact_of_go_live(*, project: Project, go_live_on: dt.date | None, on: dt.date) -> GoLiveImpact:
    """Return what becomes of one project with that date of its own; None follows the wave.

    Raises GoesLiveBeforeStart.
    """
    [found] = read_projects([project.pk])
    before = Timing.of(found)
    is_change = found.go_live_on != go_live_on
    found.go_live_on = go_live_on
    if go_live_on and Timing.of(found).is_before_start:
        raise GoesLiveBeforeStart
    return impact_on_projects(found.programme, [found], [before], on=on, is_change=is_change)


@transaction.atomic
def move_go_live(
    *,
    project: Project,
    go_live_on: dt.date | None,
    by: "User",
    at: dt.datetime,
    shown: str | None = None,
) -> GoLiveImpact:
    """Give one project a go-live date of its own, or with None its wave's again.

    Raises GoesLiveBeforeStart, ImpactChanged.
    """
    lock_programme(project.programme_id)
    lock_projects([project.pk])
    impact = impact_of_go_live(project=project, go_live_on=go_live_on, on=timezone.localdate(at))
    if impact.confirm(shown):
        Project.objects.filter(pk=project.pk).update(go_live_on=go_live_on)
        carry_out_and_tell(impact, by=by, at=at)
    return impact


def impact_of_wave(
    *, wave: Wave, starts_on: dt.date | None, go_live_on: dt.date | None, on: dt.date
) -> GoLiveImpact:
    """Return what becomes of the wave's projects; those with a date of their own keep it.

    Raises GoesLiveBeforeStart, WaveGone.
    """
    if starts_on and go_live_on and go_live_on < starts_on:
        raise GoesLiveBeforeStart
    found = read_wave(wave.pk)
    is_change = (found.starts_on, found.go_live_on) != (starts_on, go_live_on)
    projects = read_projects(Project.objects.filter(wave=found).values_list("pk", flat=True))
    before = [Timing.of(project) for project in projects]
    found.starts_on, found.go_live_on = starts_on, go_live_on
    for project in projects:
        project.wave = found
    return impact_on_projects(found.programme, projects, before, on=on, is_change=is_change)


@transaction.atomic
def move_wave(
    *,
    wave: Wave,
    starts_on: dt.date | None,
    go_live_on: dt.date | None,
    by: "User",
    at: dt.datetime,
    shown: str | None = None,
) -> GoLiveImpact:
    """Move a wave, and with it all its projects that follow it.

    Raises GoesLiveBeforeStart, WaveGone, ImpactChanged.
    """
    lock_programme(wave.programme_id)
    lock_projects(Project.objects.filter(wave=wave).values("pk"))
    impact = impact_of_wave(
        wave=wave, starts_on=starts_on, go_live_on=go_live_on, on=timezone.localdate(at)
    )
    if impact.confirm(shown):
        Wave.objects.filter(pk=wave.pk).update(starts_on=starts_on, go_live_on=go_live_on)
        carry_out_and_tell(impact, by=by, at=at)
    return impact


def impact_of_change_of_wave(
    *, projects: Collection[Project], wave: Wave, on: dt.date
) -> GoLiveImpact:
    """Return what becomes of these projects of one programme in another wave of it.

    They keep a date of their own and every task they have. Raises WaveGone.
    """
    target = read_wave(wave.pk)
    found = read_projects([project.pk for project in projects])
    moving = [project for project in found if project.wave_id != target.pk]
    before = [Timing.of(project) for project in moving]
    for project in moving:
        project.wave = target
    return impact_on_projects(
        target.programme, moving, before, on=on, is_change=bool(moving), is_new_wave=True
    )


@transaction.atomic
def change_wave(
    *,
    projects: Collection[Project],
    wave: Wave,
    by: "User",
    at: dt.datetime,
    shown: str | None = None,
) -> GoLiveImpact:
    """Move projects to another wave of their programme; its dates and its tasks come with it.

    Raises WaveGone, ImpactChanged, and IntegrityError for a wave of another programme.
    """
    lock_programme(wave.programme_id)
    lock_projects([project.pk for project in projects])
    impact = impact_of_change_of_wave(projects=projects, wave=wave, on=timezone.localdate(at))
    if impact.confirm(shown):
        moving = [one.project.pk for one in impact.projects]
        Project.objects.filter(pk__in=moving).update(wave=wave)
        carry_out_and_tell(impact, by=by, at=at)
    return impact


def read_wave(pk: int) -> Wave:
    """Return the wave as it is now, with its programme. Raises WaveGone."""
    found = Wave.objects.select_related("programme").filter(pk=pk).first()
    if found is None:
        raise WaveGone
    return found


def read_projects(pks: Collection[int]) -> list[Project]:
    """Return the projects as they are now, in the municipalities' order."""
    return list(
        Project.objects.filter(pk__in=pks)
        .select_related("municipality", "programme", "wave")
        .order_by("municipality__sort_key", "pk")
    )


def impact_on_projects(
    programme: Programme,
    projects: Sequence[Project],
    before: Iterable[Timing],
    *,
    on: dt.date,
    is_change: bool,
    is_new_wave: bool = False,
) -> GoLiveImpact:
    """Return what follows from the projects' dates and wave as they are in memory."""
    shared_tasks: dict[int, SharedTask] = {}
    found: list[Effect] = []
    arrivals: Arrivals = {}
    if is_change:
        published = SharedTask.objects.published().filter(programme=programme)
        plan = published.select_related("phase").defer(*TEXTS).in_order()
        shared_tasks = {shared_task.pk: shared_task for shared_task in plan}
        found = effects(
            programme=programme, shared_tasks=shared_tasks.values(), projects=projects, on=on
        )
    if is_change and is_new_wave:
        wanted = published_to(programme, projects)
        arrivals = missing_tasks(programme=programme, wanted=wanted, on=on)
    leaders = leaders_of([project.pk for project in projects]) if is_change else {}
    by_project = impact_by_project(projects, found, arrivals=arrivals, leaders=leaders)
    return GoLiveImpact(
        programme=programme,
        shared_tasks=shared_tasks,
        projects=[
            ProjectMove(**vars(one), before=then, after=Timing.of(one.project))
            for one, then in zip(by_project, before, strict=True)
        ],
        effects=found,
        arrivals=arrivals,
        is_change=is_change,
    )


def carry_out_and_tell(impact: GoLiveImpact, *, by: "User", at: dt.datetime) -> None:
    """Let what follows from the move happen, and tell each project's leader of theirs.

    The caller holds the programme and the projects, and has written their dates.
    """
    on = timezone.localdate(at)
    numbers = carry_out(impact, on)
    write_notifications(
        letters=letters_of(impact, by=by, numbers=numbers),
        kind=Notification.Kind.GO_LIVE,
        on=on,
        at=at,
        # To and fro in one day is several moves, each told of.
        occasion=f"{impact.programme.pk}:{at.isoformat()}:{impact.fingerprint[:10]}",
    )
