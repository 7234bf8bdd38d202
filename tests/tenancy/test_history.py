"""History is written by triggers: nobody can forget it, and nobody can rewrite it."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction

from history.tracking import Through, acting
from tasks.models import Task
from tests.factories import TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    return apps.get_model("tasks", "TaskEvent").objects.order_by("pgh_id")


def test_a_change_past_the_orm_is_still_an_event(events):
    task = TaskFactory()

    Task.objects.filter(pk=task.pk).update(due_reason="Ring til skolen")

    assert list(events.values_list("pgh_label", "due_reason")) == [
        ("insert", ""),
        ("update", "Ring til skolen"),
    ]


def test_an_event_says_by_whom_and_through_what(events):
    person = UserFactory()
    task = TaskFactory()

    with acting(by=person.pk, through=Through.JOB):
        Task.objects.filter(pk=task.pk).update(due_reason="Aftalt")

    assert events.last().pgh_context == {"by": person.pk, "through": "job"}


def test_what_only_time_changes_is_no_event(events):
    task = TaskFactory()

    Task.objects.filter(pk=task.pk).update(light=3, revision=7)

    assert events.count() == 1


@pytest.mark.parametrize("tamper", ["update", "delete"])
def test_an_event_can_not_be_rewritten_or_removed(events, tamper):
    TaskFactory()

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        events.update(due_reason="x") if tamper == "update" else events.delete()

    assert events.count() == 1


def test_an_event_belongs_to_the_municipality_of_what_it_tells_of(events):
    task = TaskFactory()

    assert events.get().municipality_id == task.municipality_id
