import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, overflow, violations
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC_PAGES = ["/konto/log-ind/", "/konto/adgangskode/glemt/", "/findes-ikke/"]


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_public_pages_break_no_rule_and_fit_the_window(open_page, path):
    page = open_page(path)

    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert violations(page) == []
        assert overflow(page) == 0


def test_a_refused_sign_in_keeps_the_address_and_breaks_no_rule(open_page):
    page = open_page("/konto/log-ind/", viewport=PHONE)
    page.get_by_label("E-mail").fill("ingen@proeve.example")
    page.get_by_label("Adgangskode").fill("forkert")
    page.get_by_role("button", name="Log ind", exact=True).click()

    page.get_by_role("heading", name="Der er fejl i det, du har skrevet").wait_for()
    assert page.get_by_label("E-mail").input_value() == "ingen@proeve.example"
    assert violations(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_signing_in_with_the_keyboard_and_out_again(open_page, scripts):
    anna = UserFactory(email="anna@proeve.example", name="Anna Prøve")
    EmailAddress.objects.create(user=anna, email=anna.email, verified=True, primary=True)
    page = open_page("/konto/log-ind/", scripts=scripts)

    page.get_by_label("E-mail").fill("anna@proeve.example")
    page.keyboard.press("Tab")
    page.keyboard.type("fremdrift-test")
    page.keyboard.press("Enter")
    page.get_by_text("Anna Prøve", exact=True).wait_for()
    page.get_by_role("button", name="Log ud").click()

    page.get_by_role("heading", name="Log ind").wait_for()


def test_the_first_key_press_leads_past_the_frame(open_page):
    page = open_page("/konto/log-ind/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#main-content")).to_be_focused()


def test_the_error_summary_leads_to_the_field(open_page):
    page = open_page("/konto/adgangskode/glemt/")
    page.get_by_role("button", name="Send link").click()

    page.get_by_role("alert").get_by_role("link").click()

    expect(page.locator("[name=email]")).to_be_focused()


def test_text_four_times_as_large_still_fits(open_page):
    """400 % of 1280 pixels is what a window of 320 shows (WCAG 1.4.10)."""
    page = open_page("/konto/log-ind/", viewport={"width": 320, "height": 256})

    assert overflow(page) == 0
