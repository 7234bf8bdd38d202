import datetime as dt
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import date as format_date
from django.utils import timezone

from history.tracking import Through
from night.services import NightRun, run_night
from notifications.delivery import DeliveryRound, deliver_due
from tasks.lights import Light

WORDS = {Light.GREY: "grå", Light.GREEN: "grønne", Light.YELLOW: "gule", Light.RED: "røde"}


class Command(BaseCommand):
    help = "Gør det, natten gør: sæt lys, skriv mails og send dem. Kan køres igen uden skade."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=dt.date.fromisoformat,
            metavar="ÅÅÅÅ-MM-DD",
            help="den dag, natten fører til; ellers i dag. Kun i demoen en senere dag",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        started, now = time.monotonic(), timezone.now()
        on = options["on"] or timezone.localdate(now)
        if on > timezone.localdate(now) and not settings.DEMO:
            # Time only makes lights worse, so no later night would undo it.
            raise CommandError("Dagen er ikke kommet endnu. Lys og mails ville blive forkerte.")
        night = run_night(on=on, at=now, through=Through.COMMAND)
        self.stdout.write(f"Natten til {format_date(on, 'j. F Y')}")
        self.stdout.write(lights_in_words(night))
        self.stdout.write(mails_in_words("Mails til kommunerne", night.digests))
        self.stdout.write(mails_in_words("Opfølgningslister", night.follow_ups))
        worked = time.monotonic() - started
        self.stdout.write(delivery_in_words(deliver_due(clock=timezone.now)))
        whole = time.monotonic() - started
        self.stdout.write(f"Tid: {worked:.2f} sek. før levering, {whole:.2f} sek. i alt.")


def lights_in_words(night: NightRun) -> str:
    turned = ", ".join(
        f"{night.turned[light]} blev {word}" for light, word in WORDS.items() if night.turned[light]
    )
    return f"Opgaver, der skiftede lys: {turned or 'ingen'}."


def mails_in_words(what: str, number: int | None) -> str:
    return f"{what}: {'var skrevet i forvejen' if number is None else f'{number} skrevet'}."


def delivery_in_words(done: DeliveryRound) -> str:
    words = f"Levering: {done.sent} sendt, {done.postponed} prøves igen, {done.failed} opgivet."
    if done.stopped_by:
        return f"{words} Stoppet for nu: {done.stopped_by}."
    return f"{words} Flere venter." if done.is_cut_short else words
