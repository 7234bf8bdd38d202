"""/was, where every Danish public site has its accessibility statement."""

import pytest

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

STATEMENT = "https://erklaering.example/fremdrift"


@pytest.mark.parametrize("address", ["/was", "/was/"])
def test_it_leads_to_the_statement(client, settings, address):
    settings.WAS_URL = STATEMENT

    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, STATEMENT)


def test_it_leads_whoever_is_signed_in_there_too(client, settings):
    settings.WAS_URL = STATEMENT
    client.force_login(UserFactory())

    assert client.get("/was").headers["Location"] == STATEMENT


def test_without_a_statement_there_is_none(client, settings):
    settings.WAS_URL = ""

    assert client.get("/was").status_code == 404


def test_it_is_only_read(client, settings):
    settings.WAS_URL = STATEMENT

    assert client.post("/was").status_code == 405
