"""A municipality's own tasks: added, changed, deleted and shown to partners."""

import datetime as dt
from dataclasses import replace

import pytest

from shared_tasks.models import SharedTaskLink
from tasks.figures import refresh_figures
from tasks.lights import Light
from tasks.local.content import LocalContent, content_of
from tasks.local.services import (
    ChoiceNotInProject,
    TaskIsShared,
    TaskIsUsed,
    add_local_task,
    change_local_task,
    remove_local_task,
    show_local_tasks,
)
from tasks.local.ties import LocalCircle
from tasks.models import LocalRole, LocalSheet, ProjectFigures, Status, Task, TaskFile, TaskLink
from tasks.services import TaskChangedMeanwhile, change_status, plan_dates
from tests.factories import (
    NOON,
    TODAY,
    PhaseFactory,
    ProjectFactory,
    RoleFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)
from tests.tasks.factories import LocalTaskFactory, TaskLinkFactory

pytestmark = pytest.mark.django_db

LATE = TODAY - dt.timedelta(days=3)


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def content(project):
    return LocalContent(
        title="Bestil lokaler",
        phase_id=PhaseFactory(programme=project.programme).pk,
        theme_id=ThemeFactory(programme=project.programme).pk,
        priority=2,
    )


@pytest.fixture
def task(project):
    return LocalTaskFactory(project=project)


def add(project, content):
    return add_local_task(project=project, content=content, at=NOON)


def change(task, **said):
    content = replace(content_of(task, task.local_sheet), **said)
    return change_local_task(task=task, content=content, at=NOON, revision=task.revision)


def link_shared_tasks(shared_task, other):
    """The shared task waits for the other."""
    SharedTaskLink.objects.create(
        programme=shared_task.programme,
        shared_task=shared_task,
        other=other,
        kind=SharedTaskLink.Kind.PREREQUISITE,
    )


def figures(project):
    return ProjectFigures.objects.values_list("total", "red", "light").get(project=project)


class TestAdding:
    def test_all_that_is_said_is_kept(self, project, content):
        role, other = RoleFactory(), TaskFactory(project=project)
        later = TaskFactory(project=project)
        said = replace(
            content,
            kind="milestone",
            executor_id=UserFactory(municipality=project.municipality).pk,
            starts_on=TODAY,
            due_on=TODAY + dt.timedelta(days=30),
            description="Til **alle**",
            recommended_executor_id=role.pk,
            involved=frozenset({role.pk}),
            prerequisites=frozenset({other.pk}),
            waiting=frozenset({later.pk}),
        )

        task = add(project, said)

        assert content_of(task, LocalSheet.objects.get(task=task)) == said
        assert (task.title, task.code, task.is_local, task.revision) == (
            *("Bestil lokaler", "", True, 1),
        )

    def test_it_has_its_light_from_the_first_moment(self, project, content):
        task = add(project, replace(content, due_on=LATE))

        assert (task.light, task.light_since, task.arrived_on) == (Light.RED, TODAY, TODAY)

    def test_only_the_municipality_sees_it_and_nobody_counts_it(self, project, content):
        add(project, replace(content, due_on=LATE))

        assert list(Task.objects.public()) == []
        assert figures(project) == (0, 0, Light.GREY)

    def test_where_the_project_shows_them_it_counts(self, content, project):
        show_local_tasks(project=project, shown=True)

        task = add(project, replace(content, due_on=LATE))

        assert list(Task.objects.public()) == [task]
        assert figures(project) == (1, 1, Light.RED)

    @pytest.mark.parametrize("part", ["phase_id", "theme_id"])
    def test_another_programmes_phase_or_theme_is_refused(self, project, content, part):
        elsewhere = {"phase_id": PhaseFactory, "theme_id": ThemeFactory}[part]().pk

        with pytest.raises(ChoiceNotInProject):
            add(project, replace(content, **{part: elsewhere}))
        assert Task.objects.count() == 0

    def test_another_municipalitys_person_is_refused(self, project, content):
        with pytest.raises(ChoiceNotInProject):
            add(project, replace(content, executor_id=UserFactory().pk))

    def test_a_role_that_is_gone_is_refused(self, project, content):
        with pytest.raises(ChoiceNotInProject):
            add(project, replace(content, involved=frozenset({4711})))

    @pytest.mark.parametrize("tie", ["prerequisites", "waiting"])
    def test_another_projects_task_is_refused(self, project, content, tie):
        with pytest.raises(ChoiceNotInProject):
            add(project, replace(content, **{tie: frozenset({TaskFactory().pk})}))


