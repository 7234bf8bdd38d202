from functools import cache
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    ValidateConstraint,
)
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models.functions import Upper

from tests.house.migration_rules import broken_rules

pytestmark = pytest.mark.django_db

LABEL, MODEL = "roles", "role"


def collecting():
    """Some operations refuse to be in a transaction, also when their SQL is only collected."""
    return patch.object(connection, "in_atomic_block", new=False)


def test_the_migrations_say_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_migration_keeps_people_waiting():
    loader = MigrationLoader(connection)
    broken = {}
    for (label, name), migration in loader.disk_migrations.items():
        if label in settings.FIRST_PARTY_APPS:
            with collecting():
                statements = loader.collect_sql([(migration, False)])
            broken[f"{label}.{name}"] = broken_rules(migration, statements)

    assert {name: rules for name, rules in broken.items() if rules} == {}


@cache
def newest():
    state = MigrationLoader(connection).project_state()
    assert state.apps  # rendered once, for all tests
    return state


def statements_of(operations):
    """What the operations send to a database that is migrated."""
    migration = migrations.Migration("9999_next", LABEL)
    migration.operations, migration.atomic = operations, False
    with collecting(), connection.schema_editor(collect_sql=True, atomic=False) as editor:
        migration.apply(newest().clone(), editor, collect_sql=True)
    return editor.collected_sql


def found(operations):
    return {rule for rule, _ in broken_rules(None, statements_of(operations))}


def add(field):
    return migrations.AddField(MODEL, "more", field)


LONG = models.CheckConstraint(condition=models.Q(name__gt="a"), name="role_name_is_long")
UNIQUE = models.UniqueConstraint(fields=["name", "scope"], name="role_name_once_in_scope")
INDEX = models.Index(fields=["name", "scope"], name="role_by_name")
WORDS = models.GeneratedField(
    expression=Upper("name"), output_field=models.TextField(), db_persist=True
)


@pytest.mark.parametrize(
    ("rule", "operation"),
    [
        ("index", migrations.AddIndex(MODEL, INDEX)),
        ("index", add(models.IntegerField(null=True, db_index=True))),
        ("unique", migrations.AddConstraint(MODEL, UNIQUE)),
        ("constraint", migrations.AddConstraint(MODEL, LONG)),
        ("rewrite", migrations.AlterField(MODEL, "name", models.IntegerField())),
        ("rewrite", add(WORDS)),
        ("default", add(models.IntegerField(default=0))),
        ("drops", migrations.RemoveField(MODEL, "name")),
        ("drops", migrations.DeleteModel("roleassignment")),
        ("renames", migrations.RenameField(MODEL, "name", "title")),
        ("renames", migrations.AlterModelTable(MODEL, "roles_part")),
        ("data", migrations.RunPython(migrations.RunPython.noop)),
        ("data", migrations.RunSQL("UPDATE roles_role SET name = ''")),
    ],
)
def test_what_locks_a_table_for_long_or_breaks_the_running_version_is_seen(rule, operation):
    assert rule in found([operation])


def test_a_column_that_becomes_required_is_seen():
    column = models.IntegerField(null=True)

    assert "not null" in found(
        [add(column), migrations.AlterField(MODEL, "more", models.IntegerField())]
    )


@pytest.mark.parametrize(
    "operations",
    [
        [add(models.IntegerField(null=True))],
        [add(models.IntegerField(db_default=0))],
        [add(models.ForeignKey("accounts.User", models.CASCADE, null=True, db_index=False))],
        [AddIndexConcurrently(MODEL, INDEX)],
        [AddConstraintNotValid(MODEL, LONG), ValidateConstraint(MODEL, LONG.name)],
        [AddIndexConcurrently(MODEL, INDEX), migrations.RemoveIndex(MODEL, INDEX.name)],
    ],
)
def test_what_is_written_as_the_guide_says_is_let_through(operations):
    assert found(operations) == set()


def test_a_new_table_may_have_everything():
    parts = {"constraints": [LONG, UNIQUE], "indexes": [INDEX]}
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.TextField(db_index=True)),
        ("scope", models.ForeignKey("roles.Role", models.CASCADE)),
    ]

    assert found([migrations.CreateModel("Part", fields, parts)]) == set()


def test_a_reason_lets_one_rule_be_broken_and_no_other():
    migration = SimpleNamespace(reasons={"drops": "nothing has read it since version 1.4"})
    statements = statements_of(
        [migrations.RemoveField(MODEL, "stage"), migrations.AddIndex(MODEL, INDEX)]
    )

    assert [rule for rule, _ in broken_rules(migration, statements)] == ["index"]
