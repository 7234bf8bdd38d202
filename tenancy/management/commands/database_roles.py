from typing import Any

from django.core.management.base import BaseCommand

from tenancy.database_roles import role_statements


class Command(BaseCommand):
    help = "Print the SQL that a database's administrator runs once, where migrate may not."
    requires_system_checks = ()  # nothing is connected to

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        self.stdout.write("\n".join(role_statements()))
