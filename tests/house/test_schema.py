"""What migrations leave, triggers and policies with it, stands in tests/house/schema.txt."""

from difflib import unified_diff

import pytest
from django.db import connection

from tenancy.schema import describe_schema
from tests.house.code import root

WRITTEN = root() / "tests" / "house" / "schema.txt"
WRITE = (
    "Look whether each difference is meant; then"
    ' `make manage ARGS=migrate` and `make manage ARGS="describe_schema --to'
    ' tests/house/schema.txt"`.'
)


def differences(simplify=str):
    """Return what differs between the two, each line of both passed through ``simplify``."""
    written, found = (
        [simplify(line) for line in text.splitlines()]
        for text in (WRITTEN.read_text(), describe_schema())
    )
    return [line[:300] for line in unified_diff(written, found, "written", "found", "", "", 0, "")]


@pytest.mark.django_db
def test_the_schema_is_the_one_that_is_written_down():
    assert differences() == [], WRITE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("ALTER TABLE roles_role ALTER name DROP NOT NULL", "column name character varying"),
        ("ALTER TABLE tasks_task ALTER is_private DROP DEFAULT", "column is_private boolean"),
        ("ALTER TABLE tasks_task DROP CONSTRAINT task_light_known", "constraint task_light_known"),
        ("DROP INDEX task_light_untold", "index CREATE INDEX task_light_untold"),
        ("ALTER TABLE tasks_task DISABLE TRIGGER USER", "trigger CREATE TRIGGER"),
        ("DROP POLICY app_select ON tasks_task", "policy app_select for SELECT"),
        ("ALTER TABLE tasks_task NO FORCE ROW LEVEL SECURITY", "owner fremdrift_owner"),
        ("GRANT DELETE ON tasks_task TO fremdrift_backup", "grant to fremdrift_backup"),
        ("GRANT UPDATE (id) ON tasks_task TO fremdrift_central", "grant to fremdrift_central"),
        ("REVOKE SELECT ON SEQUENCE tasks_task_id_seq FROM fremdrift_backup", "sequence tasks_"),
        ("ALTER FUNCTION fremdrift_programmes() SECURITY INVOKER", "function fremdrift_programmes"),
        ("GRANT EXECUTE ON FUNCTION fremdrift_programmes() TO PUBLIC", "function fremdrift_pro"),
        ("GRANT CREATE ON SCHEMA public TO fremdrift_app", "grant on the schema"),
        ("CREATE VIEW everybody AS SELECT name FROM accounts_user", "view everybody as"),
    ],
)
def test_a_change_to_it_is_seen(change, line):
    with connection.cursor() as cursor:
        cursor.execute(change)

    assert any(found[1:].strip().startswith(line) for found in differences()[2:])
