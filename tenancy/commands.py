"""Commands that read or change the rows of all municipalities."""

from typing import Any

from django.core.management.base import BaseCommand

from tenancy.scope import Scope, scoped


class ScopedCommand(BaseCommand):
    """A command that is one transaction, with the scope of a job of its own name."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        name = type(self).__module__.rpartition(".")[2]
        with scoped(Scope.job(name)):
            return super().execute(*args, **options)
