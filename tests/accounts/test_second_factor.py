"""The second factor: what it takes, that a code is good once, and who may not do without."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils import timezone

from accounts.second_factor import second_factor_due_on
from tests.accounts.signing_in import (
    LOGIN,
    SECRET,
    app_of,
    code_now,
    confirm,
    give_password,
    person,
    who,
    with_address,
    with_app,
    wrong_code,
)
from tests.factories import ConsultantFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOT = "/konto/to-faktor/"
ASK = f"{ROOT}kode/"
EMAIL = "anna@proeve.example"
USED = ["Koden er forkert eller allerede brugt. Vent på den næste, og prøv igen."]
START = 1_772_000_010  # ten seconds into a step


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def anna():
    return with_app(person(email=EMAIL, name="Anna Prøve"))


def give_code(client, code):
    return client.post(ASK, {"code": code})


def errors(response):
    return response.context["form"].errors["code"]


# --- signing in -----------------------------------------------------------------------------


def test_the_password_alone_is_not_enough(client, anna):
    response = give_password(client, EMAIL)

    assert (response.status_code, response.url, who(client)) == (302, ASK, None)
    assert client.get("/").status_code == 302


def test_a_code_from_the_app_signs_in(client, anna, clock):
    give_password(client, EMAIL)

    response = give_code(client, code_now())

    assert (response.status_code, response.url, who(client)) == (302, "/", str(anna.pk))


@pytest.mark.parametrize("later", [-1, 1])
def test_a_clock_half_a_minute_off_will_do(client, anna, clock, later):
    give_password(client, EMAIL)
    give_code(client, code_now(later=later))

    assert who(client) == str(anna.pk)


@pytest.mark.parametrize("later", [-2, 2])
def test_a_code_a_minute_off_will_not(client, anna, clock, later):
    give_password(client, EMAIL)

    assert errors(give_code(client, code_now(later=later))) == USED


@pytest.mark.parametrize(
    "code", ["", " ", "12345", "1234567", "½½½½½½", "' OR 1", "\x00", "x" * 5000]
)
def test_what_is_no_code_is_refused_beside_the_field(client, anna, code):
    give_password(client, EMAIL)
    response = give_code(client, code)

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["code"])
    assert who(client) is None


@pytest.mark.parametrize("remembers", [True, False])
@pytest.mark.parametrize("seconds", [0, 25, 50])
def test_a_code_is_good_once_even_when_the_cache_has_forgotten(
    client, anna, clock, remembers, seconds
):
    give_password(client, EMAIL)
    code = code_now(later=1)
    give_code(client, code)
    client.logout()
    clock.shift(seconds)
    if not remembers:
        cache.clear()
    give_password(client, EMAIL)

    assert errors(give_code(client, code)) == USED
    assert who(client) is None


def test_an_earlier_code_is_no_good_after_a_later_one(client, anna, clock):
    give_password(client, EMAIL)
    earlier = code_now()
    give_code(client, code_now(later=1))
    client.logout()
    give_password(client, EMAIL)

    assert errors(give_code(client, earlier)) == USED


def test_five_wrong_codes_and_even_the_right_one_waits(client, anna):
    give_password(client, EMAIL)
    for _ in range(5):
        give_code(client, wrong_code())

    assert errors(give_code(client, code_now())) == [
        "Der er prøvet for mange gange. Vent lidt, og prøv igen."
    ]


def test_a_new_password_by_mail_does_not_pass_the_second_factor_by(client, anna, mailoutbox):
    client.post("/konto/adgangskode/glemt/", {"email": EMAIL})
    link = re.search(r"http://[^/]+(/\S+)", mailoutbox[0].body).group(1)
    new = {"password1": "kaffe 7 ugle", "password2": "kaffe 7 ugle"}
    client.post(client.get(link).url, new)

    assert who(client) is None
    assert give_password(client, EMAIL, "kaffe 7 ugle").url == ASK


def test_secrets_are_locked_in_the_database(anna):
    assert SECRET not in str(app_of(anna).data)
    assert app_of(anna).wrap().validate_code(code_now())


def test_a_former_key_still_opens_them(anna, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-one-that-is-as-long-as-it-should-be"

    assert app_of(anna).wrap().validate_code(code_now())


# --- setting it up --------------------------------------------------------------------------


@pytest.fixture
def bo(client):
    """Somebody without, signed in."""
    bo = person(email="bo@proeve.example")
    give_password(client, bo.email)
    return bo


@pytest.mark.parametrize("page", ["app/", "noegler/ny/", "noedkoder/nye/"])
def test_whoever_found_an_open_page_is_asked_for_the_password_first(client, bo, page):
    assert client.get(f"{ROOT}{page}").url == (
        f"/konto/bekraeft-adgang/?next=%2Fkonto%2Fto-faktor%2F{page.replace('/', '%2F')}"
    )


def test_an_app_is_set_up_with_a_code_and_gives_recovery_codes(client, bo, mailoutbox):
    confirm(client)
    secret = client.get(f"{ROOT}app/").context["form"].secret

    page = client.post(f"{ROOT}app/", {"code": code_now(secret)}, follow=True)

    assert page.redirect_chain == [(f"{ROOT}noedkoder/", 302)]
    assert [str(message) for message in page.context["messages"]] == [
        "Appen er sat op. Næste gang du logger ind, skal du bruge en kode fra den.",
        "Du har fået nye nødkoder. Gem dem, før du går videre.",
    ]
    assert len(page.context["unused_codes"]) == 10
    assert [mail.subject for mail in mailoutbox] == ["Fremdrift: To-faktor-login er slået til"]


def test_the_code_that_set_the_app_up_does_not_sign_in(client, bo, clock):
    confirm(client)
    secret = client.get(f"{ROOT}app/").context["form"].secret
    client.post(f"{ROOT}app/", {"code": code_now(secret)})
    client.logout()
    give_password(client, bo.email)

    assert errors(give_code(client, code_now(secret))) == USED


def test_a_wrong_code_sets_nothing_up(client, bo):
    confirm(client)
    secret = client.get(f"{ROOT}app/").context["form"].secret

    page = client.post(f"{ROOT}app/", {"code": wrong_code(secret)})

    assert (errors(page), Authenticator.objects.count()) == (USED, 0)


def test_a_recovery_code_signs_in_once(client, bo):
    confirm(client)
    secret = client.get(f"{ROOT}app/").context["form"].secret
    client.post(f"{ROOT}app/", {"code": code_now(secret)})
    code = client.get(f"{ROOT}noedkoder/").context["unused_codes"][0]
    client.logout()
    give_password(client, bo.email)
    give_code(client, code)
    assert who(client) == str(bo.pk)
    client.logout()
    give_password(client, bo.email)

    assert errors(give_code(client, code)) == USED


def test_recovery_codes_are_a_file_in_danish(client, bo):
    confirm(client)
    secret = client.get(f"{ROOT}app/").context["form"].secret
    client.post(f"{ROOT}app/", {"code": code_now(secret)})

    answer = client.get(f"{ROOT}noedkoder/hent/")

    assert answer["Content-Type"] == "text/plain"
    assert answer.content.decode().splitlines()[0] == (
        "Nødkoder til Fremdrift. Hver kode kan bruges én gang."
    )


def test_nobody_reaches_anothers_keys(client, bo):
    anna = person(email=EMAIL)
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "Annas"})
    confirm(client)

    for page in ("", "fjern/"):
        assert client.get(f"{ROOT}noegler/{key.pk}/{page}").status_code == 404
        assert client.post(f"{ROOT}noegler/{key.pk}/{page}", {"name": "x"}).status_code == 404
    assert Authenticator.objects.get().wrap().name == "Annas"


# --- who may not do without -----------------------------------------------------------------

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def today():
    with time_machine.travel(dt.datetime(2026, 3, 2, 11, tzinfo=dt.UTC), tick=False):
        yield TODAY


def days(number):
    return TODAY + dt.timedelta(days=number)


OWE = {
    "consultant": ConsultantFactory,
    "KLIK-administrator": lambda **fields: UserFactory(is_klik_administrator=True, **fields),
}


@pytest.mark.parametrize("kind", OWE)
@pytest.mark.parametrize("due_on", [None, days(-1), days(0)])
def test_when_it_is_due_only_the_pages_of_the_account_are_open(client, today, kind, due_on):
    client.force_login(with_address(OWE[kind](second_factor_due_on=due_on)))

    response = client.get("/", follow=True)

    assert response.redirect_chain == [(ROOT, 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Din bruger skal have to-faktor-login, før du kan gå videre. Vælg en måde her."
    ]
    assert client.post("/opgaver/1/status/", {}).url == ROOT
    for page in ("/konto/", "/konto/enheder/", "/konto/bekraeft-adgang/", "/sundhed/"):
        assert client.get(page).status_code == 200
    assert client.post("/konto/log-ud/").url == LOGIN


@pytest.mark.parametrize("kind", OWE)
@pytest.mark.parametrize(("in_days", "told"), [(1, 1), (14, 1), (15, 0), (9999, 0)])
def test_until_then_every_page_says_from_when(client, today, kind, in_days, told):
    client.force_login(with_address(OWE[kind](second_factor_due_on=days(in_days))))

    page = client.get("/", follow=True).content.decode()

    assert page.count("skal din bruger have to-faktor-login") == told


@pytest.mark.parametrize("kind", OWE)
@pytest.mark.parametrize("due_on", [None, days(3)])
def test_whoever_has_one_is_asked_no_more(client, today, kind, due_on):
    client.force_login(with_app(OWE[kind](second_factor_due_on=due_on)))

    response = client.get("/", follow=True)

    assert (response.status_code, response.request["PATH_INFO"] == ROOT) == (200, False)
    assert response.content.decode().count("skal din bruger have to-faktor-login") == 0


def test_whoever_has_one_is_looked_up_once_a_session(client, today):
    client.force_login(with_app(ConsultantFactory(second_factor_due_on=None)))
    client.get("/overblik/")

    assert client.session["has_second_factor"] is True


def test_whoever_takes_it_away_is_sent_to_set_one_up_again(client, clock):
    ida = with_app(with_address(ConsultantFactory(second_factor_due_on=None)))
    give_password(client, ida.email)
    give_code(client, code_now())
    assert client.get("/overblik/").status_code == 200
    confirm(client)

    client.post(f"{ROOT}app/fjern/")

    assert client.get("/overblik/").url == ROOT


def test_recovery_codes_alone_are_no_second_factor(client, today):
    ida = ConsultantFactory(second_factor_due_on=None)
    Authenticator.objects.create(user=ida, type="recovery_codes", data={"seed": "", "used_mask": 0})
    client.force_login(ida)

    assert client.get("/overblik/").url == ROOT


def test_the_others_in_a_municipality_may_do_without(client, today):
    client.force_login(UserFactory(second_factor_due_on=None, reads_all_projects=True))

    assert client.get("/").status_code == 200


@pytest.mark.parametrize(("grace", "due_on"), [(14, days(14)), (0, TODAY)])
def test_the_time_to_set_it_up_is_a_setting(settings, grace, due_on):
    settings.SECOND_FACTOR_GRACE_DAYS = grace

    assert second_factor_due_on(dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)) == due_on
    assert timezone.get_current_timezone_name() == "Europe/Copenhagen"
