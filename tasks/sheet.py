"""Everything a task's sheet says besides the task itself, for the page and for paper.

Source of the fields: the sheet as KLIK shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from accounts.models import User
from accounts.rights import Action
from roles.models import Role, RoleAssignment
from tasks.access import actions_on, notes_on
from tasks.models import (
    Task,
    TaskFile,
    TaskTemplate,
    TemplateAttachment,
    TemplateLink,
    TemplateVersion,
)

BRIEF = ["goal", "description", "method", "result", "quality_criteria"]


@dataclass(frozen=True)
class HeldRole:
    """A role as it is called for the task's system, and who holds it in the municipality."""

    name: str
    holders: list[User]


@dataclass(frozen=True)
class LinkedTask:
    """Another task of the programme, with this project's own when the reader may see it."""

    template: TaskTemplate
    task: Task | None

    @property
    def is_open(self) -> bool:
        """Whether it is there to be done: nobody waits for what has been withdrawn."""
        task = self.task
        return task is not None and not task.is_closed and not task.is_withdrawn


@dataclass(frozen=True)
class Sheet:
    task: Task
    actions: frozenset[Action]
    notes: str
    attachments: list[TemplateAttachment]
    files: list[TaskFile] = field(default_factory=list)
    responsible_role: HeldRole | None = None
    executor_role: HeldRole | None = None
    involved_roles: list[HeldRole] = field(default_factory=list)
    prerequisites: list[LinkedTask] = field(default_factory=list)
    waiting: list[LinkedTask] = field(default_factory=list)
    related: list[LinkedTask] = field(default_factory=list)
    # Newest first and without their content; none when nothing was ever changed.
    versions: list[TemplateVersion] = field(default_factory=list)

    @property
    def shows_notes(self) -> bool:
        return Action.NOTES_VIEW in self.actions

    @property
    def may_work(self) -> bool:
        return Action.TASK_WORK in self.actions and not self.task.is_withdrawn

    @property
    def may_plan(self) -> bool:
        return Action.TASK_PLAN in self.actions and not self.task.is_withdrawn

    @property
    def withdrawal(self) -> TemplateVersion | None:
        """When and why the centre took the task back, while it is so."""
        kind = TemplateVersion.Kind.WITHDRAWN
        withdrawn = (version for version in self.versions if version.kind == kind)
        return next(withdrawn, None) if self.task.is_withdrawn else None

    @property
    def open_prerequisites(self) -> list[LinkedTask]:
        return [link for link in self.prerequisites if link.is_open]


def read_sheet(user: User, task: Task) -> Sheet:
    """Return the sheet as this person may see it; the task comes from ``get_task``."""
    template = task.template
    involved = list(template.involved_roles.order_by("position", "name"))
    recommended = [template.recommended_responsible, template.recommended_executor]
    held = _held_roles(user, task, [role for role in [*recommended, *involved] if role])
    actions = actions_on(user, task)
    return Sheet(
        task=task,
        actions=actions,
        notes=notes_on(task) if Action.NOTES_VIEW in actions else "",
        attachments=list(template.attachments.order_by("kind", "title")),
        files=list(task.files.select_related("uploaded_by").order_by("-pk")),
        responsible_role=held.get(template.recommended_responsible_id),
        executor_role=held.get(template.recommended_executor_id),
        involved_roles=[held[role.pk] for role in involved],
        versions=read_versions(template),
        **_linked(user, task),
    )


def read_versions(template: TaskTemplate) -> list[TemplateVersion]:
    """Return the versions, newest first and without their content; three queries, or none."""
    if template.version == 1:
        return []
    return list(template.versions.with_makers().defer("content").order_by("-number"))


def _held_roles(user: User, task: Task, roles: Iterable[Role]) -> dict[int | None, HeldRole]:
    system = task.programme.system
    by_pk = {role.pk: role for role in roles}
    held: dict[int | None, HeldRole] = {
        pk: HeldRole(role.name_in(system), []) for pk, role in by_pk.items()
    }
    for assignment in (
        RoleAssignment.objects.visible_to(user)
        .filter(Q(system=system) | Q(system=None), role__in=by_pk, user__is_active=True)
        .select_related("user")
        .order_by("-is_primary", "user__sort_key", "pk")
    ):
        held[assignment.role_id].holders.append(assignment.user)
    return held


def _linked(user: User, task: Task) -> dict[str, list[LinkedTask]]:
    links = list(
        TemplateLink.objects.filter(Q(template=task.template_id) | Q(other=task.template_id))
        .exclude(template__published_at=None)
        .exclude(other__published_at=None)
        .select_related("template", "other")
        .defer(*(f"{side}__{text}" for side in ("template", "other") for text in BRIEF))
        .order_by("pk")
    )
    others = {link.pk: _other_side(link, task) for link in links}
    tasks = {
        other.template_id: other
        for other in Task.objects.visible_to(user)
        .filter(project=task.project_id, template__in=set(others.values()))
        .select_related(None)
    }
    found: dict[str, dict[int, LinkedTask]] = {"prerequisites": {}, "waiting": {}, "related": {}}
    for link in links:
        other = others[link.pk]
        found[_heading(link, task)][other.pk] = LinkedTask(other, tasks.get(other.pk))
    return {heading: list(linked.values()) for heading, linked in found.items()}


def _other_side(link: TemplateLink, task: Task) -> TaskTemplate:
    return link.other if link.template_id == task.template_id else link.template


def _heading(link: TemplateLink, task: Task) -> str:
    if link.kind == TemplateLink.Kind.RELATED:
        return "related"
    return "prerequisites" if link.template_id == task.template_id else "waiting"
