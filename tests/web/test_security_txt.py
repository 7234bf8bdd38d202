"""/.well-known/security.txt"""

import datetime as dt

import pytest
import time_machine

ADDRESS = "/.well-known/security.txt"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://fremdrift.example"


@time_machine.travel(dt.datetime(2026, 11, 22, 13, 30, tzinfo=dt.UTC), tick=False)
@pytest.mark.django_db
def test_it_says_whom_to_write_to_and_until_when(client, settings):
    settings.SECURITY_CONTACT = "sikkerhed@fremdrift.example"
    settings.SECURITY_POLICY_URL = "https://fremdrift.example/sikkerhed"

    response = client.get(ADDRESS)

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:sikkerhed@fremdrift.example",
        "Expires: 2027-05-21T00:00:00Z",
        "Preferred-Languages: da, en",
        "Canonical: https://fremdrift.example/.well-known/security.txt",
        "Policy: https://fremdrift.example/sikkerhed",
    ]


@pytest.mark.django_db
def test_a_contact_may_be_a_page_and_the_policy_left_out(client, settings):
    settings.SECURITY_CONTACT, settings.SECURITY_POLICY_URL = "https://a.example/meld", ""

    lines = client.get(ADDRESS).content.decode().splitlines()

    assert lines[0] == "Contact: https://a.example/meld"
    assert [line.partition(":")[0] for line in lines][-1] == "Canonical"


@pytest.mark.django_db
def test_without_a_contact_there_is_none(client, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.django_db
def test_it_is_only_read(client, settings):
    settings.SECURITY_CONTACT = "sikkerhed@fremdrift.example"

    assert client.post(ADDRESS).status_code == 405
