import datetime as dt

import factory
from factory.django import DjangoModelFactory

from projects.models import Blackout, Programme, Project, ProjectMember, Visit, Wave
from tests.accounts.factories import ConsultantFactory, UserFactory
from tests.dates import TODAY
from tests.organisations.factories import MunicipalityFactory, SystemFactory


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    system = factory.SubFactory(SystemFactory)
    name = factory.Sequence(lambda n: f"Program {n}")
    slug = factory.Sequence(lambda n: f"program-{n}")


class WaveFactory(DjangoModelFactory[Wave]):
    class Meta:
        model = Wave

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda wave: f"Bølge {wave.number}")


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    municipality = factory.SubFactory(MunicipalityFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    go_live_on = dt.date(2026, 9, 1)


class ProjectMemberFactory(DjangoModelFactory[ProjectMember]):
    class Meta:
        model = ProjectMember

    project = factory.SubFactory(ProjectFactory)
    municipality = factory.SelfAttribute("project.municipality")
    programme = factory.SelfAttribute("project.programme")
    user = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))
    role = ProjectMember.Role.READER


class BlackoutFactory(DjangoModelFactory[Blackout]):
    """From week 52 to week 7, over New Year."""

    class Meta:
        model = Blackout

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Pause {n}")
    first_week, last_week = 52, 7


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
