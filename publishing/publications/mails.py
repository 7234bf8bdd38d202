"""What a project leader is told when their project gets something new: one mail a publication."""

from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from notifications.models import Notification
from notifications.services import NewNotification, write_notifications
from projects.models import Programme
from publishing.impact import ProjectImpact
from publishing.publications.arrivals import Numbers, Schedule
from publishing.publications.outcome import PublicationImpact
from shared_tasks.models import Publication
from tasks.lights import Light

# A mail stays readable.
TASKS_SHOWN = 20


def write_news(impact: PublicationImpact, publication: Publication, numbers: Numbers) -> int:
    """Write to each leader of a project where something arrived; return how many.

    Call it once for a publication.
    """
    letters = [
        letter_to(leader, one, impact.programme, numbers)
        for one in impact.affected
        if (leader := one.leader)
    ]
    return write_notifications(
        letters=letters,
        kind=Notification.Kind.PUBLICATION,
        on=timezone.localdate(publication.published_at),
        at=publication.published_at,
        occasion=f"publication:{publication.pk}",
    )


def letter_to(
    leader: User, one: ProjectImpact, programme: Programme, numbers: Numbers
) -> NewNotification:
    """Return the letter to the project's leader: what templates/mails/publication shows."""
    project, arrived = one.project.pk, one.arriving
    shown = arrived[:TASKS_SHOWN]
    phases = [
        {
            "name": str(phase),
            "tasks": [told_of(one, numbers[project, one.shared_task.pk]) for one in tasks],
        }
        for phase, tasks in groupby(shown, key=lambda one: one.shared_task.phase)
    ]
    content = {
        "project": project,
        "programme": programme.name,
        "new": len(arrived),
        "phases": phases,
        "more": len(arrived) - len(shown),
    }
    return NewNotification(
        leader.pk, leader.municipality_id, subject_of(programme, len(arrived)), content
    )


def told_of(one: Schedule, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "code": one.shared_task.code,
        "title": one.shared_task.title,
        "due": date_format(one.due_on, "j. F Y") if one.due_on else "",
        "is_red": one.light == Light.RED,
    }


def subject_of(programme: Programme, new: int) -> str:
    return f"{new} {'ny opgave' if new == 1 else 'nye opgaver'} i {programme.name}"
