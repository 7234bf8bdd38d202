"""All that an editor writes about a shared task, as one value.

Phases are named by their number, themes by name, roles and other tasks by code: so it can be
kept as it read at the time (a version), compared, carried to another programme and written to a
file. ``contents_of`` reads it from the database, ``shared_tasks.saving`` puts it there.
"""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from shared_tasks.deadlines import NO_DATE, DateRule, due_rule, start_rule
from shared_tasks.models import SharedTask, SharedTaskAttachment, SharedTaskLink, SharedTaskRole


@dataclass(frozen=True, order=True)
class Attachment:
    """A document somewhere else; ``kind`` is one of SharedTaskAttachment.Kind."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class Content:
    """The whole sheet of a shared task. Tuples are sorted, so that equal sheets are equal."""

    code: str
    title: str
    phase: str
    theme: str
    priority: int
    kind: str
    goal: str = ""
    description: str = ""
    method: str = ""
    result: str = ""
    quality_criteria: str = ""
    source: str = ""
    recommended_responsible: str = ""
    recommended_executor: str = ""
    involved: tuple[str, ...] = ()
    start: DateRule = NO_DATE
    due: DateRule = NO_DATE
    prerequisites: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values; ``from_json`` reads them back."""
        said = dataclasses.asdict(self)
        for rule in ("start", "due"):
            fixed_on = said[rule]["fixed_on"]
            said[rule]["fixed_on"] = fixed_on.isoformat() if fixed_on else None
        return said

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """Return what ``as_json`` gave; fields that came later have their defaults."""
        known = {field.name for field in dataclasses.fields(cls)}
        values = {key: value for key, value in said.items() if key in known}
        for key in ("involved", "prerequisites", "related"):
            values[key] = tuple(values.get(key, ()))
        values["attachments"] = tuple(Attachment(**one) for one in values.get("attachments", ()))
        for key in ("start", "due"):
            values[key] = _rule(values[key]) if key in values else NO_DATE
        return cls(**values)


def _rule(said: dict[str, Any]) -> DateRule:
    fixed_on = said["fixed_on"]
    return DateRule(
        said["anchor"],
        said["amount"],
        said["unit"],
        dt.date.fromisoformat(fixed_on) if fixed_on else None,
    )


def content_of(shared_task: SharedTask) -> Content:
    """Return what the shared task says as it is in the database, and in ``shared_task``'s fields."""
    return contents_of([shared_task])[shared_task.pk]


def contents_of(shared_tasks: Collection[SharedTask]) -> dict[int, Content]:
    """Return each shared task's content by its pk; three queries, and those of relations not read.

    Let the shared tasks come with phase, theme and the two recommended roles.
    """
    pks = [shared_task.pk for shared_task in shared_tasks]
    involved, attachments = defaultdict(list), defaultdict(list)
    links: dict[tuple[int, str], set[str]] = defaultdict(set)
    for pk, code in SharedTaskRole.objects.filter(shared_task__in=pks).values_list(
        "shared_task", "role__code"
    ):
        involved[pk].append(code)
    for pk, *facts in SharedTaskAttachment.objects.filter(shared_task__in=pks).values_list(
        "shared_task", "kind", "title", "url"
    ):
        attachments[pk].append(Attachment(*facts))
    for pk, kind, code in SharedTaskLink.objects.filter(shared_task__in=pks).values_list(
        "shared_task", "kind", "other__code"
    ):
        links[pk, kind].add(code)
    return {
        shared_task.pk: Content(
            **_own_fields(shared_task),
            involved=tuple(sorted(involved[shared_task.pk])),
            attachments=tuple(sorted(attachments[shared_task.pk])),
            prerequisites=tuple(sorted(links[shared_task.pk, SharedTaskLink.Kind.PREREQUISITE])),
            related=tuple(sorted(links[shared_task.pk, SharedTaskLink.Kind.RELATED])),
        )
        for shared_task in shared_tasks
    }


def _own_fields(shared_task: SharedTask) -> dict[str, Any]:
    responsible, executor = shared_task.recommended_responsible, shared_task.recommended_executor
    return {
        "code": shared_task.code,
        "title": shared_task.title,
        "phase": shared_task.phase.number,
        "theme": shared_task.theme.name,
        "priority": shared_task.priority,
        "kind": shared_task.kind,
        "goal": shared_task.goal,
        "description": shared_task.description,
        "method": shared_task.method,
        "result": shared_task.result,
        "quality_criteria": shared_task.quality_criteria,
        "source": shared_task.source,
        "recommended_responsible": responsible.code if responsible else "",
        "recommended_executor": executor.code if executor else "",
        "start": start_rule(shared_task),
        "due": due_rule(shared_task),
    }
