"""Who the portal says it is: never what a request calls it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as portal
from django.test import Client

from tests.factories import UserFactory
from tests.web.running import running_portal

pytestmark = pytest.mark.django_db

ADDRESS = "anna@proeve.example"
FORGOTTEN, SIGN_IN = "/konto/adgangskode/glemt/", "/konto/log-ind/"
BAD_HOSTS = [
    "ond.example",
    "fremdrift.example.ond.example",
    "fremdrift.example@ond.example",
    "fremdrift.example:80@ond.example",
    "fremdrift.example, ond.example",
    "fremdrift.example/ond",
    "fremdrift.example:ond",
    "",
    "[::1",
]


@pytest.fixture(autouse=True)
def _two_names(settings):
    settings.ALLOWED_HOSTS = ["fremdrift.example", "andet-navn.example"]
    settings.SITE_URL = "https://fremdrift.example"


@pytest.fixture
def anna():
    anna = UserFactory(email=ADDRESS)
    EmailAddress.objects.create(user=anna, email=ADDRESS, verified=True, primary=True)
    return anna


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_a_name_that_is_not_ours_is_answered_in_danish_and_not_repeated(client, host, caplog):
    response = client.get(SIGN_IN, headers={"host": host})

    assert response.status_code == 400
    assert "Vi kunne ikke forstå det, din browser sendte" in response.content.decode()
    assert "ond" not in response.content.decode().replace("sekunder", "")
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_forwarded_host_is_not_believed(client, mailoutbox, anna):
    headers = {
        "host": "andet-navn.example",
        "X-Forwarded-Host": "ond.example",
        "Forwarded": "host=ond.example",
        "X-Host": "ond.example",
    }

    page = client.get("/", headers=headers)
    client.post(FORGOTTEN, {"email": ADDRESS}, headers=headers)

    assert page.url == "/konto/log-ind/?next=/"
    assert "ond.example" not in mailoutbox[0].body


def test_links_in_mails_lead_to_site_url_whatever_name_was_asked(client, mailoutbox, anna):
    client.post(FORGOTTEN, {"email": ADDRESS}, headers={"host": "andet-navn.example:8443"})

    (mail,) = mailoutbox
    assert set(re.findall(r"https?://[^/\s]+", mail.body)) == {"https://fremdrift.example"}


def test_another_port_in_the_name_gives_no_further_tries(client, anna, settings):
    settings.ACCOUNT_RATE_LIMITS = {**portal.ACCOUNT_RATE_LIMITS, "login_failed": "2/5m/key"}
    said = []
    for port in range(4):
        response = client.post(
            SIGN_IN,
            {"login": ADDRESS, "password": f"forkert-{port}"},
            headers={"host": f"fremdrift.example:{8000 + port}"},
        )
        (error,) = response.context["form"].non_field_errors()
        said.append("for mange gange" in error)

    assert said == [False, False, True, True]


@pytest.mark.parametrize(("believed", "status"), [(True, 200), (False, 301)])
def test_https_is_taken_from_a_proxy_only_where_there_is_one(client, settings, believed, status):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if believed else None
    headers = {"host": "fremdrift.example", "X-Forwarded-Proto": "https"}

    assert client.get(SIGN_IN, headers=headers).status_code == status


ELSEWHERE = [
    "//ond.example",
    "///ond.example",
    "/\\ond.example",
    "\\\\ond.example",
    "/\t/ond.example",
    "https:ond.example",
    "https:/ond.example",
    "https://ond.example/",
    "https://fremdrift.example@ond.example/",
    "https://fremdrift.example.ond.example/",
    "//fremdrift.example\\@ond.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,hej",
    "\x00//ond.example",
    " //ond.example",
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_leads_nobody_away(client, anna, elsewhere):
    answer = client.post(
        SIGN_IN,
        {"login": ADDRESS, "password": "fremdrift-test", "next": elsewhere},
        headers={"host": "fremdrift.example"},
    )

    assert (answer.status_code, answer.url) == (302, "/")


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize("address", ["/konto/log-ud/", "/konto/bekraeft-adgang/", SIGN_IN])
def test_no_account_page_leads_someone_signed_in_away(client, anna, address, elsewhere):
    client.force_login(anna)
    for answer in (
        client.get(address, {"next": elsewhere}, headers={"host": "fremdrift.example"}),
        client.post(
            f"{address}?next={elsewhere}",
            {"password": "fremdrift-test", "next": elsewhere},
            headers={"host": "fremdrift.example"},
        ),
    ):
        assert re.match(r"/(?![/\\])|\?|$", answer.headers.get("Location", ""))
        assert "ond.example" not in answer.headers.get("Location", "").partition("?")[0]


@pytest.mark.django_db(transaction=True)
def test_over_https_cookies_are_bound_to_the_host_and_http_is_given_up(tmp_path):
    with running_portal(tmp_path, SECURE="True", DEMO="False", BEHIND_PROXY="True") as served:
        over_https = served.open(SIGN_IN, headers={"X-Forwarded-Proto": "https"})
        over_http = served.open(SIGN_IN)
        stranger = served.open(SIGN_IN, headers={"Host": "ond.example"})

    name, _, attributes = over_https.headers["Set-Cookie"].partition("=")
    assert name == "__Host-csrf"
    said = {part for part in attributes.split("; ")[1:] if not part.startswith(("exp", "Max"))}
    assert said == {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}
    assert over_https.headers["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )
    policy = over_https.headers["Content-Security-Policy"].split("; ")
    assert {"upgrade-insecure-requests", "frame-src 'none'"} <= set(policy)
    assert (over_http.status, over_http.headers["Location"]) == (
        *(301, f"https://fremdrift.example{SIGN_IN}"),
    )
    assert stranger.status == 400
    assert "default-src 'none'" in stranger.headers["Content-Security-Policy"]
    assert served.warnings() == [
        "WARNING django.security.DisallowedHost: Invalid HTTP_HOST header: 'ond.example'. "
        "You may need to add 'ond.example' to ALLOWED_HOSTS."
    ]


def test_a_session_that_was_tampered_with_is_nobodys(anna):
    client = Client(headers={"host": "fremdrift.example"})
    client.force_login(anna)
    name = portal.SESSION_COOKIE_NAME
    whole = client.cookies[name].value
    for forged in (whole[:-1] + "?", whole.upper(), "", "x" * 5000, "../../etc/passwd", "\x00"):
        client.cookies[name] = forged
        assert client.get("/").url == "/konto/log-ind/?next=/"
