import hashlib

import factory
from factory.django import DjangoModelFactory

from tests.accounts.factories import UserFactory
from tests.dates import NOON
from workplace.models import BulkChange, CalendarFeed, MyPageVisit, SavedView


class BulkChangeFactory(DjangoModelFactory[BulkChange]):
    class Meta:
        model = BulkChange

    made_by = factory.SubFactory(UserFactory)
    municipality = factory.SelfAttribute("made_by.municipality")
    made_at = NOON
    entries = factory.LazyFunction(list)


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


class MyPageVisitFactory(DjangoModelFactory[MyPageVisit]):
    """Somebody came to their page for the first time."""

    class Meta:
        model = MyPageVisit

    user = factory.SubFactory(UserFactory)
    municipality = factory.SelfAttribute("user.municipality")
    came_at = NOON
    came_before_at = None


class SavedViewFactory(DjangoModelFactory[SavedView]):
    """A person's own view of the list across projects; ``project`` makes it one of a project's."""

    class Meta:
        model = SavedView

    owner = factory.SubFactory(UserFactory)
    municipality = factory.SelfAttribute("owner.municipality")
    project = None
    name = factory.Sequence(lambda n: f"Visning {n}")
    query = "lys=3"
    saved_at = NOON
