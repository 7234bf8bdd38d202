"""How long one stays signed in, where, and what ends it."""

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from accounts.sessions import TOO_LONG, TOO_QUIET, end_sessions
from accounts.templatetags.devices import browser
from tests.accounts.signing_in import LOGIN, give_password, person, who

pytestmark = pytest.mark.django_db
PAGE = "/roller/"
DEVICES = "/konto/enheder/"
START = 1_772_000_000
MINUTE, HOUR = 60, 3600


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def anna():
    return person(email="anna@proeve.example")


def signed_in(email="anna@proeve.example"):
    client = Client()
    give_password(client, email)
    return client


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_two_hours_without_a_page_sign_out_and_say_so(anna, clock):
    client = signed_in()
    clock.shift(120 * MINUTE - 1)
    assert client.get(PAGE).status_code == 200
    clock.shift(120 * MINUTE)

    response = client.get(PAGE, follow=True)

    assert response.redirect_chain == [(f"{LOGIN}?next={PAGE}", 302)]
    assert told(response) == [TOO_QUIET]
    assert who(client) is None


def test_twelve_hours_sign_out_whoever_has_been_busy(anna, clock):
    client = signed_in()
    for _ in range(11):
        clock.shift(HOUR)
        assert client.get(PAGE).status_code == 200
    clock.shift(HOUR)

    assert told(client.get(PAGE, follow=True)) == [TOO_LONG]


def test_the_limits_are_settings(anna, clock, settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 5, 1
    client = signed_in()
    clock.shift(5 * MINUTE)

    assert told(client.get(PAGE, follow=True)) == [TOO_QUIET]


def test_who_signs_in_and_goes_away_is_signed_out_too(anna, clock):
    client = signed_in()
    clock.shift(3 * HOUR)

    assert client.get(PAGE).status_code == 302


def test_what_is_sent_after_the_time_changes_nothing(anna, clock):
    client = signed_in()
    clock.shift(3 * HOUR)

    response = client.post("/konto/adgangskode/skift/", {})

    assert (response.status_code, response.url) == (302, LOGIN)


def test_the_session_is_written_at_most_once_a_minute(anna, clock):
    client = signed_in()
    client.get(PAGE)
    before = Session.objects.get().session_data
    clock.shift(59)
    client.get(PAGE)
    assert Session.objects.get().session_data == before
    clock.shift(1)
    client.get(PAGE)

    assert Session.objects.get().session_data != before


# --- whose session --------------------------------------------------------------------------


def test_signing_in_gives_a_new_session(client, anna):
    client.get(LOGIN)
    client.session["seen"] = True
    client.session.save()
    before = client.session.session_key

    give_password(client, anna.email)

    assert client.session.session_key != before


def test_a_new_password_gives_a_new_session_here_and_ends_the_others(anna):
    here, elsewhere = signed_in(), signed_in()
    before = here.session.session_key
    new = {
        "oldpassword": "fremdrift-test",
        "password1": "kaffe 7 ugle",
        "password2": "kaffe 7 ugle",
    }

    here.post("/konto/adgangskode/skift/", new)

    assert (who(here), here.session.session_key != before) == (str(anna.pk), True)
    assert elsewhere.get(PAGE).status_code == 302


@pytest.mark.parametrize("cookie", ["", "x", "../../etc", "a" * 32, "½", "a" * 5000, "'; --"])
def test_a_cookie_that_is_not_ours_is_nobodys(anna, cookie):
    client = signed_in()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie

    response = client.get(PAGE)

    assert (response.status_code, response.url) == (302, f"{LOGIN}?next={PAGE}")


def test_a_session_whose_row_was_tampered_with_is_nobodys(anna):
    client = signed_in()
    Session.objects.update(session_data="tampered:with")

    assert client.get(PAGE).status_code == 302


def test_a_form_of_one_person_is_refused_in_the_session_of_another(anna):
    """Two tabs of one browser: the second signs out and in again as somebody else."""
    bo = person(email="bo@proeve.example")
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, anna.email)
    form_of_anna = token_in(browser.get("/konto/adgangskode/skift/"))
    browser.post("/konto/log-ud/", {"csrfmiddlewaretoken": form_of_anna})
    sign_in(browser, bo.email)

    response = browser.post("/konto/adgangskode/skift/", {"csrfmiddlewaretoken": form_of_anna})

    assert (response.status_code, who(browser)) == (403, str(bo.pk))
    assert response.content.decode().count("<h1>Formularen kunne ikke sendes</h1>") == 1
    assert response.content.decode().count(f"Du er nu logget ind som {bo.name}.") == 1


def sign_in(browser, email):
    token = token_in(browser.get(LOGIN))
    form = {"login": email, "password": "fremdrift-test", "csrfmiddlewaretoken": token}
    assert browser.post(LOGIN, form).status_code == 302


def token_in(response):
    return str(response.context["csrf_token"])


# --- where one is signed in -----------------------------------------------------------------


def test_the_list_shows_ones_own_devices_and_no_one_elses(anna):
    person(email="bo@proeve.example")
    here = signed_in()
    signed_in()
    signed_in("bo@proeve.example")

    page = here.get(DEVICES)

    assert [session.user for session in page.context["sessions"]] == [anna, anna]
    assert page.content.decode().count("(denne)") == 1


def test_signing_out_elsewhere_leaves_one_signed_in_here(anna):
    here, elsewhere = signed_in(), signed_in()

    response = here.post(DEVICES, follow=True)

    assert told(response) == ["Du er logget ud på alle andre enheder."]
    assert (here.get(PAGE).status_code, elsewhere.get(PAGE).status_code) == (200, 302)


def test_the_list_says_when_each_was_last_used(anna, clock):
    client = signed_in()
    before = UserSession.objects.get().last_seen_at
    UserSession.objects.update(last_seen_at=before.replace(year=2020))
    clock.shift(61)
    client.get(PAGE)

    assert UserSession.objects.get().last_seen_at.year > 2020


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge på Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0", "Firefox på Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604.1", "Safari på iPhone"),
        ("<script>", "Ukendt browser"),
        ("", "Ukendt browser"),
    ],
)
def test_a_browser_is_named_by_what_it_says_of_itself(said, shown):
    assert browser(said) == shown


# --- ending it all --------------------------------------------------------------------------


def test_ended_sessions_are_over_at_the_next_request_everywhere(anna):
    one, other, bos = signed_in(), signed_in(), person(email="bo@proeve.example")
    bo = signed_in(bos.email)

    end_sessions(anna)

    assert [client.get(PAGE).status_code for client in (one, other, bo)] == [302, 302, 200]
    assert not UserSession.objects.filter(user=anna).exists()


def test_an_open_page_that_asks_for_a_part_of_itself_is_sent_to_sign_in(anna):
    client = signed_in()
    end_sessions(anna)

    response = client.get(PAGE, headers={"HX-Request": "true"})

    # static/js/fremdrift.js opens an answer from /konto/ as a whole page.
    assert response.url == f"{LOGIN}?next={PAGE}"
