import datetime as dt

import factory
from factory.django import DjangoModelFactory

from notifications.models import Notification
from tests.accounts.factories import UserFactory
from tests.dates import NOON, TODAY


class NotificationFactory(DjangoModelFactory[Notification]):
    """A digest that has been written and waits for delivery."""

    class Meta:
        model = Notification

    recipient = factory.SubFactory(UserFactory)
    municipality = factory.SelfAttribute("recipient.municipality")
    kind = Notification.Kind.DIGEST
    local_date = TODAY
    subject = "1 opgave er blevet rød"
    content = factory.LazyFunction(
        lambda: {"red": 1, "yellow": 0, "own": {}, "projects": [], "also": [], "unnamed": 0}
    )
    written_at = NOON - dt.timedelta(hours=10)
    next_attempt_at = factory.SelfAttribute("written_at")
