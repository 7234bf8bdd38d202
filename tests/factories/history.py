import factory
from factory.django import DjangoModelFactory

from accounts.models import AuditEntry
from projects.models import Visit
from tests.factories import TODAY, ConsultantFactory, ProjectFactory, UserFactory


class AuditEntryFactory(DjangoModelFactory[AuditEntry]):
    """Someone in a municipality signed in."""

    class Meta:
        model = AuditEntry

    kind = AuditEntry.Kind.SIGNED_IN
    by = factory.SubFactory(UserFactory)
    about = factory.SelfAttribute("by")
    municipality = factory.SelfAttribute("by.municipality")
    partner = factory.SelfAttribute("by.partner")
    address = "192.0.2.7"


class VisitFactory(DjangoModelFactory[Visit]):
    """A consultant looked at a municipality's project."""

    class Meta:
        model = Visit

    on = TODAY
    by = factory.SubFactory(ConsultantFactory)
    partner = factory.SelfAttribute("by.partner")
    project = factory.SubFactory(ProjectFactory)
    municipality = factory.SelfAttribute("project.municipality")
    programme = factory.SelfAttribute("project.programme")
