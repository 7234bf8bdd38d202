"""The contents of a task's sheet, for the page and for the PDF.

Source of the fields: the sheet as KLIK shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rights import Permission
from roles.gallery import anchor
from roles.models import Role, RoleAssignment
from shared_tasks.models import (
    TEXTS,
    SharedTask,
    SharedTaskAttachment,
    SharedTaskLink,
    SharedTaskVersion,
)
from tasks.access import notes_on, permissions_on
from tasks.checklist import Checklist, read_checklist
from tasks.models import LocalSheet, Task, TaskFile, TaskLink

# The long columns of a shared task, which a line about it does not show.
UNREAD = [*TEXTS, "words"]


@dataclass(frozen=True)
class HeldRole:
    """A role by its name in the task's system, its holders in the municipality, and its anchor
    in the role gallery.
    """

    name: str
    anchor: str
    holders: list[User]


@dataclass(frozen=True)
class LinkedTask:
    """A linked shared task, with the project's task when the reader may see it.

    A local task has no shared task, and ``task`` is always set.
    """

    shared_task: SharedTask | None
    task: Task | None

    @property
    def title(self) -> str:
        return str(self.shared_task) if self.shared_task or not self.task else self.task.local_title

    @property
    def is_local(self) -> bool:
        return self.shared_task is None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done; a withdrawn task is not."""
        task = self.task
        return task is not None and not task.is_closed and not task.is_withdrawn


@dataclass(frozen=True)
class TaskSheet:
    task: Task
    permissions: frozenset[Permission]
    notes: str
    # Goal, description, method, result and quality criteria; None for partners' people on a local
    # task.
    brief: SharedTask | LocalSheet | None
    attachments: list[SharedTaskAttachment] = field(default_factory=list)
    files: list[TaskFile] = field(default_factory=list)
    checklist: Checklist = field(default_factory=lambda: Checklist([]))
    responsible_role: HeldRole | None = None
    executor_role: HeldRole | None = None
    involved_roles: list[HeldRole] = field(default_factory=list)
    prerequisites: list[LinkedTask] = field(default_factory=list)
    waiting: list[LinkedTask] = field(default_factory=list)
    related: list[LinkedTask] = field(default_factory=list)
    # Who can fill vacant roles; empty when there are none, or the reader may not plan.
    administrators: list[User] = field(default_factory=list)
    # Newest first and without content; empty when nothing was ever changed.
    versions: list[SharedTaskVersion] = field(default_factory=list)

    @property
    def shows_notes(self) -> bool:
        return Permission.NOTES_VIEW in self.permissions

    @property
    def may_work(self) -> bool:
        return Permission.TASK_WORK in self.permissions and not self.task.is_withdrawn

    @property
    def may_plan(self) -> bool:
        return Permission.TASK_PLAN in self.permissions and not self.task.is_withdrawn

    @property
    def withdrawal(self) -> SharedTaskVersion | None:
        """The version that withdrew the task, while it is withdrawn."""
        kind = SharedTaskVersion.Kind.WITHDRAWN
        withdrawn = (version for version in self.versions if version.kind == kind)
        return next(withdrawn, None) if self.task.is_withdrawn else None

    @property
    def open_prerequisites(self) -> list[LinkedTask]:
        return [link for link in self.prerequisites if link.is_open]


def read_sheet(
    user: User, task: Task, permissions: frozenset[Permission] | None = None
) -> TaskSheet:
    """Return the sheet as the person may see it; the task comes from ``get_task``.

    ``permissions`` are theirs on the task, when they are known already.
    """
    brief = read_brief(user, task)
    recommended = [brief.recommended_responsible, brief.recommended_executor] if brief else []
    involved = list(brief.involved_roles.order_by("position", "name")) if brief else []
    held = _held_roles(user, task, [role for role in [*recommended, *involved] if role])
    permissions = permissions_on(user, task) if permissions is None else permissions
    shared_task = task.shared_task
    return TaskSheet(
        task=task,
        permissions=permissions,
        notes=notes_on(task) if Permission.NOTES_VIEW in permissions else "",
        brief=brief,
        attachments=list(shared_task.attachments.order_by("kind", "title")) if shared_task else [],
        files=list(task.files.select_related("uploaded_by").order_by("-pk")),
        checklist=read_checklist(task),
        responsible_role=held.get(brief.recommended_responsible_id) if brief else None,
        executor_role=held.get(brief.recommended_executor_id) if brief else None,
        involved_roles=[held[role.pk] for role in involved],
        administrators=_administrators(user, permissions, held.values()),
        versions=read_versions(shared_task) if shared_task else [],
        **_linked(user, task),
    )


