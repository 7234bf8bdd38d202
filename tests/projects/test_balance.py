"""How evenly municipalities are spread over a programme's waves."""

import datetime as dt

import pytest

from organisations.models import MunicipalityRegion, PopulationClass, Region
from projects.balance import Of, Remark, read_balance
from tests.factories import (
    TODAY,
    MunicipalityFactory,
    ProgrammeFactory,
    ProjectFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db

SMALL, LARGEST = PopulationClass.SMALL, PopulationClass.LARGEST
WEST, SEALAND, EAST = "Region Midtjylland", "Region Sjælland", "Region Østdanmark"


def municipality(size=SMALL, region=WEST, later=""):
    made = MunicipalityFactory(population_class=size)
    for from_on, name in ((dt.date(2007, 1, 1), region), (dt.date(2027, 1, 1), later)):
        if name:
            there, _ = Region.objects.get_or_create(name=name)
            MunicipalityRegion.objects.create(municipality=made, region=there, from_on=from_on)
    return made


def fill(wave, number, **facts):
    for _ in range(number):
        ProjectFactory(
            programme=wave.programme,
            wave=wave,
            go_live_on=None,
            municipality=municipality(**facts),
        )


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def waves(programme):
    return [
        WaveFactory(programme=programme, number=number, go_live_on=dt.date(2026, 9, 1))
        for number in (1, 2)
    ]


def test_each_wave_s_municipalities_are_counted_by_size_and_region(programme, waves):
    fill(waves[0], 2)
    fill(waves[1], 1, size=LARGEST, region=SEALAND)
    fill(waves[1], 1, size="", region="")
    ProjectFactory(programme=programme, municipality=municipality())

    balance = read_balance(programme, on=TODAY)

    assert balance.sizes == ["under 20.000", "100.000 og flere", "ukendt"]
    assert balance.regions == [WEST, SEALAND, "ukendt"]
    assert [(one.wave, one.total, one.sizes, one.regions) for one in balance.loads] == [
        (waves[0], 2, [2, 0, 0], [2, 0, 0]),
        (waves[1], 2, [0, 1, 1], [0, 1, 1]),
    ]
    assert (balance.outside.total, balance.outside.sizes) == (1, [1, 0, 0])
    assert (balance.total.total, balance.total.regions) == (4, [2, 1, 1])


def test_the_region_is_that_of_the_day_of_go_live(programme, waves):
    waves[1].go_live_on = dt.date(2027, 3, 1)
    waves[1].save()
    fill(waves[0], 1, region=SEALAND, later=EAST)
    fill(waves[1], 1, region=SEALAND, later=EAST)
    own = municipality(region=SEALAND, later=EAST)
    ProjectFactory(programme=programme, wave=waves[1], go_live_on=TODAY, municipality=own)

    balance = read_balance(programme, on=TODAY)

    assert balance.regions == [SEALAND, EAST]
    assert [one.regions for one in balance.loads] == [[1, 0], [1, 1]]


def test_without_a_date_the_region_is_that_of_today(programme):
    wave = WaveFactory(programme=programme)
    fill(wave, 1, region=SEALAND, later=EAST)

    assert read_balance(programme, on=TODAY).regions == [SEALAND]
    assert read_balance(programme, on=dt.date(2027, 1, 1)).regions == [EAST]


def test_even_waves_are_not_remarked_on(programme, waves):
    for wave in waves:
        fill(wave, 4)
        fill(wave, 2, size=LARGEST, region=SEALAND)

    assert [one.remarks for one in read_balance(programme, on=TODAY).loads] == [[], []]


def test_a_wave_with_far_more_than_the_others_is_remarked_on(programme, waves):
    fill(waves[0], 9)
    fill(waves[1], 2)

    first, second = read_balance(programme, on=TODAY).loads
    assert first.remarks == [Remark(Of.ALL, "", 9, 6)]
    assert second.remarks == [Remark(Of.ALL, "", 2, 6)]


def test_a_wave_with_all_the_large_ones_is_remarked_on(programme, waves):
    fill(waves[0], 4, size=LARGEST)
    fill(waves[1], 4)

    first, second = read_balance(programme, on=TODAY).loads
    assert first.remarks == [
        Remark(Of.SIZE, "under 20.000", 0, 2),
        Remark(Of.SIZE, "100.000 og flere", 4, 2),
    ]
    assert second.remarks == [
        Remark(Of.SIZE, "under 20.000", 4, 2),
        Remark(Of.SIZE, "100.000 og flere", 0, 2),
    ]


def test_a_wave_all_from_one_region_is_remarked_on_but_not_what_is_unknown(programme, waves):
    fill(waves[0], 4, size="")
    fill(waves[1], 4, region=SEALAND)

    first, _ = read_balance(programme, on=TODAY).loads
    assert [remark for remark in first.remarks if remark.of == Of.REGION] == [
        Remark(Of.REGION, WEST, 4, 2),
        Remark(Of.REGION, SEALAND, 0, 2),
    ]
    assert "ukendt" not in {remark.label for remark in first.remarks}


def test_waves_before_and_after_regions_change_are_not_set_against_each_other(programme, waves):
    waves[1].go_live_on = dt.date(2027, 3, 1)
    waves[1].save()
    for wave in waves:
        fill(wave, 4, region=SEALAND, later=EAST)

    balance = read_balance(programme, on=TODAY)

    assert [one.regions for one in balance.loads] == [[4, 0], [0, 4]]
    assert [one.remarks for one in balance.loads] == [[], []]


def test_a_difference_of_one_is_no_matter(programme, waves):
    fill(waves[0], 1)
    fill(waves[1], 2)

    assert [one.remarks for one in read_balance(programme, on=TODAY).loads] == [[], []]


def test_an_empty_wave_is_neither_remarked_on_nor_counted(programme, waves):
    fill(waves[0], 9)

    assert [one.remarks for one in read_balance(programme, on=TODAY).loads] == [[], []]


def test_it_asks_three_queries_however_much_there_is(programme, waves, django_assert_num_queries):
    for number in (1, 3):
        fill(waves[0], number)
        with django_assert_num_queries(3):
            read_balance(programme, on=TODAY)
