"""What a municipality does with tasks of its own: adds, changes and deletes them, and shows them.

Each service holds the project first, as everything that changes a task does (tasks/services.py).
What a municipality may choose among (phases, themes, roles, people) its form offers; here the
database has the last word, before the transaction ends.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from projects.locks import lock_projects
from projects.models import Project
from tasks.figures import refresh_figures
from tasks.local.content import LocalContent, content_of, give, of_sheet, of_task
from tasks.local.ties import refuse_circle
from tasks.models import LocalRole, LocalSheet, Task, TaskLink
from tasks.services import bring_in_line, lock_task, save_task


class TaskIsShared(Exception):
    """The task is the centre's: its texts are changed there, and it cannot be deleted."""


class NotInTheProgramme(Exception):
    """A phase, theme, role, person or task that was named is gone, or somebody else's."""


class TaskIsUsed(Exception):
    """Files, comments or colleagues hang on the task; to delete it would take more with it."""

    def __init__(self, files: int = 0, comments: int = 0) -> None:
        super().__init__(files, comments)
        self.files, self.comments = files, comments


@transaction.atomic
def add_local_task(*, project: Project, content: LocalContent, at: dt.datetime) -> Task:
    """Add a task of the municipality's own to its project, not begun.

    Partners see it only where the project shows such tasks. It follows neither go-live nor the
    centre's dates. Raises LocalCircle, NotInTheProgramme.
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
    bring_in_line(task, on=on)
    with _as_the_database_says():
        task.save()
        sheet = LocalSheet(task=task, **of_sheet(content), **task.tenant_ids)
        sheet.save()
        _write_roles(sheet, content)
        _write_links(task, content)
    refresh_figures([project.pk])
    return task


@transaction.atomic
def change_local_task(*, task: Task, content: LocalContent, at: dt.datetime, revision: int) -> Task:
    """Let a local task be as ``content`` says; what changes nothing leaves no trace.

    Raises TaskIsShared, TaskChangedMeanwhile, LocalCircle, NotInTheProgramme.
    """
    task = lock_task(task, revision=revision)
    sheet = sheet_of(task)
    if content_of(task, sheet) == content:
        return task
    fields = give(task, of_task(content))
    with _as_the_database_says():
        save_task(task, at=at, fields=fields)
        changed = give(sheet, of_sheet(content))
        if changed:
            sheet.save(update_fields=changed)
        _write_roles(sheet, content)
        _write_links(task, content)
    return task


@transaction.atomic
def remove_local_task(*, task: Task, revision: int) -> None:
    """Delete a local task that nothing but its own text hangs on; its history stays.

    Whatever others have put on it would go with it, so then it is to be »ikke relevant« instead.
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
            _check_now()
    except IntegrityError as error:
        # What colleagues have for themselves, such as that they follow it, nobody else can see.
        raise TaskIsUsed from error
    refresh_figures([task.project_id])


@transaction.atomic
def show_local_tasks(*, project: Project, shown: bool) -> int:
    """Let partners see that the project's local tasks exist, or no longer.

    They count in the project's figures while they are shown. Returns how many there are.
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
    """Return what the municipality has written about its task. Raises TaskIsShared."""
    if not task.is_local:
        raise TaskIsShared
    sheet = LocalSheet.objects.filter(task=task).first()
    return sheet or LocalSheet(task=task, **task.tenant_ids)


@contextmanager
def _as_the_database_says() -> Iterator[None]:
    """Let the database judge at once what it else would when all is done.

    Raises NotInTheProgramme.
    """
    try:
        with transaction.atomic():
            yield
            _check_now()
    except IntegrityError as error:
        raise NotInTheProgramme from error


def _check_now() -> None:
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
    """Let the task wait, and others for it, as said. Raises LocalCircle, NotInTheProgramme."""
    before = {(link.task_id, link.other_id): link.pk for link in _links_of(task)}
    wanted = {(task.pk, other) for other in content.prerequisites}
    wanted |= {(other, task.pk) for other in content.waiting}
    if before.keys() == wanted:
        return
    others = content.prerequisites | content.waiting
    if Task.objects.filter(project=task.project_id, pk__in=others).count() < len(others):
        raise NotInTheProgramme
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
