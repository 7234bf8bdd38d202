"""A municipality's region on a day: regions change on 1 January 2027."""

import datetime as dt

import pytest

from organisations.models import Municipality, MunicipalityRegion, Region
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    municipality = MunicipalityFactory(name="Roskilde")
    for name, from_on in [
        ("Region Sjælland", dt.date(2007, 1, 1)),
        ("Region Østdanmark", dt.date(2027, 1, 1)),
    ]:
        region = Region.objects.create(name=name)
        MunicipalityRegion.objects.create(municipality=municipality, region=region, from_on=from_on)
    return municipality


@pytest.mark.parametrize(
    ("day", "region"),
    [
        (dt.date(2006, 12, 31), None),
        (dt.date(2007, 1, 1), "Region Sjælland"),
        (dt.date(2026, 12, 31), "Region Sjælland"),
        (dt.date(2027, 1, 1), "Region Østdanmark"),
        (dt.date(2031, 6, 5), "Region Østdanmark"),
    ],
)
def test_the_region_is_the_one_of_the_day(moved, day, region):
    assert Municipality.objects.with_region(on=day).get().region_name == region


def test_one_municipality_does_not_get_the_region_of_another(moved):
    other = MunicipalityFactory(name="Esbjerg")
    region = Region.objects.create(name="Region Syddanmark")
    MunicipalityRegion.objects.create(
        municipality=other, region=region, from_on=dt.date(2007, 1, 1)
    )

    found = Municipality.objects.with_region(on=dt.date(2027, 1, 1)).alphabetical()

    assert [(one.name, one.region_name) for one in found] == [
        ("Esbjerg", "Region Syddanmark"),
        ("Roskilde", "Region Østdanmark"),
    ]
