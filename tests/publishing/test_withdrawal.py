"""Taking back what is live, and giving it back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Project
from publishing.changes.versions import (
    NoteMissing,
    preview_restoration,
    preview_withdrawal,
    restore_template,
    withdraw_template,
)
from shared_tasks.models import TemplateVersion
from shared_tasks.saving import TemplateChangedMeanwhile
from tasks.lights import Light
from tasks.models import ProjectFigures, Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    ProgrammeFactory,
    ProjectFactory,
    TaskTemplateFactory,
)
from tests.factories.publishing import TemplateReceiverFactory
from tests.publishing.live_changes import change, restore, withdraw
from tests.tasks.live_task import LIVE, asked_of, everything, live_template, task_of

Kind = TemplateVersion.Kind


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def template(programme):
    return live_template(programme)


@pytest.mark.django_db
class TestWithdrawing:
    def test_it_is_nobodys_to_do_and_a_version_of_its_own(self, template):
        task = task_of(template, due_on=TODAY - dt.timedelta(days=3))

        withdrawn = withdraw(template, reason=" Loven er ændret ")

        task.refresh_from_db()
        assert (task.is_withdrawn, task.light, task.light_changes_on) == (True, Light.GREY, None)
        version = TemplateVersion.objects.get(number=2)
        assert (version.kind, version.note) == (Kind.WITHDRAWN, "Loven er ændret")
        assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by) == (NOON, version.made_by)
        assert (withdrawn.version, withdrawn.notable_version, withdrawn.revision) == (2, 2, 2)
        figures = ProjectFigures.objects.get()
        assert (figures.total, figures.red, figures.light) == (0, 0, Light.GREY)

    def test_what_was_done_with_it_stays(self, template):
        done = task_of(template, status=Status.COMPLETED)

        withdraw(template)

        done.refresh_from_db()
        assert (done.status, done.due_on, done.is_withdrawn) == (Status.COMPLETED, LIVE, True)
        assert ProjectFigures.objects.get().closed == 0

    def test_it_needs_a_reason(self, template):
        before = everything()

        with pytest.raises(NoteMissing):
            withdraw(template, reason=" ")

        assert everything() == before

    def test_twice_is_once(self, template):
        task_of(template)
        withdraw(template)
        before = everything()

        withdraw(template, reason="Igen")

        assert everything() == before

    def test_whoever_saw_an_older_one_is_told(self, template):
        change(template, title="Ny titel")

        with pytest.raises(TemplateChangedMeanwhile):
            withdraw_template(
                template=template, reason="Væk", by=ConsultantFactory(), at=NOON, revision=1
            )

    def test_it_is_foreseen(self, template):
        task_of(template, due_on=TODAY - dt.timedelta(days=3))
        begun = task_of(template, status=Status.IN_PROGRESS)
        task_of(template, status=Status.COMPLETED)
        waiting = TaskTemplateFactory(programme=template.programme, published=True)
        change(waiting, prerequisites=(template.code,))

        seen = preview_withdrawal(template=template, on=TODAY)

        assert (seen.municipalities, len(seen.open), len(seen.completed)) == (3, 2, 1)
        assert [one.name for one in seen.begun] == [begun.municipality.name]
        assert seen.waiting == [waiting]
        assert sorted((turn.before, turn.after) for turn in seen.turns) == [
            (Light.GREEN, Light.GREY),
            (Light.RED, Light.GREY),
        ]


@pytest.mark.django_db
class TestRestoring:
    def test_the_work_goes_on_where_it_was_with_the_dates_of_now(self, template):
        task = task_of(template, status=Status.IN_PROGRESS)
        withdraw(template)
        Project.objects.update(go_live_on=dt.date(2026, 10, 1))

        restored = restore(template, reason="Den var nødvendig")

        task.refresh_from_db()
        assert (task.is_withdrawn, task.status) == (False, Status.IN_PROGRESS)
        assert (task.due_on, task.light) == (dt.date(2026, 10, 1), Light.GREEN)
        assert (restored.withdrawn_at, restored.withdrawn_by) == (None, None)
        version = TemplateVersion.objects.get(number=3)
        assert (version.kind, version.note) == (Kind.RESTORED, "Den var nødvendig")
        assert ProjectFigures.objects.get().total == 1

    def test_those_who_joined_meanwhile_get_it(self, template):
        task_of(template)
        TemplateReceiverFactory(template=template)
        withdraw(template)
        late = ProjectFactory(programme=template.programme, go_live_on=LIVE)
        ProjectFactory()

        assert preview_restoration(template=template, on=TODAY).arriving == 1
        restore(template)

        task = Task.objects.get(project=late)
        assert (task.template, task.due_on, task.arrived_version) == (template, LIVE, 3)
        assert ProjectFigures.objects.get(project=late).total == 1

    def test_those_who_it_is_not_published_to_do_not(self, template):
        task = task_of(template)
        TemplateReceiverFactory(template=template, municipality=task.municipality)
        withdraw(template)
        ProjectFactory(programme=template.programme)

        assert preview_restoration(template=template, on=TODAY).arriving == 0
        restore(template)

        assert Task.objects.count() == 1

    def test_twice_is_once(self, template):
        task_of(template)
        withdraw(template)
        restore(template)
        before = everything()

        restore(template)

        assert everything() == before

    def test_asks_as_much_for_three_projects_as_for_one(self):
        counted = {}
        for number in (1, 3):
            template = TaskTemplateFactory(published=True)
            TemplateReceiverFactory(template=template)
            for _ in range(number):
                task_of(template)
            editor = ConsultantFactory(is_editor=True)
            with CaptureQueriesContext(connection) as asked:
                withdraw_template(template=template, reason="Væk", by=editor, at=NOON, revision=1)
                restore_template(template=template, reason="", by=editor, at=NOON, revision=2)
            counted[number] = asked_of(asked)
        assert counted == {1: 29, 3: 29}
