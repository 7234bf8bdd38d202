"""What a change of a live task would do, worked out and not done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Priority
from publishing.changes.versions import (
    Change,
    CorrectionChangesMeaning,
    impact_of_change,
    impact_of_restoration,
    impact_of_withdrawal,
)
from publishing.impact import Shift
from shared_tasks.deadlines import DateRule
from shared_tasks.models import Anchor, SharedTaskVersion
from shared_tasks.prerequisites import PrerequisiteCycle
from shared_tasks.saving import LinkToItself, UnknownTask
from tasks.lights import Light
from tasks.models import Status, Task
from tests.factories import (
    TODAY,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    UserFactory,
)
from tests.publishing.live_changes import change, preview, saying
from tests.tasks.live_task import A_WEEK_EARLIER, LIVE, MOVED, everything, live_shared_task, task_of

Kind = SharedTaskVersion.Kind


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def shared_task(programme):
    return live_shared_task(programme)


@pytest.mark.django_db
class TestForeseeing:
    def test_nothing_is_saved(self, shared_task):
        task_of(shared_task)
        before = everything()

        preview(shared_task, title="Ny titel", due=A_WEEK_EARLIER)
        impact_of_withdrawal(shared_task=shared_task, on=TODAY)
        impact_of_restoration(shared_task=shared_task, on=TODAY)

        assert everything() == before

    def test_it_says_for_how_many_what_moves_and_what_turns(self, shared_task):
        for _ in range(2):
            task_of(shared_task)
        task_of(
            shared_task,
            project=ProjectFactory(programme=shared_task.programme, go_live_on=TODAY),
            due_on=TODAY,
        )

        seen = preview(
            shared_task, due=A_WEEK_EARLIER, start=DateRule(Anchor.FIXED, None, "", TODAY)
        )

        last_week = dt.date(2026, 2, 23)
        assert seen.due_moves == [Shift(LIVE, MOVED, 2, 2), Shift(TODAY, last_week, 1, 1)]
        # Where it would start after it is due, the start is left out.
        assert seen.start_moves == [Shift(None, TODAY, 2, 2)]
        assert seen.light_moves == [Shift(Light.YELLOW, Light.RED, 1, 1)]
        assert (seen.municipalities, seen.totals["reddened"], seen.totals["yellowed"]) == (3, 1, 0)

    def test_it_names_those_that_keep_theirs(self, shared_task):
        local = task_of(shared_task, due_on=TODAY, shared_due_on=LIVE, due_reason="Aftalt")
        done = task_of(shared_task, status=Status.COMPLETED)
        left_out = task_of(shared_task, status=Status.NOT_RELEVANT, not_relevant_reason="Løst")
        begun = task_of(shared_task, status=Status.IN_PROGRESS)

        seen = preview(shared_task, due=A_WEEK_EARLIER)

        assert [one.name for one in seen.local] == [local.municipality.name]
        assert [one.name for one in seen.completed] == [done.municipality.name]
        assert [one.name for one in seen.not_relevant] == [left_out.municipality.name]
        assert [one.name for one in seen.begun] == [begun.municipality.name]
        assert [one.name for one in seen.open] == [local.municipality.name, begun.municipality.name]
        assert seen.due_moves == [Shift(LIVE, MOVED, 1, 1)]

    def test_it_is_the_reckoning_that_the_change_then_makes(self, shared_task):
        task = task_of(shared_task, due_on=None, shared_due_on=LIVE, due_reason="Aftalt")
        other = task_of(shared_task)

        seen = preview(shared_task, due=A_WEEK_EARLIER)
        change(shared_task, due=A_WEEK_EARLIER)

        task.refresh_from_db()
        other.refresh_from_db()
        assert (task.due_on, other.due_on) == (None, MOVED)
        assert seen.due_moves == [Shift(LIVE, MOVED, 1, 1)]

    def test_it_says_what_reads_differently(self, shared_task):
        seen = preview(shared_task, title="Ny titel", priority=Priority.CRITICAL.value)

        assert [(one.label, one.before, one.after) for one in seen.differences] == [
            ("Titel", "Etabler organisation", "Ny titel"),
            ("Prioritet", "Obligatorisk", "Obligatorisk på kritisk vej"),
        ]

    def test_it_counts_leaders_and_those_named_on_open_tasks_once(self, shared_task):
        task = task_of(shared_task)
        leader = ProjectMemberFactory(project=task.project, role="leader").user
        executor = UserFactory(municipality=task.municipality)
        Task.objects.update(executor=executor, responsible=leader)
        done = task_of(shared_task, status=Status.COMPLETED)
        Task.objects.filter(pk=done.pk).update(executor=UserFactory(municipality=done.municipality))
        ProjectMemberFactory(project=done.project, role="owner")

        assert preview(shared_task, title="Ny titel").told == 2
        assert preview(shared_task, title="Ny titel", correction=True).told == 0
        assert preview(shared_task).told == 0

    def test_it_counts_nobody_who_has_left(self, shared_task):
        task = task_of(shared_task)
        gone = UserFactory(municipality=task.municipality, is_active=False)
        ProjectMemberFactory(project=task.project, role="leader", user=gone)
        Task.objects.update(executor=gone, responsible=gone)

        assert preview(shared_task, title="Ny titel").told == 0

    def test_it_refuses_what_the_change_would_refuse(self, shared_task):
        other = SharedTaskFactory(programme=shared_task.programme, published=True, code="Næste")
        change(other, prerequisites=(shared_task.code,))

        with pytest.raises(PrerequisiteCycle):
            preview(shared_task, prerequisites=(other.code,))
        with pytest.raises(LinkToItself):
            preview(shared_task, prerequisites=(shared_task.code,))
        with pytest.raises(UnknownTask):
            preview(shared_task, prerequisites=("Findes ikke",))
        with pytest.raises(CorrectionChangesMeaning):
            preview(shared_task, correction=True, due=A_WEEK_EARLIER)

    def test_asks_as_much_for_three_projects_as_for_one(self, programme):
        for number in (1, 3):
            shared_task = SharedTaskFactory(programme=programme, published=True)
            for _ in range(number):
                task_of(shared_task)
            said = Change(saying(shared_task, due=A_WEEK_EARLIER))
            with CaptureQueriesContext(connection) as asked:
                impact_of_change(shared_task=shared_task, change=said, on=TODAY)
            assert len(asked.captured_queries) == 16, number
