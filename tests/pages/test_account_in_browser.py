"""One's own account in a real browser: no rule broken, and a passkey from a virtual device."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.accounts.signing_in import PASSWORD, code_now, person, with_app
from tests.browser import DESKTOP, PHONE, follow, overflow, violations

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "/konto/to-faktor/"
OPEN = ["/konto/", "/konto/e-mail/", "/konto/enheder/", ROOT, f"{ROOT}app/", f"{ROOT}noegler/"]
WITH_APP = [f"{ROOT}noedkoder/", f"{ROOT}noedkoder/nye/", f"{ROOT}app/fjern/", f"{ROOT}noegler/ny/"]


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


def sign_in(open_page, email):
    page = open_page("/konto/log-ind/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    follow(page.get_by_role("button", name="Log ind", exact=True))
    return page


def confirm(page):
    page.goto("/konto/bekraeft-adgang/")
    assert violations(page) == []
    page.get_by_label("Adgangskode").fill(PASSWORD)
    follow(page.get_by_role("button", name="Gå videre"))


def complaints(page, paths):
    """What is wrong with each page, on a phone and on a desktop."""
    found = {}
    for path in paths:
        page.goto(path)
        for viewport in (PHONE, DESKTOP):
            page.set_viewport_size(viewport)
            wrong = [*violations(page), *([overflow(page)] if overflow(page) else [])]
            if wrong or "bekraeft-adgang" in page.url:
                found[path, viewport["width"]] = wrong
    return found


def with_device(page):
    """Give the browser a device that keeps passkeys and says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def on_localhost(page):
    """Passkeys need a name: an address of digits has none."""
    return page.url.replace("127.0.0.1", "localhost").partition("/konto/")[0]


def test_the_pages_of_an_account_break_no_rule_and_fit_the_window(open_page):
    person(email="anna@proeve.example")
    page = sign_in(open_page, "anna@proeve.example")
    confirm(page)

    assert complaints(page, OPEN) == {}


def test_the_pages_of_a_second_factor_break_no_rule_and_fit_the_window(open_page):
    with_app(person(email="anna@proeve.example"))
    page = sign_in(open_page, "anna@proeve.example")
    page.get_by_role("heading", name="Bekræft, at det er dig").wait_for()
    assert (violations(page), overflow(page)) == ([], 0)
    page.get_by_label("Kode").fill(code_now())
    follow(page.get_by_role("button", name="Log ind", exact=True))
    confirm(page)
    page.goto(f"{ROOT}noedkoder/nye/")
    page.get_by_role("button", name="Lav nye nødkoder").click()
    page.get_by_role("heading", name="Nødkoder").wait_for()

    assert complaints(page, WITH_APP) == {}


def test_a_passkey_is_made_confirms_and_signs_in(open_page):
    person(email="anna@proeve.example", name="Anna Prøve")
    page = open_page("/konto/log-ind/")
    page.goto(f"{on_localhost(page)}/konto/log-ind/")
    portal = page.url.partition("/konto/")[0]
    with_device(page)
    page.get_by_label("E-mail").fill("anna@proeve.example")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    follow(page.get_by_role("button", name="Log ind", exact=True))
    page.goto(f"{portal}{ROOT}noegler/ny/")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Gå videre").click()
    page.get_by_label("Navn").fill("Arbejdscomputer")
    page.get_by_role("button", name="Lav adgangsnøglen").click()
    page.get_by_role("heading", name="Nødkoder").wait_for()
    page.goto(f"{portal}{ROOT}noegler/")
    expect(page.get_by_role("rowheader", name="Arbejdscomputer")).to_be_visible()
    page.get_by_role("button", name="Log ud", exact=True).click()

    page.get_by_role("button", name="Log ind med adgangsnøgle").click()

    page.get_by_role("link", name="Anna Prøve").wait_for()
    assert violations(page) == []


def test_without_a_passkey_the_page_says_what_to_do(open_page):
    page = open_page("/konto/log-ind/")
    page.goto(f"{on_localhost(page)}/konto/log-ind/")
    with_device(page)

    page.get_by_role("button", name="Log ind med adgangsnøgle").click()

    page.get_by_text(
        "Adgangsnøglen blev ikke brugt. Prøv igen, eller vælg en anden måde."
    ).wait_for()


def test_without_scripts_no_button_is_shown_that_could_do_nothing(open_page):
    page = open_page("/konto/log-ind/", scripts=False)

    assert page.get_by_role("button", name="Log ind med adgangsnøgle").count() == 0
