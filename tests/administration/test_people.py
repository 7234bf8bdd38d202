"""The list of one's people, and inviting another."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.administration.people import with_totp
from tests.factories import (
    NOON,
    ConsultantFactory,
    PartnerFactory,
    UserFactory,
    let_go,
)

pytestmark = pytest.mark.django_db
LIST, INVITE = reverse("administration:people"), reverse("administration:invite")
NOT_USABLE = "Adressen kan ikke bruges. Er den skrevet rigtigt, så skriv til Fremdrifts support."


def names(client, **address):
    return [person.name for person in client.get(LIST, address).context["page"]]


def invite(client, **typed):
    return client.post(INVITE, {"name": "Anna Bakke", "email": "anna@proeve.example"} | typed)


def test_the_administration_begins_with_its_people(signed_in, administrator):
    answer = signed_in(administrator).get(reverse("administration:index"))

    assert (answer.status_code, answer["Location"]) == (302, LIST)


def test_the_list_holds_those_of_ones_own_municipality(signed_in, administrator):
    UserFactory(municipality=administrator.place, name="Ærte Toft")
    UserFactory(municipality=administrator.place, name="Anna Bakke")
    let_go(UserFactory(municipality=administrator.place, name="Carla Lund"))
    UserFactory(name="Fremmed Person")
    ConsultantFactory(name="Konsulent Person")

    assert names(signed_in(administrator)) == ["Anna Bakke", "Verner Hybenholm", "Ærte Toft"]


def test_a_partners_administrator_sees_the_partners_people(signed_in):
    administrator = ConsultantFactory(is_administrator=True, name="Bo Holm")
    ConsultantFactory(partner=administrator.partner, name="Anna Bakke")
    ConsultantFactory(name="Fremmed Person")

    assert names(signed_in(administrator)) == ["Anna Bakke", "Bo Holm"]


def test_the_operators_administrator_sees_only_the_operators_people(signed_in):
    operator = PartnerFactory(is_operator=True)
    administrator = ConsultantFactory(partner=operator, is_administrator=True, name="Bo Holm")
    UserFactory(name="Fremmed Person")
    ConsultantFactory(name="Konsulent Person")

    assert names(signed_in(administrator)) == ["Bo Holm"]


@pytest.mark.parametrize(
    "facts",
    [{}, {"reads_all_projects": True}],
    ids=["colleague", "programme manager"],
)
def test_a_colleague_may_not(signed_in, administrator, facts):
    client = signed_in(UserFactory(municipality=administrator.place, **facts))

    assert [client.get(path).status_code for path in (LIST, INVITE)] == [403, 403]
    assert invite(client).status_code == 403


@pytest.mark.parametrize("facts", [{}, {"is_editor": True}], ids=["consultant", "editor"])
def test_a_consultant_may_not(signed_in, facts):
    client = signed_in(ConsultantFactory(**facts))

    assert [client.get(path).status_code for path in (LIST, INVITE)] == [403, 403]


def test_the_list_is_narrowed_and_counted(signed_in, administrator):
    at = {"municipality": administrator.place}
    User.objects.filter(pk=administrator.pk).update(last_login=NOON)
    with_totp(administrator)
    UserFactory(**at, name="Anna Uden Faktor", is_klik_administrator=True, last_login=NOON)
    UserFactory(**at, name="Bo Aldrig", email="bo@proeve.example")
    let_go(UserFactory(**at, name="Carla Væk"))
    client = signed_in(administrator)

    assert client.get(LIST).context["counts"] == {
        "active": 3,
        "no_second_factor": 1,
        "never_signed_in": 1,
        "deactivated": 1,
    }
    assert names(client, vis="uden-faktor") == ["Anna Uden Faktor"]
    assert names(client, vis="aldrig") == ["Bo Aldrig"]
    assert names(client, vis="deaktiverede") == ["Carla Væk"]
    assert names(client, tekst="BO@") == ["Bo Aldrig"]
    assert names(client, tekst="faktor", vis="aldrig") == []


@pytest.mark.parametrize(
    "address", [{"vis": "findes-ikke"}, {"tekst": "\x00"}, {"side": "9" * 31}, {"tekst": "x" * 101}]
)
def test_an_address_that_means_nothing_shows_the_list(signed_in, administrator, address):
    assert names(signed_in(administrator), **address) == ["Verner Hybenholm"]


def test_htmx_gets_the_list_alone(signed_in, administrator):
    headers = {"HX-Request": "true", "HX-Target": "personer"}

    answer = signed_in(administrator).get(LIST, headers=headers)

    assert answer.content.strip().startswith(b'<section id="personer"')
    assert "HX-Request" in answer["Vary"]


def test_the_list_costs_the_same_however_many_there_are(signed_in, administrator):
    client = signed_in(administrator)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)

    UserFactory.create_batch(2, municipality=administrator.place, is_klik_administrator=True)
    with CaptureQueriesContext(connection) as three:
        client.get(LIST)

    assert len(three) == len(one)


def test_a_colleague_is_invited(signed_in, administrator, django_capture_on_commit_callbacks):
    client = signed_in(administrator)

    with django_capture_on_commit_callbacks(execute=True):
        answer = invite(client, email="Anna@Proeve.example", reads_all_projects="on")

    person = User.objects.get(email="anna@proeve.example")
    assert answer["Location"] == reverse("administration:person", args=[person.pk])
    assert (person.municipality, person.reads_all_projects) == (administrator.municipality, True)
    assert [letter.to for letter in mail.outbox] == [["anna@proeve.example"]]


def test_a_consultant_is_invited_by_their_administrator(signed_in):
    administrator = ConsultantFactory(is_administrator=True)

    invite(signed_in(administrator), is_editor="on")

    person = User.objects.get(email="anna@proeve.example")
    assert (person.partner, person.is_editor) == (administrator.partner, True)
    assert person.second_factor_due_on > timezone.localdate()


def test_duties_of_another_kind_of_place_are_not_given(signed_in, administrator):
    invite(signed_in(administrator), is_editor="on", is_administrator="on", partner="1")

    person = User.objects.get(email="anna@proeve.example")
    assert (person.is_editor, person.is_administrator, person.partner) == (False, False, None)


def test_an_address_that_is_taken_is_told_according_to_whose_it_is(signed_in, administrator):
    UserFactory(municipality=administrator.place, name="Bo Holm", email="bo@proeve.example")
    gone = UserFactory(
        municipality=administrator.place, name="Ida Vang", email="ida@proeve.example"
    )
    let_go(gone)
    UserFactory(email="fremmed@proeve.example")
    ConsultantFactory(email="konsulent@proeve.example")
    client = signed_in(administrator)

    told = {
        who: invite(client, email=f"{who}@proeve.example").context["form"].errors["email"]
        for who in ("bo", "ida", "fremmed", "konsulent")
    }

    assert told == {
        "bo": ["Bo Holm har allerede adgang med adressen. Find personen på listen."],
        "ida": [
            "Ida Vang har adressen og er deaktiveret. Find personen på listen, og giv adgang igen."
        ],
        "fremmed": [NOT_USABLE],
        "konsulent": [NOT_USABLE],
    }
    assert User.objects.filter(name="Anna Bakke").count() == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, ["Skriv personens navn."]),
        ({"name": "Anna\x00"}, ["Navnet indeholder usynlige tegn. Skriv det igen."]),
        ({"name": "Anna\u202egnaB"}, ["Navnet indeholder usynlige tegn. Skriv det igen."]),
        ({"name": "A" * 151}, ["Skriv højst 150 tegn."]),
        ({"email": ""}, ["Skriv personens e-mail."]),
        ({"email": "anna"}, ["Skriv en hel e-mailadresse, fx navn@kommune.dk."]),
        (
            {"email": "anna@proeve.example\r\nBcc: x@x.dk"},
            ["Skriv en hel e-mailadresse, fx navn@kommune.dk."],
        ),
        (
            {"email": "anna@\N{FULLWIDTH LATIN SMALL LETTER P}roeve.example"},
            ["Adressen har bogstaver, som en e-mail ikke kan have. Skriv den igen."],
        ),
        (
            {"email": "аnna@proeve.example"},  # noqa: RUF001  # its first letter is Cyrillic
            ["Skriv en hel e-mailadresse, fx navn@kommune.dk."],
        ),
    ],
)
def test_what_cannot_be_is_told_and_nobody_is_invited(signed_in, administrator, typed, told):
    answer = invite(signed_in(administrator), **typed)

    (field,) = typed
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == told
    assert User.objects.count() == 1


@pytest.mark.parametrize("path", [LIST, INVITE])
def test_a_wrong_method_is_refused(signed_in, administrator, path):
    assert signed_in(administrator).put(path).status_code == 405


@pytest.mark.parametrize(
    ("facts", "ways"),
    [
        (
            {"is_klik_administrator": True},
            ["Min side", "Opgaver", "Rollegalleri", "Administration"],
        ),
        ({}, ["Min side", "Opgaver", "Rollegalleri"]),
    ],
)
def test_the_way_in_is_shown_to_those_who_may(signed_in, facts, ways):
    answer = signed_in(UserFactory(**facts)).get("/")

    assert [way.label for way in answer.context["ways"]][: len(ways)] == ways
    assert ("Administration" in ways) is (LIST.encode() in answer.content)
