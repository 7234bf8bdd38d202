"""A phase's window changes, and the dates of live tasks counted from it."""

import datetime as dt

import pytest

from phases.services import PhaseFacts, PhaseNumberTaken
from projects.offsets import Offset, Unit
from publishing.changes.phase_windows import change_phase_and_tasks, impact_of_phase
from publishing.impact import ImpactChanged
from shared_tasks.models import Anchor
from tasks.lights import Light
from tasks.models import Status
from tests.factories import (
    NOON,
    TODAY,
    PhaseFactory,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Go-live is 1 September 2026; the phase begins six months before, and now four.
LATER = PhaseFacts("1", "Forberedelse", starts=Offset(-4, Unit.MONTH), ends=Offset(0, Unit.DAY))


@pytest.fixture
def phase():
    return PhaseFactory(number="1", starts_amount=-6, starts_unit="month")


def counted(phase, anchor=Anchor.PHASE_START, **facts):
    return SharedTaskFactory(
        programme=phase.programme,
        phase=phase,
        published=True,
        due_anchor=anchor,
        due_amount=10,
        due_unit=Unit.DAY,
        **facts,
    )


def task_of(shared_task, due_on=dt.date(2026, 3, 11), **facts):
    """A task as publishing made it: due ten days after the phase begins on 1 March."""
    facts = {"project": ProjectFactory(programme=shared_task.programme), **facts}
    return TaskFactory(shared_task=shared_task, due_on=due_on, **facts)


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


def foreseen(phase, facts=LATER):
    return impact_of_phase(phase=phase, facts=facts, on=TODAY)


def test_it_says_which_dates_and_lights_change_and_changes_nothing(phase):
    shared_task = counted(phase)
    task = task_of(shared_task, on=dt.date(2026, 3, 9))
    task_of(shared_task)

    found = foreseen(phase)

    [(moved, step)] = found.due_shifts
    assert (moved, step.before, step.after) == (
        shared_task,
        dt.date(2026, 3, 11),
        dt.date(2026, 5, 11),
    )
    assert (step.municipalities, found.totals["moved"], len(found.affected)) == (2, 2, 2)
    assert [(t.before, t.after, t.tasks) for t in found.turns] == [(Light.YELLOW, Light.GREEN, 1)]
    task.refresh_from_db()
    phase.refresh_from_db()
    assert (task.due_on, phase.starts_amount) == (dt.date(2026, 3, 11), -6)


def test_the_change_is_what_was_foreseen(phase):
    task = task_of(counted(phase))

    change_phase_and_tasks(phase=phase, facts=LATER, at=NOON, shown=foreseen(phase).fingerprint)

    task.refresh_from_db()
    phase.refresh_from_db()
    assert (task.due_on, task.shared_due_on) == (dt.date(2026, 5, 11), dt.date(2026, 5, 11))
    assert (phase.starts_amount, phase.name) == (-4, "Forberedelse")


def test_agreed_dates_and_what_is_done_stay(phase):
    shared_task = counted(phase)
    task_of(shared_task, due_reason="Aftalt")
    task_of(shared_task, **done_in(phase.programme))

    found = foreseen(phase)

    assert [found.totals[name] for name in ("moved", "kept_local", "kept_closed")] == [0, 1, 1]


@pytest.mark.parametrize("anchor", [Anchor.GO_LIVE, Anchor.PUBLICATION])
def test_what_is_counted_from_elsewhere_is_left_alone(phase, anchor):
    task_of(counted(phase, anchor))

    assert foreseen(phase).effects == []


def test_without_a_window_the_tasks_have_no_date_and_are_grey(phase):
    task = task_of(counted(phase))
    facts = PhaseFacts("1", "Forberedelse")

    change_phase_and_tasks(
        phase=phase, facts=facts, at=NOON, shown=foreseen(phase, facts).fingerprint
    )

    task.refresh_from_db()
    assert (task.due_on, task.light) == (None, Light.GREY)


def test_when_something_else_would_happen_the_editor_is_asked_again(phase):
    shared_task = counted(phase)
    task_of(shared_task)
    shown = foreseen(phase).fingerprint
    task_of(shared_task)

    with pytest.raises(ImpactChanged):
        change_phase_and_tasks(phase=phase, facts=LATER, at=NOON, shown=shown)

    phase.refresh_from_db()
    assert phase.starts_amount == -6


def test_a_phase_that_is_refused_moves_no_task(phase):
    task = task_of(counted(phase))
    PhaseFactory(programme=phase.programme, number="2")
    facts = PhaseFacts("2", "Forberedelse", starts=LATER.starts, ends=LATER.ends)

    with pytest.raises(PhaseNumberTaken):
        change_phase_and_tasks(
            phase=phase, facts=facts, at=NOON, shown=foreseen(phase, facts).fingerprint
        )

    task.refresh_from_db()
    assert task.due_on == dt.date(2026, 3, 11)


@pytest.mark.parametrize("projects", [1, 3])
def test_it_costs_the_same_for_one_municipality_as_for_three(
    phase, projects, django_assert_num_queries
):
    shared_task = counted(phase)
    for _ in range(projects):
        task_of(shared_task)
    shown = foreseen(phase).fingerprint

    with django_assert_num_queries(19):
        change_phase_and_tasks(phase=phase, facts=LATER, at=NOON, shown=shown)
