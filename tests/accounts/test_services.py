"""Giving people access, changing it and taking it away."""

import datetime as dt
import re
from threading import Thread

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.db import connection
from django.urls import reverse

from accounts.invitations import PersonHasSignedIn, PersonIsInactive, invite_again
from accounts.models import User
from accounts.services import (
    AddressIsAColleagues,
    AddressNotUsable,
    Duties,
    DutiesChangedMeanwhile,
    LastAdministrator,
    PersonIsOneself,
    PersonIsPseudonymised,
    PlaceHasAdministrator,
    change_duties,
    deactivate_person,
    invite_first_administrator,
    invite_person,
    reactivate_person,
    rename_person,
)
from organisations.alphabet import danish_key
from tests.factories import (
    NOON,
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    UserFactory,
    let_go,
)

pytestmark = pytest.mark.django_db
NEVER = Duties()
KLIK = Duties(is_klik_administrator=True)
DUE_ON = dt.date(2026, 3, 2) + dt.timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)


@pytest.fixture
def administrator():
    return UserFactory(is_klik_administrator=True, name="Verner Hybenholm")


def invite(administrator, email="anna@proeve.example", duties=NEVER, **facts):
    facts = {"name": "Anna Bakke", "place": administrator.place} | facts
    return invite_person(email=email, duties=duties, by=administrator, at=NOON, **facts)


def change(person, duties, seen=None):
    seen = seen or Duties.of(person)
    return change_duties(person=person, duties=duties, seen=seen, at=NOON)


def test_someone_is_invited_with_an_address_that_counts_and_no_password(administrator):
    person = invite(administrator, "Anna@Proeve.example", Duties(reads_all_projects=True))

    person.refresh_from_db()
    assert (person.email, person.municipality) == ("anna@proeve.example", administrator.place)
    assert (person.reads_all_projects, person.is_klik_administrator) == (True, False)
    assert (person.has_usable_password(), person.second_factor_due_on) == (False, None)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)


