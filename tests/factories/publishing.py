import factory
from factory.django import DjangoModelFactory

from projects.models import Blackout
from shared_tasks.content import content_of
from shared_tasks.models import Publication, SharedTaskReceiver, SharedTaskVersion
from tasks.models import SeenVersion
from tests.factories import (
    NOON,
    ConsultantFactory,
    ProgrammeFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)


class BlackoutFactory(DjangoModelFactory[Blackout]):
    """From week 52 to week 7, over New Year."""

    class Meta:
        model = Blackout

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Pause {n}")
    first_week, last_week = 52, 7


class PublicationFactory(DjangoModelFactory[Publication]):
    class Meta:
        model = Publication

    programme = factory.SubFactory(ProgrammeFactory)
    published_at = NOON
    published_by = factory.SubFactory(ConsultantFactory)


class SharedTaskReceiverFactory(DjangoModelFactory[SharedTaskReceiver]):
    """Everyone, unless a wave or a municipality is given."""

    class Meta:
        model = SharedTaskReceiver

    shared_task = factory.SubFactory(SharedTaskFactory, published=True)
    programme = factory.SelfAttribute("shared_task.programme")
    publication = factory.SubFactory(
        PublicationFactory, programme=factory.SelfAttribute("..programme")
    )


class SharedTaskVersionFactory(DjangoModelFactory[SharedTaskVersion]):
    """The shared task as it is now, as the first version."""

    class Meta:
        model = SharedTaskVersion

    shared_task = factory.SubFactory(SharedTaskFactory, published=True)
    programme = factory.SelfAttribute("shared_task.programme")
    number = 1
    kind = SharedTaskVersion.Kind.PUBLISHED
    content = factory.LazyAttribute(lambda version: content_of(version.shared_task).as_json())
    made_at = NOON
    made_by = factory.SubFactory(ConsultantFactory)


class SeenVersionFactory(DjangoModelFactory[SeenVersion]):
    class Meta:
        model = SeenVersion

    task = factory.SubFactory(TaskFactory)
    municipality = factory.SelfAttribute("task.municipality")
    programme = factory.SelfAttribute("task.programme")
    user = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))
    version = 1
    read_at = NOON
