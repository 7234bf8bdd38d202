from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from tests.accounts.signing_in import code_now, give_password, person, with_app

pytestmark = pytest.mark.django_db
EMAIL = "anna@proeve.example"


def reset(email):
    output = StringIO()
    call_command("reset_second_factor", email, stdout=output)
    return output.getvalue()


def test_whoever_lost_it_all_is_signed_out_and_told_and_sets_it_up_anew(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    with_app(person(email=EMAIL, name="Anna Prøve"))
    give_password(client, EMAIL)
    client.post("/konto/to-faktor/kode/", {"code": code_now()})

    with django_capture_on_commit_callbacks(execute=True):
        told = reset("Anna@Proeve.example")

    assert told == "Anna Prøve er logget ud og kan sætte to-faktor-login op igen.\n"
    assert client.get("/konto/").status_code == 302
    assert Authenticator.objects.count() == 0
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([EMAIL], "Fremdrift: Dit to-faktor-login er nulstillet")
    ]
    assert give_password(client, EMAIL).url == "/"


def test_who_has_none_and_who_is_nobody_are_told():
    person(email=EMAIL, name="Anna Prøve")

    with pytest.raises(CommandError, match="Anna Prøve har ikke sat"):
        reset(EMAIL)
    with pytest.raises(CommandError, match="Ingen logger ind med"):
        reset("ingen@proeve.example")
