"""What publishing would do, before it does."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authoring.notices import notices_of
from publishing.publications import (
    EVERYONE,
    Receivers,
    SharedTasksWithdrawn,
    impact_of_publication,
    publish_shared_tasks,
)
from publishing.publications.outcome import lights_of
from publishing.publications.preview import prerequisites_missing, undated_in, vacancies_in
from roles.models import Role
from shared_tasks.models import Anchor, Publication, SharedTask, SharedTaskLink
from tasks.lights import Light
from tasks.models import Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    MunicipalityFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    RoleFactory,
    SharedTaskFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def draft(programme, **facts):
    due = {"due_anchor": Anchor.GO_LIVE, "due_amount": 0, "due_unit": "day"}
    return SharedTaskFactory(programme=programme, **(due | facts))


def publish(programme, shared_tasks, receivers=EVERYONE):
    return publish_shared_tasks(
        programme=programme,
        shared_tasks=shared_tasks,
        receivers=receivers,
        by=ConsultantFactory(is_editor=True),
        at=NOON,
    )


def preview(programme, shared_tasks, receivers=EVERYONE):
    return impact_of_publication(
        programme=programme, shared_tasks=shared_tasks, receivers=receivers, on=TODAY
    )


def project(programme, name="Prøve Kommune", **facts):
    return ProjectFactory(programme=programme, municipality=MunicipalityFactory(name=name), **facts)


def test_it_counts_what_arrives_and_what_is_there_and_writes_nothing():
    programme = ProgrammeFactory()
    wave = WaveFactory(programme=programme)
    project(programme, "A", wave=wave)
    project(programme, "B")
    old, new = draft(programme), draft(programme)
    publish(programme, [old], Receivers.waves([wave.pk]))

    shown = preview(programme, [old, new])

    assert [(one.project.municipality.name, len(one.arriving)) for one in shown.projects] == [
        ("A", 1),
        ("B", 2),
    ]
    assert (shown.totals["arriving"], len(shown.affected)) == (3, 2)
    assert shown.drafts == [new]
    assert (Task.objects.count(), Publication.objects.count()) == (1, 1)


def test_it_tells_the_light_each_task_would_arrive_with():
    programme = ProgrammeFactory()
    project(programme, "A", go_live_on=TODAY - DAY)
    project(programme, "B", go_live_on=TODAY + 3 * DAY)
    project(programme, "C", go_live_on=TODAY + 100 * DAY)
    project(programme, "D", go_live_on=None)
    shared_task = draft(programme)

    shown = preview(programme, [shared_task])

    assert [dict(lights_of(one.arriving)) for one in shown.projects] == [
        {Light.RED: 1},
        {Light.YELLOW: 1},
        {Light.GREEN: 1},
        {Light.GREY: 1},
    ]
    assert shown.lights == dict.fromkeys(Light, 1)
    assert [one.shared_task for one in shown.projects[0].arriving] == [shared_task]


def test_the_deed_does_what_the_dry_run_showed():
    programme = ProgrammeFactory()
    for days in (-1, 3, 100):
        project(programme, go_live_on=TODAY + days * DAY)
    shared_tasks = [draft(programme), draft(programme, due_anchor=Anchor.PUBLICATION)]
    shown = preview(programme, shared_tasks)

    publish(programme, shared_tasks)

    told = {
        (one.project.pk, task.shared_task.pk): (task.due_on, task.starts_on, task.light)
        for one in shown.projects
        for task in one.arriving
    }
    assert told == {
        (task.project_id, task.shared_task_id): (task.due_on, task.starts_on, task.light)
        for task in Task.objects.all()
    }


def test_it_names_who_gets_a_mail_and_whose_project_nobody_leads():
    programme = ProgrammeFactory()
    led, left, without = (project(programme, name) for name in "ABC")
    leader = ProjectMemberFactory(project=led, role="leader").user
    ProjectMemberFactory(project=left, role="leader", user__is_active=False)
    ProjectMemberFactory(project=without, role="owner")

    shown = preview(programme, [draft(programme)])

    assert (shown.projects[0].project, shown.projects[0].leader) == (led, leader)
    assert shown.told == 1
    assert [one.project for one in shown.untold] == [left, without]


def test_whose_project_gets_nothing_new_is_not_told():
    programme = ProgrammeFactory()
    ProjectMemberFactory(project=project(programme), role="leader")
    shared_task = draft(programme)
    publish(programme, [shared_task])

    shown = preview(programme, [shared_task])

    assert (shown.told, shown.untold, shown.is_change) == (0, [], False)


class TestWithoutDates:
    def test_a_phase_without_a_window_is_named(self):
        programme = ProgrammeFactory()
        projects = [project(programme), project(programme)]
        phase = PhaseFactory(programme=programme, ends_amount=None, ends_unit="")
        shared_task = draft(programme, phase=phase, due_anchor=Anchor.PHASE_END)

        [found] = undated_in(preview(programme, [shared_task]))

        assert (found.anchor, found.is_due, found.phase) == (Anchor.PHASE_END, True, phase)
        assert (found.shared_tasks, found.projects) == ([shared_task], projects)

    @pytest.mark.parametrize(
        "anchor", [Anchor.GO_LIVE, Anchor.WAVE_START, Anchor.PHASE_START, Anchor.PHASE_END]
    )
    def test_projects_that_lack_the_date_are_named(self, anchor):
        programme = ProgrammeFactory()
        wave = WaveFactory(programme=programme, starts_on=TODAY)
        project(programme, "A", wave=wave)
        lacking = project(programme, "B", go_live_on=None)
        shared_task = draft(programme, due_anchor=anchor)

        [found] = undated_in(preview(programme, [shared_task]))

        assert (found.anchor, found.phase, found.projects) == (anchor, None, [lacking])

    def test_a_start_date_that_is_lacking_too_is_told_apart(self):
        programme = ProgrammeFactory()
        project(programme, go_live_on=None)
        start = {"start_anchor": Anchor.WAVE_START, "start_amount": 0, "start_unit": "day"}

        found = undated_in(preview(programme, [draft(programme, **start)]))

        assert [(one.anchor, one.is_due) for one in found] == [
            (Anchor.GO_LIVE, True),
            (Anchor.WAVE_START, False),
        ]

    def test_what_has_no_rule_is_without_a_date_by_intent(self):
        programme = ProgrammeFactory()
        project(programme)

        assert undated_in(preview(programme, [SharedTaskFactory(programme=programme)])) == []


class TestPrerequisites:
    @pytest.fixture
    def programme(self):
        return ProgrammeFactory()

    @pytest.fixture
    def linked(self, programme):
        """A task and the one it builds on."""
        shared_task, other = draft(programme), draft(programme)
        SharedTaskLink.objects.create(
            programme=programme, shared_task=shared_task, other=other, kind="prerequisite"
        )
        return shared_task, other

    def test_a_draft_is_missing_everywhere(self, programme, linked):
        shared_task, other = linked
        project(programme), project(programme)

        [missing] = prerequisites_missing(preview(programme, [shared_task]))

        assert (missing.shared_task, missing.other, missing.projects) == (shared_task, other, 2)

    def test_one_published_to_fewer_is_missing_in_the_rest(self, programme, linked):
        shared_task, other = linked
        wave = WaveFactory(programme=programme)
        project(programme, wave=wave), project(programme)
        publish(programme, [other], Receivers.waves([wave.pk]))

        wide = preview(programme, [shared_task])
        narrow = preview(programme, [shared_task], Receivers.waves([wave.pk]))
        assert [one.projects for one in prerequisites_missing(wide)] == [1]
        assert prerequisites_missing(narrow) == []

    def test_one_that_is_withdrawn_is_missing(self, programme, linked):
        shared_task, other = linked
        project(programme)
        publish(programme, [other])
        Task.objects.update(is_withdrawn=True)

        assert len(prerequisites_missing(preview(programme, [shared_task]))) == 1

    def test_both_together_miss_nothing_and_related_tasks_do_not_count(self, programme, linked):
        shared_task, other = linked
        project(programme)
        SharedTaskLink.objects.create(
            programme=programme, shared_task=shared_task, other=draft(programme), kind="related"
        )

        assert prerequisites_missing(preview(programme, [shared_task, other])) == []


class TestVacancies:
    def test_a_recommended_role_that_nobody_holds_is_counted_by_municipality(self):
        programme = ProgrammeFactory()
        held, empty = project(programme), project(programme)
        role, other = RoleFactory(name="Superbruger"), RoleFactory()
        for one in (held, empty):
            hold(other, one)
        hold(role, held)
        shared_task = draft(programme, recommended_executor=role, recommended_responsible=other)

        found = vacancies_in(preview(programme, [shared_task]))

        assert [(one.role, one.municipalities) for one in found] == [(role, 1)]

    def test_nobody_is_asked_for_where_nothing_arrives(self):
        programme = ProgrammeFactory()
        project(programme)
        shared_task = draft(programme, recommended_executor=RoleFactory())
        publish(programme, [shared_task])

        assert vacancies_in(preview(programme, [shared_task])) == []


def hold(role, project):
    system = project.programme.system if role.scope == Role.Scope.SYSTEM else None
    return RoleAssignmentFactory(role=role, municipality=project.municipality, system=system)


def test_what_is_withdrawn_is_refused():
    shared_task = draft(ProgrammeFactory(), published=True)
    SharedTask.objects.update(withdrawn_at=NOON, withdrawn_by=ConsultantFactory())

    with pytest.raises(SharedTasksWithdrawn):
        preview(shared_task.programme, [shared_task])


def test_the_work_does_not_grow_with_the_projects():
    asked = []
    for number in (1, 3):
        programme = ProgrammeFactory()
        role, first = RoleFactory(), draft(programme)
        shared_tasks = [draft(programme, recommended_executor=role) for _ in range(number)]
        for shared_task in shared_tasks:
            SharedTaskLink.objects.create(
                programme=programme, shared_task=shared_task, other=first, kind="prerequisite"
            )
        for _ in range(number):
            ProjectMemberFactory(project=project(programme), role="leader")
        with CaptureQueriesContext(connection) as captured:
            shown = preview(programme, shared_tasks)
            notices = list(notices_of(shown))
            assert (shown.told, len(notices)) == (number, 2)
        asked.append(len(captured))

    assert asked == [8, 8]
