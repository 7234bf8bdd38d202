"""A light policy changes, and the lights of live tasks with it."""

import datetime as dt

import pytest

from projects.programmes import LightPolicy
from publishing.changes.light_policy import change_policy, impact_of_policy
from publishing.impact import ImpactChanged
from tasks.lights import Light
from tasks.models import ProjectFigures, Status
from tests.factories import (
    NOON,
    TODAY,
    ProgrammeFactory,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
EARLY = LightPolicy(20, 20, 20)


@pytest.fixture
def programme():
    return ProgrammeFactory()


def task_in(programme, **facts):
    """A task that is due in ten days, in a municipality of its own."""
    shared_task = facts.pop("shared_task", None) or SharedTaskFactory(
        programme=programme,
        published=True,
        due_anchor="fixed",
        due_fixed_on=dt.date(2026, 3, 12),
    )
    facts = {"project": ProjectFactory(programme=programme), **facts}
    return TaskFactory(shared_task=shared_task, due_on=dt.date(2026, 3, 12), **facts)


def done_in(programme):
    """The facts of a task that somebody in a municipality of its own has completed."""
    project = ProjectFactory(programme=programme)
    by = UserFactory(municipality=project.municipality)
    return {
        "project": project,
        "status": Status.COMPLETED,
        "completed_at": NOON,
        "completed_by": by,
    }


def foreseen(programme, policy=EARLY):
    return impact_of_policy(programme=programme, policy=policy, on=TODAY)


def test_it_says_how_many_tasks_turn_where_and_changes_nothing(programme):
    task = task_in(programme)
    task_in(programme, shared_task=task.shared_task)
    task_in(programme, project=task.project)

    [turn] = foreseen(programme).turns

    assert (turn.before, turn.after) == (Light.GREEN, Light.YELLOW)
    assert (turn.tasks, turn.municipalities) == (3, 2)
    task.refresh_from_db()
    programme.refresh_from_db()
    assert (task.light, programme.warning_days_mandatory) == (Light.GREEN, 5)


def test_the_change_is_what_was_foreseen(programme):
    task = task_in(programme)

    change_policy(programme=programme, policy=EARLY, at=NOON, shown=foreseen(programme).fingerprint)

    task.refresh_from_db()
    programme.refresh_from_db()
    assert LightPolicy.of(programme) == EARLY
    assert (task.light, task.light_since) == (Light.YELLOW, TODAY)
    assert ProjectFigures.objects.get(project=task.project).yellow == 1


def test_a_marking_that_has_no_light_to_change_yet_follows_too(programme):
    """Tasks far off get another first day of warning, though nothing of it shows today."""
    task = task_in(programme)
    policy = LightPolicy(1, 1, 1)
    found = foreseen(programme, policy)
    assert found.turns == []

    change_policy(programme=programme, policy=policy, at=NOON, shown=found.fingerprint)

    task.refresh_from_db()
    assert task.warns_on == task.light_changes_on == dt.date(2026, 3, 11)


def test_yellow_only_for_what_has_not_been_started(programme):
    task = task_in(programme, status=Status.IN_PROGRESS, on=dt.date(2026, 3, 10))
    policy = LightPolicy(yellow_requires_not_started=True)

    found = impact_of_policy(programme=programme, policy=policy, on=dt.date(2026, 3, 10))

    assert task.light == Light.YELLOW
    assert [(turn.before, turn.after) for turn in found.turns] == [(Light.YELLOW, Light.GREEN)]
    [row] = found.affected
    assert row.project == task.project
    assert [len(found) for found in (row.eased, row.reddened, row.moved)] == [1, 0, 0]


def test_what_is_done_keeps_its_light(programme):
    task_in(programme, **done_in(programme))

    assert foreseen(programme).turns == []


def test_what_is_withdrawn_is_not_told_of(programme):
    task = task_in(programme, is_withdrawn=True)
    type(task.shared_task).objects.filter(pk=task.shared_task_id).update(
        withdrawn_at=NOON, withdrawn_by=task.shared_task.published_by
    )

    assert foreseen(programme).visible == []


def test_other_programmes_are_left_alone(programme):
    task_in(ProgrammeFactory())

    assert foreseen(programme).effects == []


def test_when_something_else_would_happen_the_editor_is_asked_again(programme):
    task_in(programme)
    shown = foreseen(programme).fingerprint
    task_in(programme)

    with pytest.raises(ImpactChanged) as refusal:
        change_policy(programme=programme, policy=EARLY, at=NOON, shown=shown)

    programme.refresh_from_db()
    assert LightPolicy.of(programme) == LightPolicy()
    assert [turn.tasks for turn in refusal.value.impact.turns] == [2]


@pytest.mark.parametrize("projects", [1, 3])
def test_it_costs_the_same_for_one_municipality_as_for_three(
    programme, projects, django_assert_num_queries
):
    first = task_in(programme)
    for _ in range(projects - 1):
        task_in(programme, shared_task=first.shared_task)
    shown = foreseen(programme).fingerprint

    # Savepoint; programme held, projects held, programme, shared tasks, projects, tasks; programme
    # saved, constraints at once, tasks, figures; released.
    with django_assert_num_queries(12):
        change_policy(programme=programme, policy=EARLY, at=NOON, shown=shown)
