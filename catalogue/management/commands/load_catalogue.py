from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from catalogue.files import MalformedCatalogue
from catalogue.load import load_catalogue
from catalogue.read import FIXTURES
from tenancy.commands import ScopedCommand


class Command(ScopedCommand):
    help = (
        "Load municipalities, partners, systems, roles and programmes from CSV, TOML and "
        "Markdown files. Safe to run again; a mistake stops the load and changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "directory", nargs="?", type=Path, default=FIXTURES, help="default: fixtures/"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        try:
            loaded = load_catalogue(directory=options["directory"])
        except MalformedCatalogue as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        for verb, counts in (("new", loaded.made), ("changed", loaded.changed)):
            for name, number in sorted(counts.items()):
                if number:
                    self.stdout.write(f"{number:5} {verb:8} {name}")
        self.stdout.write("The catalogue is loaded.")
