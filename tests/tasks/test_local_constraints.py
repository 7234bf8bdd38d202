"""What PostgreSQL refuses of municipalities' own tasks."""

import pytest

from shared_tasks.models import LONGEST_TEXT, TEXTS
from tasks.models import LocalSheet, Task
from tests.factories import ProjectFactory, TaskFactory
from tests.refused import refused_by
from tests.tasks.factories import (
    LocalRoleFactory,
    LocalSheetFactory,
    LocalTaskFactory,
    TaskLinkFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def local():
    return LocalTaskFactory()


@pytest.mark.parametrize(
    "wrong",
    [
        {"local_title": ""},
        {"shared_due_on": "2026-05-01"},
        {"shared_starts_on": "2026-05-01"},
        {"is_withdrawn": True},
    ],
)
def test_a_local_task_has_a_title_and_nothing_from_the_centre(local, wrong):
    with refused_by("task_shared_or_local"):
        Task.objects.filter(pk=local.pk).update(**wrong)


@pytest.mark.parametrize("wrong", [{"local_title": "Vores"}, {"is_private": True}])
def test_a_shared_task_has_no_title_of_its_own_and_no_secret(wrong):
    task = TaskFactory()

    with refused_by("task_shared_or_local"):
        Task.objects.filter(pk=task.pk).update(**wrong)


@pytest.mark.parametrize(
    ("field", "constraint"),
    [
        ("goal", "local_sheet_goal_not_too_long"),
        ("description", "local_sheet_description_not_too_long"),
        ("method", "local_sheet_method_not_too_long"),
        ("result", "local_sheet_result_not_too_long"),
        ("quality_criteria", "local_sheet_quality_criteria_not_too_long"),
    ],
)
def test_a_text_has_room_for_so_much(local, field, constraint):
    assert field in TEXTS
    with refused_by(constraint):
        LocalSheet.objects.update(**{field: "x" * (LONGEST_TEXT + 1)})


def test_a_sheet_is_the_municipalitys_whose_task_it_is(local):
    with refused_by("local_sheet_task_in_same_municipality_and_programme"):
        LocalSheet.objects.update(municipality=ProjectFactory().municipality)


def test_a_sheet_is_one_with_its_municipality(local):
    """What roles hang on; the key is the task, so no second sheet comes so far."""
    names = {one.name for one in LocalSheet._meta.constraints}

    assert "local_sheet_task_with_municipality" in names


def test_a_role_is_involved_once():
    role = LocalRoleFactory()

    with refused_by("local_role_once_per_role"):
        LocalRoleFactory(sheet=role.sheet, role=role.role)


def test_a_role_is_of_the_sheets_municipality(local):
    with refused_by("local_role_sheet_in_same_municipality"):
        LocalRoleFactory(sheet=local.local_sheet, municipality=ProjectFactory().municipality)


def test_one_task_waits_for_another_once():
    link = TaskLinkFactory()

    with refused_by("task_link_once"):
        TaskLinkFactory(task=link.task, other=link.other)


def test_no_task_waits_for_itself(local):
    with refused_by("task_link_not_to_itself"):
        TaskLinkFactory(task=local, other=local)


def test_what_waits_is_of_the_municipality_and_programme(local):
    other = TaskFactory()

    with refused_by("task_link_task_in_same_municipality_and_programme"):
        TaskLinkFactory(
            task=local, other=other, municipality=other.municipality, programme=other.programme
        )


def test_what_is_waited_for_is_of_the_same_project(local):
    with refused_by("task_link_other_in_same_municipality_and_programme"):
        TaskLinkFactory(task=local, other=TaskFactory())


def test_a_sheet_is_written_once(local):
    with refused_by("tasks_localsheet_pkey"):
        LocalSheetFactory(task=local)
