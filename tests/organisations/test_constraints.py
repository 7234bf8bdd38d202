"""Wrong organisations are impossible, whichever way they are written."""

import datetime as dt

import pytest

from organisations.models import Municipality, MunicipalityRegion, Region, System
from tests.factories import MunicipalityFactory, PartnerFactory, SystemFactory
from tests.refused import refused_by

pytestmark = pytest.mark.django_db

NEW_YEAR = dt.date(2027, 1, 1)
FULL_WIDTH = "\N{FULLWIDTH DIGIT ONE}" * 8


def test_two_regions_do_not_share_a_name():
    Region.objects.create(name="Region Prøve")

    with refused_by("region_name_unique"):
        Region.objects.create(name="Region Prøve")


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("municipality_code_unique", {"code": "0999"}),
        ("municipality_cvr_unique", {"cvr": "99999999"}),
    ],
)
def test_two_municipalities_do_not_share_a_number(constraint, facts):
    MunicipalityFactory(code="0999", cvr="99999999")

    with refused_by(constraint):
        MunicipalityFactory(**facts)


def test_a_municipality_s_size_is_a_known_class():
    MunicipalityFactory(population_class="small")

    with refused_by("municipality_population_class_known"):
        MunicipalityFactory(population_class="huge")


@pytest.mark.parametrize("code", ["", "101", "010a", FULL_WIDTH[:4], "010\n"])
def test_a_municipality_code_has_four_digits(code):
    with refused_by("municipality_code_has_four_digits"):
        MunicipalityFactory(code=code)


@pytest.mark.parametrize("cvr", ["", "1234567", "1234567x", FULL_WIDTH])
def test_a_municipality_cvr_has_eight_digits(cvr):
    with refused_by("municipality_cvr_has_eight_digits"):
        MunicipalityFactory(cvr=cvr)


def test_a_municipality_has_a_name():
    municipality = MunicipalityFactory()

    with refused_by("municipality_name_not_empty"):
        Municipality.objects.filter(pk=municipality.pk).update(name="")


def test_a_municipality_does_not_enter_two_regions_on_one_day():
    municipality = MunicipalityFactory()
    first, second = (Region.objects.create(name=name) for name in ("Region A", "Region B"))
    MunicipalityRegion.objects.create(municipality=municipality, region=first, from_on=NEW_YEAR)

    with refused_by("municipality_region_once_from_a_date"):
        MunicipalityRegion.objects.create(
            municipality=municipality, region=second, from_on=NEW_YEAR
        )


def test_two_partners_do_not_share_a_name():
    PartnerFactory(name="Leverandøren")

    with refused_by("partner_name_unique"):
        PartnerFactory(name="Leverandøren")


def test_a_partner_has_a_name():
    with refused_by("partner_name_not_empty"):
        PartnerFactory(name="")


@pytest.mark.parametrize("cvr", ["1234567", "abcdefgh", "1234 567"])
def test_a_partner_cvr_has_eight_digits_if_any(cvr):
    PartnerFactory(cvr="")
    PartnerFactory(cvr="12345678")

    with refused_by("partner_cvr_has_eight_digits"):
        PartnerFactory(cvr=cvr)


def test_only_one_partner_runs_the_portal():
    PartnerFactory(is_operator=True)
    PartnerFactory(is_operator=False)

    with refused_by("partner_only_one_operator"):
        PartnerFactory(is_operator=True)


def test_two_systems_do_not_share_a_code():
    SystemFactory(code="dubu")

    with refused_by("system_code_unique"):
        SystemFactory(code="dubu")


def test_a_system_has_a_name():
    system = SystemFactory()

    with refused_by("system_name_not_empty"):
        System.objects.filter(pk=system.pk).update(name="")
