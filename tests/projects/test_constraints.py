"""Wrong programmes, waves and projects are impossible, whichever way they are written."""

import datetime as dt

import pytest
from django.db import connection

from projects.models import Programme, Project, ProjectMember
from tests.factories import (
    MunicipalityFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    UserFactory,
    WaveFactory,
)
from tests.projects.factories import BlackoutFactory
from tests.refused import refused_by

pytestmark = pytest.mark.django_db

JUNE = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("programme_name_unique", {"name": "DUBU 3.0"}),
        ("programme_slug_unique", {"slug": "dubu-3-0"}),
    ],
)
def test_two_programmes_share_neither_name_nor_address(constraint, facts):
    ProgrammeFactory(name="DUBU 3.0", slug="dubu-3-0")

    with refused_by(constraint):
        ProgrammeFactory(**facts)


def test_a_programme_has_a_name():
    ProgrammeFactory()

    with refused_by("programme_name_not_empty"):
        Programme.objects.update(name="")


def test_a_name_names_one_pause_of_a_programme():
    pause = BlackoutFactory()
    BlackoutFactory(name=pause.name)

    with refused_by("blackout_name_unique_in_programme"):
        BlackoutFactory(programme=pause.programme, name=pause.name)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("blackout_name_not_empty", {"name": ""}),
        ("blackout_weeks_of_a_year", {"first_week": 0}),
        ("blackout_weeks_of_a_year", {"last_week": 54}),
    ],
)
def test_a_pause_has_a_name_and_weeks_of_a_year(constraint, facts):
    with refused_by(constraint):
        BlackoutFactory(**facts)


def test_a_number_names_one_wave_of_a_programme():
    wave = WaveFactory()
    WaveFactory(number=wave.number)

    with refused_by("wave_number_unique_in_programme"):
        WaveFactory(programme=wave.programme, number=wave.number)


def test_a_wave_does_not_go_live_before_it_starts():
    WaveFactory(starts_on=JUNE, go_live_on=JUNE)
    WaveFactory(starts_on=JUNE)

    with refused_by("wave_goes_live_after_it_starts"):
        WaveFactory(starts_on=JUNE, go_live_on=JUNE - dt.timedelta(days=1))


def test_a_municipality_has_one_project_in_a_programme():
    project = ProjectFactory()
    ProjectFactory(programme=project.programme)
    ProjectFactory(municipality=project.municipality)

    with refused_by("project_one_per_programme_and_municipality"):
        ProjectFactory(programme=project.programme, municipality=project.municipality)


def test_a_project_goes_live_in_a_wave_of_its_own_programme():
    wave = WaveFactory()
    ProjectFactory(programme=wave.programme, wave=wave)

    with refused_by("project_wave_in_same_programme"):
        ProjectFactory(wave=wave)


def test_a_project_does_not_move_to_a_programme_without_its_wave():
    wave = WaveFactory()
    ProjectFactory(programme=wave.programme, wave=wave)

    with refused_by("project_wave_in_same_programme"):
        Project.objects.update(programme=ProgrammeFactory())


def test_a_person_has_one_part_in_a_project():
    member = ProjectMemberFactory()

    with refused_by("project_member_once_per_project"):
        ProjectMemberFactory(project=member.project, user=member.user, role="contributor")


@pytest.mark.parametrize(
    ("constraint", "role"),
    [("project_member_one_leader", "leader"), ("project_member_one_owner", "owner")],
)
def test_a_project_has_one_leader_and_one_owner(constraint, role):
    member = ProjectMemberFactory(role=role)
    ProjectMemberFactory(role=role)

    with refused_by(constraint):
        ProjectMemberFactory(project=member.project, role=role)


def test_a_part_in_a_project_is_a_known_one():
    ProjectMemberFactory()

    with refused_by("project_member_role_known"):
        ProjectMember.objects.update(role="king")


def test_a_member_s_row_belongs_to_the_project_s_municipality():
    member = ProjectMemberFactory()
    elsewhere = MunicipalityFactory()

    with refused_by("project_member_project_in_same_municipality"):
        ProjectMember.objects.filter(pk=member.pk).update(
            municipality=elsewhere, user=UserFactory(municipality=elsewhere)
        )


def test_a_member_s_row_belongs_to_the_project_s_programme():
    ProjectMemberFactory()

    with refused_by("project_member_project_in_same_programme"):
        ProjectMember.objects.update(programme=ProgrammeFactory())


def test_a_member_comes_from_the_project_s_municipality():
    with refused_by("project_member_user_in_same_municipality"):
        ProjectMemberFactory(user=UserFactory())


@pytest.mark.parametrize(
    "constraint",
    ["project_id_with_municipality", "project_id_with_programme", "wave_id_with_programme"],
)
def test_others_lean_on_the_pairs_of_id_and_parent(constraint):
    """They can't be broken, an id being unique; composite foreign keys need them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_constraint key join pg_class index on index.oid = key.conindid"
            " where key.contype = 'f' and index.relname = %s",
            [constraint],
        )
        [leaning] = cursor.fetchone()

    assert leaning > 0
