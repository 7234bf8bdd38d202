"""Update lights as days pass. Source: KSD handbook 4.2 and 6.1."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Count, F

from projects.locks import lock_projects
from tasks.figures import move_figures, refresh_figures
from tasks.lights import (
    Light,
    began_expression,
    light_changes_expression,
    light_expression,
)
from tasks.models import Task


@transaction.atomic
def recompute_lights(*, on: dt.date) -> Counter[Light]:
    """Update the light of every task whose date has come; return how many turned to each light.

    Only those rows are touched, so the cost depends on what changes. Safe to run twice, also at
    once: the second waits for the projects' locks and finds nothing to do. Missed nights are caught
    up, because what is due is read from the rows.
    """
    due = Task.objects.changing(on=on)
    lock_projects(due.values("project_id"))
    turning = due.annotate(becomes=light_expression(on)).exclude(becomes=F("light"))
    counts = turning.values("becomes").order_by().annotate(number=Count("pk"))
    changed = Counter({Light(row["becomes"]): row["number"] for row in counts})
    wrong = move_figures(turning.public()) if changed else []
    due.update(
        light=light_expression(on),
        light_since=began_expression(on),
        light_changes_on=light_changes_expression(on),
        light_told_on=None,
    )
    refresh_figures(wrong)
    return changed
