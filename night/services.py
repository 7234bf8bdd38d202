"""The nightly run: lights first, then the mails. Delivery comes after the commit."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from history.tracking import Through, acting
from night.digests.compose import write_digests
from night.follow_up import write_follow_ups
from tasks.lights import Light
from tasks.recomputing import recompute_lights
from tenancy.scope import Scope, scoped


@dataclass(frozen=True)
class NightRun:
    """The results of a nightly run; None for mails that an earlier run had written."""

    turned: Counter[Light]
    digests: int | None
    follow_ups: int | None


def run_night(*, on: dt.date, at: dt.datetime, through: Through) -> NightRun:
    """Update lights and write mails for the day ``on``, each step in its own transaction.

    Safe to run again, and twice at once: a finished step does nothing. Missed nights are caught
    up, because every step reads from the rows what is due.
    """
    job = Scope.job("night")
    with acting(by=None, through=through, name="nightly"):
        with scoped(job):
            turned = recompute_lights(on=on)
        with scoped(job):
            digests = write_digests(on=on, at=at)
        with scoped(job):
            follow_ups = write_follow_ups(on=on, at=at)
    return NightRun(turned, digests, follow_ups)
