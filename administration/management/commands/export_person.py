from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditEntry, User
from accounts.scope import scope_of
from administration.documents import personal_data_zip
from administration.export import everything_about
from history.tracking import Through
from tenancy.scope import Scope, scoped


class Command(BaseCommand):
    help = "Hent alt, der står om én person, som en zip-fil. Det noteres i historikken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--to", type=Path, metavar="FIL", help="ellers person-NUMMER.zip")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        person = found_person(options["email"])
        target = options["to"] or Path(f"person-{person.pk}.zip")
        # What the person's own place reaches: more than the whole country does, with its notes.
        with scoped(scope_of(person)):
            record(
                kind=AuditEntry.Kind.PERSONAL_DATA_DOWNLOADED,
                by=None,
                about=person,
                address=None,
                through=Through.COMMAND,
            )
            content = personal_data_zip(
                person, everything_about(person, reader=None), at=timezone.now()
            )
        target.write_bytes(content)
        self.stdout.write(f"Alt om {person.name} ligger i {target}.")


def found_person(email: str) -> User:
    with scoped(Scope.job("export_person")):
        people = User.objects.select_related("municipality", "partner")
        person: User | None = people.filter(email=email.lower()).first()
    if person is None:
        raise CommandError(f"Ingen har adressen »{email}«.")
    return person
