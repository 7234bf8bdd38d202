"""Shared tasks reach the municipalities."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from notifications.models import Notification
from projects.models import Programme
from publishing.impact import ImpactChanged
from publishing.publications import (
    EVERYONE,
    NoReceivers,
    Receivers,
    ReceiversGone,
    SharedTasksGone,
    SharedTasksWithdrawn,
    impact_of_publication,
    join_project,
    publish_shared_tasks,
    receive_missing,
)
from shared_tasks.models import Anchor, Publication, SharedTask, SharedTaskReceiver
from tasks.lights import Light
from tasks.models import ProjectFigures, Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    UserFactory,
    WaveFactory,
)
from tests.shared_tasks.factories import SharedTaskReceiverFactory

LATER = NOON + dt.timedelta(days=30)


def draft(programme, **facts):
    due = {"due_anchor": Anchor.GO_LIVE, "due_amount": 0, "due_unit": "day"}
    return SharedTaskFactory(programme=programme, **(due | facts))


def publish(programme, shared_tasks, at=NOON, **chosen):
    editor = ConsultantFactory(is_editor=True)
    return publish_shared_tasks(
        programme=programme, shared_tasks=shared_tasks, by=editor, at=at, **chosen
    )


def fingerprint(programme, shared_tasks):
    impact = impact_of_publication(
        programme=programme, shared_tasks=list(shared_tasks), receivers=EVERYONE, on=TODAY
    )
    return impact.fingerprint


def led(*projects):
    for project in projects:
        ProjectMemberFactory(project=project, role="leader")


@pytest.mark.django_db
class TestPublishing:
    def test_every_project_of_the_programme_gets_every_task(self):
        programme = ProgrammeFactory()
        projects = ProjectFactory.create_batch(2, programme=programme)
        ProjectFactory()
        shared_tasks = [draft(programme) for _ in range(3)]

        assert publish(programme, shared_tasks).tasks_arrived == 6

        found = set(Task.objects.values_list("project", "shared_task"))
        assert found == {(p.pk, t.pk) for p in projects for t in shared_tasks}

    def test_a_task_comes_with_its_shared_tasks_facts_its_dates_and_its_light(self):
        programme = ProgrammeFactory()
        project = ProjectFactory(programme=programme, go_live_on=TODAY - dt.timedelta(days=3))
        shared_task = draft(programme)

        publish(programme, [shared_task])

        task = Task.objects.get()
        assert (task.phase, task.theme, task.priority, task.municipality) == (
            shared_task.phase,
            shared_task.theme,
            shared_task.priority,
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

    def test_the_light_policy_is_that_of_now_not_of_when_the_page_was_asked_for(self):
        programme = ProgrammeFactory()
        joining = ProjectFactory.create_batch(2, programme=programme)[1]
        Programme.objects.update(warning_days_mandatory=1)

        publish(programme, [draft(programme)])
        joining.tasks.all().delete()
        receive_missing(programme=programme, projects=[joining], at=NOON)

        eve = dt.date(2026, 8, 31)
        assert list(Task.objects.values_list("warns_on", flat=True)) == [eve, eve]

    def test_publishing_again_changes_nothing(self):
        programme = ProgrammeFactory()
        project = ProjectFactory(programme=programme)
        shared_task = draft(programme)
        publish(programme, [shared_task])
        user = UserFactory(municipality=project.municipality)
        Task.objects.update(status=Status.IN_PROGRESS, executor=user)
        led(project)
        kept = (Task, SharedTask, Publication, SharedTaskReceiver, ProjectFigures)
        before = [model.objects.values().get() for model in kept]

        assert publish(programme, [shared_task], at=LATER) is None

        assert [model.objects.values().get() for model in kept] == before
        assert Notification.objects.count() == 0

    def test_a_crashed_publication_is_finished_by_the_next(self):
        programme = ProgrammeFactory()
        ProjectFactory.create_batch(2, programme=programme)
        shared_tasks = [draft(programme) for _ in range(2)]
        publish(programme, shared_tasks)
        Task.objects.order_by("pk").first().delete()

        assert publish(programme, shared_tasks).tasks_arrived == 1
        assert Task.objects.count() == 4

    def test_a_project_that_joins_later_gets_what_is_published_and_no_drafts(self):
        programme = ProgrammeFactory()
        published, _draft = draft(programme), draft(programme)
        publish(programme, [published])
        project = ProjectFactory(programme=programme)

        assert join_project(project=project, at=LATER) == 1
        assert join_project(project=project, at=LATER) == 0

        assert list(project.tasks.values_list("shared_task", flat=True)) == [published.pk]
        assert ProjectFigures.objects.get(project=project).total == 1

    def test_the_work_does_not_grow_with_the_projects(self, django_assert_num_queries):
        for number in (1, 3):
            programme = ProgrammeFactory()
            led(*ProjectFactory.create_batch(number, programme=programme))
            shared_tasks = [draft(programme) for _ in range(number)]
            by = ConsultantFactory(is_editor=True)

            with django_assert_num_queries(18):
                publish_shared_tasks(programme=programme, shared_tasks=shared_tasks, by=by, at=NOON)


@pytest.mark.django_db
class TestReceivers:
    def test_a_publication_says_what_went_to_whom(self):
        programme = ProgrammeFactory()
        wave = WaveFactory(programme=programme)
        ProjectFactory(programme=programme, wave=wave)
        shared_tasks = [draft(programme) for _ in range(2)]
        editor = ConsultantFactory(is_editor=True)

        publication = publish_shared_tasks(
            programme=programme,
            shared_tasks=shared_tasks,
            receivers=Receivers.waves([wave.pk]),
            by=editor,
            at=NOON,
        )

        assert (publication.programme, publication.published_by) == (programme, editor)
        assert publication.published_at == NOON
        assert (publication.projects_reached, publication.tasks_arrived) == (1, 2)
        rows = publication.receivers.values_list("shared_task", "wave", "municipality")
        assert set(rows) == {(shared_task.pk, wave.pk, None) for shared_task in shared_tasks}

    def test_only_those_chosen_receive(self):
        programme = ProgrammeFactory()
        wave = WaveFactory(programme=programme)
        in_wave, chosen, other = (
            ProjectFactory(programme=programme, wave=wave),
            ProjectFactory(programme=programme),
            ProjectFactory(programme=programme),
        )
        first, second = draft(programme), draft(programme)

        publish(programme, [first], receivers=Receivers.waves([wave.pk]))
        publish(programme, [second], receivers=Receivers.municipalities([chosen.municipality_id]))

        assert set(Task.objects.values_list("project", "shared_task")) == {
            (in_wave.pk, first.pk),
            (chosen.pk, second.pk),
        }
        assert other.tasks.count() == 0

    def test_a_wider_publication_adds_only_what_is_missing(self):
        programme = ProgrammeFactory()
        wave = WaveFactory(programme=programme)
        early = ProjectFactory(programme=programme, wave=wave)
        late = ProjectFactory(programme=programme)
        shared_task = draft(programme)
        publish(programme, [shared_task], receivers=Receivers.waves([wave.pk]))
        before = early.tasks.values().get(), SharedTask.objects.values().get()

        publication = publish(programme, [shared_task], at=LATER)

        assert (publication.projects_reached, publication.tasks_arrived) == (1, 1)
        assert (early.tasks.values().get(), SharedTask.objects.values().get()) == before
        assert late.tasks.get().arrived_on == LATER.date()
        assert shared_task.receivers.count() == 2

    def test_a_narrower_publication_than_one_before_is_none(self):
        programme = ProgrammeFactory()
        wave = WaveFactory(programme=programme)
        ProjectFactory(programme=programme, wave=wave)
        shared_task = draft(programme)
        publish(programme, [shared_task])

        again = publish(programme, [shared_task], at=LATER, receivers=Receivers.waves([wave.pk]))

        assert again is None
        assert (Publication.objects.count(), shared_task.receivers.count()) == (1, 1)

    def test_a_wave_without_projects_is_kept_for_those_who_join_it(self):
        programme = ProgrammeFactory()
        wave = WaveFactory(programme=programme)
        shared_task = draft(programme)

        publication = publish(programme, [shared_task], receivers=Receivers.waves([wave.pk]))
        project = ProjectFactory(programme=programme, wave=wave)

        assert (publication.projects_reached, publication.tasks_arrived) == (0, 0)
        assert join_project(project=project, at=LATER) == 1

    @pytest.mark.parametrize("choose", [Receivers.waves, Receivers.municipalities])
    def test_nobody_is_never_everybody(self, choose):
        with pytest.raises(NoReceivers):
            choose([])

    @pytest.mark.parametrize("is_deleted", [True, False])
    def test_a_wave_that_is_not_in_the_programme_is_refused(self, is_deleted):
        programme = ProgrammeFactory()
        shared_task, wave = draft(programme), WaveFactory()
        receivers = Receivers.waves([wave.pk])
        if is_deleted:
            wave.delete()

        with pytest.raises(ReceiversGone):
            publish(programme, [shared_task], receivers=receivers)
        with pytest.raises(IntegrityError, match="shared_task_receiver_wave_in_same_programme"):
            SharedTaskReceiverFactory(shared_task=shared_task, wave=WaveFactory())


@pytest.mark.django_db
class TestRefused:
    def test_what_is_withdrawn_is_refused_by_name(self):
        programme = ProgrammeFactory()
        ProjectFactory(programme=programme)
        withdrawn = draft(programme, published=True, code="B 2")
        withdrawn.withdrawn_at, withdrawn.withdrawn_by = NOON, withdrawn.published_by
        withdrawn.save()

        with pytest.raises(SharedTasksWithdrawn, match="B 2") as refused:
            publish(programme, [draft(programme), withdrawn])

        assert refused.value.shared_tasks == [withdrawn]
        assert Task.objects.count() == 0

    @pytest.mark.parametrize("is_deleted", [True, False])
    def test_what_is_not_in_the_programme_is_refused(self, is_deleted):
        programme = ProgrammeFactory()
        gone = draft(programme if is_deleted else ProgrammeFactory())
        if is_deleted:
            SharedTask.objects.all().delete()

        with pytest.raises(SharedTasksGone):
            publish(programme, [gone])

    def test_something_else_than_was_shown_is_not_done(self):
        programme = ProgrammeFactory()
        ProjectFactory(programme=programme)
        shared_task = draft(programme)
        shown = fingerprint(programme, [shared_task])
        SharedTask.objects.update(due_amount=7, revision=2)

        with pytest.raises(ImpactChanged) as changed:
            publish(programme, [shared_task], shown=shown)

        assert Publication.objects.count() == 0
        assert publish(programme, [shared_task], shown=changed.value.impact.fingerprint)

    @pytest.mark.parametrize(
        "change",
        [
            lambda programme, _shared_task: ProjectFactory(programme=programme),
            lambda programme, _shared_task: programme.projects.update(go_live_on=TODAY),
            lambda programme, shared_task: publish(programme, [shared_task]),
            lambda _programme, shared_task: shared_task.delete(),
            lambda programme, _shared_task: led(*programme.projects.all()),
        ],
    )
    def test_whatever_happens_differently_has_another_fingerprint(self, change):
        programme = ProgrammeFactory()
        ProjectFactory(programme=programme)
        shared_tasks = [draft(programme), draft(programme)]
        before = fingerprint(programme, shared_tasks)

        change(programme, shared_tasks[0])

        left = SharedTask.objects.filter(programme=programme)
        assert fingerprint(programme, left) != before

    def test_the_same_has_the_same_fingerprint(self):
        programme = ProgrammeFactory()
        led(*ProjectFactory.create_batch(2, programme=programme))
        shared_tasks = [draft(programme), draft(programme)]

        assert fingerprint(programme, shared_tasks) == fingerprint(
            programme, reversed(shared_tasks)
        )


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_set_of_tasks():
    programme = ProgrammeFactory()
    led(*ProjectFactory.create_batch(3, programme=programme))
    shared_tasks = [draft(programme) for _ in range(4)]
    editors = ConsultantFactory.create_batch(2, is_editor=True)
    both_ready = Barrier(2)

    def press(editor):
        both_ready.wait()
        try:
            publish_shared_tasks(programme=programme, shared_tasks=shared_tasks, by=editor, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, editors))

    assert Task.objects.count() == 12
    assert list(ProjectFigures.objects.values_list("total", flat=True)) == [4, 4, 4]
    assert SharedTask.objects.values("published_by").distinct().count() == 1
    assert (Publication.objects.count(), SharedTaskReceiver.objects.count()) == (1, 4)
    assert Notification.objects.count() == 3
