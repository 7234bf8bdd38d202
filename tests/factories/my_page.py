import factory
from factory.django import DjangoModelFactory

from tests.factories import NOON, UserFactory
from workplace.models import MyPageVisit


class MyPageVisitFactory(DjangoModelFactory[MyPageVisit]):
    """Somebody came to their page for the first time."""

    class Meta:
        model = MyPageVisit

    user = factory.SubFactory(UserFactory)
    municipality = factory.SelfAttribute("user.municipality")
    came_at = NOON
    came_before_at = None
