"""/konto/e-mail/: another address, when the old mailbox and the new one have both said yes."""

import re
import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache

from accounts.email_change import AddressIsTaken, EmailChange, Mailbox, change_email
from tests.accounts.signing_in import confirm, give_password, person, who
from tests.factories import let_go

pytestmark = pytest.mark.django_db
URL = "/konto/e-mail/"
OLD, NEW = "anna@proeve.example", "anna.ny@proeve.example"


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


@pytest.fixture
def anna(client):
    """Signed in, and just confirmed."""
    anna = person(email=OLD)
    give_password(client, OLD)
    confirm(client)
    return anna


def ask(client, email=NEW):
    return client.post(URL, {"email": email})


def link_in(mail):
    return re.search(r"http\S+?(/konto/e-mail/skift/\S+)", mail.body).group(1)


def addresses(user):
    user.refresh_from_db()
    return user.email, list(
        EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary")
    )


UNCHANGED = (OLD, [(OLD, True, True)])


def test_both_mailboxes_say_yes_and_then_the_address_is_another(
    client, anna, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ask(client)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([OLD], "Fremdrift: Vil du skifte e-mailadresse?")
    ]
    assert addresses(anna) == UNCHANGED

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(link_in(mailoutbox[0]))
    assert page.content.decode().count("<h1>Tak. Se nu i den nye mail</h1>") == 1
    assert [(mail.to, mail.subject) for mail in mailoutbox[1:]] == [
        ([NEW], "Fremdrift: Er det din adresse?")
    ]
    assert addresses(anna) == UNCHANGED

    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(link_in(mailoutbox[1]))
    assert (done.status_code, done.url, who(client)) == (302, "/konto/log-ind/", None)
    assert addresses(anna) == (NEW, [(NEW, True, True)])
    assert [(mail.to, mail.subject) for mail in mailoutbox[2:]] == [
        ([OLD], "Fremdrift: Din e-mailadresse er ændret")
    ]
    assert give_password(client, OLD).status_code == 200
    assert give_password(client, NEW).url == "/"


def test_a_link_opened_changes_nothing_before_the_button_is_pressed(client, anna):
    client.logout()
    for end in Mailbox:
        page = client.get(f"{URL}skift/{EmailChange.of(anna, NEW, end).key}/")
        assert (page.status_code, page["Cache-Control"].count("no-store")) == (200, 1)

    assert addresses(anna) == UNCHANGED


def test_whoever_reads_the_mail_need_not_be_signed_in(client, anna):
    client.logout()

    client.post(f"{URL}skift/{EmailChange.of(anna, NEW, Mailbox.NEW).key}/")

    assert addresses(anna)[0] == NEW


def dead(client, key):
    get, post = client.get(f"{URL}skift/{key}/"), client.post(f"{URL}skift/{key}/")
    assert get.content.decode().count("<h1>Linket virker ikke længere</h1>") == 1
    return get.status_code == post.status_code == 404


@pytest.mark.parametrize("key", ["x", "½", "a:b:c", "x" * 3000])
def test_a_link_of_ones_own_making_is_dead(client, anna, key):
    assert dead(client, key)


def test_a_link_is_dead_after_a_day(client, anna):
    key = EmailChange.of(anna, NEW, Mailbox.NEW).key

    with time_machine.travel(time.time() + 25 * 3600):
        assert dead(client, key)


def test_a_used_link_is_dead(client, anna):
    old, new = (EmailChange.of(anna, NEW, end).key for end in Mailbox)
    client.post(f"{URL}skift/{new}/")

    assert dead(client, new)
    assert dead(client, old)


def test_a_new_password_kills_the_links(client, anna):
    key = EmailChange.of(anna, NEW, Mailbox.NEW).key
    anna.set_password("kaffe 7 ugle")
    anna.save()

    assert dead(client, key)


def test_leaving_kills_the_links(client, anna):
    key = EmailChange.of(anna, NEW, Mailbox.NEW).key
    let_go(anna)

    assert dead(client, key)


def test_an_address_in_use_is_told_to_its_mailbox_only(
    client, anna, mailoutbox, django_capture_on_commit_callbacks
):
    bo = person(email=NEW)
    with django_capture_on_commit_callbacks(execute=True):
        asked = ask(client)
        halfway = client.post(f"{URL}skift/{EmailChange.of(anna, NEW, Mailbox.OLD).key}/")

    assert (asked.status_code, halfway.status_code) == (200, 200)
    assert halfway.content.decode().count("<h1>Tak. Se nu i den nye mail</h1>") == 1
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([OLD], "Fremdrift: Vil du skifte e-mailadresse?"),
        ([NEW], "Fremdrift: Adressen er i brug i forvejen"),
    ]
    assert "skift/" not in mailoutbox[1].body
    assert (addresses(anna), addresses(bo)[0]) == (UNCHANGED, NEW)


def test_an_address_taken_meanwhile_leaves_both_as_they_were(client, anna):
    key = EmailChange.of(anna, NEW, Mailbox.NEW).key
    bo = person(email=NEW)

    assert client.post(f"{URL}skift/{key}/").status_code == 404
    assert (addresses(anna), addresses(bo)[0]) == (UNCHANGED, NEW)
    with pytest.raises(AddressIsTaken):
        change_email(person=anna, email=NEW)


def test_the_password_is_asked_for_first(client):
    person(email=OLD)
    give_password(client, OLD)

    assert ask(client).url == "/konto/bekraeft-adgang/?next=%2Fkonto%2Fe-mail%2F"


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Dette felt er påkrævet."),
        (OLD, "Det er den adresse, du allerede logger ind med."),
        (OLD.upper(), "Det er den adresse, du allerede logger ind med."),
        ("anna\uff20proeve.example", "Indtast en gyldig e-mail-adresse."),
        ("anna@proeve.example.", "Indtast en gyldig e-mail-adresse."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client, anna, email, said, mailoutbox):
    response = ask(client, email)

    assert (response.status_code, response.context["form"].errors) == (200, {"email": [said]})
    assert mailoutbox == []


def test_five_tries_in_five_minutes_and_no_more(client, anna):
    assert [ask(client).status_code for _ in range(6)] == [200] * 5 + [429]
