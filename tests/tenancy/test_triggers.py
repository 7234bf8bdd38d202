"""The triggers that models name are what migrate leaves, and nothing is written twice."""

import pgtrigger
import pytest
from django.db import connection

from tenancy.database_roles import DatabaseRole
from tenancy.securing import secure_database
from tenancy.triggers import install_triggers
from tests.house.test_schema import differences
from tests.runtime import as_role

pytestmark = pytest.mark.django_db

NAMED = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s"


def run(statement, values=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def trigger(table, name):
    ((found,),) = run(NAMED, [table, f"pgtrigger_{name}%"])
    return found


def installed():
    with as_role(DatabaseRole.OWNER):
        count = install_triggers()
        secure_database()
    return count


def test_what_is_there_already_locks_no_table():
    assert installed() == 0

    assert (
        run(
            "SELECT DISTINCT relation::regclass::text FROM pg_locks WHERE pid = pg_backend_pid()"
            " AND mode IN ('ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')"
            " AND relation IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
        )
        == []
    )


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER {} ON tasks_task",
        "ALTER TABLE tasks_task DISABLE TRIGGER {}",
        "COMMENT ON TRIGGER {} ON tasks_task IS 'of another version'",
    ],
)
def test_what_differs_is_made_again(change):
    run(change.format(trigger("tasks_task", "update_update")))

    assert installed() == 1
    assert differences() == []


def test_what_no_model_names_goes_with_its_function():
    old = pgtrigger.Protect(name="of_an_earlier_version", operation=pgtrigger.Delete)
    with as_role(DatabaseRole.OWNER):
        old.install(pgtrigger.registered()[0][0])
    assert differences() != []

    assert installed() == 1
    assert differences() == []


def test_a_trigger_that_lost_its_table_leaves_no_function():
    with as_role(DatabaseRole.OWNER):
        run(
            "CREATE FUNCTION pgtrigger_gone_12345() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$"
        )

    installed()

    assert differences() == []
