"""What a project leader is told when their project's go-live or wave has been moved."""

import datetime as dt
import textwrap
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format

from notifications.services import NewNotification
from publishing.go_live.moves import GoLiveImpact, ProjectMove
from publishing.publications.arrivals import Numbers
from tasks.propagation import Effect

if TYPE_CHECKING:
    from accounts.models import User

# A mail stays readable, and a subject within its column.
TASKS_SHOWN = 10
LONGEST_SUBJECT = 200


def letters_of(impact: GoLiveImpact, *, by: "User", numbers: Numbers) -> list[NewNotification]:
    """Return one letter for each project with news and a leader who can be written to.

    A leader leads one project of a programme, so nobody is written to twice about one move.
    """
    who = by.partner.name if by.partner else ""
    return [
        NewNotification(
            leader.pk,
            leader.municipality_id,
            textwrap.shorten(
                f"{said(one)}: {impact.programme.name}", LONGEST_SUBJECT, placeholder="…"
            ),
            content_of(one, impact, who=who, numbers=numbers),
        )
        for one in impact.affected
        if (leader := one.leader)
    ]


def said(one: ProjectMove) -> str:
    """Return the news in so many words, the go-live before the wave and its start."""
    before, after = one.before, one.after
    if before.go_live_on != after.go_live_on:
        if after.go_live_on is None:
            return "Idriftsættelsen har ikke længere en dato"
        verb = "flyttet til" if before.go_live_on else "sat til"
        return f"Idriftsættelsen er {verb} {in_words(after.go_live_on)}"
    if before.wave_id != after.wave_id:
        return f"Jeres kommune er flyttet til {after.wave}"
    if after.starts_on is None:
        return "Bølgens start har ikke længere en dato"
    return f"Bølgen begynder {in_words(after.starts_on)}"


def content_of(
    one: ProjectMove, impact: GoLiveImpact, *, who: str, numbers: Numbers
) -> dict[str, Any]:
    """Return what templates/mails/go_live shows."""
    before, after = one.before, one.after
    return {
        "project": one.project.pk,
        "programme": impact.programme.name,
        "by": who,
        "go_live": changed(before.go_live_on, after.go_live_on),
        "start": changed(before.starts_on, after.starts_on),
        "waves": [before.wave, after.wave] if before.wave_id != after.wave_id else [],
        "moved": len(one.moved),
        "red": told(one.reddened, impact),
        "yellow": told(one.yellowed, impact),
        "eased": len(one.eased),
        "local": told(one.kept_local, impact),
        "closed": len(one.kept_closed),
        "new": shortened(
            [
                {
                    "number": numbers[one.project.pk, new.shared_task.pk],
                    "name": f"{new.shared_task.code}: {new.shared_task.title}",
                    "due": in_words(new.due_on),
                }
                for new in one.arriving
            ]
        ),
    }


def changed(before: dt.date | None, after: dt.date | None) -> list[str]:
    """Return both dates in words, empty where there is none; nothing when they agree."""
    return [in_words(before), in_words(after)] if before != after else []


def told(found: Collection[Effect], impact: GoLiveImpact) -> dict[str, Any]:
    return shortened(
        [
            {
                "number": effect.after.id,
                "name": f"{shared_task.code}: {shared_task.title}",
                "due": in_words(effect.after.due_on),
                "shared": in_words(effect.after.shared_due_on),
            }
            for effect in found
            for shared_task in [impact.shared_tasks[effect.after.shared_task_id]]
        ]
    )


def shortened(tasks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    shown = tasks[:TASKS_SHOWN]
    return {"count": len(tasks), "tasks": shown, "more": len(tasks) - len(shown)}


def in_words(date: dt.date | None) -> str:
    return date_format(date, "j. F Y") if date else ""
