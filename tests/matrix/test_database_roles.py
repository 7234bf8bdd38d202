"""What each scope reaches of each table, asked of the database itself.

Generated from its catalogue: a new table is asked as the others are. The world has a row with
a canary wherever a text can stand, so that a table with too wide a policy shows it.
"""

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from accounts.scope import scope_of
from tenancy.database_roles import DatabaseRole
from tenancy.policies import row_security, tables_in_database
from tenancy.scope import Scope, scoped
from tests.matrix.canary import canaries_in, may_reach
from tests.matrix.people import Person
from tests.runtime import as_role

# What is needed to sign in, and what is no secret.
SIGN_IN_READS = ("accounts_", "account_", "mfa_", "usersessions_", "organisations_", "django_")
CATALOGUES = {"roles_role", "auth_permission", "auth_group", "auth_group_permissions"}


def protected():
    tables = row_security().tables
    return [name for name in tables_in_database() if name in tables and not tables[name].is_shared]


def with_column(column):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns JOIN pg_class ON relname = table_name"
            " WHERE column_name = %s AND table_schema = 'public' AND relkind = 'r' ORDER BY 1",
            [column],
        )
        return [name for (name,) in cursor.fetchall()]


def asked(sql, *values):
    """Return the rows, or None when the role may not ask."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else cursor.rowcount
    except (ProgrammingError, InternalError):
        return None


def text_of(table):
    rows = asked(f'SELECT "{table}"::text FROM "{table}"')
    return "" if rows is None else "\n".join(text for (text,) in rows)


def a_row(table, **of):
    """Return one row of the table as JSON, read by the test's superuser."""
    where = " AND ".join(f"{name} = {value}" for name, value in of.items()) or "true"
    rows = asked(f'SELECT to_jsonb("{table}")::text FROM "{table}" WHERE {where} LIMIT 1')
    return rows[0][0] if rows else None


def add(table, row):
    """Try to put the row in; True when it came as far as the table's own constraints."""
    sql = f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_record(NULL::"{table}", %s::jsonb)'
    try:
        return asked(sql, row) is not None
    except IntegrityError:
        return True


@pytest.fixture
def everything(world):
    """What a superuser reads of each table."""
    return {table: text_of(table) for table in tables_in_database()}


def test_the_world_has_a_row_in_every_table_of_a_municipality(world):
    """Otherwise the tests here prove nothing of it."""
    away = world.municipalities["away"].pk

    empty = [t for t in with_column("municipality_id") if not a_row(t, municipality_id=away)]

    assert empty == [], "Add a row of each in a fill_... of tests/<app>/matrix.py"


def test_without_a_scope_no_table_of_anyones_is_read_or_written(world):
    wrong = []
    for table in protected():
        row = a_row(table)
        with as_role():
            if asked(f'SELECT 1 FROM "{table}" LIMIT 1'):
                wrong.append(f"{table} is read")
            if row and add(table, row):
                wrong.append(f"{table} is written")
            if asked(f'DELETE FROM "{table}"'):
                wrong.append(f"{table} is emptied")

    assert wrong == []


PEOPLE = [
    ("leader", "home"),
    ("consultant", "one"),
    ("editor", "two"),
    ("administrator", "operator"),
]


@pytest.mark.parametrize(("what", "place"), PEOPLE)
def test_a_scope_reads_the_words_that_it_may_and_no_others(what, place, world, everything):
    person = world.person(what, place)
    there = {canary for text in everything.values() for canary in canaries_in(text)}
    found, leaks = set(), []
    with scoped(scope_of(person.user)):
        for table in tables_in_database():
            canaries = canaries_in(text_of(table))
            found |= canaries
            leaks += [f"{table}: {c}" for c in sorted(canaries) if not may_reach(person, c)]

    assert leaks == []
    assert sorted(map(str, due(person, there) - found)) == []


def due(person: Person, there):
    """What the person's scope must read, less what is for one recipient alone."""
    return {canary for canary in there if may_reach(person, canary) and canary.kind != "mail"}


def test_a_municipality_reaches_no_row_of_another(world):
    away, wrong = world.municipalities["away"].pk, []
    rows = {table: a_row(table, municipality_id=away) for table in with_column("municipality_id")}
    open_to_all = {t for t in rows if row_security().tables[t].is_shared}
    with scoped(scope_of(world.user("klik administrator", "home"))):
        for table in sorted(set(rows) - open_to_all):
            theirs = f'"{table}" WHERE municipality_id = {away}'
            if asked(f"SELECT 1 FROM {theirs}"):
                wrong.append(f"{table} is read")
            if asked(f"DELETE FROM {theirs}"):
                wrong.append(f"{table} is emptied")
            if asked(f'UPDATE "{table}" SET municipality_id = {away}'):
                wrong.append(f"{table} is given away")
            if add(table, rows[table]):
                wrong.append(f"{table} is written")

    assert wrong == []


def test_a_supplier_reaches_no_row_of_anothers_programme(world):
    other, wrong = world.programmes["two"].pk, []
    tables = with_column("programme_id")
    rows = {table: a_row(table, programme_id=other) for table in tables}
    with scoped(scope_of(world.user("editor", "one"))):
        for table in tables:
            theirs = f'"{table}" WHERE programme_id = {other}'
            if asked(f"SELECT 1 FROM {theirs}"):
                wrong.append(f"{table} is read")
            if asked(f"DELETE FROM {theirs}"):
                wrong.append(f"{table} is emptied")
            if asked(f'UPDATE "{table}" SET programme_id = {other}'):
                wrong.append(f"{table} is given away")
            if rows[table] and add(table, rows[table]):
                wrong.append(f"{table} is written")

    assert wrong == []


@pytest.mark.parametrize("place", ["one", "operator"])
def test_no_partner_reads_internal_notes_and_no_supplier_who_holds_roles(place, world):
    closed = {"tasks_internalnotes"} | ({"roles_roleassignment"} if place == "one" else set())
    closed |= {f"{table}event" for table in closed} & set(tables_in_database())
    with scoped(scope_of(world.user("administrator", place))):
        open_to_them = [table for table in closed if asked(f'SELECT 1 FROM "{table}"')]

    assert open_to_them == []


def test_whoever_signs_in_reaches_people_and_nothing_of_their_work(world):
    with scoped(Scope.signing_in()):
        open_to_them = [
            table
            for table in tables_in_database()
            if not table.startswith(SIGN_IN_READS)
            and table not in CATALOGUES
            and asked(f'SELECT 1 FROM "{table}"') is not None
        ]
        words = {c for table in tables_in_database() for c in canaries_in(text_of(table))}

    assert open_to_them == []
    assert {canary.kind for canary in words} == {"people"}


def test_no_scope_puts_on_anothers_role(world):
    """A page that has a municipality's scope stays in it: what sets a scope refuses a second."""
    with scoped(scope_of(world.user("leader", "home"))), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (DatabaseRole.RUNTIME.value,)
    with as_role():
        assert asked(f"SET ROLE {DatabaseRole.OWNER}") is None
        assert asked(f"SET ROLE {DatabaseRole.BACKUP}") is None
