import factory
from factory.django import DjangoModelFactory

from projects.models import Priority
from shared_tasks.content import content_of
from shared_tasks.models import Publication, SharedTask, SharedTaskReceiver, SharedTaskVersion
from tests.accounts.factories import ConsultantFactory
from tests.dates import NOON
from tests.phases.factories import PhaseFactory, ThemeFactory
from tests.projects.factories import ProgrammeFactory


class SharedTaskFactory(DjangoModelFactory[SharedTask]):
    """A draft; ``published=True`` for what municipalities see."""

    class Meta:
        model = SharedTask

    class Params:
        published = factory.Trait(
            published_at=NOON, published_by=factory.SubFactory(ConsultantFactory)
        )

    programme = factory.SubFactory(ProgrammeFactory)
    code = factory.Sequence(lambda n: f"Opgave {n}")
    title = factory.Sequence(lambda n: f"Gør nummer {n}")
    phase = factory.SubFactory(PhaseFactory, programme=factory.SelfAttribute("..programme"))
    theme = factory.SubFactory(ThemeFactory, programme=factory.SelfAttribute("..programme"))
    priority = Priority.MANDATORY


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
