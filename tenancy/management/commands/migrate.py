"""Django's migrate, as the tables' owner, with triggers and row-level security brought up to date.

What to keep to in migrations is in docs/migrations.md.
"""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg.errors import LockNotAvailable

from tenancy.database_roles import DatabaseRole, create_roles, missing_roles
from tenancy.owner import sign_in_as_owner
from tenancy.securing import secure_database
from tenancy.triggers import install_triggers

# While a migration waits for a table, everything else that wants the table waits behind it.
LOCK_TIMEOUT = "5s"


class Command(migrate.Command):
    help = f"{migrate.Command.help} Then brings triggers, rights and row-level security up to date."

    def execute(self, *args: Any, **options: Any) -> Any:
        # Before the checks: they ask the database, which may not know the portal's role yet.
        sign_in_as_owner()
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_other_versions()
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
            is_superuser = cursor.fetchone()[0]
        if is_superuser:
            create_roles()
        elif missing := missing_roles():
            raise CommandError(
                f"The database lacks the roles {', '.join(sorted(missing))}: let its"
                " administrator make them first (docs/server.md, Database roles)."
            )
        self.as_owner(*args, is_superuser=is_superuser, **options)

    def as_owner(self, *args: Any, is_superuser: bool, **options: Any) -> None:
        """Migrate as the role that owns the tables, even when a superuser is signed in."""
        set_session("role", DatabaseRole.OWNER if is_superuser else "none")
        set_session("lock_timeout", LOCK_TIMEOUT)
        try:
            super().handle(*args, **options)
            self.follow_up(verbosity=options["verbosity"])
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                raise CommandError(
                    f"A table was in use for more than {LOCK_TIMEOUT}, and what waited for it is"
                    " undone: run migrate again."
                ) from error
            raise
        finally:
            # A migration that failed may leave its transaction behind, and the process ends.
            with suppress(DatabaseError):
                set_session("lock_timeout", "0")
                set_session("role", "none")

    def follow_up(self, *, verbosity: int) -> None:
        if not is_complete():
            self.stdout.write(
                "Not every migration is applied: triggers, rights and row-level security stay as"
                " they are until a migrate to the end."
            )
            return
        # At once: a new trigger writes history as the owner only when it is secured.
        with transaction.atomic():
            triggers = install_triggers()
            tables = secure_database()
        if verbosity:
            self.stdout.write(
                f"Brought up to date: {triggers} triggers, row-level security of {tables} tables."
            )


def set_session(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [name, value])


def is_complete() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def refuse_other_versions() -> None:
    """Raise CommandError when the database has had migrations that this version does not have."""
    known = MigrationLoader(None).disk_migrations
    ours = set(settings.FIRST_PARTY_APPS)
    unknown = [
        f"{app}.{name}"
        for app, name in sorted(MigrationRecorder(connection).applied_migrations())
        if app in ours and (app, name) not in known
    ]
    if unknown:
        raise CommandError(
            f"The database was made by another version of Fremdrift: {len(unknown)} of its"
            f" migrations, {unknown[0]} the first, are not in this one. On a developer's machine,"
            " move .data/postgres away and start again: the demo is made anew."
        )
