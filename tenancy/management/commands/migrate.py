"""Django's migrate, as the tables' owner, and row-level security put into force after it."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connection

from tenancy.database_roles import DatabaseRole, create_roles, missing_roles
from tenancy.owner import sign_in_as_owner
from tenancy.securing import secure_database


class Command(migrate.Command):
    help = f"{migrate.Command.help} Then brings rights and row-level security up to date."

    def execute(self, *args: Any, **options: Any) -> Any:
        # Before the checks: they ask the database, which may not know the portal's role yet.
        sign_in_as_owner()
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
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
        """Whoever runs this, the tables are the owner's."""
        self.become(DatabaseRole.OWNER if is_superuser else "none")
        try:
            super().handle(*args, **options)
            changed = secure_database()
        finally:
            self.become("none")
        if options["verbosity"]:
            self.stdout.write(f"Row-level security: {changed} tables brought up to date.")

    def become(self, role: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {role}")
