"""migrate: which databases it takes, what it waits for, and what it brings up to date."""

from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as djangos
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tenancy.management.commands import migrate

pytestmark = pytest.mark.django_db


def migrated(*arguments):
    output = StringIO()
    call_command("migrate", *arguments, stdout=output)
    return output.getvalue().splitlines()


def during(monkeypatch, work):
    """Run this in the place of the migrations."""
    monkeypatch.setattr(djangos.Command, "handle", lambda self, *args, **options: work())


def asked(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_a_second_migrate_changes_nothing():
    assert migrated()[-1] == "Brought up to date: 0 triggers, row-level security of 0 tables."


def test_a_database_of_another_version_is_refused_in_one_line_that_helps():
    MigrationRecorder(connection).record_applied("tasks", "0001_squashed_0013")

    with pytest.raises(CommandError) as refusal:
        migrated()

    assert str(refusal.value) == (
        "The database was made by another version of Fremdrift: 1 of its migrations,"
        " tasks.0001_squashed_0013 the first, are not in this one. On a developer's machine,"
        " move .data/postgres away and start again: the demo is made anew."
    )


def test_what_a_package_that_is_gone_left_behind_is_no_matter():
    MigrationRecorder(connection).record_applied("some_package", "0001_initial")

    assert migrated()[-1].startswith("Brought up to date")


def test_migrations_run_as_the_owner_and_wait_five_seconds_for_a_table(monkeypatch):
    seen = []
    during(
        monkeypatch, lambda: seen.append((asked("SELECT current_user"), asked("SHOW lock_timeout")))
    )

    migrated()

    assert seen == [("fremdrift_owner", "5s")]
    assert (asked("SELECT current_user"), asked("SHOW lock_timeout")) == ("postgres", "0")


def test_a_table_in_use_is_told_in_one_line(monkeypatch):
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", "50ms")
    during(monkeypatch, lambda: asked("ALTER TABLE django_session ADD COLUMN more text"))
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory"), parameters.pop("context")

    with psycopg.connect(**parameters) as someone:
        someone.execute("SELECT FROM django_session")
        with pytest.raises(CommandError, match=r"^A table was in use for more than 50ms"):
            migrated()


def test_triggers_and_policies_wait_for_the_last_migration(monkeypatch):
    def is_behind():
        return False

    monkeypatch.setattr(migrate, "is_complete", is_behind)
    monkeypatch.setattr(migrate, "install_triggers", lambda: pytest.fail("the tables may differ"))

    assert migrated()[-1].startswith("Not every migration is applied")


def test_the_last_migration_makes_it_complete():
    assert migrate.is_complete()

    MigrationRecorder(connection).record_unapplied("tasks", "0001_initial")
    assert not migrate.is_complete()
