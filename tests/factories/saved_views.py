import factory
from factory.django import DjangoModelFactory

from tests.factories import NOON, UserFactory
from workplace.models import SavedView


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
