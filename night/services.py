"""The night: lights first, then what people must be told. Delivery comes after the commit."""

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
class Night:
    """What one run of a night did; None for mails that an earlier run had written."""

    turned: Counter[Light]
    digests: int | None
    follow_ups: int | None


def run_night(*, on: dt.date, at: dt.datetime, through: Through) -> Night:
    """Do what the passing of the day ``on`` calls for, each step in its own transaction.

    Safe to run again, and two at once: what is done is found done. What an earlier night
    missed is made up, for every step reads what is due from the rows.
    """
    job = Scope.job("night")
    with acting(by=None, through=through, name="nightly"):
        with scoped(job):
            turned = recompute_lights(on=on)
        with scoped(job):
            digests = write_digests(on=on, at=at)
        with scoped(job):
            follow_ups = write_follow_ups(on=on, at=at)
    return Night(turned, digests, follow_ups)
