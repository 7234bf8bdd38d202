"""/administration/teknik/: Django's admin, for the operator's administrators and nobody else."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from django.urls import get_resolver

from administration.views.technical import site
from notifications.models import Notification
from tests.accounts.signing_in import code_now, give_password, with_address, with_app
from tests.factories import ConsultantFactory, MunicipalityFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOT = "/administration/teknik/"
AT = dt.datetime(2026, 3, 2, 11, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


@pytest.fixture
def operator():
    return PartnerFactory(name="Operatør", is_operator=True)


@pytest.fixture
def ida(operator):
    """An administrator of the operator, with an app."""
    return with_app(
        with_address(ConsultantFactory(partner=operator, is_administrator=True, name="Ida Prøve"))
    )


@pytest.fixture
def inside(client, ida):
    """A browser in which Ida has signed in and confirmed it."""
    give_password(client, ida.email)
    client.post("/konto/to-faktor/kode/", {"code": code_now()})
    client.post("/konto/bekraeft-adgang/", {"password": "fremdrift-test"})
    return client


def pages():
    """Every address of the site, with 1 for a row."""
    for pattern in site.urls[0]:
        entries = getattr(pattern, "url_patterns", [pattern])
        prefix = str(pattern.pattern) if entries != [pattern] else ""
        for entry in entries:
            path = re.sub(r"<[^>]+>", "1", f"{prefix}{entry.pattern}")
            if entry.name not in {"login", "app_list", None}:
                yield ROOT + path


STRANGERS = {
    "a municipality's KLIK-administrator": (lambda: UserFactory(is_klik_administrator=True), 404),
    "a supplier's administrator": (lambda: ConsultantFactory(is_administrator=True), 404),
    "the operator's consultant": (
        lambda: ConsultantFactory(partner=PartnerFactory(is_operator=True)),
        403,
    ),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_nobody_else_reaches_any_page_of_it(client, stranger):
    make, code = STRANGERS[stranger]
    client.force_login(with_app(make()))

    found = {path: client.get(path).status_code for path in pages()}

    assert len(found) > 40
    assert set(found.values()) == {code}


def test_the_signed_out_are_led_to_the_portals_own_sign_in(client):
    response = client.get(ROOT, follow=True)

    assert response.redirect_chain[-1] == ("/konto/log-ind/", 302)


def test_without_a_second_factor_it_stays_shut_also_before_one_is_due(client, operator):
    client.force_login(with_address(ConsultantFactory(partner=operator, is_administrator=True)))

    response = client.get(ROOT, follow=True)

    assert response.redirect_chain == [("/konto/to-faktor/", 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Sæt to-faktor-login op, før du åbner den tekniske administration."
    ]


def test_whoever_found_an_open_page_must_confirm(client, ida):
    client.force_login(ida)

    assert client.get(ROOT).url == ("/konto/bekraeft-adgang/?next=%2Fadministration%2Fteknik%2F")


def test_a_confirmation_lasts_a_quarter_of_an_hour(client, ida):
    with time_machine.travel(AT, tick=False) as clock:
        give_password(client, ida.email)
        client.post("/konto/to-faktor/kode/", {"code": code_now()})
        client.post("/konto/bekraeft-adgang/", {"password": "fremdrift-test"})
        clock.shift(15 * 60 - 1)
        assert client.get(ROOT).status_code == 200
        clock.shift(2)

        assert client.get(ROOT).status_code == 302


# --- inside ---------------------------------------------------------------------------------


def test_each_table_is_shown_and_can_be_looked_through(inside):
    MunicipalityFactory()
    for model in site._registry:
        path = f"{ROOT}{model._meta.app_label}/{model._meta.model_name}/"

        assert inside.get(path).status_code == 200
        assert inside.get(f"{path}?q=x&o=1.2&p=99999").status_code in {200, 302}


def test_a_row_is_shown_and_cannot_be_added_changed_or_deleted(inside, ida):
    path = f"{ROOT}accounts/user/"

    page = inside.get(f"{path}{ida.pk}/change/")

    assert page.status_code == 200
    assert page.content.decode().count("<input") - page.content.decode().count("hidden") == 0
    assert inside.post(f"{path}{ida.pk}/change/", {"name": "Andet"}).status_code == 403
    assert inside.get(f"{path}add/").status_code == 403
    assert inside.post(f"{path}{ida.pk}/delete/", {"post": "yes"}).status_code == 403
    ida.refresh_from_db()
    assert ida.name == "Ida Prøve"


def test_no_page_shows_what_a_password_became(inside, ida):
    page = inside.get(f"{ROOT}accounts/user/{ida.pk}/change/").content.decode()

    assert ida.password not in page


def test_mails_that_were_given_up_are_tried_again(inside):
    bo = UserFactory()
    mail = Notification.objects.create(
        recipient=bo,
        municipality=bo.municipality,
        kind="digest",
        local_date=AT.date(),
        subject="Dit overblik",
        content={},
        written_at=AT,
        next_attempt_at=AT,
        attempts=8,
        failed_at=AT,
        last_error="550 nej",
    )

    response = inside.post(
        f"{ROOT}notifications/notification/",
        {"action": "retry", "_selected_action": [mail.pk]},
        follow=True,
    )

    mail.refresh_from_db()
    assert (mail.failed_at, mail.attempts) == (None, 0)
    assert [str(message) for message in response.context["messages"]] == [
        "1 opgivne mails sendes igen ved næste levering."
    ]


def test_django_signs_nobody_in_or_out_here():
    names = {entry.name for entry in site.urls[0] if hasattr(entry, "name")}

    assert names == {"index", "login", "jsi18n", "app_list", None}
    assert "is_staff" not in {field.name for field in UserFactory._meta.model._meta.fields}
    assert get_resolver().resolve(ROOT).view_name == "admin:index"
