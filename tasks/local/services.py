"""The services for local tasks: add, change and delete them, and show them to partners.

Each locks the project first, as every service for tasks does (tasks/services.py). The form offers
the phases, themes, roles and people to choose from; the database's constraints check the choice
before the transaction ends.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from projects.locks import lock_projects
from projects.models import Project
from tasks.figures import refresh_figures
from tasks.local.content import LocalContent, content_of, of_sheet, of_task, set_values
from tasks.local.ties import refuse_circle
from tasks.models import LocalRole, LocalSheet, Task, TaskLink
from tasks.services import lock_task, save_task, update_light


class TaskIsShared(Exception):
    """The task is shared: only the centre changes its texts, and it cannot be deleted."""


class ChoiceNotInProject(Exception):
    """A chosen phase, theme, role, person or task is gone, or belongs to somebody else."""


class TaskIsUsed(Exception):
    """The task has files, comments or followers, which would be deleted with it."""

    def __init__(self, files: int = 0, comments: int = 0) -> None:
        super().__init__(files, comments)
        self.files, self.comments = files, comments


@transaction.atomic
def add_local_task(*, project: Project, content: LocalContent, at: dt.datetime) -> Task:
    """Add a local task, not started, to the project.

    Partners see it only if the project shows local tasks. Its dates follow neither go-live nor the
    centre's rules. Raises LocalCircle, ChoiceNotInProject.
    """
    lock_projects([project.pk])
    shows = Project.objects.values_list("shows_local_tasks", flat=True).get(pk=project.pk)
    on = timezone.localdate(at)
    task = Task(
        municipality_id=project.municipality_id,
        programme=project.programme,
        project=project,
        is_private=not shows,
        arrived_on=on,
        light_since=on,
        revision=0,
        **of_task(content),
    )
    update_light(task, on=on)
    with _constraints_checked():
        task.save()
        sheet = LocalSheet(task=task, **of_sheet(content), **task.tenant_ids)
        sheet.save()
        _write_roles(sheet, content)
        _write_links(task, content)
    refresh_figures([project.pk])
    return task


@transaction.atomic
def change_local_task(*, task: Task, content: LocalContent, at: dt.datetime, revision: int) -> Task:
    """Set a local task's content; no change leaves no trace.

    Raises TaskIsShared, TaskChangedMeanwhile, LocalCircle, ChoiceNotInProject.
    """
    task = lock_task(task, revision=revision)
    sheet = sheet_of(task)
    if content_of(task, sheet) == content:
        return task
    fields = set_values(task, of_task(content))
    with _constraints_checked():
        save_task(task, at=at, fields=fields)
        changed = set_values(sheet, of_sheet(content))
        if changed:
            sheet.save(update_fields=changed)
        _write_roles(sheet, content)
        _write_links(task, content)
    return task


@transaction.atomic
def remove_local_task(*, task: Task, revision: int) -> None:
    """Delete a local task without files, comments or followers; its history stays.

    With them it can only be set to »ikke relevant«.
    Raises TaskIsShared, TaskIsUsed, TaskChangedMeanwhile.
    """
    task = lock_task(task, revision=revision)
    sheet_of(task)
    files, comments = task.files.count(), task.comments.count()
    if files or comments:
        raise TaskIsUsed(files, comments)
    try:
        with transaction.atomic():
            task.delete()
            _check_constraints()
    except IntegrityError as error:
        # Colleagues' own rows, such as that they follow it, are visible only to themselves.
        raise TaskIsUsed from error
    refresh_figures([task.project_id])


@transaction.atomic
def show_local_tasks(*, project: Project, shown: bool) -> int:
    """Show the project's local tasks to partners, or hide them; return how many there are.

    They count in the project's figures while they are shown.
    """
    lock_projects([project.pk])
    project = Project.objects.get(pk=project.pk)
    if project.shows_local_tasks == shown:
        return 0
    project.shows_local_tasks = shown
    project.save(update_fields=["shows_local_tasks"])
    tasks = list(project.tasks.local().select_for_update().order_by("pk"))
    for task in tasks:
        task.is_private = not shown
        task.revision += 1
    Task.objects.bulk_update(tasks, ["is_private", "revision"])
    refresh_figures([project.pk])
    return len(tasks)


def sheet_of(task: Task) -> LocalSheet:
    """Return the local task's sheet. Raises TaskIsShared."""
    if not task.is_local:
        raise TaskIsShared
    sheet = LocalSheet.objects.filter(task=task).first()
    return sheet or LocalSheet(task=task, **task.tenant_ids)


@contextmanager
def _constraints_checked() -> Iterator[None]:
    """Check deferred constraints at the end of the block. Raises ChoiceNotInProject."""
    try:
        with transaction.atomic():
            yield
            _check_constraints()
    except IntegrityError as error:
        raise ChoiceNotInProject from error


def _check_constraints() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _write_roles(sheet: LocalSheet, content: LocalContent) -> None:
    there = dict(LocalRole.objects.filter(sheet=sheet).values_list("role_id", "pk"))
    gone = [pk for role, pk in there.items() if role not in content.involved]
    if gone:
        LocalRole.objects.filter(pk__in=gone).delete()
    LocalRole.objects.bulk_create(
        LocalRole(sheet=sheet, municipality_id=sheet.municipality_id, role_id=role)
        for role in sorted(content.involved - there.keys())
    )


def _write_links(task: Task, content: LocalContent) -> None:
    """Save the task's prerequisites, and those that wait for it. Raises LocalCircle, ChoiceNotInProject."""
    before = {(link.task_id, link.other_id): link.pk for link in _links_of(task)}
    wanted = {(task.pk, other) for other in content.prerequisites}
    wanted |= {(other, task.pk) for other in content.waiting}
    if before.keys() == wanted:
        return
    others = content.prerequisites | content.waiting
    if Task.objects.filter(project=task.project_id, pk__in=others).count() < len(others):
        raise ChoiceNotInProject
    gone = [pk for pair, pk in before.items() if pair not in wanted]
    if gone:
        TaskLink.objects.filter(pk__in=gone).delete()
    refuse_circle(task, wanted)
    TaskLink.objects.bulk_create(
        TaskLink(task_id=one, other_id=other, **task.tenant_ids)
        for one, other in sorted(wanted - before.keys())
    )


def _links_of(task: Task) -> "list[TaskLink]":
    return [*TaskLink.objects.filter(task=task), *TaskLink.objects.filter(other=task)]
