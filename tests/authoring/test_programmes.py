"""GET /programmer/: the programmes an editor writes."""

import pytest

from tests.authoring.people import consultant_of, editor_of, operators_editor
from tests.factories import ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = "/programmer/"


def shown(client, user):
    client.force_login(user)
    response = client.get(URL)
    assert response.status_code == 200
    return [programme.name for programme in response.context["programmes"]]


def test_a_suppliers_editor_finds_their_own_programmes(client):
    mine, _ = ProgrammeFactory(name="DUBU"), ProgrammeFactory(name="KSD")

    assert shown(client, editor_of(mine)) == ["DUBU"]


def test_the_operators_editor_finds_them_all(client):
    ProgrammeFactory(name="DUBU"), ProgrammeFactory(name="KSD")

    assert shown(client, operators_editor()) == ["DUBU", "KSD"]


def test_those_who_write_nothing_are_turned_away(signed_in):
    people = [consultant_of(ProgrammeFactory()), UserFactory()]

    assert [signed_in(person).get(URL).status_code for person in people] == [403, 403]


def test_only_reading_is_answered(signed_in):
    assert signed_in(operators_editor()).post(URL).status_code == 405
