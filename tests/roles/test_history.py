"""What has happened to a municipality's role holders, in sentences."""

import datetime as dt

import pytest

from history.tracking import Through, acting
from roles.history import read_gallery_history
from roles.models import RoleAssignment
from tests.factories import (
    RoleAssignmentFactory,
    RoleFactory,
    SystemFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return UserFactory(name="Anna Prøve")


@pytest.fixture
def by_anna(anna):
    with acting(by=anna.pk, through=Through.PAGE):
        yield


def told(anna):
    history = read_gallery_history(anna.municipality_id, limit=20)
    return [sentence.text for sentence in history.sentences]


def test_a_role_for_a_system_is_given_confirmed_made_primary_and_taken(anna, by_anna):
    bo = UserFactory(municipality=anna.municipality, name="Bo Eksempel")
    role, system = RoleFactory(name="Projektleder"), SystemFactory(name="DUBU")
    RoleAssignmentFactory(municipality=anna.municipality, role=role, system=system, user=bo)
    RoleAssignment.objects.update(confirmed_on=dt.date(2020, 3, 1))
    RoleAssignment.objects.update(is_primary=True)
    RoleAssignment.objects.all().delete()

    assert sorted(told(anna)) == [
        "Anna Prøve gav Bo Eksempel rollen Projektleder i DUBU",
        "Anna Prøve gjorde til den primære: Bo Eksempel, Projektleder i DUBU",
        "Anna Prøve satte bekræftelsen til 1. marts 2020: Bo Eksempel, Projektleder i DUBU",
        "Anna Prøve tog rollen Projektleder i DUBU fra Bo Eksempel",
    ]


def test_a_cross_cutting_role_names_no_system(anna, by_anna):
    bo = UserFactory(municipality=anna.municipality, name="Bo Eksempel")
    role = RoleFactory(name="Programleder", scope="cross")
    RoleAssignmentFactory(municipality=anna.municipality, role=role, user=bo)

    assert told(anna) == ["Anna Prøve gav Bo Eksempel rollen Programleder"]


def test_another_municipalitys_holders_are_not_told_of(anna, by_anna):
    RoleAssignmentFactory()

    assert told(anna) == []
