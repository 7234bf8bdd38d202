"""Changes of what is live, as an editor makes them."""

import dataclasses

from accounts.models import User
from publishing.changes.versions import (
    Change,
    change_template,
    preview_change,
    restore_template,
    withdraw_template,
)
from shared_tasks.content import content_of
from shared_tasks.models import TaskTemplate
from tests.factories import NOON, TODAY, ConsultantFactory


def editor():
    """The one who writes the shared tasks."""
    known = User.objects.filter(name="Eva Redaktør").first()
    return known or ConsultantFactory(
        is_editor=True, name="Eva Redaktør", partner__name="Leverandøren"
    )


def now(template):
    """The shared task as it is saved."""
    return TaskTemplate.objects.select_related("phase", "theme").get(pk=template.pk)


def saying(template, **fields):
    """What the shared task says now, but for these fields."""
    return dataclasses.replace(content_of(now(template)), **fields)


def change(template, *, note="Målet er nyt", correction=False, by=None, at=NOON, **fields):
    """Change these fields, or the goal, of a published shared task."""
    fields = fields or {"goal": f"{now(template).goal}!"}
    return change_template(
        template=template,
        change=Change(saying(template, **fields), note, correction),
        by=by or editor(),
        at=at,
        revision=now(template).revision,
    )


def preview(template, *, correction=False, on=TODAY, **fields):
    said = Change(saying(template, **fields), is_correction=correction)
    return preview_change(template=template, change=said, on=on)


def withdraw(template, reason="Loven er ændret", by=None):
    return withdraw_template(
        template=template,
        reason=reason,
        by=by or editor(),
        at=NOON,
        revision=now(template).revision,
    )


def restore(template, reason=""):
    return restore_template(
        template=template,
        reason=reason,
        by=editor(),
        at=NOON,
        revision=now(template).revision,
    )