def read_brief(user: User, task: Task) -> SharedTask | LocalSheet | None:
    """Return the task's texts; None for partners' people on a local task."""
    if task.shared_task:
        return task.shared_task
    sheets = LocalSheet.objects.visible_to(user).filter(task=task)
    return sheets.select_related("recommended_responsible", "recommended_executor").first()


def read_versions(shared_task: SharedTask) -> list[SharedTaskVersion]:
    """Return the versions, newest first and without content; three queries, or none."""
    if shared_task.version == 1:
        return []
    return list(shared_task.versions.with_makers().defer("content").order_by("-number"))


def _held_roles(user: User, task: Task, roles: Iterable[Role]) -> dict[int | None, HeldRole]:
    system = task.programme.system
    by_pk = {role.pk: role for role in roles}
    held: dict[int | None, HeldRole] = {
        pk: HeldRole(
            role.name_in(system),
            anchor(role, system if role.scope == Role.Scope.SYSTEM else None),
            [],
        )
        for pk, role in by_pk.items()
    }
    for assignment in (
        RoleAssignment.objects.visible_to(user)
        .filter(Q(system=system) | Q(system=None), role__in=by_pk, user__is_active=True)
        .select_related("user")
        .order_by("-is_primary", "user__sort_key", "pk")
    ):
        held[assignment.role_id].holders.append(assignment.user)
    return held


def _administrators(
    user: User, permissions: frozenset[Permission], roles: Iterable[HeldRole]
) -> list[User]:
    """Return who can fill vacant roles in the reader's municipality, if there are any."""
    if Permission.TASK_PLAN not in permissions or all(role.holders for role in roles):
        return []
    colleagues = User.objects.filter(municipality=user.municipality_id, is_active=True)
    return list(colleagues.filter(is_klik_administrator=True).alphabetical())


def _linked(user: User, task: Task) -> dict[str, list[LinkedTask]]:
    links = list(_shared_task_links(task)) if task.shared_task_id else []
    ours = list(TaskLink.objects.visible_to(user).filter(Q(task=task) | Q(other=task)))
    others = {link.pk: _other_side(link, task) for link in links}
    there = Q(shared_task__in=set(others.values())) | Q(pk__in={_other_task(o, task) for o in ours})
    visible = list(
        Task.objects.visible_to(user)
        .filter(there, project=task.project_id)
        .select_related(None)
        .select_related("shared_task", "responsible", "executor")
        .defer(*(f"shared_task__{text}" for text in UNREAD))
    )
    by_shared_task, by_pk = (
        {one.shared_task_id: one for one in visible},
        {one.pk: one for one in visible},
    )
    found: dict[str, dict[object, LinkedTask]] = {"prerequisites": {}, "waiting": {}, "related": {}}
    for link in links:
        other = others[link.pk]
        found[_heading(link, task)][other] = LinkedTask(other, by_shared_task.get(other.pk))
    for own in ours:
        heading = "prerequisites" if own.task_id == task.pk else "waiting"
        if seen := by_pk.get(_other_task(own, task)):
            found[heading][seen.shared_task or seen] = LinkedTask(seen.shared_task, seen)
    return {heading: list(linked.values()) for heading, linked in found.items()}


def _shared_task_links(task: Task) -> QuerySet[SharedTaskLink]:
    """Return the links between the shared task and other published ones."""
    return (
        SharedTaskLink.objects.filter(
            Q(shared_task=task.shared_task_id) | Q(other=task.shared_task_id)
        )
        .exclude(shared_task__published_at=None)
        .exclude(other__published_at=None)
        .select_related("shared_task", "other")
        .defer(*(f"{side}__{text}" for side in ("shared_task", "other") for text in UNREAD))
        .order_by("pk")
    )


def _other_task(link: TaskLink, task: Task) -> int:
    return link.other_id if link.task_id == task.pk else link.task_id


def _other_side(link: SharedTaskLink, task: Task) -> SharedTask:
    return link.other if link.shared_task_id == task.shared_task_id else link.shared_task


def _heading(link: SharedTaskLink, task: Task) -> str:
    if link.kind == SharedTaskLink.Kind.RELATED:
        return "related"
    return "prerequisites" if link.shared_task_id == task.shared_task_id else "waiting"
