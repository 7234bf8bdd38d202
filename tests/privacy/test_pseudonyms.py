"""Whoever left long ago loses name and address, everywhere but in free text."""

import datetime as dt
from dataclasses import replace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import connection
from psycopg import sql

from accounts.models import User
from administration.retention import forget_what_is_due
from history.tracking import Through
from notifications.models import Notification
from privacy.declarations import After, tables
from projects.models import ProjectMember
from roles.models import RoleAssignment
from tests.factories import (
    LEFT_AT,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    TaskFactory,
    UserFactory,
    let_go,
)
from tests.notifications.factories import NotificationFactory

pytestmark = pytest.mark.django_db
DUE = LEFT_AT + dt.timedelta(days=180)


def forget(at=DUE):
    return forget_what_is_due(at=at, through=Through.JOB)


def someone_who_left(**facts):
    """Anders And, who had a part in everything and then left on LEFT_AT."""
    person = UserFactory(name="Anders Afsked", email="anders@korsbaek.example", **facts)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "abc"})
    UserSession.objects.create(user=person, ip="192.0.2.7", session_key="s1")
    RoleAssignmentFactory(user=person, municipality=person.municipality)
    member = ProjectMemberFactory(user=person, project__municipality=person.municipality)
    TaskFactory(project=member.project, executor=person)
    NotificationFactory(recipient=person, written_at=DUE, subject="Anders Afsked har 1 opgave")
    let_go(person)
    return person


def tables_that_say(text):
    """Every table of the database with the text anywhere in it."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = []
        for name in names:
            query = sql.SQL("SELECT count(*) FROM {0} WHERE {0}::text ILIKE %s")
            cursor.execute(query.format(sql.Identifier(name)), [f"%{text}%"])
            found += [name] * bool(cursor.fetchone()[0])
    return found


def test_name_and_address_are_nowhere_in_the_database_any_more():
    someone_who_left()
    named = {"accounts_user", "accounts_userevent", "notifications_notification"}
    assert set(tables_that_say("Afsked")) == named

    assert forget().people == 1

    assert tables_that_say("Afsked") == []
    assert tables_that_say("anders@") == []


def test_the_person_is_a_number_with_an_address_that_leads_nowhere():
    person = someone_who_left()

    forget()
    person.refresh_from_db()

    assert person.name == f"Tidligere medarbejder {person.pk}"
    assert person.email == f"tidligere-{person.pk}@pseudonym.invalid"
    assert person.pseudonymised_at == DUE
    assert not person.has_usable_password()


def test_everything_that_belongs_to_the_person_goes():
    person = someone_who_left()

    forget()

    for model in (EmailAddress, Authenticator, UserSession, RoleAssignment, ProjectMember):
        assert not model.objects.filter(user=person).exists()
    assert not Notification.objects.filter(recipient=person).exists()


def test_tasks_and_history_still_point_to_the_same_number():
    person = someone_who_left()

    forget()

    assert person.tasks_to_do.count() == 1
    events = apps.get_model("accounts", "UserEvent").objects.filter(pgh_obj=person)
    assert [event.pgh_label for event in events.order_by("pgh_id")] == [
        "insert",
        "update",
        "update",
    ]
    assert set(events.values_list("name", flat=True)) == {f"Tidligere medarbejder {person.pk}"}


def test_nobody_else_is_touched():
    colleague = UserFactory(name="Bente Bliver")
    left_lately = UserFactory(name="Curt Closed")
    let_go(left_lately)

    assert forget(at=DUE - dt.timedelta(seconds=1)).people == 0

    assert set(User.objects.values_list("name", flat=True)) == {"Bente Bliver", "Curt Closed"}
    assert colleague.is_active


def test_a_second_night_finds_nothing_to_do():
    someone_who_left()
    forget()

    assert forget().people == 0


def test_no_table_is_emptied_for_want_of_a_way_to_the_person():
    """What is said to go must be able to say whose it is."""
    lost = {
        label
        for label, table in tables().items()
        if not table.person and any(one.after is After.REMOVED for one in table.personal)
    }

    assert lost == set()


def test_a_table_that_leads_to_nobody_is_left_alone(monkeypatch):
    bystander = NotificationFactory(written_at=DUE)
    someone_who_left()
    label = "notifications.Notification"
    astray = {label: replace(tables()[label], person=())}
    monkeypatch.setattr("administration.pseudonyms.tables", lambda: astray)

    forget()

    assert Notification.objects.filter(pk=bystander.pk).exists()
