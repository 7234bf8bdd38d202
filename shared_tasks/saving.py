"""Putting the sheet of a shared task into the database.

``shared_tasks.content`` says what a sheet is. Names are looked up in the programme; only what differs is
written, so that history tells of nothing else; and any number of sheets takes the same few
statements. Who calls ``write_contents`` holds the programme.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import F, Max, Q

from phases.models import Phase, Theme
from projects.locks import lock_programme
from projects.models import Programme
from roles.models import Role
from shared_tasks.content import Attachment, Content
from shared_tasks.models import SharedTask, SharedTaskAttachment, SharedTaskLink, SharedTaskRole
from shared_tasks.prerequisites import refuse_cycle

PREREQUISITE, RELATED = SharedTaskLink.Kind.PREREQUISITE.value, SharedTaskLink.Kind.RELATED.value
# Written just as the sheet says them, and those that are looked up by a name.
AS_SAID = (
    *("code", "title", "priority", "kind", "source"),
    *("goal", "description", "method", "result", "quality_criteria"),
)
LOOKED_UP = frozenset({"phase", "theme", "recommended_responsible", "recommended_executor"})
# As many rows as are told apart in one statement.
AT_ONCE = 200
T = TypeVar("T")


class NotInTheProgramme(Exception):
    """The sheet names something that is not there (any more): ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class UnknownPhase(NotInTheProgramme):
    """No phase of the programme has the number."""


class UnknownTheme(NotInTheProgramme):
    """No theme of the programme has the name."""


class UnknownRole(NotInTheProgramme):
    """No role in the gallery has the code."""


class UnknownTask(NotInTheProgramme):
    """No shared task of the programme has the code."""


class CodeTaken(Exception):
    """Another shared task of the programme has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LinkToItself(Exception):
    """The shared task names itself as its prerequisite or as related."""


class SharedTaskChangedMeanwhile(Exception):
    """Somebody has saved the shared task since the revision that the editor saw."""

    def __init__(self, shared_task: SharedTask) -> None:
        super().__init__(shared_task.pk)
        self.shared_task = shared_task


class SharedTaskIsPublished(Exception):
    """A published shared task is withdrawn, not deleted."""


@dataclass(frozen=True)
class Names:
    """What the names in a sheet stand for in one programme."""

    phases: Mapping[str, Phase]
    themes: Mapping[str, Theme]
    roles: Mapping[str, Role]
    # The pk of each shared task by its code.
    tasks: Mapping[str, int]

    def phase(self, number: str) -> Phase:
        return _named(self.phases, number, UnknownPhase)

    def theme(self, name: str) -> Theme:
        return _named(self.themes, name, UnknownTheme)

    def role(self, code: str) -> Role:
        return _named(self.roles, code, UnknownRole)

    def task(self, code: str) -> int:
        return _named(self.tasks, code, UnknownTask)


def _named(known: Mapping[str, T], name: str, unknown: type[NotInTheProgramme]) -> T:
    if name not in known:
        raise unknown(name)
    return known[name]


def names_in(programme: Programme) -> Names:
    """Return what can be named in the programme, each kind in its order; four queries."""
    return Names(
        phases={phase.number: phase for phase in programme.phases.order_by("position")},
        themes={theme.name: theme for theme in programme.themes.order_by("position")},
        roles={role.code: role for role in Role.objects.order_by("position")},
        tasks=dict(SharedTask.objects.filter(programme=programme).values_list("code", "pk")),
    )


def resolved(shared_task: SharedTask, content: Content, names: Names) -> list[str]:
    """Give the shared task the sheet's own fields, unsaved; return the names of those that differ.

    Leaves out what lies in other tables: involved roles, attachments and links.
    Raises UnknownPhase, UnknownTheme, UnknownRole.
    """
    responsible, executor = content.recommended_responsible, content.recommended_executor
    wanted: dict[str, Any] = {
        **{name: getattr(content, name) for name in AS_SAID},
        "phase": names.phase(content.phase),
        "theme": names.theme(content.theme),
        "recommended_responsible": names.role(responsible) if responsible else None,
        "recommended_executor": names.role(executor) if executor else None,
    }
    for prefix in ("start", "due"):
        rule = vars(getattr(content, prefix))
        wanted |= {f"{prefix}_{part}": value for part, value in rule.items()}
    before = {name: _stored(shared_task, name) for name in wanted}
    for name, value in wanted.items():
        setattr(shared_task, name, value)
    return [name for name in wanted if _stored(shared_task, name) != before[name]]


def _stored(shared_task: SharedTask, name: str) -> Any:
    """Return the field's value as the column has it: of a relation, its pk."""
    return getattr(shared_task, f"{name}_id" if name in LOOKED_UP else name)


