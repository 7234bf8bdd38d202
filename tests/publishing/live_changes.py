"""Changes of what is live, as an editor makes them."""

import dataclasses

from accounts.models import User
from publishing.changes.versions import (
    Change,
    change_shared_task,
    impact_of_change,
    restore_shared_task,
    withdraw_shared_task,
)
from shared_tasks.content import content_of
from shared_tasks.models import SharedTask
from tests.factories import NOON, TODAY, ConsultantFactory


def editor():
    """The one who writes the shared tasks."""
    known = User.objects.filter(name="Eva Redaktør").first()
    return known or ConsultantFactory(
        is_editor=True, name="Eva Redaktør", partner__name="Leverandøren"
    )


def now(shared_task):
    """The shared task as it is saved."""
    return SharedTask.objects.select_related("phase", "theme").get(pk=shared_task.pk)


def saying(shared_task, **fields):
    """What the shared task says now, but for these fields."""
    return dataclasses.replace(content_of(now(shared_task)), **fields)


def change(shared_task, *, note="Målet er nyt", correction=False, by=None, at=NOON, **fields):
    """Change these fields, or the goal, of a published shared task."""
    fields = fields or {"goal": f"{now(shared_task).goal}!"}
    return change_shared_task(
        shared_task=shared_task,
        change=Change(saying(shared_task, **fields), note, correction),
        by=by or editor(),
        at=at,
        revision=now(shared_task).revision,
    )


def preview(shared_task, *, correction=False, on=TODAY, **fields):
    said = Change(saying(shared_task, **fields), is_correction=correction)
    return impact_of_change(shared_task=shared_task, change=said, on=on)


def withdraw(shared_task, reason="Loven er ændret", by=None):
    return withdraw_shared_task(
        shared_task=shared_task,
        reason=reason,
        by=by or editor(),
        at=NOON,
        revision=now(shared_task).revision,
    )


def restore(shared_task, reason=""):
    return restore_shared_task(
        shared_task=shared_task,
        reason=reason,
        by=editor(),
        at=NOON,
        revision=now(shared_task).revision,
    )
