"""Checks of the settings about personal data, at start-up."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from administration.history_functions import LEAST_DAYS


@register
def check_retention(**_asked: Any) -> list[CheckMessage]:
    """Nothing younger than LEAST_DAYS leaves history, and no mail outlives the names in it."""
    too_short = [
        Error(f"{name} is less than {LEAST_DAYS} days.", id="administration.E001")
        for name in ("PSEUDONYMISE_AFTER_DAYS", "ADDRESSES_KEPT_DAYS")
        if getattr(settings, name) < LEAST_DAYS
    ]
    if settings.NOTIFICATIONS_KEPT_DAYS <= settings.PSEUDONYMISE_AFTER_DAYS:
        return [*too_short]
    text = (
        "NOTIFICATIONS_KEPT_DAYS is more than PSEUDONYMISE_AFTER_DAYS: names would stay in mails."
    )
    return [*too_short, Error(text, id="administration.E002")]
