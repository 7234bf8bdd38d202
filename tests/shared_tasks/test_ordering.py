"""Shared tasks are put in order within their phase."""

import pytest

from projects.ordering import Before, NeighbourGone, Step
from shared_tasks.models import SharedTask
from shared_tasks.ordering import move_shared_task
from tests.factories import PhaseFactory, SharedTaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def phase():
    return PhaseFactory()


def in_phase(phase, *codes):
    return [SharedTaskFactory(programme=phase.programme, phase=phase, code=code) for code in codes]


def order_of(phase):
    found = SharedTask.objects.filter(phase=phase).in_order()
    return list(found.values_list("code", "position"))


def test_tasks_that_shared_a_place_get_one_each(phase):
    _, b, _ = in_phase(phase, "a", "b", "c")

    assert move_shared_task(shared_task=b, to=Step.UP) == (1, 3)
    assert order_of(phase) == [("b", 1), ("a", 2), ("c", 3)]


def test_a_task_is_put_in_front_of_another(phase):
    a, _, c = in_phase(phase, "a", "b", "c")

    assert move_shared_task(shared_task=c, to=Before(a.pk)) == (1, 3)
    assert [code for code, _ in order_of(phase)] == ["c", "a", "b"]


def test_a_task_does_not_leave_its_phase(phase):
    [a] = in_phase(phase, "a")
    elsewhere = PhaseFactory(programme=phase.programme)
    [b] = in_phase(elsewhere, "b")

    with pytest.raises(NeighbourGone):
        move_shared_task(shared_task=a, to=Before(b.pk))


def test_order_makes_no_new_version_and_no_conflict(phase):
    a, _ = in_phase(phase, "a", "b")

    move_shared_task(shared_task=a, to=Step.DOWN)

    a.refresh_from_db()
    assert (a.version, a.notable_version, a.revision) == (1, 1, 1)


@pytest.mark.parametrize("count", [3, 30])
def test_it_costs_the_same_however_many_there_are(phase, count, django_assert_num_queries):
    first, *_ = in_phase(phase, *(f"T{number}" for number in range(count)))

    # Savepoint, the programme held, the order read, the order written, released.
    with django_assert_num_queries(5):
        move_shared_task(shared_task=first, to=Before(None))
