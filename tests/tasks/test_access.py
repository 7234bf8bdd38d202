"""Who may do what with a task: every kind of person at every door."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.rights import Permission
from tasks.access import colleagues_on, get_task
from tasks.models import Task
from tests.factories import ConsultantFactory, PartnerFactory, TaskFactory, UserFactory
from tests.tasks.people import colleague, member, people_of_every_kind

pytestmark = pytest.mark.django_db

VIEW, WORK, PLAN, NOTES = (
    Permission.TASK_VIEW,
    Permission.TASK_WORK,
    Permission.TASK_PLAN,
    Permission.NOTES_VIEW,
)
MAY = {
    "leader": {VIEW, WORK, PLAN, NOTES},
    "owner": {VIEW, WORK, PLAN, NOTES},
    "contributor": {VIEW, WORK, NOTES},
    "reader": {VIEW, NOTES},
    "named": {VIEW, WORK, NOTES},
    "programme manager": {VIEW, NOTES},
    "klik administrator": {VIEW},
    "colleague": None,
    "stranger": None,
    "consultant": {VIEW},
    "editor": {VIEW},
    "consultant elsewhere": None,
}


def outcome(user, number, action):
    try:
        get_task(user, number, action)
    except Http404:
        return 404
    except PermissionDenied:
        return 403
    return 200


@pytest.mark.parametrize("action", [VIEW, WORK, PLAN, NOTES])
def test_every_kind_of_person_meets_the_right_answer(action):
    task = TaskFactory()

    met = {
        kind: outcome(user, task.pk, action) for kind, user in people_of_every_kind(task).items()
    }

    assert met == {
        kind: 404 if allowed is None else 200 if action in allowed else 403
        for kind, allowed in MAY.items()
    }


def test_the_operator_reaches_every_programme():
    task = TaskFactory()
    operator = ConsultantFactory(partner=PartnerFactory(is_operator=True))

    assert outcome(operator, task.pk, VIEW) == 200


def test_the_door_and_the_list_agree():
    task = TaskFactory()
    people = people_of_every_kind(task)

    listed = {kind: Task.objects.visible_to(user).exists() for kind, user in people.items()}

    assert listed == {kind: allowed is not None for kind, allowed in MAY.items()}


def test_a_person_named_twice_sees_the_task_once():
    task = TaskFactory()
    user = member(task)
    Task.objects.update(executor=user, responsible=user)

    assert Task.objects.visible_to(user).count() == 1


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_a_number_that_no_task_has_is_not_found(number):
    user = member(TaskFactory())

    assert outcome(user, number, VIEW) == 404


def test_a_task_can_be_given_to_the_active_people_of_its_municipality():
    task = TaskFactory()
    anna = colleague(task, name="Anna Prøve")
    colleague(task, name="Bo Eksempel", is_active=False)
    UserFactory(name="Carla Test")

    assert list(colleagues_on(task)) == [anna]
