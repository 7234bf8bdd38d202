from argparse import ArgumentParser
from typing import Any

from django.template.defaultfilters import date as format_date
from django.utils import timezone

from notifications.models import Notification
from notifications.services import retry_failed
from tenancy.commands import ScopedCommand


class Command(ScopedCommand):
    help = "Vis de mails, der venter eller er opgivet; --retry giver opgivne mails en ny chance."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--retry",
            nargs="*",
            type=int,
            metavar="NUMMER",
            help="prøv disse opgivne mails igen, uden numre dem alle",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        retry = options["retry"]
        if retry is not None:
            number = retry_failed(at=timezone.now(), only=retry or None)
            self.stdout.write(f"{number} opgivne mails sendes igen ved næste levering.")
        self.show_waiting()
        self.show_given_up()

    def show_waiting(self) -> None:
        waiting = Notification.objects.undelivered().order_by("written_at", "pk")
        oldest = waiting.first()
        if oldest is None:
            self.stdout.write("Ingen mails venter.")
            return
        since = format_date(timezone.localtime(oldest.written_at), "j. F Y H.i")
        self.stdout.write(f"{waiting.count()} mails venter, den ældste siden {since}.")

    def show_given_up(self) -> None:
        given_up = Notification.objects.failed().select_related("recipient")
        self.stdout.write(f"{given_up.count()} mails er opgivet.")
        for mail in given_up.order_by("failed_at", "pk").iterator():
            when = format_date(timezone.localtime(mail.failed_at), "j. F Y H.i")
            self.stdout.write(
                f"  {mail.pk}  {mail.recipient.email}  {mail.get_kind_display()}"
                f"  opgivet {when} efter {mail.attempts} forsøg: {mail.last_error}"
            )
