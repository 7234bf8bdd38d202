"""What the runtime role can do by itself, without any of our code to hold it back."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import NotSupportedError, ProgrammingError

from projects.models import Project, ProjectMember
from publishing.publications import publish_shared_tasks
from tasks.models import InternalNotes, Task
from tenancy.database_roles import SCOPED, DatabaseRole
from tenancy.scope import Scope, current_scope, scoped
from tests.factories import (
    NOON,
    ConsultantFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    TaskFactory,
)
from tests.runtime import as_role

pytestmark = pytest.mark.django_db


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(statement, *values, by=ProgrammingError):
    with pytest.raises(by) as refusal, transaction.atomic():
        run(statement, *values)
    return str(refusal.value).splitlines()[0]


@pytest.fixture
def ours():
    return TaskFactory(internal_notes="Kun os")


@pytest.fixture
def theirs():
    return TaskFactory(internal_notes="Kun dem")


@pytest.fixture
def as_us(ours):
    with as_role(), scoped(Scope.municipal(ours.municipality_id)):
        yield


@pytest.fixture
def as_supplier(ours):
    with as_role(), scoped(Scope.central(ours.programme.system.supplier_id)):
        yield


# --- hooks, savepoints and threads ---------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_the_commit_has_no_scope_and_may_open_its_own(ours):
    found = []

    def hook():
        found.append((current_scope(), list(Task.objects.all())))
        with scoped(Scope.job("hook")):
            found.append(list(Task.objects.all()))

    with as_role(), scoped(Scope.municipal(ours.municipality_id)):
        transaction.on_commit(hook)

    assert found == [(None, []), [ours]]


def test_a_savepoint_that_is_undone_leaves_the_scope(ours, theirs, as_us):
    with transaction.atomic():
        Task.objects.update(light=3)
        transaction.set_rollback(True)

    assert list(Task.objects.all()) == [ours]


def test_a_failed_query_in_a_savepoint_leaves_the_scope(ours, theirs, as_us):
    refused("SELECT * FROM no_such_table")

    assert list(Task.objects.all()) == [ours]


def test_a_scope_given_up_half_way_leaves_nothing(ours):
    """A generator that is dropped in the middle ends its transaction, and its scope with it."""

    def rows():
        with scoped(Scope.municipal(ours.municipality_id)):
            yield from Task.objects.iterator()

    streaming = rows()
    assert next(streaming) == ours
    streaming.close()

    assert current_scope() is None
    assert run("SELECT current_user, current_setting('fremdrift.municipality', true)") == [
        ("postgres", "")
    ]


@pytest.mark.django_db(transaction=True)
def test_a_thread_is_given_nothing_of_its_makers_scope(ours):
    found = []

    def look():
        with as_role():
            found.append((current_scope(), list(Task.objects.all())))
        connection.close()

    with scoped(Scope.municipal(ours.municipality_id)):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()

    assert found == [(None, [])]


@pytest.mark.django_db(transaction=True)
def test_a_statement_the_server_has_prepared_asks_again_for_the_next_scope(ours, theirs):
    with as_role():
        run("PREPARE everyones_tasks AS SELECT id FROM tasks_task")
        found = []
        for task in (ours, theirs) * 4:
            with scoped(Scope.municipal(task.municipality_id)):
                found += run("EXECUTE everyones_tasks")
        alone = run("EXECUTE everyones_tasks")
        run("DEALLOCATE everyones_tasks")

    assert found == [(ours.pk,), (theirs.pk,)] * 4
    assert alone == []


# --- ways round ------------------------------------------------------------------------------


def test_copying_out_a_table_gives_the_scopes_rows(ours, theirs, as_us):
    with connection.cursor() as cursor, cursor.copy("COPY tasks_task (id) TO STDOUT") as copy:
        assert b"".join(bytes(part) for part in copy) == f"{ours.pk}\n".encode()


def test_copying_in_is_refused(as_us):
    told = refused("COPY tasks_internalnotes (task_id) FROM STDIN", by=NotSupportedError)

    assert told == "COPY FROM not supported with row-level security"


def test_locking_takes_hold_of_the_scopes_rows_only(ours, theirs, as_us):
    locked = Task.objects.select_for_update().order_by("pk")

    assert list(locked) == [ours]
    assert list(Project.objects.select_for_update().filter(pk=theirs.project_id)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "SET LOCAL session_replication_role = replica",
        "ALTER TABLE tasks_task DISABLE ROW LEVEL SECURITY",
        "DROP POLICY app_all ON tasks_task",
        "CREATE POLICY mine ON tasks_task TO fremdrift_app USING (true)",
        "CREATE TABLE public.mine (id int)",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION fremdrift_programmes() RETURNS bigint[] LANGUAGE sql"
        " AS 'SELECT array_agg(id) FROM projects_programme'",
        "TRUNCATE tasks_task CASCADE",
        "COPY tasks_task TO PROGRAM 'cat'",
        "SELECT setval('tasks_task_id_seq', 1)",
        "SET LOCAL ROLE fremdrift_owner",
        "SET LOCAL ROLE fremdrift_backup",
        "SET LOCAL ROLE postgres",
    ],
)
def test_what_would_switch_the_policies_off_is_refused(statement, as_us):
    refused(statement)


def test_asking_to_see_past_the_policies_is_refused(as_us):
    run("SET LOCAL row_security = off")

    assert refused("SELECT * FROM tasks_task").startswith("query would be affected by row-level")


def test_a_table_of_ones_own_by_the_same_name_deceives_no_policy(ours, theirs, as_us):
    """Policies know tables by themselves, and the functions they call look in public first."""
    run("CREATE TEMP TABLE projects_project AS SELECT * FROM public.projects_project WHERE false")
    run("CREATE TEMP TABLE organisations_system AS SELECT * FROM public.organisations_system")
    run(
        "INSERT INTO pg_temp.projects_project (id, municipality_id, programme_id)"
        " VALUES (1, %s, %s)",
        ours.municipality_id,
        theirs.programme_id,
    )

    assert run("SELECT id FROM phases_phase") == [(ours.phase_id,)]


def test_a_condition_that_would_tell_by_failing_meets_no_foreign_row(ours, theirs, as_us):
    found = run("SELECT id FROM tasks_task WHERE 1 / (id - %s) < 2", theirs.pk)

    assert found == [(ours.pk,)]


def test_a_foreign_rows_existence_is_not_told_by_a_key(ours, theirs, as_us):
    """The policy speaks before the unique key does."""
    told = refused(
        "INSERT INTO tasks_internalnotes (task_id, municipality_id, programme_id, text, revision)"
        " VALUES (%s, %s, %s, '', 1)",
        theirs.pk,
        theirs.municipality_id,
        theirs.programme_id,
    )

    assert told == ('new row violates row-level security policy for table "tasks_internalnotes"')


def test_a_row_of_ones_own_can_not_hang_on_a_foreign_one(ours):
    bare = TaskFactory()
    wrong = pytest.raises(IntegrityError, match="internal_notes_task_in_same_municipality")

    with as_role(), scoped(Scope.municipal(ours.municipality_id)), wrong, transaction.atomic():
        InternalNotes.objects.create(
            task_id=bare.pk,
            municipality_id=ours.municipality_id,
            programme_id=ours.programme_id,
            text="",
            revision=1,
        )


# --- partners ----------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["tasks_internalnotes", "tasks_internalnotesevent"])
@pytest.mark.parametrize("role", [r for r in SCOPED if r != DatabaseRole.RUNTIME], ids=str)
def test_internal_notes_are_out_of_reach_of_every_role_but_the_municipalitys(table, role):
    run(f"SET LOCAL ROLE {role}")

    assert refused(f"SELECT FROM {table}") == f"permission denied for table {table}"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tasks_taskfile SET name = 'x'",
        "DELETE FROM tasks_taskfile",
        "UPDATE projects_projectmember SET role = 'leader'",
        "DELETE FROM projects_projectmember",
        "DELETE FROM tasks_task",
        "DELETE FROM projects_project",
        "UPDATE tasks_task SET status = 'completed'",
        "UPDATE tasks_task SET due_reason = 'x'",
        "UPDATE tasks_task SET executor_id = NULL",
        "UPDATE tasks_task SET completed_version = 1",
        "UPDATE shared_tasks_sharedtaskversion SET note = 'x'",
        "DELETE FROM shared_tasks_sharedtaskversion",
    ],
)
def test_a_partner_changes_nothing_that_is_the_municipalitys(statement, ours, as_supplier):
    assert refused(statement).startswith("permission denied for table")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE projects_project SET go_live_on = NULL",
        "UPDATE projects_project SET wave_id = NULL",
        "UPDATE tasks_task SET is_withdrawn = true",
        "UPDATE tasks_task SET shared_task_id = NULL",
        "UPDATE tasks_task SET arrived_on = arrived_on",
        "UPDATE shared_tasks_sharedtask SET title = 'x'",
        "INSERT INTO shared_tasks_sharedtaskversion (id) VALUES (1)",
        "SELECT FROM shared_tasks_publication",
        "SELECT FROM shared_tasks_sharedtaskreceiver",
        "SELECT FROM authoring_planimport",
    ],
)
def test_a_municipality_changes_nothing_that_is_the_centres(statement, ours, as_us):
    assert refused(statement).startswith("permission denied for table")


def test_a_partner_sees_the_members_and_files_of_its_programmes_only(ours, theirs):
    mine = ProjectMemberFactory(project=ours.project)
    ProjectMemberFactory(project=theirs.project)

    with as_role(), scoped(Scope.central(ours.programme.system.supplier_id)):
        assert list(ProjectMember.objects.all()) == [mine]


def test_a_partners_editor_publishes_with_what_is_left(ours):
    programme = ours.programme
    draft = SharedTaskFactory(programme=programme)
    editor = ConsultantFactory(partner=programme.system.supplier, is_editor=True)

    with as_role(), scoped(Scope.central(editor.partner_id, user=editor.pk)):
        publish_shared_tasks(programme=programme, shared_tasks=[draft], by=editor, at=NOON)

    assert Task.objects.filter(shared_task=draft).count() == 1
    assert ours.project.figures.total == 2


def test_a_municipality_gives_itself_no_project(ours, as_us):
    """With one it would reach the programme's tasks, whoever's they are."""
    told = refused(
        "INSERT INTO projects_project (municipality_id, programme_id) VALUES (%s, %s)",
        ours.municipality_id,
        ours.programme_id,
    )

    assert told == "permission denied for table projects_project"
