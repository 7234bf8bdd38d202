"""Mails, sessions and IP addresses go when their time is over, and not before."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection

from accounts.models import AuditEntry
from administration.jobs import forget_what_is_due as job
from administration.retention import Forgotten, forget_what_is_due
from administration.settings_check import check_retention
from authoring.models import PlanImport
from config.celery import app
from history.tracking import Through, acting
from notifications.models import Notification
from tenancy.scope import Scope, ScopeChangeRefused, scoped
from tests.authoring.factories import PlanImportFactory
from tests.factories import NOON, TODAY, UserFactory
from tests.notifications.factories import NotificationFactory
from tests.workplace.factories import BulkChangeFactory
from workplace.bulk.changing import UNDO_WITHIN
from workplace.models import BulkChange

pytestmark = pytest.mark.django_db
UserEvent = apps.get_model("accounts", "UserEvent")
DAY = dt.timedelta(days=1)


def forget(at=NOON):
    return forget_what_is_due(at=at, through=Through.JOB)


def someone_changed(address="192.0.2.1"):
    """A row of history that says from which address somebody did something."""
    with acting(by=7, through=Through.PAGE, address=address, path="/konto/"):
        return UserFactory().events.get()


def now():
    """The database's own clock: it dates history."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


def test_a_file_with_a_plan_goes_after_its_days_and_not_before():
    PlanImportFactory(made_at=NOON - 30 * DAY - dt.timedelta(seconds=1))
    kept = PlanImportFactory(made_at=NOON - 30 * DAY)

    assert forget().imports == 1

    assert list(PlanImport.objects.all()) == [kept]


def test_what_several_tasks_were_goes_when_it_can_no_longer_be_undone():
    BulkChangeFactory(made_at=NOON - UNDO_WITHIN - dt.timedelta(seconds=1))
    kept = BulkChangeFactory(made_at=NOON - UNDO_WITHIN)

    assert forget().changes == 1

    assert list(BulkChange.objects.all()) == [kept]


def test_a_mail_goes_after_its_days_and_not_before():
    NotificationFactory(local_date=TODAY, written_at=NOON - 90 * DAY - dt.timedelta(seconds=1))
    kept = NotificationFactory(local_date=TODAY, written_at=NOON - 90 * DAY)

    assert forget().notifications == 1

    assert list(Notification.objects.all()) == [kept]


def test_a_session_goes_when_it_is_over_with_what_was_known_of_it():
    person = UserFactory()
    for key, over_at in {"over": NOON - dt.timedelta(seconds=1), "live": NOON}.items():
        Session.objects.create(session_key=key, session_data="", expire_date=over_at)
        UserSession.objects.create(user=person, ip="192.0.2.7", session_key=key)

    assert forget().sessions == 1

    assert Session.objects.get().session_key == "live"
    assert UserSession.objects.get().session_key == "live"


def test_the_database_gives_up_no_address_of_the_last_month():
    event = someone_changed()

    with pytest.raises(DatabaseError, match="last 30 days"), connection.cursor() as cursor:
        cursor.execute("SELECT fremdrift_forget_addresses(%s)", [now() - 29 * DAY])

    assert event.pgh_context["address"] == "192.0.2.1"


def test_an_old_address_goes_from_history_and_from_the_log():
    event = someone_changed()
    entry = AuditEntry.objects.create(kind="sign_in_failed", address="192.0.2.2")
    made_older(UserEvent._meta.db_table, "pgh_created_at")
    made_older(AuditEntry._meta.db_table, "at")

    assert forget(at=now()).addresses == 2

    event.refresh_from_db()
    entry.refresh_from_db()
    assert event.pgh_context == {"by": 7, "through": "page", "path": "/konto/"}
    assert entry.address is None
    assert forget(at=now()) == Forgotten()


def made_older(table, column):
    """Let every row be 181 days older, past the triggers that keep it as it is."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f'UPDATE {table} SET "{column}" = "{column}" - interval \'181 days\'')  # noqa: S608  # our own names
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize(
    "scope", [Scope.municipal(1), Scope.central(1), Scope.signing_in()], ids=lambda s: s.role
)
@pytest.mark.parametrize(
    "call", ["fremdrift_forget_name(1)", "fremdrift_forget_addresses(now() - interval '1 year')"]
)
def test_only_jobs_and_the_operator_may_ask_for_it(scope, call):
    with pytest.raises(DatabaseError, match="permission denied"), scoped(scope):
        connection.cursor().execute(f"SELECT {call}")


def test_it_is_not_done_inside_a_page():
    with scoped(Scope.municipal(1)), pytest.raises(ScopeChangeRefused):
        forget()


def test_the_night_asks_for_it():
    assert app.conf.beat_schedule["retention"]["task"] == job.name
    job()


def test_the_command_says_what_it_did(capsys):
    NotificationFactory(local_date=TODAY, written_at=NOON - 91 * DAY)

    call_command("pseudonymise")

    assert capsys.readouterr().out == (
        "Pseudonymiseret: 0, og igen efter en genskabelse: 0. Slettet: "
        "1 mails, 0 sessioner og 0 IP-adresser.\n"
    )


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"PSEUDONYMISE_AFTER_DAYS": 29}, ["administration.E001", "administration.E002"]),
        ({"ADDRESSES_KEPT_DAYS": 29}, ["administration.E001"]),
        ({"NOTIFICATIONS_KEPT_DAYS": 181}, ["administration.E002"]),
    ],
)
def test_settings_that_would_not_do_what_they_say_are_refused(settings, changed, found):
    for name, value in changed.items():
        setattr(settings, name, value)

    assert [error.id for error in check_retention()] == found
