"""Names in the order a Dane looks for them, by a key that any database sorts right."""

import pytest

from organisations.alphabet import danish_key
from organisations.danish_order import DanishOrder
from organisations.models import Municipality
from tests.factories import MunicipalityFactory

SORTED = [
    "Albertslund",
    "Allerød",
    "Favrskov",
    "Faxe",
    "Fredensborg",
    "Holbæk",
    "Holstebro",
    "Morsø",
    "Odder",
    "Odense",
    "Vordingborg",
    "Zealand",
    "Ærø",
    "Ølstykke",
    "Aabenraa",
    "Aalborg",
    "Aarhus",
]


SHUFFLED = SORTED[1::2] + SORTED[::2]


def test_danish_names_sort_as_danes_do():
    assert sorted(SHUFFLED, key=danish_key) == SORTED


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ålborg", "Aalborg"), ("Åbenrå", "Aabenraa"), ("ÅRHUS", "Aarhus"), ("Händel", "Hændel")],
)
def test_two_spellings_of_one_name_have_one_place(one, other):
    assert danish_key(one) == danish_key(other)


@pytest.mark.parametrize(("one", "other"), [("Élan", "Elan"), ("Müller", "Muller")])
def test_foreign_accents_do_not_move_a_name(one, other):
    assert danish_key(one) == danish_key(other)


def test_a_letter_written_in_two_parts_is_the_same_letter():
    assert danish_key("A\u030arhus") == danish_key("Århus")


@pytest.mark.django_db
def test_the_database_sorts_as_python_does():
    for name in SHUFFLED:
        MunicipalityFactory(name=name)

    assert [one.name for one in Municipality.objects.alphabetical()] == SORTED


@pytest.mark.django_db
def test_a_new_name_gets_its_new_place():
    municipality = MunicipalityFactory(name="Aalborg")
    municipality.name = "Brønderslev"
    municipality.save(update_fields=["name", "sort_key"])

    municipality.refresh_from_db()
    assert municipality.sort_key == danish_key("Brønderslev")


@pytest.mark.django_db
def test_the_order_the_database_reckons_is_that_of_the_key():
    names = [*SORTED, "ÆRØ", "Ømål", "aA", "Håndbog 3.1-14 (é, Ü, ö, ä, ç, ñ)", "Élan", "{x"]
    for name in names:
        MunicipalityFactory(name=name)

    reckoned = Municipality.objects.annotate(reckoned=DanishOrder("name"))

    assert dict(reckoned.values_list("name", "reckoned")) == {n: danish_key(n) for n in names}
