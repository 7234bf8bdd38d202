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
from shared_tasks.models import TaskTemplate, TemplateAttachment, TemplateLink, TemplateRole
from shared_tasks.prerequisites import refuse_cycle

PREREQUISITE, RELATED = TemplateLink.Kind.PREREQUISITE.value, TemplateLink.Kind.RELATED.value
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


class TemplateChangedMeanwhile(Exception):
    """Somebody has saved the shared task since the revision that the editor saw."""

    def __init__(self, template: TaskTemplate) -> None:
        super().__init__(template.pk)
        self.template = template


class TemplateIsPublished(Exception):
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
    """Return what can be named in the programme; four queries."""
    return Names(
        phases={phase.number: phase for phase in Phase.objects.filter(programme=programme)},
        themes={theme.name: theme for theme in Theme.objects.filter(programme=programme)},
        roles={role.code: role for role in Role.objects.all()},
        tasks=dict(TaskTemplate.objects.filter(programme=programme).values_list("code", "pk")),
    )


def resolved(template: TaskTemplate, content: Content, names: Names) -> list[str]:
    """Give the template the sheet's own fields, unsaved; return the names of those that differ.

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
    before = {name: _stored(template, name) for name in wanted}
    for name, value in wanted.items():
        setattr(template, name, value)
    return [name for name in wanted if _stored(template, name) != before[name]]


def _stored(template: TaskTemplate, name: str) -> Any:
    """Return the field's value as the column has it: of a relation, its pk."""
    return getattr(template, f"{name}_id" if name in LOOKED_UP else name)


@transaction.atomic
def write_content(
    *, template: TaskTemplate, content: Content, revision: int | None = None
) -> TaskTemplate:
    """Save one draft, new or there already, as the sheet says; return it as it became.

    ``revision`` is the one the editor saw. Raises what ``write_contents`` raises, and
    TemplateChangedMeanwhile, also when it has been published since: then it is changed as a new
    version (``publishing.changes.versions``).
    """
    lock_programme(template.programme_id)
    if template.pk is not None:
        was_draft, template = template.is_draft, held_template(template.pk, revision=revision)
        if was_draft and not template.is_draft:
            raise TemplateChangedMeanwhile(template)
    write_contents(programme=template.programme, wanted=[(template, content)])
    return template


def held_template(pk: int, *, revision: int | None = None) -> TaskTemplate:
    """Return the shared task as it is now, of a programme that the caller holds.

    Raises TemplateChangedMeanwhile.
    """
    template = TaskTemplate.objects.select_related(
        "programme", "phase", "theme", "recommended_responsible", "recommended_executor"
    ).get(pk=pk)
    if revision is not None and template.revision != revision:
        raise TemplateChangedMeanwhile(template)
    return template


@transaction.atomic
def delete_draft(*, template: TaskTemplate, revision: int) -> None:
    """Delete a shared task that no municipality has been given.

    Raises TemplateChangedMeanwhile, TemplateIsPublished.
    """
    lock_programme(template.programme_id)
    held = held_template(template.pk)
    if not held.is_draft:
        raise TemplateIsPublished(held.pk)
    if held.revision != revision:
        raise TemplateChangedMeanwhile(held)
    for hanging in (
        TemplateLink.objects.filter(Q(template=held) | Q(other=held)),
        TemplateRole.objects.filter(template=held),
        TemplateAttachment.objects.filter(template=held),
    ):
        hanging.delete()
    with connection.cursor() as cursor:
        # Django would delete versions first, which nobody may; a draft has none.
        cursor.execute("DELETE FROM shared_tasks_tasktemplate WHERE id = %s", [held.pk])


