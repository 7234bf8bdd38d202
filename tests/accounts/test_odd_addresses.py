"""Addresses that look like somebody's: a clear answer, and never somebody else's account."""

import pytest
from django.core.cache import cache

from tests.accounts.signing_in import give_password, person, who

pytestmark = pytest.mark.django_db
FORGOTTEN = "/konto/adgangskode/glemt/"
INVALID = ["Indtast en gyldig e-mail-adresse."]
ODD = {
    "another alphabet": "\u0430nna@proeve.example",
    "an accent set apart": "anna\u0301@proeve.example",
    "a full-width at": "anna\uff20proeve.example",
    "full-width letters": "\uff41nna@proeve.example",
    "a dot after it all": "anna@proeve.example.",
    "a dot before the at": "anna.@proeve.example",
    "a space that takes no room": "anna\u200b@proeve.example",
    "the other direction": "\u202eanna@proeve.example",
    "a second address": "anna@proeve.example,ond@ond.example",
    "a line break": "anna@proeve.example\nBcc: ond@ond.example",
    "a comment": "anna(x)@proeve.example",
    "two ats": "anna@ond.example@proeve.example",
}
NUL = "anna\x00@proeve.example"


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


@pytest.fixture
def anna():
    return person(email="anna@proeve.example")


@pytest.mark.parametrize("email", ODD.values(), ids=ODD)
def test_an_odd_address_is_refused_beside_the_field(client, anna, email):
    response = give_password(client, email)

    assert (response.status_code, response.context["form"].errors) == (200, {"login": INVALID})
    assert who(client) is None


@pytest.mark.parametrize("email", ODD.values(), ids=ODD)
def test_an_odd_address_gets_no_mail_about_a_password(client, anna, email, mailoutbox):
    response = client.post(FORGOTTEN, {"email": email})

    assert (response.status_code, response.context["form"].errors) == (200, {"email": INVALID})
    assert mailoutbox == []


def test_a_nul_is_refused_beside_the_field(client, anna):
    response = give_password(client, NUL)

    assert list(response.context["form"].errors) == ["login"]
    assert give_password(client, "anna@proeve.example", "\x00").status_code == 200


# Python's and the browser's idea of capitals: K of Kelvin, the two i of Turkish, a long s.
LOOK_ALIKES = [
    ("k@proeve.example", "\u212a@proeve.example"),
    ("i@proeve.example", "\u0130@proeve.example"),
    ("i@proeve.example", "\u0131@proeve.example"),
    ("s@proeve.example", "\u017f@proeve.example"),
]


@pytest.mark.parametrize(("hers", "typed"), LOOK_ALIKES)
def test_a_look_alike_of_another_alphabet_gets_no_mail_at_an_address_of_its_own(
    client, hers, typed, mailoutbox
):
    person(email=hers)

    response = client.post(FORGOTTEN, {"email": typed})

    assert response.status_code in {200, 302}
    links = [mail.to for mail in mailoutbox if "adgangskode/ny/" in mail.body]
    assert links in ([], [[hers]])
