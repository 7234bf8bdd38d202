"""The export holds everything the declarations speak of, and nothing of anybody else."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps

from accounts.scope import scope_of
from administration.export import LEFT_OUT, everything_about
from history.tracking import Through, acting
from privacy.declarations import tables
from tasks.models import InternalNotes
from tenancy.scope import scoped
from tests.factories import (
    NOON,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    TaskFactory,
    UserFactory,
)
from tests.notifications.factories import NotificationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(name="Anna Alt", email="anna@korsbaek.example")


def exported(person, reader=None):
    """The parts by table, read in the person's own scope."""
    with scoped(scope_of(person)):
        return {part.name: part for part in everything_about(person, reader=reader or person)}


def test_every_kind_of_thing_is_there(person):
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "hemmelig"})
    UserSession.objects.create(
        user=person, ip="192.0.2.7", session_key="nøgle", user_agent="Firefox"
    )
    RoleAssignmentFactory(user=person, municipality=person.municipality)
    member = ProjectMemberFactory(user=person, project__municipality=person.municipality)
    task = TaskFactory(project=member.project, executor=person)
    NotificationFactory(recipient=person)
    apps.get_model("tasks", "TaskFile").objects.create(
        municipality=person.municipality,
        programme=task.programme,
        task=task,
        name="plan.pdf",
        content_type="application/pdf",
        size=10,
        stored="abc",
        uploaded_at=NOON,
        uploaded_by=person,
    )

    assert set(exported(person)) == {
        "accounts_user",
        "accounts_userevent",
        "account_emailaddress",
        "mfa_authenticator",
        "usersessions_usersession",
        "roles_roleassignment",
        "roles_roleassignmentevent",
        "projects_projectmember",
        "projects_projectmemberevent",
        "tasks_task",
        "tasks_taskevent",
        "tasks_taskfile",
        "tasks_taskfileevent",
        "notifications_notification",
    }


def test_no_secret_leaves(person):
    Authenticator.objects.create(user=person, type="totp", data={"secret": "hemmelig"})
    UserSession.objects.create(user=person, ip="192.0.2.7", session_key="nøgle")

    parts = exported(person)

    assert [row["type"] for row in parts["mfa_authenticator"].rows] == ["TOTP-autentificering"]
    for word in ("hemmelig", "nøgle", person.password):
        assert word not in str(parts)


def test_of_others_it_says_only_that_there_was_another(person):
    colleague = UserFactory(municipality=person.municipality, name="Bo Bag")
    task = TaskFactory(
        project__municipality=person.municipality, executor=person, responsible=colleague
    )

    [row] = exported(person)["tasks_task"].rows

    assert row["pk"] == task.pk
    assert (row["executor"], row["responsible"]) == ("personen selv", "en anden")
    assert "Bo Bag" not in str(exported(person))


def test_it_holds_what_the_person_changed_and_through_what(person):
    task = TaskFactory(project__municipality=person.municipality)
    with acting(by=person.pk, through=Through.PAGE, address="192.0.2.1"):
        type(task).objects.filter(pk=task.pk).update(due_on=dt.date(2026, 5, 1), due_reason="Ferie")

    [row] = exported(person)["tasks_taskevent"].rows

    assert (row["hvad"], row["af"], row["række"]) == ("ændret", "personen selv", task.pk)
    assert row["indhold"] == {"due_on": dt.date(2026, 5, 1), "due_reason": "Ferie"}
    assert row["hvordan"] == {"through": "page", "address": "192.0.2.1"}


def test_it_holds_what_others_changed_about_the_person_and_nothing_else_of_it(person):
    colleague = UserFactory(municipality=person.municipality)
    task = TaskFactory(project__municipality=person.municipality, executor=person)
    with acting(by=colleague.pk, through=Through.PAGE, address="192.0.2.99"):
        type(task).objects.filter(pk=task.pk).update(due_on=dt.date(2026, 5, 1), due_reason="Ferie")
        type(task).objects.filter(pk=task.pk).update(responsible=person)

    rows = exported(person)["tasks_taskevent"].rows

    assert [(row["af"], row["indhold"]) for row in rows] == [
        ("portalen", {"executor": "personen selv"}),
        ("en anden", {"responsible": "personen selv"}),
    ]
    assert "192.0.2.99" not in str(rows)
    assert "Ferie" not in str(rows)


def test_internal_notes_go_to_their_writer_and_not_to_the_administrator(person):
    administrator = UserFactory(municipality=person.municipality, is_klik_administrator=True)
    task = TaskFactory(project__municipality=person.municipality)
    with acting(by=person.pk, through=Through.PAGE):
        InternalNotes.objects.create(
            task=task,
            municipality=task.municipality,
            programme=task.programme,
            text="Vi mangler Bent",
            revision=1,
        )

    [own] = exported(person)["tasks_internalnotesevent"].rows
    [theirs] = exported(person, administrator)["tasks_internalnotesevent"].rows

    assert own["indhold"]["text"] == "Vi mangler Bent"
    assert theirs["indhold"]["text"] == LEFT_OUT


def test_every_table_about_people_can_lead_to_the_person():
    """One that cannot would be left out of every export, in silence."""
    pointless = {
        label
        for label, table in tables().items()
        if table.personal
        and not table.is_history
        and not table.person
        and not all(one.secret or one.is_free_text for one in table.personal)
    }

    assert pointless == set()


def test_what_a_person_let_the_portal_add_at_once_is_one_row(person, monkeypatch):
    monkeypatch.setattr("administration.export.AT_ONCE", 2)
    project = ProjectFactory(municipality=person.municipality)
    with acting(by=person.pk, through=Through.PAGE):
        first, _, last = (TaskFactory(project=project) for _ in range(3))
        type(first).objects.filter(pk=first.pk).update(
            due_reason="Ferie", due_on=dt.date(2026, 5, 1)
        )

    at_once, changed = exported(person)["tasks_taskevent"].rows

    assert at_once["hvad"] == "tilføjet, 3 rækker på én gang"
    assert at_once["række"] == f"{first.pk}–{last.pk}"
    assert changed["indhold"]["due_reason"] == "Ferie"


def test_a_few_that_were_added_one_by_one_are_told_one_by_one(person):
    project = ProjectFactory(municipality=person.municipality)
    with acting(by=person.pk, through=Through.PAGE):
        numbers = [TaskFactory(project=project).pk for _ in range(3)]

    assert [row["række"] for row in exported(person)["tasks_taskevent"].rows] == numbers
