"""Nobody learns from an answer who has an account: words, code, queries and hashing are the same.

How long each takes is measured by hand: docs/adr/0081.
"""

import re

import pytest
from django.contrib.auth import hashers
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.signing_in import LOGIN, PASSWORD, code_now, give_password, person, with_app
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
FORGOTTEN = "/konto/adgangskode/glemt/"
KINDS = ["unknown", "known", "unconfirmed", "inactive", "without a password", "with an app"]
EMAIL = "anna@proeve.example"


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


@pytest.fixture
def kind(request):
    """Somebody, or nobody, at EMAIL."""
    if request.param == "known":
        person(email=EMAIL)
    elif request.param == "unconfirmed":
        UserFactory(email=EMAIL)
    elif request.param == "inactive":
        person(email=EMAIL, is_active=False)
    elif request.param == "without a password":
        anna = person(email=EMAIL)
        anna.set_unusable_password()
        anna.save()
    elif request.param == "with an app":
        with_app(person(email=EMAIL))


@pytest.fixture
def hashed(monkeypatch):
    """How often a password is hashed, which is nearly all that signing in takes."""
    calls = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(self, password, salt):
        calls.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    return calls


def without_tokens(response):
    return re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", response.content.decode()
    )


def answered(client, email, password, hashed):
    """Return all that whoever tries could tell one answer from another by."""
    hashed.clear()
    with CaptureQueriesContext(connection) as queries:
        response = give_password(client, email, password)
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()).replace(
        email, "the address"
    )
    return response.status_code, page, len(hashed), len(queries)


@pytest.mark.parametrize("kind", KINDS, indirect=True)
def test_a_wrong_password_is_answered_the_same(client, kind, hashed):
    answer = answered(client, EMAIL, "forkert", hashed)

    assert answer == answered(client, "ingen@proeve.example", "forkert", hashed)
    assert (answer[0], answer[2]) == (200, 1)


def test_the_comparison_would_see_a_difference(client, hashed):
    person(email=EMAIL)

    assert answered(client, EMAIL, PASSWORD, hashed) != answered(
        client, "ingen@proeve.example", PASSWORD, hashed
    )


@pytest.mark.parametrize("kind", KINDS, indirect=True)
def test_trying_too_often_is_answered_the_same(client, kind):
    answers = [give_password(client, EMAIL, "forkert") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 6
    assert answers[-1].context["form"].non_field_errors() == [
        "Der er prøvet for mange gange. Vent lidt, og prøv igen."
    ]


@pytest.mark.parametrize("kind", KINDS, indirect=True)
def test_asking_for_a_new_password_is_answered_the_same_with_one_mail(
    client, kind, mailoutbox, django_assert_num_queries
):
    client.get(FORGOTTEN)

    with django_assert_num_queries(1):
        response = client.post(FORGOTTEN, {"email": EMAIL})

    assert (response.status_code, response.url) == (302, f"{FORGOTTEN}sendt/")
    assert [mail.to for mail in mailoutbox] == [[EMAIL]]


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("unknown", "Fremdrift: Du er ikke oprettet i Fremdrift"),
        ("known", "Fremdrift: Vælg en ny adgangskode"),
        ("inactive", "Fremdrift: Du er ikke oprettet i Fremdrift"),
    ],
    indirect=["kind"],
)
def test_only_the_mailbox_is_told_whether_it_has_an_account(client, kind, subject, mailoutbox):
    client.post(FORGOTTEN, {"email": EMAIL})

    assert [mail.subject for mail in mailoutbox] == [subject]


def test_without_the_password_nobody_learns_of_a_second_factor(client):
    with_app(person(email=EMAIL))

    response = client.post("/konto/to-faktor/kode/", {"code": code_now()})

    assert (response.status_code, response.url) == (302, LOGIN)


@pytest.mark.parametrize("credential", ["", "{}", "[]", "1", "null", '"x"', '{"response": []}'])
@pytest.mark.parametrize("name", ["credential", "andet"])
def test_what_is_no_passkey_leads_back_to_sign_in(client, name, credential):
    response = client.post("/konto/to-faktor/noegler/log-ind/", {name: credential})

    assert (response.status_code, response.url) == (302, LOGIN)


@pytest.mark.parametrize("handle", ["MQ", "OTk5OTk", "AAAA", "", "½"])
def test_a_passkey_of_somebody_and_of_nobody_are_answered_the_same(client, handle):
    person(pk=1)
    client.get("/konto/to-faktor/noegler/log-ind/", headers={"Accept": "application/json"})
    credential = (
        '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {},'
        ' "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA",'
        f' "userHandle": "{handle}"}}}}'
    )

    response = client.post("/konto/to-faktor/noegler/log-ind/", {"credential": credential})

    assert (response.status_code, response.url) == (302, LOGIN)


@pytest.mark.parametrize("active", [True, False])
def test_whoever_knows_the_password_is_told_where_they_stand(client, active):
    person(email=EMAIL, is_active=active)

    assert give_password(client, EMAIL, PASSWORD).url == ("/" if active else "/konto/inaktiv/")
