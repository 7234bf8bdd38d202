"""A small country to look at: programmes, municipalities, and figures without their tasks."""

import datetime as dt

from organisations.models import MunicipalityRegion, Region
from tasks.lights import Light
from tasks.models import ProjectFigures
from tests.factories import (
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    ProgrammeFactory,
    ProjectFactory,
    SystemFactory,
)

LIGHTS = {"red": Light.RED, "yellow": Light.YELLOW, "green": Light.GREEN, "grey": Light.GREY}


def supplier_with(*names):
    """A consultant, and one programme of their partner for each name."""
    partner = PartnerFactory(name=f"Leverandør af {names[0]}")
    system = SystemFactory(supplier=partner)
    programmes = [
        ProgrammeFactory(system=system, name=name, slug=f"program-{name.lower()}") for name in names
    ]
    return ConsultantFactory(partner=partner), *programmes


def project_in(programme, name, *, closed=0, overdue=0, critical=Light.GREY, **facts):
    """A municipality's project; ``red=2`` and the like say how many tasks have each light."""
    counts = {light: facts.pop(light, 0) for light in LIGHTS}
    project = ProjectFactory(
        programme=programme, municipality=MunicipalityFactory(name=name), **facts
    )
    worst = max((LIGHTS[light] for light, count in counts.items() if count), default=Light.GREY)
    ProjectFigures.objects.create(
        project=project,
        municipality=project.municipality,
        programme=programme,
        light=worst,
        critical_light=critical,
        total=sum(counts.values()),
        closed=closed,
        overdue_mandatory=overdue,
        **counts,
    )
    return project


def place_in(project, region, from_on=dt.date(2007, 1, 1)):
    region, _ = Region.objects.get_or_create(name=region)
    MunicipalityRegion.objects.create(
        municipality=project.municipality, region=region, from_on=from_on
    )
