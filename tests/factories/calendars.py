import hashlib

import factory
from factory.django import DjangoModelFactory

from tests.factories import NOON, UserFactory
from workplace.models import CalendarFeed


class CalendarFeedFactory(DjangoModelFactory[CalendarFeed]):
    """The address of a person's own tasks; ``token`` is what stands in it."""

    class Meta:
        model = CalendarFeed

    class Params:
        token = factory.Sequence(lambda n: f"token-{n}")

    user = factory.SubFactory(UserFactory)
    municipality = factory.SelfAttribute("user.municipality")
    project = None
    token_hash = factory.LazyAttribute(lambda feed: hashlib.sha256(feed.token.encode()).hexdigest())
    made_at = NOON
