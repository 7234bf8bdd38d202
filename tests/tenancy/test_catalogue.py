"""What the apps' row_access.py say is what the database holds, for every table there is."""

import pytest
from django.db import connection

from tenancy.database_roles import SCOPED, DatabaseRole
from tenancy.policies import WRITING, row_security, tables_in_database
from tenancy.securing import secure_database
from tests.runtime import as_role

pytestmark = pytest.mark.django_db


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def protected():
    tables = row_security().tables
    return [name for name in tables_in_database() if not tables[name].is_shared]


def test_every_table_says_who_reaches_its_rows():
    unsaid = set(tables_in_database()) - set(row_security().tables)

    assert unsaid == set(), "Say in TABLES of the app's row_access.py who reaches which rows"


def test_every_table_that_is_named_exists():
    assert set(row_security().tables) - set(tables_in_database()) == set()


def test_whoever_owns_a_protected_table_is_held_by_its_policies_too():
    held = rows(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY relname"
    )

    assert [name for (name,) in held] == protected()


def test_every_policy_that_lets_write_checks_what_is_written():
    lax = rows(
        "SELECT tablename, policyname FROM pg_policies"
        " WHERE (cmd IN ('ALL', 'UPDATE') AND (qual IS NULL OR with_check IS NULL))"
        " OR (cmd = 'INSERT' AND with_check IS NULL)"
        " OR (cmd IN ('SELECT', 'DELETE') AND qual IS NULL)"
        " OR permissive <> 'PERMISSIVE' OR 'public' = ANY (roles)"
    )

    assert lax == []


def test_no_role_has_more_than_the_table_says():
    """Rights to a table come from nowhere else: not from PUBLIC, not from another role."""
    for table in tables_in_database():
        for role, reach in row_security().tables[table].reaches().items():
            expected = {"SELECT"} if reach.read else set()
            expected |= set(reach.verbs) if reach.write else set()
            held = {
                verb
                for verb in ("SELECT", *WRITING, "TRUNCATE", "REFERENCES", "TRIGGER")
                if rows("SELECT has_table_privilege(%s, %s, %s)", role.value, table, verb)[0][0]
            }
            if reach.columns:
                expected -= {"UPDATE"}
            assert (table, role, held) == (table, role, expected)


def test_history_is_read_and_never_written():
    for table in tables_in_database():
        if table.endswith("event"):
            reaches = row_security().tables[table].reaches().values()
            assert [reach.write for reach in reaches] == [""] * len(SCOPED)


def test_the_roles_own_nothing_and_pass_no_policy():
    roles = [role.value for role in SCOPED]
    found = rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb,"
        " EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid),"
        " pg_has_role(rolname, %s, 'MEMBER')"
        " FROM pg_roles WHERE rolname = ANY (%s) ORDER BY rolname",
        DatabaseRole.OWNER.value,
        roles,
    )

    assert found == [(role, *[False] * 7) for role in sorted(roles)]


def test_every_table_is_the_owners():
    others = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'v', 'm') AND relowner <> %s::regrole",
        DatabaseRole.OWNER.value,
    )

    assert others == []


def test_a_view_would_pass_the_policies_so_there_is_none():
    assert (
        rows(
            "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm')"
            " AND relnamespace = 'public'::regnamespace"
        )
        == []
    )


def test_whatever_runs_as_the_owner_finds_its_tables_by_itself():
    """A function of the owner's that trusts the caller's search_path can be led to theirs."""
    careless = rows(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=public, pg_temp']"
    )

    assert careless == []


def test_who_may_call_what_runs_as_the_owner_is_said():
    open_to_whoever_signs_in = rows(
        "SELECT p.oid::regprocedure::text FROM pg_proc p"
        " WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND prorettype <> 'trigger'::regtype"
        " AND has_function_privilege('fremdrift_sign_in', p.oid, 'EXECUTE')"
    )

    # It tells whose a calendar's address is, to whoever knows the address.
    assert open_to_whoever_signs_in == [("fremdrift_calendar_person(text)",)]


def test_securing_again_changes_nothing():
    assert secure_database() == 0


def test_a_right_given_by_hand_is_not_in_the_table():
    with connection.cursor() as cursor:
        cursor.execute("GRANT DELETE ON tasks_taskevent TO fremdrift_app")

    with pytest.raises(AssertionError):
        test_no_role_has_more_than_the_table_says()


def test_the_backup_reads_everything_and_changes_nothing():
    with as_role(DatabaseRole.BACKUP), connection.cursor() as cursor:
        for table in tables_in_database():
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            assert cursor.fetchone() == (True,)
            cursor.execute("SELECT has_table_privilege(%s, 'INSERT, UPDATE, DELETE')", [table])
            assert cursor.fetchone() == (False,)
