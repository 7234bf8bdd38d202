"""Print the database's schema as text, or write it to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenancy.schema import describe_schema


class Command(BaseCommand):
    help = "Describes tables, constraints, indexes, triggers, functions, policies and grants."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, help="the file to write; otherwise it is printed")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        described = describe_schema()
        if options["to"]:
            options["to"].write_text(described)
        else:
            self.stdout.write(described, ending="")