@transaction.atomic
def write_content(
    *, shared_task: SharedTask, content: Content, revision: int | None = None
) -> SharedTask:
    """Save one draft, new or there already, as the sheet says; return it as it became.

    ``revision`` is the one the editor saw. Raises what ``write_contents`` raises, and
    SharedTaskChangedMeanwhile, also when it has been published since: then it is changed as a new
    version (``publishing.changes.versions``).
    """
    lock_programme(shared_task.programme_id)
    if shared_task.pk is not None:
        was_draft, shared_task = (
            shared_task.is_draft,
            held_shared_task(shared_task.pk, revision=revision),
        )
        if was_draft and not shared_task.is_draft:
            raise SharedTaskChangedMeanwhile(shared_task)
    write_contents(programme=shared_task.programme, wanted=[(shared_task, content)])
    return shared_task


def held_shared_task(pk: int, *, revision: int | None = None) -> SharedTask:
    """Return the shared task as it is now, of a programme that the caller holds.

    Raises SharedTaskChangedMeanwhile.
    """
    shared_task = SharedTask.objects.select_related(
        "programme", "phase", "theme", "recommended_responsible", "recommended_executor"
    ).get(pk=pk)
    if revision is not None and shared_task.revision != revision:
        raise SharedTaskChangedMeanwhile(shared_task)
    return shared_task


@transaction.atomic
def delete_draft(*, shared_task: SharedTask, revision: int) -> None:
    """Delete a shared task that no municipality has been given.

    Raises SharedTaskChangedMeanwhile, SharedTaskIsPublished.
    """
    lock_programme(shared_task.programme_id)
    held = held_shared_task(shared_task.pk)
    if not held.is_draft:
        raise SharedTaskIsPublished(held.pk)
    if held.revision != revision:
        raise SharedTaskChangedMeanwhile(held)
    for hanging in (
        SharedTaskLink.objects.filter(Q(shared_task=held) | Q(other=held)),
        SharedTaskRole.objects.filter(shared_task=held),
        SharedTaskAttachment.objects.filter(shared_task=held),
    ):
        hanging.delete()
    with connection.cursor() as cursor:
        # Django would delete versions first, which nobody may; a draft has none.
        cursor.execute("DELETE FROM shared_tasks_sharedtask WHERE id = %s", [held.pk])


@transaction.atomic
def write_contents(
    *,
    programme: Programme,
    wanted: Sequence[tuple[SharedTask, Content]],
    names: Names | None = None,
) -> set[int]:
    """Save these shared tasks of the programme as their sheets say; return the pks of all written.

    Those without a pk are made, last in their phase and in the order given. Sheets may name each
    other. Related tasks are so both ways: then the other one is written as well.
    Raises UnknownPhase, UnknownTheme, UnknownRole, UnknownTask, CodeTaken, LinkToItself,
    PrerequisiteCycle. The caller holds the programme.
    """
    names = names or names_in(programme)
    _refuse_taken_codes(wanted, names)
    _refuse_unknown(wanted, names)
    differing = [
        (shared_task, resolved(shared_task, content, names)) for shared_task, content in wanted
    ]
    made = [shared_task for shared_task, _ in differing if shared_task.pk is None]
    changed = [
        (shared_task, fields) for shared_task, fields in differing if shared_task.pk and fields
    ]
    _place_last([t for t, fields in differing if t.pk is None or "phase" in fields])
    SharedTask.objects.bulk_create(made)
    codes = {**names.tasks, **{content.code: shared_task.pk for shared_task, content in wanted}}
    names = dataclasses.replace(names, tasks=codes)
    pks = {shared_task.pk for shared_task, _ in changed}
    pks |= _write_roles(wanted, names) | _write_attachments(wanted)
    pks |= _write_links(programme, wanted, names)
    _save(changed, pks - {shared_task.pk for shared_task in made}, [t for t, _ in wanted])
    return pks | {shared_task.pk for shared_task in made}


def _refuse_taken_codes(wanted: Iterable[tuple[SharedTask, Content]], names: Names) -> None:
    seen: set[str] = set()
    for shared_task, content in wanted:
        if names.tasks.get(content.code, shared_task.pk) != shared_task.pk or content.code in seen:
            raise CodeTaken(content.code)
        seen.add(content.code)


def _refuse_unknown(wanted: Sequence[tuple[SharedTask, Content]], names: Names) -> None:
    """See that all that lies in other tables can be found, before anything is written."""
    tasks = names.tasks.keys() | {content.code for _, content in wanted}
    for _, content in wanted:
        for code in content.involved:
            names.role(code)
        for code in (*content.prerequisites, *content.related):
            if code == content.code:
                raise LinkToItself(code)
            if code not in tasks:
                raise UnknownTask(code)


