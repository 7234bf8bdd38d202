"""Attempts at the history, in each of the portal's database roles: all of them fail.

What an attacker could do who runs SQL of their own through the portal's connection.
"""

from contextlib import suppress

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from tasks.models import Status, Task
from tenancy.database_roles import SCOPED, DatabaseRole
from tenancy.scope import Scope, scoped
from tests.accounts.factories import AuditEntryFactory
from tests.factories import TaskFactory
from tests.house.test_history import tracked_models
from tests.projects.factories import VisitFactory
from tests.runtime import as_role

pytestmark = pytest.mark.django_db

LOGS = ["accounts_auditentry", "projects_visit"]
EVENTS = sorted(model.pgh_event_models["insert"]._meta.db_table for model in tracked_models())


@pytest.fixture
def task():
    AuditEntryFactory()
    VisitFactory()
    return TaskFactory()


@pytest.fixture(params=SCOPED, ids=str)
def scope(request, task):
    """A scope that reaches the task, in each of the roles there are."""
    return {
        DatabaseRole.RUNTIME: Scope.municipal(task.municipality_id),
        DatabaseRole.CENTRAL: Scope.central(task.programme.system.supplier_id),
        DatabaseRole.NATIONAL: Scope.job("a test"),
        DatabaseRole.SIGN_IN: Scope.signing_in(),
    }[request.param]


def refusal_of(scope, statement, *values):
    """Return whether PostgreSQL refuses the statement for want of the right to it."""
    try:
        with as_role(), scoped(scope), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values or None)
    except ProgrammingError as error:
        return isinstance(error.__cause__, InsufficientPrivilege) or str(error)
    return "nothing refused it"


def function_of(trigger, table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgfoid::regproc::text FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [table, f"pgtrigger_{trigger}%"],
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET pgh_label = 'insert'",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "INSERT INTO {} (pgh_label) VALUES ('update')",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE {} OWNER TO CURRENT_USER",
        "CREATE POLICY mine ON {} USING (true)",
        "DROP TABLE {}",
    ],
)
def test_no_table_of_events_can_be_written_or_changed(scope, statement):
    assert {table: refusal_of(scope, statement.format(table)) for table in EVENTS} == dict.fromkeys(
        EVENTS, True
    )


@pytest.mark.parametrize("table", LOGS)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET at = now()",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "DROP TABLE {}",
    ],
)
def test_no_log_can_be_changed(scope, table, statement):
    assert refusal_of(scope, statement.format(table)) is True


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE tasks_task DISABLE TRIGGER ALL",
        "DROP TRIGGER {function} ON tasks_task",
        "CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NULL; END'",
        "ALTER FUNCTION {function}() OWNER TO CURRENT_USER",
        "ALTER FUNCTION {function}() SECURITY INVOKER",
        "DROP FUNCTION {function}() CASCADE",
        "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
        " LANGUAGE sql AS 'SELECT true'",
        "CREATE TABLE tasks_taskevent_of_mine ()",
        "SET session_replication_role = replica",
        "SET ROLE fremdrift_owner",
    ],
)
def test_the_triggers_can_not_be_switched_off_or_replaced(scope, statement):
    function = function_of("update_update", "tasks_task")

    assert refusal_of(scope, statement.format(function=function)) is True


def test_nobody_grants_a_right_they_have_not_got(scope):
    """PostgreSQL only warns that nothing was granted."""
    with as_role(), scoped(scope), connection.cursor() as cursor:
        with suppress(ProgrammingError), transaction.atomic():
            cursor.execute("GRANT INSERT, UPDATE ON tasks_taskevent TO PUBLIC")
        cursor.execute("SELECT has_table_privilege('tasks_taskevent', 'INSERT, UPDATE')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize(
    "setting",
    [
        "SET LOCAL pgtrigger.ignore = '{tasks_task:update_update}'",
        "SET LOCAL pgtrigger.ignore = '{pgtrigger_update_update_81d0c}'",
        "SET LOCAL pgtrigger.ignore = '{update_update}'",
        "SET LOCAL search_path = pg_temp",
        "CREATE FUNCTION pg_temp.now() RETURNS timestamptz LANGUAGE sql"
        " AS 'SELECT ''2020-01-01''::timestamptz'",
        "CREATE TEMP TABLE tasks_taskevent ()",
    ],
)
def test_asking_the_triggers_to_look_away_does_not_help(task, setting):
    function = function_of("update_update", "tasks_task")
    with as_role(), scoped(Scope.municipal(task.municipality_id)), connection.cursor() as cursor:
        cursor.execute(setting)
        cursor.execute(f"SELECT set_config('pgtrigger.ignore', '{{{function}}}', true)")
        cursor.execute(
            "UPDATE public.tasks_task SET status = %s WHERE id = %s",
            [Status.IN_PROGRESS, task.pk],
        )
        cursor.execute("SET LOCAL search_path = public")
        cursor.execute("DROP TABLE IF EXISTS pg_temp.tasks_taskevent")

    assert Task.objects.get().status == Status.IN_PROGRESS
    events = list(task.events.order_by("pgh_id"))
    assert [(event.pgh_label, event.status) for event in events] == [
        ("insert", "not_started"),
        ("update", "in_progress"),
    ]
    assert events[1].pgh_created_at == events[0].pgh_created_at  # one test is one moment


def test_nobody_adds_to_the_log_in_anothers_name(task):
    entry = AuditEntryFactory()
    add = (
        "INSERT INTO accounts_auditentry (kind, by_id, municipality_id, through, detail)"
        " VALUES ('signed_out', %s, %s, 'page', '{}')"
    )
    themselves, another = (
        Scope.municipal(entry.municipality_id, user=entry.by_id + more) for more in (0, 1)
    )

    values = (entry.by_id, entry.municipality_id)
    assert refusal_of(themselves, add, *values) == "nothing refused it"
    assert refusal_of(another, add, *values) is True


def test_nobody_visits_in_anothers_name(task):
    visit = VisitFactory()
    add = (
        'INSERT INTO projects_visit ("on", by_id, partner_id, municipality_id, programme_id,'
        " project_id) VALUES ('2020-01-01', %s, %s, %s, %s, %s)"
    )
    themselves, another = (
        Scope.central(visit.partner_id, user=visit.by_id + more) for more in (0, 1)
    )

    parts = ("by_id", "partner_id", "municipality_id", "programme_id", "project_id")
    values = [getattr(visit, part) for part in parts]
    assert refusal_of(themselves, add, *values) == "nothing refused it"
    assert refusal_of(another, add, *values) is True
