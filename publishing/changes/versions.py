"""Changing what is live: a shared task that municipalities work by is changed as a new version.

Each change says why, or that it is only a correction. Versions are kept as they read: the first
is written when there is a second. What follows in the projects is worked out by
``tasks.propagation``, for the dry run and for the change alike. Source: DUBU handbook 5.2.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from projects.locks import lock_programme, lock_projects
from projects.models import Project
from publishing.changes.foresight import Foresight, foresee, projects_with
from publishing.publications.arrivals import Arrivals, insert_tasks, missing_tasks
from shared_tasks.content import Content, content_of
from shared_tasks.differences import changed_fields, differences, read_terms
from shared_tasks.models import SharedTask, SharedTaskLink, SharedTaskReceiver, SharedTaskVersion
from shared_tasks.prerequisites import refuse_cycle
from shared_tasks.saving import (
    LinkToItself,
    SharedTaskChangedMeanwhile,
    held_shared_task,
    names_in,
    resolved,
    write_contents,
)
from tasks.figures import refresh_figures
from tasks.models import Task
from tasks.propagation import Effect, apply_effects, effects

if TYPE_CHECKING:
    from accounts.models import User

Kind = SharedTaskVersion.Kind
# What a correction may not touch: it decides dates, lights, gates and what comes first.
MEANING = frozenset({"phase", "priority", "kind", "start", "due", "prerequisites"})


class NoteMissing(Exception):
    """A change of meaning must say what was changed and why, and a withdrawal its reason."""


class CorrectionChangesMeaning(Exception):
    """Called a correction, it changes more than words: ``fields``."""

    def __init__(self, fields: Collection[str]) -> None:
        self.fields = frozenset(fields)
        super().__init__(", ".join(sorted(fields)))


class NotPublished(Exception):
    """A draft has no versions: it is written over."""


class SharedTaskIsWithdrawn(Exception):
    """What is withdrawn is restored before it is changed."""


@dataclass(frozen=True)
class Change:
    """What a shared task is to say, and why; a correction needs no note, and changes no meaning."""

    content: Content
    note: str = ""
    is_correction: bool = False


@transaction.atomic
def change_shared_task(
    *, shared_task: SharedTask, change: Change, by: "User", at: dt.datetime, revision: int
) -> SharedTask:
    """Let the published shared task say something else from now on, with what follows from it.

    ``revision`` is the one the editor saw. What changes nothing writes nothing, also when it is
    sent twice. Raises SharedTaskChangedMeanwhile, NoteMissing, CorrectionChangesMeaning,
    NotPublished, SharedTaskIsWithdrawn, and what ``shared_tasks.saving.write_contents`` raises.
    """
    lock_programme(shared_task.programme_id)
    held = held_shared_task(shared_task.pk)
    before = content_of(held)
    if change.content == before and not held.is_draft:
        return held
    refuse_change(held, before, change)
    if held.revision != revision:
        raise SharedTaskChangedMeanwhile(held)
    if not (change.is_correction or change.note.strip()):
        raise NoteMissing
    _lock_projects_with(held)
    write_contents(programme=held.programme, wanted=[(held, change.content)])
    kind = Kind.CORRECTED if change.is_correction else Kind.CHANGED
    _add_version(held, kind, change.note, said=(before, change.content), by=by, at=at)
    apply_effects(_effects_of(held, at))
    return held


@transaction.atomic
def withdraw_shared_task(
    *, shared_task: SharedTask, reason: str, by: "User", at: dt.datetime, revision: int
) -> SharedTask:
    """Take the shared task back in every project; what was done with it stays to be read.

    Doing it twice changes nothing. Raises SharedTaskChangedMeanwhile, NoteMissing, NotPublished.
    """
    lock_programme(shared_task.programme_id)
    held = held_shared_task(shared_task.pk)
    if held.is_withdrawn:
        return held
    _refuse_stale(held, revision)
    if not reason.strip():
        raise NoteMissing
    _lock_projects_with(held)
    held.withdrawn_at, held.withdrawn_by = at, by
    said = content_of(held)
    _add_version(held, Kind.WITHDRAWN, reason, said=(said, said), by=by, at=at)
    apply_effects(_effects_of(held, at))
    return held


@transaction.atomic
def restore_shared_task(
    *, shared_task: SharedTask, reason: str, by: "User", at: dt.datetime, revision: int
) -> SharedTask:
    """Give the shared task back to those who had it, and to those who joined meanwhile.

    The work goes on where it was; dates are those of today's rules. Doing it twice changes
    nothing. Raises SharedTaskChangedMeanwhile, NotPublished.
    """
    lock_programme(shared_task.programme_id)
    held = held_shared_task(shared_task.pk)
    if not held.is_withdrawn and not held.is_draft:
        return held
    _refuse_stale(held, revision)
    receivers = list(_receivers_of(held))
    having = Task.objects.filter(shared_task=held).values_list("project_id", flat=True)
    lock_projects({*having, *(project.pk for project in receivers)})
    held.withdrawn_at = held.withdrawn_by = None
    said = content_of(held)
    _add_version(held, Kind.RESTORED, reason, said=(said, said), by=by, at=at)
    apply_effects(_effects_of(held, at))
    on = timezone.localdate(at)
    arrivals = _arrivals(held, receivers, on)
    if arrivals:
        insert_tasks(arrivals, on)
        refresh_figures(sorted(arrivals))
    return held


def preview_change(*, shared_task: SharedTask, change: Change, on: dt.date) -> Foresight:
    """Return what ``change_shared_task`` would do that day; nothing is saved.

    Raises CorrectionChangesMeaning, NotPublished, SharedTaskIsWithdrawn, PrerequisiteCycle,
    UnknownPhase, UnknownTheme, UnknownRole, UnknownTask.
    """
    held = held_shared_task(shared_task.pk)
    before, content = content_of(held), change.content
    refuse_change(held, before, change)
    names = names_in(held.programme)
    # One that names itself is never in a circle, but cannot be done either.
    if content.code in (*content.prerequisites, *content.related):
        raise LinkToItself(content.code)
    wanted = {names.task(code) for code in content.prerequisites}
    refuse_cycle(held.programme, {held.pk: wanted}, first=held.pk)
    resolved(held, content, names)
    found = effects(
        programme=held.programme, shared_tasks=[held], projects=projects_with(held), on=on
    )
    terms = read_terms(held.programme, [before, content], drafts=True)
    told = not change.is_correction and content != before
    return foresee(held, found, is_told=told, differences=differences(before, content, terms))


def preview_withdrawal(*, shared_task: SharedTask, on: dt.date) -> Foresight:
    """Return what ``withdraw_shared_task`` would do that day; nothing is saved."""
    held = held_shared_task(shared_task.pk)
    # The moment is not told, only that there is one.
    held.withdrawn_at = held.withdrawn_at or held.published_at
    found = effects(
        programme=held.programme, shared_tasks=[held], projects=projects_with(held), on=on
    )
    return foresee(held, found, waiting=_waiting_for(held))


def preview_restoration(*, shared_task: SharedTask, on: dt.date) -> Foresight:
    """Return what ``restore_shared_task`` would do that day; nothing is saved."""
    held = held_shared_task(shared_task.pk)
    held.withdrawn_at = held.withdrawn_by = None
    found = effects(
        programme=held.programme, shared_tasks=[held], projects=projects_with(held), on=on
    )
    arriving = _arrivals(held, list(_receivers_of(held)), on)
    return foresee(held, found, arriving=len(arriving))


def refuse_change(shared_task: SharedTask, before: Content, change: Change) -> None:
    """See that the change may be made, whoever makes it.

    Raises NotPublished, SharedTaskIsWithdrawn, CorrectionChangesMeaning.
    """
    if shared_task.is_draft:
        raise NotPublished(shared_task.pk)
    if shared_task.is_withdrawn:
        raise SharedTaskIsWithdrawn(shared_task.pk)
    meant = changed_fields(before, change.content) & MEANING
    if change.is_correction and meant:
        raise CorrectionChangesMeaning(meant)


def _refuse_stale(held: SharedTask, revision: int) -> None:
    if held.is_draft:
        raise NotPublished(held.pk)
    if held.revision != revision:
        raise SharedTaskChangedMeanwhile(held)


def _lock_projects_with(held: SharedTask) -> None:
    lock_projects(Task.objects.filter(shared_task=held).values("project_id"))


def _effects_of(held: SharedTask, at: dt.datetime) -> list[Effect]:
    """Work out what follows in the projects, which the caller holds."""
    return effects(
        programme=held.programme,
        shared_tasks=[held],
        projects=projects_with(held),
        on=timezone.localdate(at),
    )


def _add_version(
    held: SharedTask,
    kind: str,
    note: str,
    *,
    said: tuple[Content, Content],
    by: "User",
    at: dt.datetime,
) -> None:
    """Write the next version, and the first one as it was when there was no other.

    ``said`` is what the shared task said before and what it says now.
    """

    def version(number: int, of: str, content: Content, **more: object) -> SharedTaskVersion:
        return SharedTaskVersion(
            programme_id=held.programme_id,
            shared_task=held,
            number=number,
            kind=of,
            content=content.as_json(),
            **more,
        )

    rows = []
    if held.version == 1:
        first = {"made_at": held.published_at, "made_by_id": held.published_by_id}
        rows.append(version(1, Kind.PUBLISHED, said[0], **first))
    held.version += 1
    held.revision += kind not in {Kind.CHANGED, Kind.CORRECTED}
    if kind in SharedTaskVersion.NOTABLE:
        held.notable_version = held.version
    rows.append(version(held.version, kind, said[1], note=note.strip(), made_at=at, made_by=by))
    SharedTaskVersion.objects.bulk_create(rows)
    marks = ["withdrawn_at", "withdrawn_by", "version", "notable_version", "revision"]
    held.save(update_fields=marks)


def _receivers_of(held: SharedTask) -> Collection[Project]:
    """Return the projects that the shared task is published to."""
    theirs = SharedTaskReceiver.objects.filter(shared_task=held).filter(
        Q(wave=None, municipality=None)
        | Q(wave=OuterRef("wave"))
        | Q(municipality=OuterRef("municipality"))
    )
    projects = Project.objects.filter(Exists(theirs), programme=held.programme_id)
    return projects.select_related("wave").order_by("pk")


def _arrivals(held: SharedTask, receivers: Collection[Project], on: dt.date) -> Arrivals:
    return missing_tasks(
        programme=held.programme, wanted={project: [held] for project in receivers}, on=on
    )


def _waiting_for(held: SharedTask) -> list[SharedTask]:
    """Return the live shared tasks that have this one as a prerequisite."""
    links = SharedTaskLink.objects.filter(other=held, kind=SharedTaskLink.Kind.PREREQUISITE)
    return list(SharedTask.objects.live().filter(links__in=links).in_order().distinct())
