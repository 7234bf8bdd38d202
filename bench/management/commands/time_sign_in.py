"""Whether time tells who has an account; figures in docs/adr/0081.

    python manage.py time_sign_in --settings=bench.settings

Run it against a database to throw away: it makes four people, who stay in the log of sign-ins.
"""

import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.management.base import BaseCommand
from django.test import Client
from django.utils import timezone

from accounts.models import User
from organisations.models import Municipality
from tenancy.scope import Scope, scoped

KINDS = ("unknown", "known", "inactive", "no password", "with an app")
WARM_UP = 3


class Command(BaseCommand):
    help = "Time wrong passwords and forgotten ones, for those who exist and those who do not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tries", type=int, default=60)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        settings.ALLOWED_HOSTS, settings.ACCOUNT_RATE_LIMITS = ["*"], False
        settings.SECURE_SSL_REDIRECT = False
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        make_people()
        for name, ask in (("forgotten", forgotten), ("sign-in", wrong_password)):
            for kind, times in measured(ask, options["tries"]).items():
                middle, (low, _, high) = statistics.median(times), statistics.quantiles(times, n=4)
                self.stdout.write(f"| {name} | {kind} | {middle:.1f} | {low:.1f} to {high:.1f} |")


def make_people() -> None:
    with scoped(Scope.job("bench")):
        if User.objects.filter(email=address("known")).exists():
            return
        place = Municipality.objects.order_by("pk").first()
        made = {
            kind: User(email=address(kind), name="Maalt", municipality=place)
            for kind in KINDS
            if kind != "unknown"
        }
        made["inactive"].is_active, made["inactive"].deactivated_at = False, timezone.now()
        for kind, person in made.items():
            person.set_password(None if kind == "no password" else "kaffe 7 ugle")
            person.save()
            person.emailaddress_set.create(email=person.email, verified=True, primary=True)
        TOTP.activate(made["with an app"], "JBSWY3DPEHPK3PXP")


def address(kind: str) -> str:
    return f"{kind.replace(' ', '-')}@maaling.example"


def wrong_password(client: Client, kind: str) -> int:
    form = {"login": address(kind), "password": "forkert"}
    return client.post("/konto/log-ind/", form).status_code


def forgotten(client: Client, kind: str) -> int:
    return client.post("/konto/adgangskode/glemt/", {"email": address(kind)}).status_code


def measured(ask: Callable[[Client, str], int], tries: int) -> dict[str, list[float]]:
    """Return each kind's milliseconds; one of each in turn, so that all share the weather."""
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    client = Client()
    for turn in range(tries + WARM_UP):
        for kind in KINDS:
            start = time.perf_counter()
            ask(client, kind)
            if turn >= WARM_UP:
                found[kind].append((time.perf_counter() - start) * 1000)
    return found
