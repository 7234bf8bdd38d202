import factory
from factory.django import DjangoModelFactory

from phases.models import Phase, Theme
from tests.projects.factories import ProgrammeFactory


class PhaseFactory(DjangoModelFactory[Phase]):
    class Meta:
        model = Phase

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: f"{n + 1}")
    name = "Forberedelse"
    position = factory.Sequence(lambda n: n + 1)
    starts_amount, starts_unit = -6, "month"
    ends_amount, ends_unit = 0, "day"


class ThemeFactory(DjangoModelFactory[Theme]):
    class Meta:
        model = Theme

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Tema {n}")
    position = factory.Sequence(lambda n: n + 1)
