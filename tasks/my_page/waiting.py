"""Whom a person waits for: who holds a prerequisite of their task, or does what they answer for."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, prefetch_related_objects

from tasks.lights import Light, Status
from tasks.models import Task, TaskQuerySet, TemplateLink
from tasks.my_page.coming import TWO_WEEKS
from tasks.prerequisites import open_prerequisites

if TYPE_CHECKING:
    from accounts.models import User


def waiting(tasks: TaskQuerySet, user: "User", *, on: dt.date) -> TaskQuerySet:
    """Return those that wait for others and are not pressing, the first due first.

    What is yellow or red, or soon will be, stands among what needs the person.
    """
    theirs = Task.objects.live().open().exclude(Q(executor=user) | Q(responsible=user))
    shared = theirs.filter(
        project=OuterRef("project"),
        template__links_here__template=OuterRef("template"),
        template__links_here__kind=TemplateLink.Kind.PREREQUISITE,
    )
    noted = theirs.filter(links_here__task=OuterRef("pk"))
    done_by_another = Q(responsible=user, executor__isnull=False) & ~Q(executor=user)
    calm = tasks.filter(light__lt=Light.YELLOW).exclude(light_changes_on__lte=on + TWO_WEEKS)
    # Who has begun waits for nothing.
    waits = Q(status=Status.NOT_STARTED) & (Q(Exists(shared)) | Q(Exists(noted)))
    found = calm.filter(done_by_another | waits)
    return found.order_by(F("due_on").asc(nulls_last=True), "priority", "pk")


def prerequisites_with_people(tasks: Collection[Task]) -> dict[int, list[Task]]:
    """Return by number what each task waits for, the first due first, with whoever has it.

    Two queries more than ``open_prerequisites``; what waits for nothing is left out.
    """
    found = open_prerequisites(tasks)
    others = [other for waited_for in found.values() for other in waited_for]
    prefetch_related_objects(others, "executor", "responsible")
    return {pk: sorted(waited_for, key=_first_due) for pk, waited_for in found.items()}


def _first_due(task: Task) -> tuple[dt.date, int]:
    return task.due_on or dt.date.max, task.pk
