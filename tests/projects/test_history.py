"""What has happened to a project, in sentences."""

import datetime as dt

import pgtrigger
import pytest

from history.tracking import Through, acting
from projects.history import PROJECT, WAVE, read_project_history
from projects.models import Project, ProjectMember, Wave
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


class Clock:
    """What has happened since it was last asked, it lets have happened an hour later."""

    hour = 0

    def strikes(self):
        self.hour += 1
        moment = dt.datetime(2019, 3, 2, self.hour, tzinfo=dt.UTC)
        with pgtrigger.ignore(
            "projects.ProjectEvent:append_only", "projects.WaveEvent:append_only"
        ):
            for telling in (PROJECT, WAVE):
                new = telling.events.objects.filter(pgh_created_at__year__gt=2019)
                new.update(pgh_created_at=moment)


def test_waves_are_told_of_while_the_project_is_in_them(project, by_anna):
    clock = Clock()
    first, second = (WaveFactory(programme=project.programme, name=f"Bølge {n}") for n in (1, 2))
    clock.strikes()
    Wave.objects.filter(pk=first.pk).update(name="Pilot")
    clock.strikes()
    Project.objects.update(wave=first)
    clock.strikes()
    Wave.objects.update(go_live_on=SEPTEMBER)
    clock.strikes()
    Project.objects.update(wave=second)
    clock.strikes()
    Wave.objects.update(go_live_on=SEPTEMBER + dt.timedelta(days=7))
    clock.strikes()

    assert told(project) == [
        "Anna Prøve ændrede bølgens idriftsættelse fra 1. til 8. september 2020",
        "Anna Prøve ændrede bølgen fra »Pilot« til »Bølge 2«",
        "Anna Prøve satte bølgens idriftsættelse til 1. september 2020",
        "Anna Prøve satte bølgen til »Pilot«",
        "Fremdrift startede projektet",
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

    with django_assert_num_queries(6):
        read_project_history(project, shows_members=True, limit=20)
