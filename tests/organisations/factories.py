import factory
from factory.django import DjangoModelFactory

from organisations.models import Municipality, Partner, System


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"{1000 + n}")
    cvr = factory.Sequence(lambda n: f"{20_000_000 + n}")
    name = factory.Sequence(lambda n: f"Prøve {n} Kommune")


class PartnerFactory(DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Leverandør {n}")


class SystemFactory(DjangoModelFactory[System]):
    class Meta:
        model = System

    code = factory.Sequence(lambda n: f"system-{n}")
    name = factory.Sequence(lambda n: f"SYS{n}")
    supplier = factory.SubFactory(PartnerFactory)