def _place_last(shared_tasks: Sequence[SharedTask]) -> None:
    """Give those that come to a phase the places after all that are there."""
    if not shared_tasks:
        return
    last: dict[int, int] = defaultdict(int)
    last |= dict(
        SharedTask.objects.filter(phase__in={t.phase_id for t in shared_tasks})
        .values_list("phase")
        .annotate(last=Max("position"))
    )
    for shared_task in shared_tasks:
        last[shared_task.phase_id] += 1
        shared_task.position = last[shared_task.phase_id]


def _save(
    changed: Sequence[tuple[SharedTask, list[str]]],
    touched: Collection[int],
    shared_tasks: Iterable[SharedTask],
) -> None:
    """Write the fields that differ, and raise the revision of all that were touched."""
    fields = sorted({name for _, names in changed for name in names})
    if fields:
        fields += ["position"] if "phase" in fields else []
        SharedTask.objects.bulk_update([t for t, _ in changed], fields, batch_size=AT_ONCE)
    if touched:
        SharedTask.objects.filter(pk__in=touched).update(revision=F("revision") + 1)
    for shared_task in shared_tasks:
        if shared_task.pk in touched:
            shared_task.revision += 1


def _write_roles(wanted: Iterable[tuple[SharedTask, Content]], names: Names) -> set[int]:
    said = {(t.pk, names.role(code).pk) for t, content in wanted for code in content.involved}
    there = SharedTaskRole.objects.filter(shared_task__in=[t.pk for t, _ in wanted])
    existing = {(row.shared_task_id, row.role_id): row.pk for row in there}
    gone = existing.keys() - said
    if gone:
        SharedTaskRole.objects.filter(pk__in=[existing[key] for key in gone]).delete()
    SharedTaskRole.objects.bulk_create(
        SharedTaskRole(shared_task_id=shared_task, role_id=role)
        for shared_task, role in sorted(said - existing.keys())
    )
    return {shared_task for shared_task, _ in gone | (said - existing.keys())}


def _write_attachments(wanted: Iterable[tuple[SharedTask, Content]]) -> set[int]:
    """Write the attachments, which a task has once for each address."""
    said = {(t.pk, one.url): one for t, content in wanted for one in content.attachments}
    there = SharedTaskAttachment.objects.filter(shared_task__in=[t.pk for t, _ in wanted])
    existing = {(row.shared_task_id, row.url): row for row in there}
    gone = existing.keys() - said.keys()
    if gone:
        SharedTaskAttachment.objects.filter(pk__in=[existing[key].pk for key in gone]).delete()
    new = [key for key in said if key not in existing]
    SharedTaskAttachment.objects.bulk_create(
        SharedTaskAttachment(shared_task_id=key[0], **vars(said[key])) for key in new
    )
    other = [key for key in said if key in existing and _differs(existing[key], said[key])]
    for key in other:
        existing[key].kind, existing[key].title = said[key].kind, said[key].title
    if other:
        SharedTaskAttachment.objects.bulk_update(
            [existing[key] for key in other], ["kind", "title"], batch_size=AT_ONCE
        )
    return {shared_task for shared_task, _ in [*gone, *new, *other]}


def _differs(row: SharedTaskAttachment, said: Attachment) -> bool:
    return (row.kind, row.title) != (said.kind, said.title)


def _write_links(
    programme: Programme, wanted: Sequence[tuple[SharedTask, Content]], names: Names
) -> set[int]:
    said = {
        link for shared_task, content in wanted for link in _links(shared_task.pk, content, names)
    }
    pks = [shared_task.pk for shared_task, _ in wanted]
    there = SharedTaskLink.objects.filter(
        Q(shared_task__in=pks) | Q(other__in=pks, kind=RELATED), programme=programme
    )
    existing = {(link.shared_task_id, link.other_id, link.kind): link.pk for link in there}
    gone, new = existing.keys() - said, said - existing.keys()
    if gone:
        SharedTaskLink.objects.filter(pk__in=[existing[key] for key in gone]).delete()
    SharedTaskLink.objects.bulk_create(
        SharedTaskLink(programme=programme, shared_task_id=shared_task, other_id=other, kind=kind)
        for shared_task, other, kind in sorted(new)
    )
    if any(kind == PREREQUISITE for _, _, kind in new):
        refuse_cycle(programme, {}, first=pks[0])
    return {shared_task for shared_task, _, _ in gone | new}


def _links(here: int, content: Content, names: Names) -> Iterable[tuple[int, int, str]]:
    """Give each link of one sheet; related ones both ways."""
    for code in content.prerequisites:
        yield here, names.task(code), PREREQUISITE
    for code in content.related:
        yield here, names.task(code), RELATED
        yield names.task(code), here, RELATED
