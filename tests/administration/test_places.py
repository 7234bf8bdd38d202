"""Places where nobody can give others access, and the first who can."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from tests.factories import (
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    UserFactory,
    let_go,
)

pytestmark = pytest.mark.django_db
PLACES = reverse("administration:places")


@pytest.fixture
def operator():
    """An administrator of whoever runs the portal."""
    partner = PartnerFactory(is_operator=True, name="KOMBIT")
    return ConsultantFactory(partner=partner, is_administrator=True)


def way_in(place):
    kind = "partner" if hasattr(place, "is_operator") else "municipal"
    return reverse(f"administration:first_{kind}_administrator", args=[place.pk])


def invite(client, place, **typed):
    return client.post(way_in(place), {"name": "Anna Bakke", "email": "a@proeve.example"} | typed)


def test_places_are_shown_until_someone_can_give_access(signed_in, operator):
    empty, left = MunicipalityFactory(name="Aby"), MunicipalityFactory(name="Åby")
    let_go(UserFactory(municipality=left, is_klik_administrator=True))
    UserFactory(is_klik_administrator=True)
    supplier = ConsultantFactory().partner
    ConsultantFactory(is_administrator=True)

    places = signed_in(operator).get(PLACES).context["places"]

    assert (places.municipalities, places.partners) == ([empty, left], [supplier])


@pytest.mark.parametrize(
    ("place", "duty"),
    [(MunicipalityFactory, "is_klik_administrator"), (PartnerFactory, "is_administrator")],
)
def test_the_first_is_invited(signed_in, operator, place, duty, django_capture_on_commit_callbacks):
    place, client = place(), signed_in(operator)
    assert client.get(way_in(place)).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        answer = invite(client, place)

    person = User.objects.get(email="a@proeve.example")
    assert (answer["Location"], person.place, getattr(person, duty)) == (PLACES, place, True)
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    assert client.get(way_in(place)).status_code == 404


def test_a_place_that_has_one_is_not_found(signed_in, operator):
    place = UserFactory(is_klik_administrator=True).place
    client = signed_in(operator)

    assert (client.get(way_in(place)).status_code, invite(client, place).status_code) == (404, 404)
    assert User.objects.filter(municipality=place).count() == 1


def test_an_address_that_is_taken_is_told(signed_in, operator):
    place = MunicipalityFactory()
    UserFactory(municipality=place, name="Bo Holm", email="bo@proeve.example")
    UserFactory(email="fremmed@proeve.example")
    client = signed_in(operator)

    told = {
        who: invite(client, place, email=f"{who}@proeve.example").context["form"].errors["email"]
        for who in ("bo", "fremmed")
    }

    assert told == {
        "bo": ["Adressen hører til Bo Holm, som er på stedet uden at være administrator."],
        "fremmed": ["Adressen bruges allerede et andet sted i Fremdrift. Brug en anden."],
    }


@pytest.mark.parametrize(
    "who",
    [
        lambda: UserFactory(is_klik_administrator=True),
        lambda: ConsultantFactory(is_administrator=True),
        lambda: ConsultantFactory(partner=PartnerFactory(is_operator=True)),
    ],
    ids=["klik administrator", "partner administrator", "operator"],
)
def test_nobody_else_may(signed_in, who):
    client, place = signed_in(who()), MunicipalityFactory()

    assert [client.get(PLACES).status_code, client.get(way_in(place)).status_code] == [403, 403]
    assert invite(client, place).status_code == 403


def test_a_wrong_method_is_refused(signed_in, operator):
    client = signed_in(operator)

    assert [
        client.post(PLACES).status_code,
        client.put(way_in(MunicipalityFactory())).status_code,
    ] == [405, 405]


@pytest.mark.parametrize("number", [0, 10**30])
def test_a_place_that_is_none_is_not_found(signed_in, operator, number):
    path = f"/administration/steder/kommune/{number}/"

    assert signed_in(operator).get(path).status_code == 404
