from argparse import ArgumentParser
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import second_factor_due_on
from history.tracking import Through, acting
from organisations.models import Municipality, Partner
from tenancy.commands import ScopedCommand


class Command(ScopedCommand):
    help = (
        "Opret en person, der kan logge ind, fx den første på en ny server. Adgangskoden vælger "
        "personen selv under »Glemt adgangskode?«."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="fulde navn, i anførselstegn")
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--municipality", metavar="KODE", help="kommunekode, fx 0101")
        place.add_argument("--partner", metavar="NAVN", help="samarbejdspart, fx KOMBIT")
        parser.add_argument("--klik-administrator", action="store_true")
        parser.add_argument("--programme-manager", action="store_true", help="læser alle projekter")
        parser.add_argument("--editor", action="store_true", help="skriver fællesopgaver")
        parser.add_argument(
            "--administrator", action="store_true", help="giver andre hos samarbejdsparten adgang"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        person = User(
            email=options["email"].lower(),
            name=options["name"],
            municipality=found_municipality(options["municipality"]),
            partner=found_partner(options["partner"]),
            is_klik_administrator=options["klik_administrator"],
            reads_all_projects=options["programme_manager"],
            is_editor=options["editor"],
            is_administrator=options["administrator"],
        )
        if person.needs_second_factor:
            person.second_factor_due_on = second_factor_due_on(timezone.now())
        person.set_unusable_password()
        try:
            person.full_clean(exclude=["sort_key"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        through = acting(by=None, through=Through.COMMAND, name="add_person")
        with through, transaction.atomic():
            person.save()
            EmailAddress.objects.create(
                user=person, email=person.email, verified=True, primary=True
            )
        self.stdout.write(f"{person.name} er oprettet og vælger selv sin adgangskode.")


def found_municipality(code: str | None) -> Municipality | None:
    municipality = Municipality.objects.filter(code=code).first()
    if code is not None and municipality is None:
        raise CommandError(f"Ingen kommune har koden »{code}«.")
    return municipality


def found_partner(name: str | None) -> Partner | None:
    partner = Partner.objects.filter(name__iexact=name).first()
    if name is not None and partner is None:
        raise CommandError(f"Ingen samarbejdspart hedder »{name}«.")
    return partner
