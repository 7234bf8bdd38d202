"""Projects that come later get what is published, also when both happen at once."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from publishing.publications import Receivers, join_project, publish_shared_tasks, receive_missing
from shared_tasks.models import Anchor, SharedTask
from tasks.models import ProjectFigures, Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    ProjectFactory,
    SharedTaskFactory,
    WaveFactory,
)

LATER = NOON + dt.timedelta(days=30)


def draft(programme, **facts):
    due = {"due_anchor": Anchor.GO_LIVE, "due_amount": 0, "due_unit": "day"}
    return SharedTaskFactory(programme=programme, **(due | facts))


def publish(programme, shared_tasks, at=NOON, **chosen):
    editor = ConsultantFactory(is_editor=True)
    return publish_shared_tasks(
        programme=programme, shared_tasks=shared_tasks, by=editor, at=at, **chosen
    )


@pytest.mark.django_db
class TestJoining:
    def test_a_project_gets_what_is_for_all_for_its_wave_and_for_its_municipality(self):
        programme = ProgrammeFactory()
        wave, other_wave = WaveFactory.create_batch(2, programme=programme)
        municipality, elsewhere = MunicipalityFactory.create_batch(2)
        for_all, for_wave, for_us, not_wave, not_us = (draft(programme) for _ in range(5))
        publish(programme, [for_all])
        publish(programme, [for_wave], receivers=Receivers.waves([wave.pk]))
        publish(programme, [for_us], receivers=Receivers.municipalities([municipality.pk]))
        publish(programme, [not_wave], receivers=Receivers.waves([other_wave.pk]))
        publish(programme, [not_us], receivers=Receivers.municipalities([elsewhere.pk]))
        project = ProjectFactory(programme=programme, municipality=municipality, wave=wave)

        assert join_project(project=project, at=LATER) == 3
        assert join_project(project=project, at=LATER) == 0

        found = set(project.tasks.values_list("shared_task", "arrived_on"))
        assert found == {(t.pk, LATER.date()) for t in (for_all, for_wave, for_us)}
        assert ProjectFigures.objects.get(project=project).total == 3

    def test_what_is_withdrawn_or_a_draft_does_not_come(self):
        programme = ProgrammeFactory()
        withdrawn, _draft = draft(programme), draft(programme)
        publish(programme, [withdrawn])
        SharedTask.objects.filter(pk=withdrawn.pk).update(
            withdrawn_at=NOON, withdrawn_by=ConsultantFactory()
        )

        assert join_project(project=ProjectFactory(programme=programme), at=LATER) == 0

    def test_publication_as_an_anchor_is_the_day_the_task_comes_to_the_project(self):
        programme = ProgrammeFactory()
        first = ProjectFactory(programme=programme)
        shared_task = draft(programme, due_anchor=Anchor.PUBLICATION, due_amount=7)
        publish(programme, [shared_task])

        later = ProjectFactory(programme=programme)
        join_project(project=later, at=LATER)

        week = dt.timedelta(days=7)
        assert first.tasks.get().due_on == TODAY + week
        # 8 April 2026, a Wednesday: nothing moves it.
        assert later.tasks.get().due_on == LATER.date() + week

    def test_whoever_comes_to_another_wave_gets_its_tasks_and_keeps_their_own(self):
        programme = ProgrammeFactory()
        wave, other = WaveFactory.create_batch(2, programme=programme)
        projects = ProjectFactory.create_batch(2, programme=programme, wave=wave)
        here, there = draft(programme), draft(programme)
        publish(programme, [here], receivers=Receivers.waves([wave.pk]))
        publish(programme, [there], receivers=Receivers.waves([other.pk]))
        programme.projects.update(wave=other)

        assert receive_missing(programme=programme, projects=projects, at=LATER) == 2

        for project in projects:
            assert set(project.tasks.values_list("shared_task", flat=True)) == {here.pk, there.pk}

    def test_the_work_does_not_grow_with_those_who_join(self, django_assert_num_queries):
        for number in (1, 3):
            programme = ProgrammeFactory()
            publish(programme, [draft(programme) for _ in range(number)])
            projects = ProjectFactory.create_batch(number, programme=programme)

            with django_assert_num_queries(11):
                receive_missing(programme=programme, projects=projects, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_a_project_that_joins_while_a_task_is_published_gets_it():
    programme = ProgrammeFactory()
    shared_task = draft(programme)
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
        publish_shared_tasks(programme=programme, shared_tasks=[shared_task], by=editor, at=NOON)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        [done.result() for done in (pool.submit(join), pool.submit(publish_meanwhile))]

    assert Task.objects.count() == 1
