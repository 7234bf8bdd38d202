import factory
from factory.django import DjangoModelFactory

from projects.models import Blackout
from shared_tasks.content import content_of
from shared_tasks.models import Publication, TemplateReceiver, TemplateVersion
from tasks.models import TaskReading
from tests.factories import (
    NOON,
    ConsultantFactory,
    ProgrammeFactory,
    TaskFactory,
    TaskTemplateFactory,
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


class TemplateReceiverFactory(DjangoModelFactory[TemplateReceiver]):
    """Everyone, unless a wave or a municipality is given."""

    class Meta:
        model = TemplateReceiver

    template = factory.SubFactory(TaskTemplateFactory, published=True)
    programme = factory.SelfAttribute("template.programme")
    publication = factory.SubFactory(
        PublicationFactory, programme=factory.SelfAttribute("..programme")
    )


class TemplateVersionFactory(DjangoModelFactory[TemplateVersion]):
    """The template as it is now, as the first version."""

    class Meta:
        model = TemplateVersion

    template = factory.SubFactory(TaskTemplateFactory, published=True)
    programme = factory.SelfAttribute("template.programme")
    number = 1
    kind = TemplateVersion.Kind.PUBLISHED
    content = factory.LazyAttribute(lambda version: content_of(version.template).as_json())
    made_at = NOON
    made_by = factory.SubFactory(ConsultantFactory)


class TaskReadingFactory(DjangoModelFactory[TaskReading]):
    class Meta:
        model = TaskReading

    task = factory.SubFactory(TaskFactory)
    municipality = factory.SelfAttribute("task.municipality")
    programme = factory.SelfAttribute("task.programme")
    user = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))
    version = 1
    read_at = NOON
