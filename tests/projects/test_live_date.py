"""A project goes live on its own date, else on its wave's; in Python and in a query alike."""

import datetime as dt

import pytest

from projects.models import Project
from tests.factories import ProgrammeFactory, ProjectFactory, WaveFactory

OWN, WAVES = dt.date(2026, 9, 1), dt.date(2026, 11, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "waves", "live"),
    [(OWN, WAVES, OWN), (None, WAVES, WAVES), (OWN, None, OWN), (None, None, None)],
)
def test_its_own_date_comes_before_its_waves(own, waves, live):
    programme = ProgrammeFactory()
    wave = WaveFactory(programme=programme, go_live_on=waves)
    ProjectFactory(programme=programme, wave=wave, go_live_on=own)

    project = Project.objects.going_live().get(goes_live_on=live)

    assert project.live_date() == live


@pytest.mark.django_db
def test_a_project_without_a_wave_has_only_its_own():
    assert ProjectFactory(wave=None, go_live_on=None).live_date() is None
