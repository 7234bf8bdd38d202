"""Signing in and out, and getting a new password: allauth's views behind our pages and words."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.core.ratelimit import respond_429
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/konto/log-ind/"
FORGOTTEN = "/konto/adgangskode/glemt/"


@pytest.fixture
def anna():
    person = UserFactory(email="anna@proeve.example", name="Anna Prøve")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def errors(response):
    return [
        re.sub(r"<[^>]*>", "", found).removeprefix("Fejl: ").strip()
        for found in re.findall(r'class="form-error-message"[^>]*>(.*?)</span> ?</', text(response))
    ]


def test_the_right_password_leads_to_my_page(client, anna):
    response = client.post(SIGN_IN, {"login": anna.email, "password": "fremdrift-test"})

    assert (response.status_code, response.url) == (302, "/")


def test_the_address_may_be_written_in_capitals(client, anna):
    response = client.post(SIGN_IN, {"login": "ANNA@Proeve.Example", "password": "fremdrift-test"})

    assert (response.status_code, response.url) == (302, "/")


def test_whoever_was_on_the_way_somewhere_gets_there(client, anna):
    sent_away = client.get("/roller/")

    response = client.post(sent_away.url, {"login": anna.email, "password": "fremdrift-test",
                                           "next": "/roller/"})  # fmt: skip

    assert (sent_away.url, response.url) == ("/konto/log-ind/?next=/roller/", "/roller/")


def test_an_address_elsewhere_is_not_a_way_to_go(client, anna):
    response = client.post(
        SIGN_IN,
        {
            "login": anna.email,
            "password": "fremdrift-test",
            "next": "https://ond.example/",
        },
    )

    assert (response.status_code, response.url) == (302, "/")


def test_a_wrong_password_keeps_the_address_and_says_so(client, anna):
    response = client.post(SIGN_IN, {"login": anna.email, "password": "forkert"})

    assert response.status_code == 200
    assert response.context["form"]["login"].value() == anna.email
    assert response.context["form"].non_field_errors() == [
        "Adressen eller adgangskoden er forkert. Prøv igen, eller få en ny adgangskode."
    ]


def test_a_stranger_is_told_the_same_as_someone_with_a_wrong_password(client, anna):
    known = client.post(SIGN_IN, {"login": anna.email, "password": "forkert"})
    stranger = client.post(SIGN_IN, {"login": "ingen@proeve.example", "password": "forkert"})

    assert known.context["form"].non_field_errors() == stranger.context["form"].non_field_errors()


def test_someone_whose_user_is_closed_is_not_let_in(client, anna):
    anna.is_active = False
    anna.save(update_fields=["is_active"])

    response = client.post(SIGN_IN, {"login": anna.email, "password": "fremdrift-test"})

    assert (response.status_code, response.url) == (302, "/konto/inaktiv/")


def test_the_page_for_closed_users_is_in_danish(client):
    assert re.search(r"<h1>(.*?)</h1>", text(client.get("/konto/inaktiv/")))[1] == (
        "Din bruger er lukket"
    )


def test_nobody_signs_up(client):
    response = client.get("/konto/opret/")

    assert re.search(r"<h1>(.*?)</h1>", text(response))[1] == "Du kan ikke oprette dig selv"


def test_signing_out_takes_a_press_of_a_button(client, anna):
    client.force_login(anna)

    client.get("/konto/log-ud/")
    still_in = "_auth_user_id" in client.session
    response = client.post("/konto/log-ud/")

    assert (still_in, "_auth_user_id" in client.session, response.url) == (True, False, SIGN_IN)


def test_a_forgotten_password_is_replaced_by_mail(client, anna):
    response = client.post(FORGOTTEN, {"email": anna.email})
    [letter] = mail.outbox
    link = re.search(r"https?://[^/]*(/\S+)", letter.body)[1]
    form_page = Client()
    opened = form_page.get(link, follow=True)
    form_page.post(
        opened.request["PATH_INFO"],
        {"password1": "en-helt-ny-kode", "password2": "en-helt-ny-kode"},
    )

    assert (response.status_code, response.url) == (302, "/konto/adgangskode/glemt/sendt/")
    assert (letter.subject, letter.to) == ("Fremdrift: Vælg en ny adgangskode", [anna.email])
    assert re.search(r"<h1>(.*?)</h1>", text(opened))[1] == "Vælg en ny adgangskode"
    anna.refresh_from_db()
    assert anna.check_password("en-helt-ny-kode")


def test_a_new_password_is_told_by_mail(client, anna):
    client.force_login(anna)
    client.post(
        "/konto/adgangskode/skift/",
        {
            "oldpassword": "fremdrift-test",
            "password1": "en-helt-ny-kode",
            "password2": "en-helt-ny-kode",
        },
    )

    [letter] = mail.outbox
    first, *_ = letter.body.splitlines()[2:]
    assert (letter.subject, first) == (
        "Fremdrift: Din adgangskode er skiftet",
        "Adgangskoden til din bruger i Fremdrift er skiftet.",
    )


def test_a_stranger_who_asks_for_a_password_is_answered_the_same_but_told_by_mail(client):
    response = client.post(FORGOTTEN, {"email": "ingen@proeve.example"})

    [letter] = mail.outbox
    assert response.url == "/konto/adgangskode/glemt/sendt/"
    assert (letter.subject, letter.to) == (
        "Fremdrift: Du er ikke oprettet i Fremdrift",
        ["ingen@proeve.example"],
    )


def test_a_link_that_is_spent_offers_a_new_one(client):
    response = client.get("/konto/adgangskode/ny/1-brugt/")

    assert re.search(r"<h1>(.*?)</h1>", text(response))[1] == "Linket virker ikke længere"


def test_no_page_of_the_account_is_in_english(client, anna):
    client.force_login(anna)
    headings = {
        path: re.search(r"<h1>(.*?)</h1>", text(client.get(path)))[1]
        for path in (
            "/konto/log-ud/",
            "/konto/adgangskode/skift/",
            FORGOTTEN,
            "/konto/adgangskode/glemt/sendt/",
            "/konto/adgangskode/ny/faerdig/",
            "/konto/e-mail/bekraeftelse-sendt/",
            "/konto/e-mail/",
        )
    }

    assert headings == {
        "/konto/log-ud/": "Vil du logge ud?",
        "/konto/adgangskode/skift/": "Skift adgangskode",
        FORGOTTEN: "Glemt adgangskode",
        "/konto/adgangskode/glemt/sendt/": "Se i din mail",
        "/konto/adgangskode/ny/faerdig/": "Adgangskoden er skiftet",
        "/konto/e-mail/bekraeftelse-sendt/": "Bekræft din e-mailadresse",
        "/konto/e-mail/": "Din e-mailadresse",
    }


def test_someone_who_has_not_shown_that_the_address_is_theirs_gets_a_mail_and_then_gets_in(client):
    bo = UserFactory(email="bo@proeve.example")
    sign_in = {"login": bo.email, "password": "fremdrift-test"}

    sent_to = client.post(SIGN_IN, sign_in).url
    [letter] = mail.outbox
    link = re.search(r"https?://[^/]*(/\S+)", letter.body)[1]
    Client().post(link)
    then = Client().post(SIGN_IN, sign_in).url

    assert (sent_to, letter.subject, then) == (
        "/konto/e-mail/bekraeftelse-sendt/",
        "Fremdrift: Bekræft din e-mailadresse",
        "/",
    )


def test_whoever_tries_too_often_is_told_in_danish(rf):
    request = rf.post(SIGN_IN)
    request.user = AnonymousUser()

    response = respond_429(request)

    assert response.status_code == 429
    assert re.search(r"<h1>(.*?)</h1>", text(response))[1] == "Det gik for hurtigt"
