"""A programme whose wave goes live on 1 September, with what is published to it."""

import datetime as dt

from notifications.models import Notification
from projects.models import ProjectMember
from publishing.publications import publish_shared_tasks
from shared_tasks.models import Anchor
from tasks.models import Task
from tests.factories import (
    NOON,
    ConsultantFactory,
    PartnerFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    SystemFactory,
    WaveFactory,
)

STARTS = dt.date(2026, 2, 2)
LIVE = dt.date(2026, 9, 1)
LATER_LIVE = dt.date(2026, 12, 1)
# So near the factories' TODAY that what is due on it is yellow, and the day before it, red.
SOON = dt.date(2026, 3, 3)
ONE_HOUR = dt.timedelta(hours=1)


def programme_of(supplier="Netcompany", **facts):
    system = SystemFactory(supplier=PartnerFactory(name=supplier))
    return ProgrammeFactory(system=system, **facts)


def wave_of(programme, number=1, **facts):
    dates = {"starts_on": STARTS, "go_live_on": LIVE}
    return WaveFactory(
        programme=programme, number=number, name=f"Bølge {number}", **(dates | facts)
    )


def following(wave, **facts):
    """A project that follows the wave, with someone who leads it."""
    project = ProjectFactory(programme=wave.programme, wave=wave, **({"go_live_on": None} | facts))
    ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER)
    return project


def rule(anchor, amount=0):
    return {"due_anchor": anchor, "due_amount": amount, "due_unit": "day"}


def published(programme, *rules, **more):
    """Shared tasks due by these rules, in every project of the programme; or ``receivers``'."""
    shared_tasks = [SharedTaskFactory(programme=programme, **one) for one in rules]
    publish_shared_tasks(
        programme=programme, shared_tasks=shared_tasks, by=editor_at(programme), at=NOON, **more
    )
    return shared_tasks


GO_LIVE = rule(Anchor.GO_LIVE)
DAY_BEFORE = rule(Anchor.GO_LIVE, -1)
WAVE_START = rule(Anchor.WAVE_START, 30)


def editor_at(programme):
    return ConsultantFactory(partner=programme.system.supplier, is_editor=True)


def due_dates(project):
    return list(
        Task.objects.filter(project=project)
        .order_by("shared_task")
        .values_list("due_on", flat=True)
    )


def go_live_mails():
    return Notification.objects.filter(kind=Notification.Kind.GO_LIVE).order_by("pk")
