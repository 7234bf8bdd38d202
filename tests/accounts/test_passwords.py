"""What a password must be, said in Danish."""

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from tests.factories import ConsultantFactory, MunicipalityFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db

SHORT = "Adgangskoden er for kort. Brug mindst 12 tegn, fx fire ord."
COMMON = "Adgangskoden er en af dem, som mange bruger. Find på en anden."
OWN_NAME = "Adgangskoden ligner dit navn eller din e-mail for meget. Find på en anden."
GUESSABLE = (
    "Adgangskoden er let at gætte: den er næsten kun jeres navn, et hverdagsord eller gentagelser."
    " Find på en anden."
)


@pytest.fixture
def anna():
    return UserFactory(
        name="Annemarie Sørensen",
        email="annemarie.s@proeve.example",
        municipality=MunicipalityFactory(name="Korsbæk Kommune"),
    )


def complaints(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kaffe 7 ugle", []),
        ("sommerfugl på cykel", []),
        ("kommunens gule badebro", []),
        ("x7$kq!mz#w2p", []),
        ("7 ugler", [SHORT]),
        ("Annemarie Sørensen", [OWN_NAME]),
        ("annemarie.s1234", [OWN_NAME]),
        ("Korsbæk2026!", [GUESSABLE]),
        ("korsbaek-kommune-1", [GUESSABLE]),
        ("Velkommen2026!", [GUESSABLE]),
        ("fremdrift-2026", [GUESSABLE]),
        ("123456789012", [GUESSABLE]),
        ("aaaaaaaaaaaaaa", [GUESSABLE]),
        ("passwordpassword", [GUESSABLE]),
        ("1qaz2wsx3edc4rfv", [COMMON]),
        ("", [SHORT, GUESSABLE]),
    ],
)
def test_a_weak_password_is_told_why_and_a_good_one_is_taken(anna, password, said):
    assert complaints(password, anna) == said


def test_a_partners_name_is_no_password_either():
    ida = ConsultantFactory(partner=PartnerFactory(name="Netcompany"), name="Ida Holm")

    assert complaints("Netcompany2026", ida) == [GUESSABLE]


def test_without_a_person_the_rest_still_holds():
    assert complaints("korsbaek-kommune-1") == []
    assert complaints("Velkommen2026!") == [GUESSABLE]


def test_the_rules_are_told_before_one_writes():
    assert password_validators_help_texts() == [
        "Mindst 12 tegn. Fire ord, der ikke hører sammen, er godt.",
        "Ikke en, som mange bruger.",
        "Ikke dit navn, din e-mail eller din kommune.",
        "Ikke kun et hverdagsord med tal efter.",
    ]
