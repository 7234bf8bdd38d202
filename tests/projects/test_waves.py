"""Waves as editors make them."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from projects.models import Wave
from projects.waves import (
    WaveGone,
    WaveHasProjects,
    WaveHasPublications,
    WaveNumberTaken,
    add_wave,
    delete_wave,
    pauses_over,
    rename_wave,
)
from tests.factories import ProgrammeFactory, ProjectFactory, WaveFactory
from tests.projects.factories import BlackoutFactory
from tests.refused import refused_by
from tests.shared_tasks.factories import SharedTaskReceiverFactory

MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 1)


def new_wave(programme, number=1, starts_on=MAY, go_live_on=JUNE):
    return add_wave(
        programme=programme,
        number=number,
        name="Bølge 1",
        starts_on=starts_on,
        go_live_on=go_live_on,
    )


@pytest.mark.django_db
class TestANewWave:
    def test_has_number_name_and_dates_and_nobody_in_it(self):
        wave = new_wave(ProgrammeFactory())

        wave.refresh_from_db()
        assert (wave.number, wave.name, wave.starts_on, wave.go_live_on) == (
            *(1, "Bølge 1"),
            *(MAY, JUNE),
        )
        assert not wave.projects.exists()

    def test_may_have_no_dates_yet(self):
        wave = new_wave(ProgrammeFactory(), starts_on=None, go_live_on=None)

        assert (wave.starts_on, wave.go_live_on) == (None, None)

    def test_has_a_number_of_its_own_in_the_programme(self):
        wave = new_wave(ProgrammeFactory())
        new_wave(ProgrammeFactory())

        with pytest.raises(WaveNumberTaken):
            new_wave(wave.programme)

    def test_does_not_go_live_before_it_starts(self):
        with refused_by("wave_goes_live_after_it_starts"):
            new_wave(ProgrammeFactory(), starts_on=JUNE, go_live_on=MAY)


@pytest.mark.django_db
class TestRenaming:
    def test_changes_number_and_name_and_no_date_set_meanwhile(self):
        wave = WaveFactory(number=1)
        Wave.objects.update(go_live_on=JUNE)

        rename_wave(wave=wave, number=2, name="Pilot")

        wave.refresh_from_db()
        assert (wave.number, wave.name, wave.go_live_on) == (2, "Pilot", JUNE)

    def test_keeps_its_own_number(self):
        wave = WaveFactory(number=1)

        assert rename_wave(wave=wave, number=1, name="Pilot").name == "Pilot"

    def test_takes_no_number_from_another(self):
        wave = WaveFactory(number=1)
        WaveFactory(programme=wave.programme, number=2)

        with pytest.raises(WaveNumberTaken):
            rename_wave(wave=wave, number=2, name="Pilot")

    def test_of_a_wave_that_is_gone_is_said(self):
        wave = WaveFactory()
        Wave.objects.all().delete()

        with pytest.raises(WaveGone):
            rename_wave(wave=wave, number=2, name="Pilot")


@pytest.mark.django_db
class TestDeleting:
    def test_removes_a_wave_that_nobody_is_in(self):
        delete_wave(wave=WaveFactory())

        assert not Wave.objects.exists()

    def test_is_refused_while_municipalities_are_in_it(self):
        wave = WaveFactory()
        ProjectFactory(programme=wave.programme, wave=wave)

        with pytest.raises(WaveHasProjects):
            delete_wave(wave=wave)

    def test_is_refused_when_something_is_published_to_it(self):
        wave = WaveFactory()
        SharedTaskReceiverFactory(shared_task__programme=wave.programme, wave=wave)

        with pytest.raises(WaveHasPublications):
            delete_wave(wave=wave)
        assert Wave.objects.filter(pk=wave.pk).exists()

    def test_twice_is_said(self):
        wave = WaveFactory()
        again = Wave.objects.get()
        delete_wave(wave=wave)

        with pytest.raises(WaveGone):
            delete_wave(wave=again)


@pytest.mark.django_db
def test_pauses_are_those_of_the_programme_that_a_day_lies_in():
    winter = BlackoutFactory(name="Jul", first_week=52, last_week=7)
    summer = BlackoutFactory(programme=winter.programme, name="Sommer", first_week=27, last_week=33)
    BlackoutFactory(first_week=1, last_week=53)
    january, july = dt.date(2027, 1, 4), dt.date(2026, 7, 20)

    assert pauses_over(winter.programme, [january]) == [winter]
    assert pauses_over(winter.programme, [july, None]) == [summer]
    assert pauses_over(winter.programme, [january, july]) == [winter, summer]
    assert pauses_over(winter.programme, [JUNE, None]) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_make_a_wave_of_one_number_at_once_one_is_told():
    programme = ProgrammeFactory()
    both_ready = Barrier(2)

    def press(_):
        both_ready.wait()
        try:
            new_wave(programme)
        except WaveNumberTaken:
            return "taken"
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["made", "taken"]