def test_the_invitation_leads_to_ones_own_password_and_in(
    administrator, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        person = invite(administrator)

    (letter,) = mail.outbox
    assert letter.to == [person.email]
    assert letter.subject == f"Fremdrift: Du har fået adgang for {administrator.place}"
    assert letter.body.startswith("Hej Anna Bakke\n\nVerner Hybenholm har givet dig adgang")
    link = next(one for one in re.findall(r"https?://\S+", letter.body) if "/ny/" in one)
    assert link.startswith(settings.SITE_URL)
    form = client.get(link.removeprefix(settings.SITE_URL), follow=True)
    new = dict.fromkeys(("password1", "password2"), "fire helt egne ord")
    client.post(form.redirect_chain[-1][0], new)
    client.logout()
    answer = client.post(
        reverse("account_login"), {"login": person.email, "password": new["password1"]}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_name_that_is_html_is_text_in_the_mail(administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invite(administrator, name="Bo & <b>Co</b>")

    assert mail.outbox[0].body.splitlines()[0] == "Hej Bo & <b>Co</b>"


def test_a_mail_server_that_refuses_does_not_undo_the_invitation(
    administrator, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def refuse(*_args, **_kwargs):
        raise OSError("connection refused")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        person = invite(administrator)

    assert User.objects.filter(pk=person.pk).exists()
    assert "connection refused" in caplog.text


def test_whoever_needs_a_second_factor_has_the_usual_time_to_set_it_up(administrator):
    person = invite(administrator, duties=KLIK)

    assert person.second_factor_due_on == DUE_ON


def test_a_colleagues_address_is_told_with_whose_it_is(administrator):
    colleague = UserFactory(municipality=administrator.place, email="anna@proeve.example")

    with pytest.raises(AddressIsAColleagues) as refusal:
        invite(administrator)

    assert refusal.value.person == colleague
    assert User.objects.count() == 2


def test_a_strangers_address_is_only_told_to_be_unusable(administrator):
    UserFactory(email="anna@proeve.example")

    with pytest.raises(AddressNotUsable):
        invite(administrator)


def test_an_address_that_a_stranger_has_confirmed_as_a_second_one_is_no_different(administrator):
    stranger = UserFactory()
    EmailAddress.objects.create(user=stranger, email="anna@proeve.example", verified=True)

    with pytest.raises(AddressNotUsable):
        invite(administrator)

    assert User.objects.filter(email="anna@proeve.example").count() == 0


@pytest.mark.parametrize(
    ("place", "duties"),
    [
        (MunicipalityFactory, {"is_klik_administrator": True}),
        (PartnerFactory, {"is_administrator": True}),
    ],
)
def test_the_first_at_a_place_can_give_the_others_access(place, duties):
    place, operator = place(), ConsultantFactory()

    person = invite_first_administrator(
        name="Anna", email="anna@proeve.example", place=place, by=operator, at=NOON
    )

    assert Duties.of(person) == Duties(**duties)
    assert person.place == place


def test_a_place_with_an_administrator_gets_no_other_from_outside(administrator):
    with pytest.raises(PlaceHasAdministrator):
        invite_first_administrator(
            name="Anna",
            email="anna@proeve.example",
            place=administrator.place,
            by=ConsultantFactory(),
            at=NOON,
        )


def test_a_place_whose_administrator_has_left_gets_another(administrator):
    let_go(administrator)

    person = invite_first_administrator(
        name="Anna", email="a@proeve.example", place=administrator.place, by=administrator, at=NOON
    )

    assert person.is_klik_administrator is True


def test_an_invitation_is_sent_again_until_it_has_been_used(
    administrator, django_capture_on_commit_callbacks
):
    person = invite(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        invite_again(person=person, by=administrator)
    assert [letter.to for letter in mail.outbox] == [[person.email]]

    person.last_login = NOON
    with pytest.raises(PersonHasSignedIn):
        invite_again(person=person, by=administrator)
    let_go(person)
    with pytest.raises(PersonIsInactive):
        invite_again(person=person, by=administrator)


def test_a_name_is_corrected_and_sorted_anew(administrator):
    renamed = rename_person(person=administrator, name="Åse Vang")

    renamed.refresh_from_db()
    assert (renamed.name, renamed.sort_key) == ("Åse Vang", danish_key("Åse Vang"))


def test_a_pseudonym_stays(administrator):
    let_go(administrator)
    User.objects.filter(pk=administrator.pk).update(pseudonymised_at=NOON)

    with pytest.raises(PersonIsPseudonymised):
        rename_person(person=administrator, name="Verner Hybenholm")
    with pytest.raises(PersonIsPseudonymised):
        reactivate_person(person=administrator, at=NOON)


def test_duties_are_given_and_taken(administrator):
    colleague = UserFactory(municipality=administrator.place, second_factor_due_on=None)

    given = change(colleague, KLIK)
    given.refresh_from_db()
    assert (given.is_klik_administrator, given.second_factor_due_on) == (True, DUE_ON)

    taken = change(given, NEVER)
    taken.refresh_from_db()
    assert (taken.is_klik_administrator, taken.second_factor_due_on) == (False, None)


def test_a_duty_more_does_not_put_off_the_second_factor():
    consultant = ConsultantFactory(second_factor_due_on=dt.date(2026, 1, 1))

    changed = change(consultant, Duties(is_editor=True))

    assert changed.second_factor_due_on == dt.date(2026, 1, 1)


def test_duties_that_someone_else_changed_meanwhile_are_not_overwritten(administrator):
    colleague = UserFactory(municipality=administrator.place, reads_all_projects=True)

    with pytest.raises(DutiesChangedMeanwhile):
        change(colleague, KLIK, seen=NEVER)


WAYS_OUT = {
    "duty": lambda person, _by: change(person, NEVER),
    "access": lambda person, by: deactivate_person(person=person, by=by, at=NOON),
}


@pytest.mark.parametrize("way_out", WAYS_OUT.values(), ids=WAYS_OUT)
def test_the_last_administrator_stays_one(administrator, way_out):
    let_go(UserFactory(municipality=administrator.place, is_klik_administrator=True))
    UserFactory(is_klik_administrator=True)
    colleague = UserFactory(municipality=administrator.place)

    with pytest.raises(LastAdministrator):
        way_out(administrator, colleague)

    administrator.refresh_from_db()
    assert (administrator.is_klik_administrator, administrator.is_active) == (True, True)


def test_the_last_administrator_of_a_partner_stays_one_too():
    administrator = ConsultantFactory(is_administrator=True)

    with pytest.raises(LastAdministrator):
        change(administrator, Duties(is_editor=True))


def test_one_of_two_administrators_may_stop(administrator):
    UserFactory(municipality=administrator.place, is_klik_administrator=True)

    assert change(administrator, NEVER).is_klik_administrator is False


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_stop_at_once_do_not_both(administrator):
    other = UserFactory(municipality=administrator.place, is_klik_administrator=True)
    refused = []

    def stop(person):
        try:
            change(person, NEVER)
        except LastAdministrator:
            refused.append(person)
        finally:
            connection.close()

    threads = [Thread(target=stop, args=[person]) for person in (administrator, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(refused), User.objects.administrators().count()) == (1, 1)


def test_deactivation_closes_and_reactivation_opens(administrator):
    colleague = UserFactory(municipality=administrator.place, is_klik_administrator=True)

    closed = deactivate_person(person=colleague, by=administrator, at=NOON)
    closed.refresh_from_db()
    assert (closed.is_active, closed.deactivated_at) == (False, NOON)
    later = NOON + dt.timedelta(days=1)
    assert deactivate_person(person=closed, by=administrator, at=later).deactivated_at == NOON

    opened = reactivate_person(person=closed, at=later)
    opened.refresh_from_db()
    assert (opened.is_active, opened.deactivated_at) == (True, None)
    assert opened.second_factor_due_on == DUE_ON + dt.timedelta(days=1)
    assert reactivate_person(person=opened, at=NOON) == opened


def test_nobody_deactivates_themselves(administrator):
    UserFactory(municipality=administrator.place, is_klik_administrator=True)

    with pytest.raises(PersonIsOneself):
        deactivate_person(person=administrator, by=administrator, at=NOON)


def test_deactivation_ends_every_open_session(administrator, client):
    colleague = UserFactory(municipality=administrator.place)
    client.force_login(colleague)
    assert client.get("/").status_code == 200

    deactivate_person(person=colleague, by=administrator, at=NOON)

    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/log-ind/?next=/")
