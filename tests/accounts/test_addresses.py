"""Whose attempts are counted together: nobody chooses that by a header."""

import pytest
from django.core.cache import cache

from accounts.addresses import client_address

FORGED = "203.0.113.7"
REAL = "198.51.100.4"


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


@pytest.fixture
def behind_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def test_without_a_proxy_the_header_is_not_read(rf):
    request = rf.get("/", REMOTE_ADDR=REAL, HTTP_X_FORWARDED_FOR=FORGED)

    assert client_address(request) == REAL


@pytest.mark.parametrize("said", [REAL, f"{FORGED}, {REAL}", f"{FORGED}, 10.0.0.1, {REAL}"])
@pytest.mark.usefixtures("behind_proxy")
def test_behind_a_proxy_only_its_own_word_counts(rf, said):
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=said)

    assert client_address(request) == REAL


@pytest.mark.usefixtures("behind_proxy")
def test_a_request_from_inside_has_the_address_of_its_connection(rf):
    assert client_address(rf.get("/", REMOTE_ADDR="127.0.0.1")) == "127.0.0.1"


@pytest.mark.parametrize("nothing", ["", "unix:", "1.2.3", "<script>"])
def test_what_is_no_address_is_none(rf, nothing):
    assert client_address(rf.get("/", REMOTE_ADDR=nothing)) is None


# --- what is counted ----------------------------------------------------------------------


def wrong(client, email="ingen@proeve.example", **headers):
    form = {"login": email, "password": "forkert"}
    response = client.post("/konto/log-ind/", form, **headers)
    return response.status_code, response.context["form"].non_field_errors() == [
        "Der er prøvet for mange gange. Vent lidt, og prøv igen."
    ]


@pytest.mark.django_db
def test_an_account_takes_five_wrong_words_from_wherever_they_come(client):
    answers = [wrong(client, REMOTE_ADDR=f"198.51.100.{n}") for n in range(6)]

    assert answers == [(200, False)] * 5 + [(200, True)]


@pytest.mark.django_db
def test_an_address_takes_thirty_wrong_words_whoever_they_are_for(client):
    answers = [wrong(client, email=f"person{n}@proeve.example") for n in range(31)]

    assert answers == [(200, False)] * 30 + [(200, True)]


@pytest.mark.django_db
@pytest.mark.usefixtures("behind_proxy")
def test_a_forged_header_makes_no_new_address(client):
    answers = [
        wrong(
            client,
            email=f"person{n}@proeve.example",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, {REAL}",
        )
        for n in range(31)
    ]

    assert answers[-1] == (200, True)


@pytest.mark.django_db
def test_sixty_sign_ins_a_minute_from_one_address_and_no_more(client):
    codes = [client.post("/konto/log-ind/", {}).status_code for _ in range(61)]

    assert codes == [200] * 60 + [429]


@pytest.mark.django_db
def test_an_address_gets_three_mails_about_a_password_in_five_minutes(client, mailoutbox):
    form = {"email": "ingen@proeve.example"}
    codes = [client.post("/konto/adgangskode/glemt/", form).status_code for _ in range(4)]

    assert (codes, len(mailoutbox)) == ([302, 302, 302, 429], 3)
