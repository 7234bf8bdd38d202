"""What has happened to a project, in sentences."""

import datetime as dt

import pytest

from projects.history import read_project_history
from projects.models import Project, ProjectMember, Wave
from tenancy.history import Through, acting
from tests.factories import (
    ProjectFactory,
    ProjectMemberFactory,
    UserFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db

Role = ProjectMember.Role
SEPTEMBER = dt.date(2020, 9, 1)


@pytest.fixture
def project():
    return ProjectFactory(go_live_on=None)


@pytest.fixture
def by_anna(project):
    anna = UserFactory(municipality=project.municipality, name="Anna Prøve")
    with acting(by=anna.pk, through=Through.PAGE):
        yield


def told(project, *, shows_members=True, limit=20):
    project.refresh_from_db()
    history = read_project_history(project, shows_members=shows_members, limit=limit)
    return [sentence.text for sentence in history.sentences]


def test_a_go_live_date_comes_moves_and_goes(project, by_anna):
    for day in (SEPTEMBER, SEPTEMBER + dt.timedelta(days=7), None):
        Project.objects.update(go_live_on=day)

    assert told(project)[:3] == [
        "Anna Prøve fjernede idriftsættelsen",
        "Anna Prøve ændrede idriftsættelse fra 1. til 8. september 2020",
        "Anna Prøve satte idriftsættelsen til 1. september 2020",
    ]


def test_a_project_changes_wave_and_its_wave_is_moved(project, by_anna):
    first, second = (WaveFactory(programme=project.programme, name=f"Bølge {n}") for n in (1, 2))
    Project.objects.update(wave=first)
    Project.objects.update(wave=second)
    Wave.objects.filter(pk=second.pk).update(go_live_on=SEPTEMBER)

    # One test is one moment; in a moment each kind of row keeps its own order.
    assert told(project) == [
        "Anna Prøve ændrede bølgen fra »Bølge 1« til »Bølge 2«",
        "Anna Prøve satte bølgen til »Bølge 1«",
        "Fremdrift startede projektet",
        "Anna Prøve satte bølgens idriftsættelse til 1. september 2020",
        "Anna Prøve oprettede bølgen »Bølge 2«",
    ]


def test_members_come_change_and_go(project, by_anna):
    bo = UserFactory(municipality=project.municipality, name="Bo Eksempel")
    member = ProjectMemberFactory(project=project, user=bo, role=Role.READER)
    ProjectMember.objects.update(role=Role.LEADER)
    member.delete()

    assert told(project)[1:] == [
        "Anna Prøve fjernede Bo Eksempel fra projektet",
        "Anna Prøve ændrede rollen fra »Læser« til »Projektleder« for Bo Eksempel",
        "Anna Prøve gav Bo Eksempel en plads i projektet som Læser",
    ]


def test_who_may_not_see_members_is_not_told_of_them(project, by_anna):
    ProjectMemberFactory(project=project)

    assert told(project, shows_members=False) == ["Fremdrift startede projektet"]


def test_another_projects_past_is_not_told(project, by_anna):
    ProjectMemberFactory(project=ProjectFactory(municipality=project.municipality))
    Project.objects.exclude(pk=project.pk).update(go_live_on=SEPTEMBER)

    assert told(project) == ["Fremdrift startede projektet"]


def test_only_what_is_asked_for_is_read(project, by_anna):
    for day in range(1, 6):
        Project.objects.update(go_live_on=dt.date(2020, 9, day))

    history = read_project_history(project, shows_members=True, limit=3)

    assert (len(history.sentences), history.has_more) == (3, True)


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_do_not_grow_with_the_changes(
    project, by_anna, number, django_assert_num_queries
):
    for _ in range(number):
        ProjectMemberFactory(project=project)
    ProjectMember.objects.update(role=Role.CONTRIBUTOR)

    with django_assert_num_queries(5):
        read_project_history(project, shows_members=True, limit=20)
