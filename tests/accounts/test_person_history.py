"""What has happened to a person's access, and what they did, in sentences."""

import pytest

from accounts.history import read_person_history
from accounts.models import AuditEntry, User
from history.tracking import Through, acting
from tests.accounts.factories import AuditEntryFactory
from tests.factories import UserFactory, let_go

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return UserFactory(name="Anna Prøve")


@pytest.fixture
def bo(anna):
    return UserFactory(name="Bo Eksempel", municipality=anna.municipality)


def told(person, limit=20):
    return [sentence.text for sentence in read_person_history(person, limit=limit).sentences]


def test_what_a_person_may_do_is_told_as_it_was_given_and_taken(anna, bo):
    with acting(by=anna.pk, through=Through.PAGE):
        User.objects.filter(pk=bo.pk).update(is_klik_administrator=True)
        User.objects.filter(pk=bo.pk).update(is_klik_administrator=False, reads_all_projects=True)
        User.objects.filter(pk=bo.pk).update(email="ny@proeve.example")
        let_go(bo)

    assert told(bo)[:5] == [
        "Anna Prøve lukkede adgangen",
        f"Anna Prøve ændrede e-mailadressen fra »{bo.email}« til »ny@proeve.example«",
        "Anna Prøve fjernede rettighederne som KLIK-administrator",
        "Anna Prøve gav rettigheder som programleder",
        "Anna Prøve gav rettigheder som KLIK-administrator",
    ]


def test_what_a_person_did_stands_between_it(anna, bo):
    AuditEntryFactory(by=bo)
    AuditEntryFactory(
        by=None,
        about=bo,
        kind=AuditEntry.Kind.SIGN_IN_FAILED,
        partner=None,
        municipality=bo.municipality,
    )
    AuditEntryFactory(by=anna)

    assert sorted(told(bo)) == [
        "Bo Eksempel loggede ind",
        "Et forsøg på at logge ind som Bo Eksempel mislykkedes",
        "Fremdrift oprettede Bo Eksempel",
    ]


def test_only_what_is_asked_for_is_read(bo):
    AuditEntryFactory.create_batch(5, by=bo)

    history = read_person_history(bo, limit=3)

    assert (len(history.sentences), history.has_more) == (3, True)
