import re

import pytest
from django.test import Client
from django.urls import reverse
from django.views.defaults import bad_request, server_error

from tests.factories import ConsultantFactory, MunicipalityFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db


def ways(response):
    """The main navigation as (label, address, aria-current)."""
    nav = response.content.decode().partition('aria-label="Hovedmenu"')[2].partition("</nav>")[0]
    return [
        (label, url, current)
        for url, current, label in re.findall(
            r'<a href="([^"]*)"(?: aria-current="([^"]*)")?>([^<]*)</a>', nav
        )
    ]


def test_someone_in_a_municipality_finds_their_page_the_tasks_and_the_role_gallery(client):
    client.force_login(UserFactory())

    assert ways(client.get("/roller/")) == [
        ("Min side", "/", ""),
        ("Opgaver", "/opgaver/", ""),
        ("Rollegalleri", "/roller/", "page"),
        ("Demo-postkasse", "/demo/postkasse/", ""),
    ]


def test_a_consultant_finds_the_overview(client):
    client.force_login(ConsultantFactory())

    assert ways(client.get("/overblik/")) == [
        ("Overblik", "/overblik/", "page"),
        ("Demo-postkasse", "/demo/postkasse/", ""),
    ]


@pytest.mark.parametrize(
    ("user", "place"),
    [
        (
            lambda: UserFactory(municipality=MunicipalityFactory(name="Prøve Kommune")),
            "Prøve Kommune",
        ),
        (lambda: ConsultantFactory(partner=PartnerFactory(name="Leverandøren")), "Leverandøren"),
    ],
    ids=["municipality", "partner"],
)
def test_every_page_says_who_is_signed_in_and_where(client, user, place):
    client.force_login(user())

    page = client.get(reverse("roles:gallery") if place == "Prøve Kommune" else "/overblik/")

    shown = re.search(r'fd-signed-in__place">([^<]*)<', page.content.decode())
    assert shown
    assert shown[1] == place


def test_the_accessibility_statement_is_linked_when_there_is_one(client, settings):
    settings.WAS_URL = "https://erklaering.example/fremdrift"

    links = re.findall(
        r'<a href="([^"]*)">Tilgængelighedserklæring</a>',
        client.get("/konto/log-ind/").content.decode(),
    )

    assert links == ["https://erklaering.example/fremdrift"]


def test_without_an_accessibility_statement_there_is_no_link(client, settings):
    settings.WAS_URL = ""

    assert client.get("/konto/log-ind/").content.decode().count("Tilgængelighedserklæring") == 0


def test_outside_the_demo_nothing_of_it_is_shown(client, settings):
    settings.DEMO = False

    assert client.get("/konto/log-ind/").content.decode().lower().count("demo") == 0


def title(response):
    return re.sub(
        r"\s+", " ", re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]
    ).strip()


def test_an_address_that_is_nothing_is_told_in_danish(client):
    response = client.get("/findes-ikke/")

    assert (response.status_code, title(response)) == (404, "Siden findes ikke – Fremdrift")


def test_a_form_without_its_token_is_refused_in_danish():
    response = Client(enforce_csrf_checks=True).post("/konto/log-ind/", {"login": "x"})

    assert (response.status_code, title(response)) == (
        403,
        "Formularen kunne ikke sendes – Fremdrift",
    )


@pytest.mark.parametrize(
    ("view", "status", "expected"),
    [
        (server_error, 500, "Der er sket en fejl – Fremdrift"),
        (
            lambda request: bad_request(request, ValueError()),
            400,
            "Vi kunne ikke forstå det, din browser sendte – Fremdrift",
        ),
    ],
    ids=["500", "400"],
)
def test_the_last_resort_pages_need_no_database_and_no_manifest(
    rf, settings, django_assert_num_queries, view, status, expected
):
    # Any {% static %} would now fail: nothing is collected.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

    with django_assert_num_queries(0):
        response = view(rf.get("/"))

    assert (response.status_code, title(response)) == (status, expected)


def test_no_page_or_component_has_a_style_or_script_of_its_own(settings):
    """The Content-Security-Policy would silently drop it."""
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)
    # What the browser gets: »with one=…« is Django's.
    tags = re.compile(r"{%.*?%}", re.DOTALL)
    # Mails are read in mail programs, which know only inline styles; sheets are made into PDF.
    elsewhere = ("mails", "documents")

    found = [
        str(path)
        for path in sorted((settings.BASE_DIR / "shared_tasks").rglob("*.html"))
        if not set(elsewhere) & set(path.parts) and inline.search(tags.sub("", path.read_text()))
    ]

    assert found == []


@pytest.mark.parametrize("address", ["/overblik/findes-ikke/", "/overblik/"])
def test_someone_in_a_municipality_is_sent_to_their_own_administrator(client, address):
    client.force_login(UserFactory())

    assert asked(client.get(address)) == "KLIK-administrator"


@pytest.mark.parametrize("address", ["/overblik/findes-ikke/", "/roller/"])
def test_a_consultant_is_sent_to_kombit(client, address):
    client.force_login(ConsultantFactory())

    assert asked(client.get(address)) == "KOMBIT"


def asked(refusal):
    """Whom an error page says to ask."""
    [whom] = re.findall(r"spørg (?:din kommunes )?(KLIK-administrator|KOMBIT)", refusal.text)
    return whom
