"""Municipalities come into a programme through one of its waves."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from projects.models import Project
from projects.waves import WaveGone, delete_wave
from publishing.publications import Receivers
from publishing.publications.joining import add_to_wave
from tasks.models import ProjectFigures, Task
from tests.factories import NOON, MunicipalityFactory, SharedTaskFactory
from tests.publishing.waves import (
    GO_LIVE,
    LIVE,
    due_dates,
    following,
    programme_of,
    published,
    wave_of,
)


@pytest.fixture
def wave():
    return wave_of(programme_of())


@pytest.mark.django_db
class TestAddingToAWave:
    def test_makes_projects_that_follow_it_and_have_what_is_published_to_them(self, wave):
        other = wave_of(wave.programme, 2)
        everyones = published(wave.programme, GO_LIVE)
        ours = published(wave.programme, GO_LIVE, receivers=Receivers.waves([wave.pk]))
        published(wave.programme, GO_LIVE, receivers=Receivers.waves([other.pk]))
        SharedTaskFactory(programme=wave.programme)
        municipalities = MunicipalityFactory.create_batch(2)

        joined = add_to_wave(wave=wave, municipalities=municipalities, at=NOON)

        assert (joined.tasks, joined.already) == (4, [])
        for project in Project.objects.all():
            assert (project.wave, project.go_live_on) == (wave, None)
            assert due_dates(project) == [LIVE] * 2
            assert ProjectFigures.objects.get(project=project).total == 2
        found = set(Task.objects.values_list("shared_task", flat=True))
        assert found == {everyones[0].pk, ours[0].pk}

    def test_leaves_those_who_are_in_already(self, wave):
        there = following(wave_of(wave.programme, 2))
        newcomer = MunicipalityFactory()

        joined = add_to_wave(wave=wave, municipalities=[there.municipality, newcomer], at=NOON)

        assert joined.already == [there.municipality]
        assert [project.municipality for project in joined.projects] == [newcomer]
        there.refresh_from_db()
        assert there.wave.number == 2

    def test_a_second_time_does_nothing(self, wave):
        published(wave.programme, GO_LIVE)
        municipality = MunicipalityFactory()
        add_to_wave(wave=wave, municipalities=[municipality], at=NOON)

        again = add_to_wave(wave=wave, municipalities=[municipality], at=NOON)

        assert (again.projects, again.tasks, Task.objects.count()) == ([], 0, 1)

    def test_of_a_wave_that_is_gone_is_said(self, wave):
        delete_wave(wave=type(wave).objects.get())

        with pytest.raises(WaveGone):
            add_to_wave(wave=wave, municipalities=[MunicipalityFactory()], at=NOON)

    def test_asks_as_much_for_three_as_for_one(self, django_assert_num_queries):
        for number in (1, 3):
            wave = wave_of(programme_of(f"Leverandør {number}"))
            published(wave.programme, GO_LIVE)
            municipalities = MunicipalityFactory.create_batch(number)
            with django_assert_num_queries(18):
                add_to_wave(wave=wave, municipalities=municipalities, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_municipalities_at_once_add_them_once():
    wave = wave_of(programme_of())
    published(wave.programme, GO_LIVE)
    municipalities = MunicipalityFactory.create_batch(3)
    both_ready = Barrier(2)

    def press(_):
        both_ready.wait()
        try:
            joined = add_to_wave(wave=wave, municipalities=municipalities, at=NOON)
            return len(joined.projects), len(joined.already)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [(0, 3), (3, 0)]
    assert (Project.objects.count(), Task.objects.count()) == (3, 3)