@transaction.atomic
def write_contents(
    *,
    programme: Programme,
    wanted: Sequence[tuple[TaskTemplate, Content]],
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
    differing = [(template, resolved(template, content, names)) for template, content in wanted]
    made = [template for template, _ in differing if template.pk is None]
    changed = [(template, fields) for template, fields in differing if template.pk and fields]
    _place_last([t for t, fields in differing if t.pk is None or "phase" in fields])
    TaskTemplate.objects.bulk_create(made)
    codes = {**names.tasks, **{content.code: template.pk for template, content in wanted}}
    names = dataclasses.replace(names, tasks=codes)
    pks = {template.pk for template, _ in changed}
    pks |= _write_roles(wanted, names) | _write_attachments(wanted)
    pks |= _write_links(programme, wanted, names)
    _save(changed, pks - {template.pk for template in made}, [t for t, _ in wanted])
    return pks | {template.pk for template in made}


def _refuse_taken_codes(wanted: Iterable[tuple[TaskTemplate, Content]], names: Names) -> None:
    seen: set[str] = set()
    for template, content in wanted:
        if names.tasks.get(content.code, template.pk) != template.pk or content.code in seen:
            raise CodeTaken(content.code)
        seen.add(content.code)


def _refuse_unknown(wanted: Sequence[tuple[TaskTemplate, Content]], names: Names) -> None:
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


def _place_last(templates: Sequence[TaskTemplate]) -> None:
    """Give those that come to a phase the places after all that are there."""
    if not templates:
        return
    last: dict[int, int] = defaultdict(int)
    last |= dict(
        TaskTemplate.objects.filter(phase__in={t.phase_id for t in templates})
        .values_list("phase")
        .annotate(last=Max("position"))
    )
    for template in templates:
        last[template.phase_id] += 1
        template.position = last[template.phase_id]


def _save(
    changed: Sequence[tuple[TaskTemplate, list[str]]],
    touched: Collection[int],
    templates: Iterable[TaskTemplate],
) -> None:
    """Write the fields that differ, and raise the revision of all that were touched."""
    fields = sorted({name for _, names in changed for name in names})
    if fields:
        fields += ["position"] if "phase" in fields else []
        TaskTemplate.objects.bulk_update([t for t, _ in changed], fields, batch_size=AT_ONCE)
    if touched:
        TaskTemplate.objects.filter(pk__in=touched).update(revision=F("revision") + 1)
    for template in templates:
        if template.pk in touched:
            template.revision += 1


def _write_roles(wanted: Iterable[tuple[TaskTemplate, Content]], names: Names) -> set[int]:
    said = {(t.pk, names.role(code).pk) for t, content in wanted for code in content.involved}
    there = TemplateRole.objects.filter(template__in=[t.pk for t, _ in wanted])
    existing = {(row.template_id, row.role_id): row.pk for row in there}
    gone = existing.keys() - said
    if gone:
        TemplateRole.objects.filter(pk__in=[existing[key] for key in gone]).delete()
    TemplateRole.objects.bulk_create(
        TemplateRole(template_id=template, role_id=role)
        for template, role in sorted(said - existing.keys())
    )
    return {template for template, _ in gone | (said - existing.keys())}


def _write_attachments(wanted: Iterable[tuple[TaskTemplate, Content]]) -> set[int]:
    """Write the attachments, which a task has once for each address."""
    said = {(t.pk, one.url): one for t, content in wanted for one in content.attachments}
    there = TemplateAttachment.objects.filter(template__in=[t.pk for t, _ in wanted])
    existing = {(row.template_id, row.url): row for row in there}
    gone = existing.keys() - said.keys()
    if gone:
        TemplateAttachment.objects.filter(pk__in=[existing[key].pk for key in gone]).delete()
    new = [key for key in said if key not in existing]
    TemplateAttachment.objects.bulk_create(
        TemplateAttachment(template_id=key[0], **vars(said[key])) for key in new
    )
    other = [key for key in said if key in existing and _differs(existing[key], said[key])]
    for key in other:
        existing[key].kind, existing[key].title = said[key].kind, said[key].title
    if other:
        TemplateAttachment.objects.bulk_update(
            [existing[key] for key in other], ["kind", "title"], batch_size=AT_ONCE
        )
    return {template for template, _ in [*gone, *new, *other]}


def _differs(row: TemplateAttachment, said: Attachment) -> bool:
    return (row.kind, row.title) != (said.kind, said.title)


def _write_links(
    programme: Programme, wanted: Sequence[tuple[TaskTemplate, Content]], names: Names
) -> set[int]:
    said = {link for template, content in wanted for link in _links(template.pk, content, names)}
    pks = [template.pk for template, _ in wanted]
    there = TemplateLink.objects.filter(
        Q(template__in=pks) | Q(other__in=pks, kind=RELATED), programme=programme
    )
    existing = {(link.template_id, link.other_id, link.kind): link.pk for link in there}
    gone, new = existing.keys() - said, said - existing.keys()
    if gone:
        TemplateLink.objects.filter(pk__in=[existing[key] for key in gone]).delete()
    TemplateLink.objects.bulk_create(
        TemplateLink(programme=programme, template_id=template, other_id=other, kind=kind)
        for template, other, kind in sorted(new)
    )
    if any(kind == PREREQUISITE for _, _, kind in new):
        refuse_cycle(programme, {}, first=pks[0])
    return {template for template, _, _ in gone | new}


def _links(here: int, content: Content, names: Names) -> Iterable[tuple[int, int, str]]:
    """Give each link of one sheet; related ones both ways."""
    for code in content.prerequisites:
        yield here, names.task(code), PREREQUISITE
    for code in content.related:
        yield here, names.task(code), RELATED
        yield names.task(code), here, RELATED
