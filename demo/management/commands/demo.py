import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demo.people import PASSWORD, SIGN_INS
from demo.services import DatabaseNotEmpty, is_empty, make_demo
from tenancy.owner import sign_in_as_owner


class Command(BaseCommand):
    help = (
        "Fill an empty database with the demo: Korsbæk, the 98 municipalities and made-up people."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing if it is not empty")
        parser.add_argument(
            "--on", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="as of; default: today"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        # Only the owner may change history and write every municipality's internal notes.
        sign_in_as_owner()
        if options["if_empty"] and not is_empty():
            self.stdout.write("The database already holds data; the demo was not loaded.")
            return
        try:
            made = make_demo(on=options["on"] or timezone.localdate())
        except DatabaseNotEmpty as error:
            raise CommandError(
                "The database already holds data, so the demo was not loaded: use an empty one."
            ) from error
        self.stdout.write(
            f"The demo is loaded: {made.projects} projects, {made.tasks} tasks, {made.people} people."
        )
        for sign_in in SIGN_INS:
            self.stdout.write(f"  {sign_in.email}  ({PASSWORD})")
