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
from django.utils import timezone

from projects.locks import lock_programme, lock_projects
from publishing.changes.foresight import (
    SharedTaskImpact,
    as_shown,
    impact_of_task,
    projects_given,
    projects_with,
)
from publishing.publications import carry_out
from publishing.publications.arrivals import missing_tasks
from shared_tasks.content import Content, content_of
from shared_tasks.differences import changed_fields
from shared_tasks.models import SharedTask, SharedTaskVersion
from shared_tasks.prerequisites import refuse_cycle
from shared_tasks.saving import (
    LinkToItself,
    SharedTaskChangedMeanwhile,
    held_shared_task,
    names_in,
    resolved,
    write_contents,
)

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
    *,
    shared_task: SharedTask,
    change: Change,
    by: "User",
    at: dt.datetime,
    revision: int,
    shown: str | None = None,
) -> SharedTask:
    """Let the published shared task say something else from now on, with what follows from it.

    ``revision`` is the one the editor saw. What changes nothing writes nothing, also when it is
    sent twice. Raises SharedTaskChangedMeanwhile, NoteMissing, CorrectionChangesMeaning,
    NotPublished, SharedTaskIsWithdrawn, ImpactChanged, and what ``shared_tasks.saving.write_contents``
    raises.
    """
    lock_programme(shared_task.programme_id)
    held = held_shared_task(shared_task.pk)
    before = content_of(held)
    if change.content == before and not held.is_draft:
        return held
    refuse_change(held, before, change)
    if held.revision != revision:
        raise SharedTaskChangedMeanwhile(held)
    lock_projects(projects_with(held).values("pk"))
    write_contents(programme=held.programme, wanted=[(held, change.content)])
    impact = _changed(held, before, change, on=timezone.localdate(at))
    _confirm(impact, shown)
    if not (change.is_correction or change.note.strip()):
        raise NoteMissing
    kind = Kind.CORRECTED if change.is_correction else Kind.CHANGED
    _add_version(held, kind, change.note, said=(before, change.content), by=by, at=at)
    carry_out(impact, timezone.localdate(at))
    return held


@transaction.atomic
def withdraw_shared_task(
    *,
    shared_task: SharedTask,
    reason: str,
    by: "User",
    at: dt.datetime,
    revision: int,
    shown: str | None = None,
) -> SharedTask:
    """Take the shared task back in every project; what was done with it stays to be read.

    Doing it twice changes nothing.
    Raises SharedTaskChangedMeanwhile, NoteMissing, NotPublished, ImpactChanged.
    """
    lock_programme(shared_task.programme_id)
    held = held_shared_task(shared_task.pk)
    if held.is_withdrawn:
        return held
    _refuse_stale(held, revision)
    lock_projects(projects_with(held).values("pk"))
    held.withdrawn_at, held.withdrawn_by = at, by
    impact = impact_of_task(held, projects_with(held), on=timezone.localdate(at))
    _confirm(impact, shown)
    if not reason.strip():
        raise NoteMissing
    said = content_of(held)
    _add_version(held, Kind.WITHDRAWN, reason, said=(said, said), by=by, at=at)
    carry_out(impact, timezone.localdate(at))
    return held


@transaction.atomic
def restore_shared_task(
    *,
    shared_task: SharedTask,
    reason: str,
    by: "User",
    at: dt.datetime,
    revision: int,
    shown: str | None = None,
) -> SharedTask:
    """Give the shared task back to those who had it, and to those who joined meanwhile.

    The work goes on where it was; dates are those of today's rules. Doing it twice changes
    nothing. Raises SharedTaskChangedMeanwhile, NotPublished, ImpactChanged.
    """
    lock_programme(shared_task.programme_id)
    held = held_shared_task(shared_task.pk)
    if not held.is_withdrawn and not held.is_draft:
        return held
    _refuse_stale(held, revision)
    lock_projects(projects_given(held).values("pk"))
    impact = _restored(held, on=timezone.localdate(at))
    _confirm(impact, shown)
    said = content_of(held)
    _add_version(held, Kind.RESTORED, reason, said=(said, said), by=by, at=at)
    carry_out(impact, timezone.localdate(at))
    return held


def impact_of_change(*, shared_task: SharedTask, change: Change, on: dt.date) -> SharedTaskImpact:
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
    return as_shown(_changed(held, before, change, on=on))


def impact_of_withdrawal(*, shared_task: SharedTask, on: dt.date) -> SharedTaskImpact:
    """Return what ``withdraw_shared_task`` would do that day; nothing is saved."""
    held = held_shared_task(shared_task.pk)
    # The moment is not told, only that there is one.
    held.withdrawn_at = held.withdrawn_at or held.published_at
    return as_shown(impact_of_task(held, projects_with(held), on=on))


def impact_of_restoration(*, shared_task: SharedTask, on: dt.date) -> SharedTaskImpact:
    """Return what ``restore_shared_task`` would do that day; nothing is saved."""
    return as_shown(_restored(held_shared_task(shared_task.pk), on=on))


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


def _changed(held: SharedTask, before: Content, change: Change, *, on: dt.date) -> SharedTaskImpact:
    """Return what follows from a shared task that says in memory what the change wants."""
    return impact_of_task(
        held,
        projects_with(held),
        on=on,
        said=(before, change.content),
        is_told=not change.is_correction and change.content != before,
    )


def _restored(held: SharedTask, *, on: dt.date) -> SharedTaskImpact:
    held.withdrawn_at = held.withdrawn_by = None
    projects, wanted = list(projects_given(held)), [held]
    arrivals = missing_tasks(
        programme=held.programme, wanted=dict.fromkeys(projects, wanted), on=on
    )
    return impact_of_task(held, projects, on=on, arrivals=arrivals)


def _confirm(impact: SharedTaskImpact, shown: str | None) -> None:
    """See that it is what was shown, where somebody was. Raises ImpactChanged."""
    if shown is not None:
        as_shown(impact).confirm(shown)


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
