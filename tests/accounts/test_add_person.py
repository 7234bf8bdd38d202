import datetime as dt
import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories import MunicipalityFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def add(*arguments):
    output = StringIO()
    call_command("add_person", *arguments, stdout=output)
    return output.getvalue()


def test_a_person_is_added_and_chooses_a_password_by_mail(client):
    municipality = MunicipalityFactory()
    told = add(
        "Anna@Korsbaek.example", "Anna Bakke", "--municipality", municipality.code,
        "--klik-administrator",
    )  # fmt: skip
    assert told == "Anna Bakke er oprettet og vælger selv sin adgangskode.\n"
    person = User.objects.get()
    assert (person.email, person.municipality) == ("anna@korsbaek.example", municipality)
    assert (person.is_klik_administrator, person.has_usable_password()) == (True, False)

    client.post(reverse("account_reset_password"), {"email": person.email})
    (letter,) = mail.outbox
    (link,) = re.findall(r"https?://[^/]+(/\S+)", letter.body)
    form = client.get(link, follow=True)
    new = {"password1": "en lang og ny kode", "password2": "en lang og ny kode"}
    client.post(form.redirect_chain[-1][0], new)
    client.logout()
    signed_in = client.post(
        reverse("account_login"), {"login": person.email, "password": new["password1"]}
    )
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/")


def test_an_editor_is_added_at_a_partner_whose_name_is_written_in_any_case():
    kombit = PartnerFactory(name="KOMBIT")
    add("ida@kombit.example", "Ida Holm", "--partner", "kombit", "--editor")
    person = User.objects.get()
    assert (person.partner, person.is_editor) == (kombit, True)


@pytest.mark.parametrize(
    ("duty", "in_days"),
    [(["--klik-administrator"], 14), (["--programme-manager"], None), ([], None)],
)
def test_whoever_gives_access_gets_time_to_set_up_a_second_factor(duty, in_days):
    add("a@korsbaek.example", "Anna", "--municipality", MunicipalityFactory().code, *duty)
    due_on = User.objects.get().second_factor_due_on
    assert due_on == (in_days and timezone.localdate() + dt.timedelta(days=in_days))


def test_an_administrator_at_a_partner_is_added_and_owes_a_second_factor():
    PartnerFactory(name="KOMBIT")
    add("ida@kombit.example", "Ida Holm", "--partner", "KOMBIT", "--administrator")
    person = User.objects.get()
    assert (person.is_administrator, person.second_factor_due_on is None) == (True, False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--municipality", "9999"], "Ingen kommune har koden »9999«."),
        (["--partner", "Ingen"], "Ingen samarbejdspart hedder »Ingen«."),
    ],
)
def test_an_unknown_place_is_told_and_nobody_is_added(arguments, told):
    with pytest.raises(CommandError) as error:
        add("anna@korsbaek.example", "Anna Bakke", *arguments)
    assert (str(error.value), User.objects.count()) == (told, 0)


def test_the_same_address_twice_is_told():
    municipality = MunicipalityFactory()
    add("anna@korsbaek.example", "Anna Bakke", "--municipality", municipality.code)
    with pytest.raises(CommandError) as error:
        add("ANNA@korsbaek.example", "Anna Bakke", "--municipality", municipality.code)
    assert str(error.value) == "Bruger med dette E-mail eksisterer allerede."


def test_what_is_no_address_is_told():
    municipality = MunicipalityFactory()
    with pytest.raises(CommandError) as error:
        add("anna", "Anna Bakke", "--municipality", municipality.code)
    assert str(error.value) == "Indtast en gyldig e-mail-adresse."
