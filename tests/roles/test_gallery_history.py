"""GET /roller/historik/: what has happened to the municipality's role holders."""

import pytest

from tests.factories import ConsultantFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = "/roller/historik/"


def test_a_colleague_reads_who_got_which_role(client):
    user = UserFactory()
    held = RoleAssignmentFactory(municipality=user.municipality, role__scope="cross", system=None)
    RoleAssignmentFactory()
    client.force_login(user)

    told = [sentence.text for sentence in client.get(URL).context["history"].sentences]

    assert told == [f"Fremdrift gav {held.user} rollen {held.role}"]


def test_partners_do_not_see_who_holds_roles(client):
    client.force_login(ConsultantFactory())

    assert client.get(URL).status_code == 403


def test_it_is_only_read(client):
    client.force_login(UserFactory())

    assert client.post(URL).status_code == 405
