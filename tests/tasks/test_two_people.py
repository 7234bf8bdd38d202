"""Two people change the same task: the second is told, and loses nothing."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tasks import services
from tasks.models import InternalNotes, Status, Task
from tests.factories import NOON, TaskFactory, UserFactory
from tests.tasks.people import Role, member

HTMX = {"HX-Request": "true"}


@pytest.fixture
def task():
    return TaskFactory(internal_notes="Som det var")


@pytest.fixture
def anna(task):
    user = member(task, Role.LEADER)
    type(user).objects.filter(pk=user.pk).update(name="Anna Prøve")
    return user


@pytest.fixture
def bo(task):
    return member(task, Role.OWNER)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def post(user, task, form, revision, *, htmx=False, **typed):
    url = reverse(f"tasks:{form}", args=[task.pk])
    headers = HTMX if htmx else {}
    return signed_in(user).post(url, {"revision": revision} | typed, headers=headers)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
class TestTheSecond:
    def test_is_told_who_changed_what_and_how_it_is_now(self, task, anna, bo):
        post(anna, task, "dates", 1, due_on="2026-04-08", due_reason="KMD er forsinket")

        response = post(bo, task, "notes", 1, internal_notes="Bos note")

        page = text_of(response)
        assert response.status_code == 409
        assert "Opgaven er ændret, mens du skrev" in page
        assert "Anna Prøve ændrede slutdato fra 1. til 8. april" in page
        assert "<dt>Interne noter</dt> <dd>Som det var</dd>" in page
        assert InternalNotes.objects.get().text == "Som det var"

    def test_keeps_what_was_typed_and_may_save_again(self, task, anna, bo):
        post(anna, task, "notes", 1, internal_notes="Annas note")

        refused = post(bo, task, "notes", 1, internal_notes="Bos note")

        form = refused.context["forms"]["notes"]
        assert (form["internal_notes"].value(), form["revision"].value()) == ("Bos note", "2")
        assert "<dd>Annas note</dd>" in text_of(refused)

        again = post(bo, task, "notes", form["revision"].value(), internal_notes="Bos note")
        assert again.status_code == 302
        assert InternalNotes.objects.get().text == "Bos note"

    def test_is_told_of_each_of_several_changes(self, task, anna, bo):
        post(anna, task, "status", 1, status="in_progress")
        post(anna, task, "notes", 2, internal_notes="Annas note")

        response = post(bo, task, "people", 1, responsible=bo.pk, executor="")

        assert [change.text for change in response.context["meanwhile"]] == [
            "Anna Prøve rettede de interne noter",
            "Anna Prøve ændrede status fra »Ikke påbegyndt« til »I gang«",
        ]
        assert "<dt>Ansvarlig</dt> <dd>Ingen</dd>" in text_of(response)

    def test_is_told_that_the_wished_status_can_no_longer_be_reached(self, task, anna, bo):
        post(anna, task, "status", 1, status="completed")

        response = post(bo, task, "status", 1, status="not_relevant", reason="Løst i KSD")

        form = response.context["forms"]["status"]
        assert response.status_code == 409
        assert form.errors == {
            "status": ["»Ikke relevant« kan ikke vælges, når status er »Fuldført«."]
        }
        assert "Løst i KSD</textarea>" in text_of(response)

    def test_is_not_held_up_by_the_night(self, task, bo):
        Task.objects.update(light=3, light_since=dt.date(2026, 4, 2))

        assert post(bo, task, "notes", 1, internal_notes="Bos note").status_code == 302

    def test_gets_the_panel_alone_through_htmx(self, task, anna, bo):
        post(anna, task, "status", 1, status="in_progress")

        page = text_of(post(bo, task, "notes", 1, htmx=True, internal_notes="Bos note"))

        assert page.startswith('<section id="panel-notes"')
        assert "Bos note</textarea>" in page
        assert "<html" not in page

    def test_has_other_forms_on_the_page_that_are_told_as_well(self, task, anna, bo):
        """They show what was before Anna, so saving one must not make the others fresh."""
        post(anna, task, "status", 1, status="in_progress")
        told = text_of(post(bo, task, "notes", 1, htmx=True, internal_notes="Bos note"))
        assert '<input type="hidden" name="alone" value="1">' in told

        saved = text_of(post(bo, task, "notes", 2, htmx=True, internal_notes="Bos note", alone="1"))

        assert 'id="revision-status"' not in saved
        assert '<input type="hidden" name="alone" value="1">' in saved
        assert post(bo, task, "status", 1, status="completed").status_code == 409


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_two_who_save_at_once_wins(task):
    both_ready = Barrier(2)

    def complete(user):
        both_ready.wait()
        try:
            services.change_status(task=task, status=Status.COMPLETED, by=user, at=NOON, revision=1)
        except services.TaskChangedMeanwhile as told:
            return told.task.completed_by_id
        else:
            return "saved"
        finally:
            connection.close()

    users = UserFactory.create_batch(2, municipality=task.municipality)
    with ThreadPoolExecutor(2) as pool:
        outcomes = dict(zip(users, pool.map(complete, users), strict=True))

    [winner] = [user for user, outcome in outcomes.items() if outcome == "saved"]
    [told] = [outcome for outcome in outcomes.values() if outcome != "saved"]
    task.refresh_from_db()
    assert (task.completed_by, told, task.revision) == (winner, winner.pk, 2)


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_make_one_change_and_one_warning(task, anna, bo):
    both_ready = Barrier(2)

    def press(user):
        both_ready.wait()
        try:
            return post(user, task, "notes", 1, internal_notes=f"{user.name}s note").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(press, [anna, bo]))

    assert statuses == [302, 409]
    assert Task.objects.get().revision == 2
