"""What a change of a live task would do, worked out and not done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Priority
from publishing.changes.foresight import Shift
from publishing.changes.versions import (
    Change,
    CorrectionChangesMeaning,
    preview_change,
    preview_restoration,
    preview_withdrawal,
)
from shared_tasks.deadlines import DateRule
from shared_tasks.models import Anchor, TemplateVersion
from shared_tasks.prerequisites import PrerequisiteCycle
from shared_tasks.saving import LinkToItself, UnknownTask
from tasks.lights import Light
from tasks.models import Status, Task
from tests.factories import (
    TODAY,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskTemplateFactory,
    UserFactory,
)
from tests.publishing.live_changes import change, preview, saying
from tests.tasks.live_task import A_WEEK_EARLIER, LIVE, MOVED, everything, live_template, task_of

Kind = TemplateVersion.Kind


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def template(programme):
    return live_template(programme)


@pytest.mark.django_db
class TestForeseeing:
    def test_nothing_is_saved(self, template):
        task_of(template)
        before = everything()

        preview(template, title="Ny titel", due=A_WEEK_EARLIER)
        preview_withdrawal(template=template, on=TODAY)
        preview_restoration(template=template, on=TODAY)

        assert everything() == before

    def test_it_says_for_how_many_what_moves_and_what_turns(self, template):
        for _ in range(2):
            task_of(template)
        task_of(
            template,
            project=ProjectFactory(programme=template.programme, go_live_on=TODAY),
            due_on=TODAY,
        )

        seen = preview(template, due=A_WEEK_EARLIER, start=DateRule(Anchor.FIXED, None, "", TODAY))

        last_week = dt.date(2026, 2, 23)
        assert seen.due_moves == [Shift(LIVE, MOVED, 2), Shift(TODAY, last_week, 1)]
        # Where it would start after it is due, the start is left out.
        assert seen.start_moves == [Shift(None, TODAY, 2)]
        assert seen.turns == [Shift(Light.YELLOW, Light.RED, 1)]
        assert (seen.municipalities, seen.reddened, seen.yellowed) == (3, 1, 0)

    def test_it_names_those_that_keep_theirs(self, template):
        local = task_of(template, due_on=TODAY, shared_due_on=LIVE, due_reason="Aftalt")
        done = task_of(template, status=Status.COMPLETED)
        left_out = task_of(template, status=Status.NOT_RELEVANT, not_relevant_reason="Løst")
        begun = task_of(template, status=Status.IN_PROGRESS)

        seen = preview(template, due=A_WEEK_EARLIER)

        assert [one.name for one in seen.local] == [local.municipality.name]
        assert [one.name for one in seen.completed] == [done.municipality.name]
        assert [one.name for one in seen.not_relevant] == [left_out.municipality.name]
        assert [one.name for one in seen.begun] == [begun.municipality.name]
        assert [one.name for one in seen.open] == [local.municipality.name, begun.municipality.name]
        assert seen.due_moves == [Shift(LIVE, MOVED, 1)]

    def test_it_is_the_reckoning_that_the_change_then_makes(self, template):
        task = task_of(template, due_on=None, shared_due_on=LIVE, due_reason="Aftalt")
        other = task_of(template)

        seen = preview(template, due=A_WEEK_EARLIER)
        change(template, due=A_WEEK_EARLIER)

        task.refresh_from_db()
        other.refresh_from_db()
        assert (task.due_on, other.due_on) == (None, MOVED)
        assert seen.due_moves == [Shift(LIVE, MOVED, 1)]

    def test_it_says_what_reads_differently(self, template):
        seen = preview(template, title="Ny titel", priority=Priority.CRITICAL.value)

        assert [(one.label, one.before, one.after) for one in seen.differences] == [
            ("Titel", "Etabler organisation", "Ny titel"),
            ("Prioritet", "Obligatorisk", "Obligatorisk på kritisk vej"),
        ]

    def test_it_counts_leaders_and_those_named_on_open_tasks_once(self, template):
        task = task_of(template)
        leader = ProjectMemberFactory(project=task.project, role="leader").user
        executor = UserFactory(municipality=task.municipality)
        Task.objects.update(executor=executor, responsible=leader)
        done = task_of(template, status=Status.COMPLETED)
        Task.objects.filter(pk=done.pk).update(executor=UserFactory(municipality=done.municipality))
        ProjectMemberFactory(project=done.project, role="owner")

        assert preview(template, title="Ny titel").told == 2
        assert preview(template, title="Ny titel", correction=True).told == 0
        assert preview(template).told == 0

    def test_it_refuses_what_the_change_would_refuse(self, template):
        other = TaskTemplateFactory(programme=template.programme, published=True, code="Næste")
        change(other, prerequisites=(template.code,))

        with pytest.raises(PrerequisiteCycle):
            preview(template, prerequisites=(other.code,))
        with pytest.raises(LinkToItself):
            preview(template, prerequisites=(template.code,))
        with pytest.raises(UnknownTask):
            preview(template, prerequisites=("Findes ikke",))
        with pytest.raises(CorrectionChangesMeaning):
            preview(template, correction=True, due=A_WEEK_EARLIER)

    def test_asks_as_much_for_three_projects_as_for_one(self, programme):
        for number in (1, 3):
            template = TaskTemplateFactory(programme=programme, published=True)
            for _ in range(number):
                task_of(template)
            said = Change(saying(template, due=A_WEEK_EARLIER))
            with CaptureQueriesContext(connection) as asked:
                preview_change(template=template, change=said, on=TODAY)
            assert len(asked.captured_queries) == 15, number
