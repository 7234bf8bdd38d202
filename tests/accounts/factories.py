import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.models import AuditEntry, User
from tests.organisations.factories import MunicipalityFactory, PartnerFactory

NAMES = ["Anna Prøve", "Bo Eksempel", "Carla Test", "Dan Afprøvning", "Else Demo"]
LEFT_AT = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)


def let_go(user):
    """Let the person have left, without anything else that leaving does."""
    user.is_active, user.deactivated_at = False, LEFT_AT
    user.save(update_fields=["is_active", "deactivated_at"])


class UserFactory(DjangoModelFactory[User]):
    """Someone in a municipality."""

    class Meta:
        model = User

    is_active = True
    email = factory.Sequence(lambda n: f"person{n}@proeve.example")
    name = factory.Sequence(lambda n: f"{NAMES[n % len(NAMES)]} {n}")
    municipality = factory.SubFactory(MunicipalityFactory)
    password = factory.django.Password("fremdrift-test")
    second_factor_due_on = dt.date(2099, 1, 1)
    deactivated_at = factory.LazyAttribute(lambda user: None if user.is_active else LEFT_AT)


class ConsultantFactory(UserFactory):
    municipality = None
    partner = factory.SubFactory(PartnerFactory)


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
