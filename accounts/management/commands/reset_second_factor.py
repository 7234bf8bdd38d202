from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts.models import User
from accounts.second_factor import reset_second_factor
from tenancy.commands import ScopedCommand


class Command(ScopedCommand):
    help = (
        "Nulstil to-faktor-login for en person, der har mistet både telefon, nøgle og nødkoder. "
        "Vær sikker på, hvem du taler med, før du gør det."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        person = User.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError(f"Ingen logger ind med »{options['email']}«.")
        if not reset_second_factor(person=person):
            raise CommandError(f"{person.name} har ikke sat to-faktor-login op.")
        self.stdout.write(f"{person.name} er logget ud og kan sætte to-faktor-login op igen.")
