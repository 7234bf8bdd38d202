"""/konto/: signing in and out, and what stops it. allauth does it; our settings decide how."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from tests.factories import ConsultantFactory, UserFactory, let_go

pytestmark = pytest.mark.django_db

URL = "/konto/log-ind/"
OUT = "/konto/log-ud/"
FORGOTTEN = "/konto/adgangskode/glemt/"
PASSWORD = "fremdrift-test"


@pytest.fixture(autouse=True)
def nobody_has_tried():
    """allauth counts attempts in the cache, and the cache outlives a test."""
    cache.clear()


@pytest.fixture
def anna():
    """Someone whose address is known to be hers."""
    user = UserFactory(email="anna@proeve.example", name="Anna Prøve")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client, *, email="anna@proeve.example", password=PASSWORD, **more):
    return client.post(URL, {"login": email, "password": password, **more})


def who(client):
    return client.session.get("_auth_user_id")


def test_a_person_signs_in_with_email_and_comes_to_my_page(client, anna):
    response = sign_in(client)

    assert (response.status_code, response.url) == (302, "/")
    assert who(client) == str(anna.pk)


@pytest.mark.parametrize("email", ["Anna@Proeve.Example", " anna@proeve.example "])
def test_capitals_and_spaces_do_not_matter(client, anna, email):
    sign_in(client, email=email)

    assert who(client) == str(anna.pk)


def test_a_person_signs_out(client, anna):
    sign_in(client)

    response = client.post(OUT)

    assert (response.status_code, response.url) == (302, URL)
    assert who(client) is None


def test_a_link_alone_signs_nobody_out(client, anna):
    sign_in(client)

    client.get(OUT)

    assert who(client) == str(anna.pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "forkert"},
        {"email": "ingen@proeve.example"},
        {"password": "' OR 1=1 --"},
        {"password": "x" * 5000},
    ],
)
def test_wrong_words_are_refused_in_danish_without_saying_which(client, anna, wrong):
    response = sign_in(client, **wrong)
    form = response.context["form"]

    assert response.status_code == 200
    assert form.non_field_errors() == [
        "Adressen eller adgangskoden er forkert. Prøv igen, eller få en ny adgangskode."
    ]
    assert form["login"].value() == wrong.get("email", "anna@proeve.example")
    assert who(client) is None


def test_the_password_is_not_written_back(client, anna):
    page = sign_in(client, password="hemmelig-men-forkert").content.decode()

    assert page.count("hemmelig-men-forkert") == 0


@pytest.mark.parametrize(
    ("field", "value"), [("email", ""), ("password", ""), ("email", "anna\x00@proeve.example")]
)
def test_what_is_missing_or_impossible_is_said_beside_the_field(client, anna, field, value):
    response = sign_in(client, **{field: value})
    name = {"email": "login", "password": "password"}[field]

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [name]
    assert who(client) is None


def test_an_address_nobody_has_confirmed_gets_a_mail_first(client, mailoutbox):
    UserFactory(email="anna@proeve.example")

    response = sign_in(client)

    assert response.url == "/konto/e-mail/bekraeftelse-sendt/"
    assert [mail.to for mail in mailoutbox] == [["anna@proeve.example"]]
    assert who(client) is None


def test_someone_who_has_left_is_refused(client):
    UserFactory(email="anna@proeve.example", is_active=False)

    response = sign_in(client)

    assert (response.status_code, response.url) == (302, "/konto/inaktiv/")
    assert who(client) is None
    assert client.get(response.url).status_code == 200


def test_someone_who_leaves_is_out_at_once(client, anna):
    sign_in(client)
    let_go(anna)

    assert client.get("/roller/").url == f"{URL}?next=/roller/"


def test_nobody_signs_up_by_themselves(client):
    assert client.get("/konto/opret/").status_code == 200
    page = client.post("/konto/opret/", {"email": "ny@proeve.example", "password1": PASSWORD})

    assert page.content.decode().count("<h1>Du kan ikke oprette dig selv</h1>") == 1
    assert who(client) is None


def test_after_many_wrong_words_even_the_right_ones_wait(client, anna):
    for _ in range(10):
        sign_in(client, password="forkert")

    sign_in(client)

    assert who(client) is None


# --- there and back --------------------------------------------------------------------


@pytest.mark.parametrize("page", ["/", "/roller/?vis=ledige", "/opgaver/117/", "/overblik/"])
def test_a_page_asks_the_signed_out_to_sign_in(client, page):
    response = client.get(page)

    assert response.status_code == 302
    assert response.url.split("?next=")[0] == URL


def test_whoever_signs_in_comes_back_to_where_they_were_going(client, anna):
    on_the_way = client.get("/roller/?vis=ledige").url
    field = client.get(on_the_way).context["redirect_field"]
    following = re.search(r'name="next" value="([^"]+)"', str(field)).group(1)

    response = sign_in(client, next=following)

    assert (response.status_code, response.url) == (302, "/roller/?vis=ledige")


def test_a_signed_out_post_leads_to_sign_in_and_changes_nothing(client):
    response = client.post("/opgaver/117/status/", {"status": "completed"})

    assert (response.status_code, response.url) == (302, f"{URL}?next=/opgaver/117/status/")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//ond.example",
        "https://ond.example/",
        "///ond.example",
        "/\\ond.example",
        "javascript:alert(1)",
        "http:ond.example",
    ],
)
def test_nobody_is_led_out_of_the_portal(client, anna, elsewhere):
    response = sign_in(client, next=elsewhere)

    assert (response.status_code, response.url) == (302, "/")
    assert elsewhere not in client.get(URL, {"next": elsewhere}).content.decode()


# --- a forgotten password ------------------------------------------------------------------


def test_the_mail_about_a_new_password_is_danish_and_its_link_works(client, anna, mailoutbox):
    response = client.post(FORGOTTEN, {"email": "anna@proeve.example"})

    (mail,) = mailoutbox
    link = re.search(r"http://[^/]+(/konto/adgangskode/ny/\S+)", mail.body).group(1)
    assert response.url == "/konto/adgangskode/glemt/sendt/"
    assert mail.subject == "Fremdrift: Vælg en ny adgangskode"
    assert mail.to == ["anna@proeve.example"]
    assert mail.body.startswith("Hej")

    form_url = client.get(link).url
    client.post(form_url, {"password1": "et-helt-nyt-ord", "password2": "et-helt-nyt-ord"})
    sign_in(client, password="et-helt-nyt-ord")

    assert who(client) == str(anna.pk)


def test_a_link_is_used_once(client, anna, mailoutbox):
    client.post(FORGOTTEN, {"email": "anna@proeve.example"})
    link = re.search(r"http://[^/]+(/\S+)", mailoutbox[0].body).group(1)
    form_url = client.get(link).url
    client.post(form_url, {"password1": "et-helt-nyt-ord", "password2": "et-helt-nyt-ord"})
    client.logout()

    again = client.get(link)

    assert again.status_code == 200
    assert again.context["token_fail"] is True


def test_a_weak_new_password_is_refused_in_danish(client, anna, mailoutbox):
    client.post(FORGOTTEN, {"email": "anna@proeve.example"})
    link = re.search(r"http://[^/]+(/\S+)", mailoutbox[0].body).group(1)

    response = client.post(client.get(link).url, {"password1": "123", "password2": "123"})

    assert response.context["form"].errors["password1"] == [
        "Adgangskoden er for kort. Brug mindst 12 tegn, fx fire ord.",
        "Adgangskoden er en af dem, som mange bruger. Find på en anden.",
        "Adgangskoden er let at gætte: den er næsten kun jeres navn, et hverdagsord eller "
        "gentagelser. Find på en anden.",
    ]


def test_the_page_does_not_tell_who_has_an_account(client, anna, mailoutbox):
    known = client.post(FORGOTTEN, {"email": "anna@proeve.example"})
    unknown = client.post(FORGOTTEN, {"email": "ingen@proeve.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


# --- the frame -----------------------------------------------------------------------------


@pytest.mark.parametrize("factory", [UserFactory, ConsultantFactory])
def test_whoever_is_signed_in_finds_a_page_of_their_own(client, factory):
    client.force_login(factory())

    assert client.get("/", follow=True).status_code == 200


def test_the_session_cookie_is_out_of_reach_of_scripts(client, anna):
    cookie = sign_in(client).cookies["session"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_link_is_dead_while_the_person_has_no_access(client, anna, mailoutbox):
    client.post(FORGOTTEN, {"email": "anna@proeve.example"})
    link = re.search(r"http://[^/]+(/\S+)", mailoutbox[0].body).group(1)
    let_go(anna)

    assert client.get(link).context["token_fail"] is True


def test_a_link_opened_before_the_person_left_chooses_nothing(client, anna, mailoutbox):
    client.post(FORGOTTEN, {"email": "anna@proeve.example"})
    form_url = client.get(re.search(r"http://[^/]+(/\S+)", mailoutbox[0].body).group(1)).url
    let_go(anna)

    new = {"password1": "kaffe 7 ugle", "password2": "kaffe 7 ugle"}
    assert client.post(form_url, new).context["token_fail"] is True
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