class TestChanging:
    def test_what_is_said_anew_is_kept_and_the_rest_stays(self, task):
        change(task, title="Nyt navn", goal="Nyt mål", involved=frozenset({RoleFactory().pk}))

        changed = Task.objects.get(pk=task.pk)
        assert (changed.title, changed.revision) == ("Nyt navn", task.revision + 1)
        assert (changed.local_sheet.goal, LocalRole.objects.count()) == ("Nyt mål", 1)
        assert changed.phase == task.phase

    def test_its_light_and_the_figures_follow(self):
        task = LocalTaskFactory(project__shows_local_tasks=True)
        change(task, due_on=LATE)

        assert figures(task.project) == (1, 1, Light.RED)

    def test_roles_and_ties_that_are_not_said_any_longer_go(self, task):
        change(task, involved=frozenset({RoleFactory().pk}))
        TaskLinkFactory(task=task)

        change(Task.objects.get(pk=task.pk), involved=frozenset(), prerequisites=frozenset())

        assert (LocalRole.objects.count(), TaskLink.objects.count()) == (0, 0)

    def test_what_changes_nothing_leaves_no_trace(self, task):
        assert change(task).revision == task.revision

    def test_somebody_elses_change_is_not_written_over(self, task):
        change(task, title="Først")

        with pytest.raises(TaskChangedMeanwhile):
            change(task, title="Så")

    def test_a_shared_task_is_refused(self):
        task = TaskFactory()
        content = LocalContent("Min nu", task.phase_id, task.theme_id, 2)

        with pytest.raises(TaskIsShared):
            change_local_task(task=task, content=content, at=NOON, revision=task.revision)

    def test_a_date_needs_no_reason_and_is_no_exception_to_a_shared_one(self, task):
        planned = plan_dates(
            task=task, starts_on=None, due_on=LATE, at=NOON, revision=task.revision
        )

        assert (planned.due_on, planned.due_reason, planned.is_due_date_local) == (LATE, "", False)

    def test_opened_again_it_keeps_its_dates(self, task):
        by = UserFactory(municipality=task.municipality)
        done = change_status(
            task=task, status=Status.COMPLETED, by=by, at=NOON, revision=task.revision
        )
        again = change_status(
            task=done, status=Status.IN_PROGRESS, by=by, at=NOON, revision=done.revision
        )

        assert (again.due_on, again.shared_due_on) == (task.due_on, None)


class TestCircles:
    """Tasks that wait for each other, whoever has tied them."""

    def test_two_local_tasks_that_wait_for_each_other_are_named(self, task):
        other = LocalTaskFactory(project=task.project)
        TaskLinkFactory(task=other, other=task)

        with pytest.raises(LocalCircle) as refusal:
            change(task, prerequisites=frozenset({other.pk}))

        assert refusal.value.titles == [task.title, other.title]

    def test_a_circle_closed_through_shared_tasks_is_named_all_the_way(self, task):
        first, second = TaskFactory.create_batch(2, project=task.project)
        link_shared_tasks(second.shared_task, first.shared_task)

        with pytest.raises(LocalCircle) as refusal:
            change(task, prerequisites=frozenset({second.pk}), waiting=frozenset({first.pk}))

        assert refusal.value.titles == [task.title, second.title, first.title]

    def test_the_same_way_twice_is_no_circle(self, task):
        first, second = TaskFactory.create_batch(2, project=task.project)
        link_shared_tasks(second.shared_task, first.shared_task)

        change(task, prerequisites=frozenset({first.pk, second.pk}))

        assert TaskLink.objects.count() == 2

    def test_a_circle_elsewhere_in_the_project_is_not_held_against_it(self, task):
        first, second = TaskFactory.create_batch(2, project=task.project)
        link_shared_tasks(second.shared_task, first.shared_task)
        link_shared_tasks(first.shared_task, second.shared_task)

        change(task, prerequisites=frozenset({first.pk}))

        assert TaskLink.objects.get().other == first


class TestDeleting:
    def test_the_task_and_all_that_is_its_own_is_gone(self):
        task = LocalTaskFactory(internal_notes="Spørg Bo", project__shows_local_tasks=True)
        TaskLinkFactory(task=task)
        refresh_figures([task.project_id])

        remove_local_task(task=task, revision=task.revision)

        assert Task.objects.local().count() == TaskLink.objects.count() == 0
        assert figures(task.project)[0] == 1

    def test_what_somebody_has_put_on_it_keeps_it(self, task):
        TaskFile.objects.create(
            municipality=task.municipality,
            programme=task.programme,
            task=task,
            name="plan.pdf",
            content_type="application/pdf",
            size=4,
            stored="x",
            uploaded_at=NOON,
            uploaded_by=UserFactory(municipality=task.municipality),
        )

        with pytest.raises(TaskIsUsed) as refusal:
            remove_local_task(task=task, revision=task.revision)

        assert (refusal.value.files, refusal.value.comments) == (1, 0)

    def test_somebody_elses_change_keeps_it(self, task):
        with pytest.raises(TaskChangedMeanwhile):
            remove_local_task(task=task, revision=task.revision - 1)

    def test_a_shared_task_is_refused(self):
        task = TaskFactory()

        with pytest.raises(TaskIsShared):
            remove_local_task(task=task, revision=task.revision)


class TestShowing:
    def test_partners_see_them_and_figures_count_them(self, task):
        assert show_local_tasks(project=task.project, shown=True) == 1

        assert list(Task.objects.public()) == [task]
        assert figures(task.project)[0] == 1

    def test_and_no_longer(self):
        task = LocalTaskFactory(project__shows_local_tasks=True)

        show_local_tasks(project=task.project, shown=False)

        assert list(Task.objects.public()) == []
        assert figures(task.project)[0] == 0

    def test_shared_tasks_are_not_touched(self, project):
        shared = TaskFactory(project=project)

        assert show_local_tasks(project=project, shown=True) == 0
        assert Task.objects.get(pk=shared.pk).revision == shared.revision

    def test_what_is_so_already_changes_nothing(self, task):
        assert show_local_tasks(project=task.project, shown=False) == 0
        assert Task.objects.get(pk=task.pk).revision == task.revision
