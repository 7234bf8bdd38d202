import factory
from factory.django import DjangoModelFactory

from tests.factories import NOON, UserFactory
from workplace.models import BulkChange


class BulkChangeFactory(DjangoModelFactory[BulkChange]):
    class Meta:
        model = BulkChange

    made_by = factory.SubFactory(UserFactory)
    municipality = factory.SelfAttribute("made_by.municipality")
    made_at = NOON
    entries = factory.LazyFunction(list)
