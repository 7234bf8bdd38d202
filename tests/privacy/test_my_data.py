"""/konto/mine-data/: everything about oneself, and /administration/personer/…/data/: a colleague's."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from tests.factories import ConsultantFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(is_klik_administrator=True)


@pytest.fixture
def colleague(administrator):
    return UserFactory(municipality=administrator.municipality, name="Karla Kollega")


def as_person(client, user):
    client.force_login(user)
    return client


def url_of(person):
    return reverse("administration:person_data", args=[person.pk])


def unpacked(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_the_page_tells_what_may_be_held_and_hands_out_nothing_yet(client, colleague):
    response = as_person(client, colleague).get(reverse("my_data"))

    assert response.status_code == 200
    assert "Hent mine data" in response.text
    assert not AuditEntry.objects.filter(kind="personal_data_downloaded").exists()


def test_the_button_gives_a_zip_with_an_overview_and_the_rows(client, colleague):
    response = as_person(client, colleague).post(reverse("my_data"))

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="mine-data-20')
    assert response["Cache-Control"] == "private, no-store"
    archive = unpacked(response)
    assert archive.testzip() is None
    assert archive.namelist() == [
        "overblik.html",
        "data/accounts_user.json",
        "data/accounts_userevent.json",
        "data/accounts_auditentry.json",
    ]
    [row] = json.loads(archive.read("data/accounts_user.json"))
    assert (row["pk"], row["name"], row["email"]) == (colleague.pk, colleague.name, colleague.email)
    assert "Karla Kollega" in archive.read("overblik.html").decode()


def test_what_people_wrote_is_text_in_the_overview_and_no_markup(client):
    person = UserFactory(name="<script>alert(1)</script>")

    archive = unpacked(as_person(client, person).post(reverse("my_data")))

    assert b"<script>" not in archive.read("overblik.html")


def test_the_administrator_fetches_a_colleagues_and_it_is_written_down(
    client, administrator, colleague
):
    response = as_person(client, administrator).post(url_of(colleague))

    [row] = json.loads(unpacked(response).read("data/accounts_user.json"))
    assert row["name"] == "Karla Kollega"
    entry = AuditEntry.objects.get(kind="personal_data_downloaded")
    assert (entry.by, entry.about, entry.address) == (administrator, colleague, "127.0.0.1")
    assert entry.municipality == administrator.municipality


def test_the_administrators_page_speaks_of_the_colleague(client, administrator, colleague):
    response = as_person(client, administrator).get(url_of(colleague))

    assert "Alt om Karla Kollega" in response.text


def test_the_administrator_of_a_partner_fetches_their_own_peoples(client):
    partner = PartnerFactory()
    administrator = ConsultantFactory(partner=partner, is_administrator=True)
    consultant = ConsultantFactory(partner=partner)

    response = as_person(client, administrator).post(url_of(consultant))

    assert response.status_code == 200
    assert "data/accounts_user.json" in unpacked(response).namelist()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing(client, colleague, method):
    stranger = UserFactory(is_klik_administrator=True)

    response = getattr(as_person(client, stranger), method)(url_of(colleague))

    assert response.status_code == 404
    assert not AuditEntry.objects.filter(about=colleague).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_colleague_without_the_right_may_not(client, colleague, method):
    another = UserFactory(municipality=colleague.municipality)

    assert getattr(as_person(client, another), method)(url_of(colleague)).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_for_these_pages(client, administrator, colleague, method):
    client = as_person(client, administrator)

    assert getattr(client, method)(reverse("my_data")).status_code == 405
    assert getattr(client, method)(url_of(colleague)).status_code == 405


def test_a_download_under_way_stops_when_the_right_is_gone(
    client, administrator, colleague, monkeypatch
):
    monkeypatch.setattr("accounts.downloads.LOOK_AGAIN_SECONDS", 0)
    response = as_person(client, administrator).post(url_of(colleague))
    type(administrator).objects.filter(pk=administrator.pk).update(is_klik_administrator=False)

    with pytest.raises(ConnectionResetError):
        list(response.streaming_content)
