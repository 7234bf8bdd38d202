"""A relation that must share its row's parent, kept by a composite foreign key."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tasks.models import Task, TaskFile
from tests.factories import TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_database_refuses_someone_from_another_municipality():
    task = TaskFactory()

    with pytest.raises(IntegrityError, match="task_executor_in_same_municipality"):
        Task.objects.filter(pk=task.pk).update(executor=UserFactory())


def test_a_form_gets_the_same_rule_in_danish():
    task = TaskFactory()
    task.executor = UserFactory()

    with pytest.raises(ValidationError, match="Udføreren hører til en anden kommune"):
        task.validate_constraints()


def test_one_key_can_hold_several_parents():
    task, elsewhere = TaskFactory(), TaskFactory()
    file = TaskFile(task=task, municipality=task.municipality, programme=elsewhere.programme)
    both = next(c for c in TaskFile._meta.constraints if c.name.endswith("_and_programme"))

    with pytest.raises(ValidationError):
        both.validate(TaskFile, file)

    file.programme = task.programme
    both.validate(TaskFile, file)


def test_nobody_is_always_allowed():
    task = TaskFactory(executor=None)

    task.validate_constraints()
