from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from administration.retention import Forgotten, forget_what_is_due, repeat_pseudonyms
from history.tracking import Through, acting


class Command(BaseCommand):
    help = (
        "Gør det, natten gør med personoplysninger: tag navnet af dem, der holdt op for længe "
        "siden, og slet mails, sessioner og IP-adresser, hvis tid er gået. Kan køres igen uden "
        "skade."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="kun de navne, der kom tilbage med en sikkerhedskopi; køres efter en genskabelse",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        now = timezone.now()
        if options["again"]:
            with acting(by=None, through=Through.COMMAND, name="pseudonymise"):
                self.stdout.write(f"Pseudonymiseret igen: {repeat_pseudonyms(at=now)}.")
            return
        self.stdout.write(in_words(forget_what_is_due(at=now, through=Through.COMMAND)))


def in_words(done: Forgotten) -> str:
    return (
        f"Pseudonymiseret: {done.people}, og igen efter en genskabelse: {done.again}. Slettet: "
        f"{done.notifications} mails, {done.sessions} sessioner og {done.addresses} IP-adresser."
    )
