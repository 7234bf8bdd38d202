"""What people did that changed no row is written down once, and stays as it was written."""

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from accounts.audit import TEXTS, Kind, entry_text, record
from accounts.models import AuditEntry
from tests.accounts.factories import AuditEntryFactory
from tests.factories import ConsultantFactory, MunicipalityFactory, UserFactory
from tests.refused import refused_by

pytestmark = pytest.mark.django_db

ADDRESS = "192.0.2.7"
PASSWORD = "fremdrift-test"


def kept():
    return list(AuditEntry.objects.order_by("pk").values_list("kind", "by", "about"))


# --- what a row must be --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("audit_entry_kind_known", {"kind": "wondered"}),
        ("audit_entry_through_known", {"through": "window"}),
        ("audit_entry_says_who_did_it", {"by": None, "about": None}),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(constraint, facts):
    with refused_by(constraint):
        AuditEntryFactory(**{"municipality": MunicipalityFactory(), "partner": None, **facts})


def test_an_entry_belongs_to_the_municipality_of_whom_it_is_about():
    with refused_by("audit_entry_about_someone_in_same_municipality"):
        AuditEntryFactory(municipality=MunicipalityFactory())


def test_a_person_and_their_partner_are_one_key():
    """Nothing breaks it, an id being unique; visits lean on it."""
    constraints = {constraint.name for constraint in type(UserFactory())._meta.constraints}

    assert "user_id_with_partner" in constraints


@pytest.mark.parametrize("tamper", ["update", "delete"])
def test_an_entry_is_neither_changed_nor_removed(tamper):
    AuditEntryFactory()
    entries = AuditEntry.objects.all()

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        entries.update(address=None) if tamper == "update" else entries.delete()


# --- whose matter it is --------------------------------------------------------------------


def test_what_somebody_does_is_their_municipalitys_matter(django_assert_num_queries):
    user = UserFactory()

    with django_assert_num_queries(1):
        record(kind=Kind.SIGNED_IN, by=user, about=user, address=ADDRESS)

    entry = AuditEntry.objects.get()
    assert (entry.municipality, entry.partner, entry.address) == (user.municipality, None, ADDRESS)


def test_what_a_consultant_fetches_is_the_matter_of_the_municipality_it_is_of():
    consultant, theirs = ConsultantFactory(), MunicipalityFactory()

    record(kind=Kind.FILE_DOWNLOADED, by=consultant, municipality=theirs.pk, address=ADDRESS)

    entry = AuditEntry.objects.get()
    assert (entry.municipality, entry.partner) == (theirs, consultant.partner)


# --- signing in and out --------------------------------------------------------------------


def test_signing_in_and_out_is_written_down():
    user, client = UserFactory(), Client()
    client.force_login(user)
    client.post("/konto/log-ud/", REMOTE_ADDR=ADDRESS)

    assert kept() == [("signed_in", user.pk, user.pk), ("signed_out", user.pk, user.pk)]
    assert AuditEntry.objects.last().address == ADDRESS


def try_to_sign_in(email):
    data = {"login": email, "password": "forkert-kodeord-42"}
    Client().post("/konto/log-ind/", data, REMOTE_ADDR=ADDRESS)


def test_a_failed_sign_in_says_whose_account_was_tried():
    user = UserFactory()

    try_to_sign_in(user.email.upper())

    [entry] = AuditEntry.objects.all()
    assert (entry.kind, entry.by, entry.about) == ("sign_in_failed", None, user)
    assert (entry.municipality, entry.address, entry.detail) == (user.municipality, ADDRESS, {})


def test_what_was_typed_is_not_kept_but_the_same_is_known_again():
    for email in ("ukendt@proeve.example", "UKENDT@proeve.example", "anden@proeve.example"):
        try_to_sign_in(email)

    prints = [entry.detail["tried"] for entry in AuditEntry.objects.order_by("pk")]
    assert [prints[0] == other for other in prints] == [True, True, False]
    assert "ukendt" not in str(AuditEntry.objects.values().first())


# --- in words ------------------------------------------------------------------------------


def test_every_kind_is_said_in_danish():
    assert set(TEXTS) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "about", "detail", "words"),
    [
        ("signed_in", "Anna", {}, "Anna loggede ind"),
        ("signed_out", "Bo", {}, "Anna loggede Bo ud alle steder"),
        ("sign_in_failed", "Bo", {}, "Et forsøg på at logge ind som Bo mislykkedes"),
        (
            "sign_in_failed",
            "",
            {"tried": "1f"},
            "Et forsøg på at logge ind med en ukendt adresse mislykkedes",
        ),
        (
            "second_factor_removed",
            "Bo",
            {"factor": "en adgangsnøgle"},
            "Anna fjernede en adgangsnøgle for Bo",
        ),
        ("second_factor_removed", "Anna", {}, "Anna fjernede to-faktor-login"),
        ("file_downloaded", "", {"name": "a{b}.pdf"}, "Anna hentede filen »a{b}.pdf«"),
        ("personal_data_downloaded", "Bo", {}, "Anna hentede alt, der står om Bo"),
    ],
)
def test_an_entry_in_words(kind, about, detail, words):
    assert entry_text(AuditEntry(kind=kind, detail=detail), "Anna", about) == words
