"""Shared tasks can be done in some order, or the tie that closes the circle is refused."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from shared_tasks.models import SharedTaskLink
from shared_tasks.prerequisites import PrerequisiteCycle, cycle_in, prerequisites_in, refuse_cycle
from shared_tasks.saving import write_content
from tests.factories import ProgrammeFactory, SharedTaskFactory
from tests.shared_tasks.test_saving import sheet


@pytest.mark.parametrize(
    ("waits", "circles"),
    [
        ({}, [[]]),
        ({1: {2}, 2: {3}, 4: {3, 2}}, [[]]),
        ({1: {1}}, [[1]]),
        ({1: {2}, 2: {3}, 3: {1}}, [[1, 2, 3], [2, 3, 1], [3, 1, 2]]),
        ({0: {1}, 1: {2}, 2: {1, 9}}, [[1, 2], [2, 1]]),
    ],
)
def test_each_in_a_circle_waits_for_the_next(waits, circles):
    assert cycle_in(waits) in circles


@pytest.mark.django_db
class TestInAProgramme:
    @pytest.fixture
    def chain(self):
        """Of A, B and C, each waits for the one before."""
        programme = ProgrammeFactory()
        a, b, c = (SharedTaskFactory(programme=programme, code=code) for code in "ABC")
        for shared_task, other in ((b, a), (c, b)):
            SharedTaskLink.objects.create(
                programme=programme, shared_task=shared_task, other=other, kind="prerequisite"
            )
        return a, b, c

    def test_what_waits_for_what_is_read_of_one_programme(self, chain):
        a, b, c = chain
        SharedTaskLink.objects.create(
            programme=a.programme, shared_task=a, other=c, kind=SharedTaskLink.Kind.RELATED
        )

        assert prerequisites_in(a.programme) == {b.pk: {a.pk}, c.pk: {b.pk}}

    @pytest.mark.parametrize(("first", "named"), [(0, ["A", "C", "B"]), (2, ["C", "B", "A"])])
    def test_a_circle_names_its_tasks_from_the_one_that_is_written(self, chain, first, named):
        a, _, c = chain

        with pytest.raises(PrerequisiteCycle) as refused:
            refuse_cycle(a.programme, {a.pk: {c.pk}}, first=chain[first].pk)

        assert refused.value.codes == named

    def test_what_a_task_no_longer_waits_for_closes_no_circle(self, chain):
        a, b, c = chain

        refuse_cycle(a.programme, {a.pk: {c.pk}, b.pk: set()})

    def test_writing_a_circle_changes_nothing(self, chain):
        a = chain[0]
        wanted = sheet("A", phase=a.phase.number, theme=a.theme.name, prerequisites=("C",))

        with pytest.raises(PrerequisiteCycle) as refused:
            write_content(shared_task=a, content=wanted)

        assert refused.value.codes == ["A", "C", "B"]
        assert a.pk not in prerequisites_in(a.programme)

    def test_a_chain_of_six_hundred_is_no_circle(self):
        assert cycle_in({n: {n + 1} for n in range(600)}) == []


@pytest.mark.django_db(transaction=True)
def test_two_editors_do_not_close_a_circle_together():
    programme = ProgrammeFactory()
    a, b = (SharedTaskFactory(programme=programme, code=code) for code in "AB")
    start = Barrier(2)

    def tie(shared_task, other):
        try:
            start.wait()
            said = {"phase": shared_task.phase.number, "theme": shared_task.theme.name}
            write_content(
                shared_task=shared_task,
                content=sheet(shared_task.code, prerequisites=(other,), **said),
            )
        except PrerequisiteCycle as refused:
            return refused.codes
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(tie, (a, b), "BA"))

    assert answers.count(None) == 1
    assert [codes for codes in answers if codes] in ([["A", "B"]], [["B", "A"]])
    assert len(prerequisites_in(programme)) == 1
