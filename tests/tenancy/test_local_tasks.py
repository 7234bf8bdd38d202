"""A municipality's own tasks, as PostgreSQL alone keeps them."""

from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connection, transaction

from tasks.models import Task
from tenancy.scope import Scope, scoped
from tests.conversation.factories import CommentFactory
from tests.factories import PhaseFactory, TaskFactory, ThemeFactory, UserFactory
from tests.runtime import as_role
from tests.tasks.factories import LocalRoleFactory, LocalTaskFactory, TaskLinkFactory

pytestmark = pytest.mark.django_db

# What a municipality decides of a task of its own, and the centre of a shared one.
CENTRAL = ("local_title", "phase_id", "theme_id", "priority", "kind", "is_private")
OWN = ("tasks_localsheet", "tasks_localrole", "tasks_tasklink")


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(statement, *values):
    with pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        run(statement, *values)
    return str(refusal.value).splitlines()[0]


@pytest.fixture
def shared():
    return TaskFactory()


@pytest.fixture
def local(shared):
    """A local task in the shared one's project, with something of every kind on it."""
    task = LocalTaskFactory(project=shared.project, local_title="Hemmelig")
    LocalRoleFactory(sheet=task.local_sheet)
    TaskLinkFactory(task=task, other=shared)
    CommentFactory(task=task)
    return task


@contextmanager
def municipality(task):
    with as_role(), scoped(Scope.municipal(task.municipality_id)):
        yield


@contextmanager
def supplier(task):
    with as_role(), scoped(Scope.central(task.programme.system.supplier_id)):
        yield


def other_values(task):
    """Another value for each of the columns; the same kind of value as it has."""
    return {
        "local_title": "Ny titel",
        "phase_id": PhaseFactory(programme=task.programme).pk,
        "theme_id": ThemeFactory(programme=task.programme).pk,
        "priority": 3,
        "kind": "milestone",
        "is_private": not task.is_private,
    }


@pytest.mark.parametrize("column", CENTRAL)
def test_a_municipality_moves_no_shared_task(column, shared):
    value = other_values(shared)[column]

    with municipality(shared):
        told = refused(
            f"UPDATE tasks_task SET {column} = %s WHERE id = %s",
            *(value, shared.pk),
        )

    assert told.startswith("pgtrigger: Cannot update of")


@pytest.mark.parametrize("column", CENTRAL)
def test_nor_as_the_role_it_signed_in_with(column, shared):
    value = other_values(shared)[column]

    with municipality(shared):
        run("RESET ROLE")
        told = refused(
            f"UPDATE tasks_task SET {column} = %s WHERE id = %s",
            *(value, shared.pk),
        )

    assert told.startswith("pgtrigger: Cannot update of")


@pytest.mark.parametrize("column", CENTRAL)
def test_it_moves_its_own(column, local):
    value = other_values(local)[column]

    with municipality(local):
        assert run(f"UPDATE tasks_task SET {column} = %s WHERE id = %s", value, local.pk) == 1


def test_no_task_becomes_another_shared_task_nor_a_shared_one_local(shared, local):
    with municipality(local):
        told = refused("UPDATE tasks_task SET shared_task_id = NULL WHERE id = %s", shared.pk)

    assert told == "permission denied for table tasks_task"


def test_a_municipality_adds_no_shared_task(shared):
    columns = (
        "municipality_id, programme_id, project_id, shared_task_id, phase_id, theme_id, priority, kind,"
        " is_withdrawn, arrived_on, arrived_version, status, not_relevant_reason, due_reason, light,"
        " light_since, revision"
    )
    copied = columns.replace("shared_task_id", "%s::bigint")
    with municipality(shared):
        told = refused(
            f"INSERT INTO tasks_task ({columns}) SELECT {copied} FROM tasks_task",
            shared.shared_task_id,
        )

    assert told == 'new row violates row-level security policy for table "tasks_task"'


def test_a_municipality_deletes_no_shared_task(shared, local):
    with municipality(shared):
        assert run("DELETE FROM tasks_task WHERE id = %s", shared.pk) == 0


def test_partners_see_nothing_of_a_private_one(local, shared):
    with supplier(local):
        assert list(Task.objects.all()) == [shared]
        assert run("SELECT id FROM tasks_taskevent WHERE pgh_obj_id = %s", local.pk) == []
        for table in (
            "conversation_comment",
            "conversation_commentevent",
            "tasks_taskfile",
            "tasks_checklistitem",
        ):
            assert run(f"SELECT id FROM {table} WHERE task_id = %s", local.pk) == []


def test_partners_see_that_a_shown_one_exists_and_how_it_came_about(local):
    local.project.shows_local_tasks = True
    local.project.save()
    Task.objects.filter(pk=local.pk).update(is_private=False)

    with supplier(local):
        assert Task.objects.get(shared_task=None).local_title == "Hemmelig"
        assert len(run("SELECT id FROM tasks_taskevent WHERE pgh_obj_id = %s", local.pk)) == 2
        assert len(run("SELECT id FROM conversation_comment WHERE task_id = %s", local.pk)) == 1


def test_what_was_shown_once_and_is_no_longer_is_gone_with_its_past(local):
    for is_private in (False, True):
        Task.objects.filter(pk=local.pk).update(is_private=is_private)

    with supplier(local):
        assert run("SELECT id FROM tasks_taskevent WHERE pgh_obj_id = %s", local.pk) == []


@pytest.mark.parametrize("table", [*OWN, *(f"{table}event" for table in OWN)])
def test_what_a_municipality_writes_about_its_own_tasks_is_out_of_partners_reach(table, local):
    with supplier(local):
        assert refused(f"SELECT FROM {table}") == f"permission denied for table {table}"


def test_partners_neither_add_nor_change_nor_delete_local_tasks(local):
    Task.objects.filter(pk=local.pk).update(is_private=False)

    with supplier(local):
        assert run("UPDATE tasks_task SET priority = 3 WHERE id = %s", local.pk) == 0
        assert refused("DELETE FROM tasks_task").startswith("permission denied")
        told = refused(
            "INSERT INTO tasks_task (municipality_id, programme_id, project_id, local_title,"
            " phase_id, theme_id, priority, kind, is_withdrawn, arrived_on, arrived_version, status,"
            " not_relevant_reason, due_reason, light, light_since, revision)"
            " SELECT municipality_id, programme_id, project_id, 'Vores', phase_id, theme_id, priority,"
            " kind, is_withdrawn, arrived_on, arrived_version, status, not_relevant_reason, due_reason,"
            " light, light_since, revision FROM tasks_task WHERE id = %s",
            local.pk,
        )
    assert told == 'new row violates row-level security policy for table "tasks_task"'


def test_another_municipality_sees_and_touches_none_of_it(local):
    elsewhere = UserFactory().municipality_id
    with as_role(), scoped(Scope.municipal(elsewhere)):
        found = [run(f"SELECT 1 FROM {table}") for table in ("tasks_task", *OWN)]
        touched = [run(f"DELETE FROM {table}") for table in ("tasks_task", *OWN)]

    assert (found, touched) == ([[]] * 4, [0] * 4)


def test_the_portals_jobs_read_them_all(local, shared):
    with as_role(), scoped(Scope.job("night")):
        assert Task.objects.count() == 2
