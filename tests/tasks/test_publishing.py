"""Shared tasks reach the municipalities."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from tasks.lights import Light
from tasks.models import Anchor, ProjectFigures, Status, Task, TaskTemplate
from tasks.publishing import join_project, publish_templates
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    MunicipalityFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    TaskTemplateFactory,
    UserFactory,
)

LATER = NOON + dt.timedelta(days=30)


def draft(programme, **facts):
    due = {"due_anchor": Anchor.GO_LIVE, "due_amount": 0, "due_unit": "day"}
    return TaskTemplateFactory(programme=programme, **(due | facts))


def publish(programme, templates, at=NOON):
    return publish_templates(
        programme=programme, templates=templates, by=ConsultantFactory(is_editor=True), at=at
    )


@pytest.mark.django_db
class TestPublishing:
    def test_every_project_of_the_programme_gets_every_task(self):
        programme = ProgrammeFactory()
        projects = ProjectFactory.create_batch(2, programme=programme)
        ProjectFactory()
        templates = [draft(programme) for _ in range(3)]

        assert publish(programme, templates).tasks_arrived == 6

        found = set(Task.objects.values_list("project", "template"))
        assert found == {(p.pk, t.pk) for p in projects for t in templates}

    def test_a_task_comes_with_its_templates_facts_its_dates_and_its_light(self):
        programme = ProgrammeFactory()
        project = ProjectFactory(programme=programme, go_live_on=TODAY - dt.timedelta(days=3))
        template = draft(programme)

        publish(programme, [template])

        task = Task.objects.get()
        assert (task.phase, task.theme, task.priority, task.municipality) == (
            template.phase,
            template.theme,
            template.priority,
            project.municipality,
        )
        assert (task.due_on, task.shared_due_on, task.light) == (
            project.go_live_on,
            project.go_live_on,
            Light.RED,
        )
        figures = ProjectFigures.objects.get()
        assert (figures.total, figures.red, figures.overdue_mandatory) == (1, 1, 1)

    def test_a_project_without_a_go_live_date_gets_a_grey_task(self):
        programme = ProgrammeFactory()
        ProjectFactory(programme=programme, go_live_on=None)

        publish(programme, [draft(programme)])

        task = Task.objects.get()
        assert (task.due_on, task.light, task.light_changes_on) == (None, Light.GREY, None)

    def test_a_phase_without_a_window_gives_a_grey_task(self):
        programme = ProgrammeFactory()
        ProjectFactory(programme=programme)
        phase = PhaseFactory(programme=programme, ends_amount=None, ends_unit="")

        publish(programme, [draft(programme, phase=phase, due_anchor=Anchor.PHASE_END)])

        assert Task.objects.get().light == Light.GREY

    def test_a_start_after_the_due_date_is_left_out(self):
        programme = ProgrammeFactory()
        ProjectFactory(programme=programme)

        publish(
            programme,
            [draft(programme, start_anchor=Anchor.GO_LIVE, start_amount=1, start_unit="day")],
        )

        assert Task.objects.get().starts_on is None

    def test_publishing_again_changes_nothing(self):
        programme = ProgrammeFactory()
        project = ProjectFactory(programme=programme)
        template = draft(programme)
        publish(programme, [template])
        user = UserFactory(municipality=project.municipality)
        Task.objects.update(status=Status.IN_PROGRESS, executor=user)
        before = Task.objects.values().get(), TaskTemplate.objects.values().get()

        assert publish(programme, [template], at=LATER) is None

        assert (Task.objects.values().get(), TaskTemplate.objects.values().get()) == before

    def test_a_crashed_publication_is_finished_by_the_next(self):
        programme = ProgrammeFactory()
        ProjectFactory.create_batch(2, programme=programme)
        templates = [draft(programme) for _ in range(2)]
        publish(programme, templates)
        Task.objects.order_by("pk").first().delete()

        assert publish(programme, templates).tasks_arrived == 1
        assert Task.objects.count() == 4

    def test_a_project_that_joins_later_gets_what_is_published_and_no_drafts(self):
        programme = ProgrammeFactory()
        published, _draft = draft(programme), draft(programme)
        publish(programme, [published])
        project = ProjectFactory(programme=programme)

        assert join_project(project=project, at=LATER) == 1
        assert join_project(project=project, at=LATER) == 0

        assert list(project.tasks.values_list("template", flat=True)) == [published.pk]
        assert ProjectFigures.objects.get(project=project).total == 1

    def test_the_work_does_not_grow_with_the_projects(self, django_assert_num_queries):
        for number in (1, 3):
            programme = ProgrammeFactory()
            ProjectFactory.create_batch(number, programme=programme)
            templates = [draft(programme) for _ in range(number)]
            by = ConsultantFactory(is_editor=True)

            with django_assert_num_queries(18):
                publish_templates(programme=programme, templates=templates, by=by, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_set_of_tasks():
    programme = ProgrammeFactory()
    ProjectFactory.create_batch(3, programme=programme)
    templates = [draft(programme) for _ in range(4)]
    editors = ConsultantFactory.create_batch(2, is_editor=True)
    both_ready = Barrier(2)

    def press(editor):
        both_ready.wait()
        try:
            publish_templates(programme=programme, templates=templates, by=editor, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, editors))

    assert Task.objects.count() == 12
    assert list(ProjectFigures.objects.values_list("total", flat=True)) == [4, 4, 4]
    assert TaskTemplate.objects.values("published_by").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_project_that_joins_while_a_task_is_published_gets_it():
    programme = ProgrammeFactory()
    template = draft(programme)
    municipality = MunicipalityFactory()
    has_joined, is_publishing = Event(), Event()

    def join():
        with transaction.atomic():
            project = ProjectFactory(programme=programme, municipality=municipality)
            join_project(project=project, at=NOON)
            has_joined.set()
            # Long enough for a publication that does not wait to end without the project.
            is_publishing.wait(10)
            time.sleep(0.5)
        connection.close()

    def publish_meanwhile():
        editor = ConsultantFactory(is_editor=True)
        has_joined.wait(10)
        is_publishing.set()
        publish_templates(programme=programme, templates=[template], by=editor, at=NOON)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        [done.result() for done in (pool.submit(join), pool.submit(publish_meanwhile))]

    assert Task.objects.count() == 1
