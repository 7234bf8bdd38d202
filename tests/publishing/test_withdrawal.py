"""Taking back what is live, and giving it back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Project
from publishing.changes.versions import (
    NoteMissing,
    impact_of_restoration,
    impact_of_withdrawal,
    restore_shared_task,
    withdraw_shared_task,
)
from shared_tasks.models import SharedTaskVersion
from shared_tasks.saving import SharedTaskChangedMeanwhile
from tasks.lights import Light
from tasks.models import ProjectFigures, Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    ProgrammeFactory,
    ProjectFactory,
    SharedTaskFactory,
)
from tests.publishing.live_changes import change, restore, withdraw
from tests.shared_tasks.factories import SharedTaskReceiverFactory
from tests.tasks.live_task import LIVE, asked_of, everything, live_shared_task, task_of

Kind = SharedTaskVersion.Kind


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def shared_task(programme):
    return live_shared_task(programme)


@pytest.mark.django_db
class TestWithdrawing:
    def test_it_is_nobodys_to_do_and_a_version_of_its_own(self, shared_task):
        task = task_of(shared_task, due_on=TODAY - dt.timedelta(days=3))

        withdrawn = withdraw(shared_task, reason=" Loven er ændret ")

        task.refresh_from_db()
        assert (task.is_withdrawn, task.light, task.light_changes_on) == (True, Light.GREY, None)
        version = SharedTaskVersion.objects.get(number=2)
        assert (version.kind, version.note) == (Kind.WITHDRAWN, "Loven er ændret")
        assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by) == (NOON, version.made_by)
        assert (withdrawn.version, withdrawn.notable_version, withdrawn.revision) == (2, 2, 2)
        figures = ProjectFigures.objects.get()
        assert (figures.total, figures.red, figures.light) == (0, 0, Light.GREY)

    def test_what_was_done_with_it_stays(self, shared_task):
        done = task_of(shared_task, status=Status.COMPLETED)

        withdraw(shared_task)

        done.refresh_from_db()
        assert (done.status, done.due_on, done.is_withdrawn) == (Status.COMPLETED, LIVE, True)
        assert ProjectFigures.objects.get().closed == 0

    def test_it_needs_a_reason(self, shared_task):
        before = everything()

        with pytest.raises(NoteMissing):
            withdraw(shared_task, reason=" ")

        assert everything() == before

    def test_twice_is_once(self, shared_task):
        task_of(shared_task)
        withdraw(shared_task)
        before = everything()

        withdraw(shared_task, reason="Igen")

        assert everything() == before

    def test_whoever_saw_an_older_one_is_told(self, shared_task):
        change(shared_task, title="Ny titel")

        with pytest.raises(SharedTaskChangedMeanwhile):
            withdraw_shared_task(
                shared_task=shared_task, reason="Væk", by=ConsultantFactory(), at=NOON, revision=1
            )

    def test_it_is_foreseen(self, shared_task):
        task_of(shared_task, due_on=TODAY - dt.timedelta(days=3))
        begun = task_of(shared_task, status=Status.IN_PROGRESS)
        task_of(shared_task, status=Status.COMPLETED)
        waiting = SharedTaskFactory(programme=shared_task.programme, published=True)
        change(waiting, prerequisites=(shared_task.code,))

        seen = impact_of_withdrawal(shared_task=shared_task, on=TODAY)

        assert (seen.municipalities, len(seen.open), len(seen.completed)) == (3, 2, 1)
        assert [one.name for one in seen.begun] == [begun.municipality.name]
        assert seen.waiting == [waiting]
        assert sorted((turn.before, turn.after) for turn in seen.light_moves) == [
            (Light.GREEN, Light.GREY),
            (Light.RED, Light.GREY),
        ]


@pytest.mark.django_db
class TestRestoring:
    def test_the_work_goes_on_where_it_was_with_the_dates_of_now(self, shared_task):
        task = task_of(shared_task, status=Status.IN_PROGRESS)
        withdraw(shared_task)
        Project.objects.update(go_live_on=dt.date(2026, 10, 1))

        restored = restore(shared_task, reason="Den var nødvendig")

        task.refresh_from_db()
        assert (task.is_withdrawn, task.status) == (False, Status.IN_PROGRESS)
        assert (task.due_on, task.light) == (dt.date(2026, 10, 1), Light.GREEN)
        assert (restored.withdrawn_at, restored.withdrawn_by) == (None, None)
        version = SharedTaskVersion.objects.get(number=3)
        assert (version.kind, version.note) == (Kind.RESTORED, "Den var nødvendig")
        assert ProjectFigures.objects.get().total == 1

    def test_those_who_joined_meanwhile_get_it(self, shared_task):
        task_of(shared_task)
        SharedTaskReceiverFactory(shared_task=shared_task)
        withdraw(shared_task)
        late = ProjectFactory(programme=shared_task.programme, go_live_on=LIVE)
        ProjectFactory()

        assert impact_of_restoration(shared_task=shared_task, on=TODAY).arriving == 1
        restore(shared_task)

        task = Task.objects.get(project=late)
        assert (task.shared_task, task.due_on, task.arrived_version) == (shared_task, LIVE, 3)
        assert ProjectFigures.objects.get(project=late).total == 1

    def test_those_who_it_is_not_published_to_do_not(self, shared_task):
        task = task_of(shared_task)
        SharedTaskReceiverFactory(shared_task=shared_task, municipality=task.municipality)
        withdraw(shared_task)
        ProjectFactory(programme=shared_task.programme)

        assert impact_of_restoration(shared_task=shared_task, on=TODAY).arriving == 0
        restore(shared_task)

        assert Task.objects.count() == 1

    def test_twice_is_once(self, shared_task):
        task_of(shared_task)
        withdraw(shared_task)
        restore(shared_task)
        before = everything()

        restore(shared_task)

        assert everything() == before

    def test_asks_as_much_for_three_projects_as_for_one(self):
        counted = {}
        for number in (1, 3):
            shared_task = SharedTaskFactory(published=True)
            SharedTaskReceiverFactory(shared_task=shared_task)
            for _ in range(number):
                task_of(shared_task)
            editor = ConsultantFactory(is_editor=True)
            with CaptureQueriesContext(connection) as asked:
                withdraw_shared_task(
                    shared_task=shared_task, reason="Væk", by=editor, at=NOON, revision=1
                )
                restore_shared_task(
                    shared_task=shared_task, reason="", by=editor, at=NOON, revision=2
                )
            counted[number] = asked_of(asked)
        assert counted == {1: 27, 3: 27}
