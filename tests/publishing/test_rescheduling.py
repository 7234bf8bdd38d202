"""Moving a go-live: what it does to tasks, what it leaves, and that it does what was shown."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from projects.models import Project, Wave
from projects.waves import WaveGone
from publishing.go_live.rescheduling import (
    GoesLiveBeforeStart,
    change_wave,
    impact_of_change_of_wave,
    impact_of_go_live,
    impact_of_wave,
    move_go_live,
    move_wave,
)
from publishing.impact import ImpactChanged
from publishing.publications import Receivers
from shared_tasks.models import SharedTask
from tasks.lights import Light
from tasks.models import ProjectFigures, Status, Task
from tests.factories import NOON, TODAY, ProgrammeFactory, ProjectFactory, UserFactory
from tests.publishing.waves import (
    DAY_BEFORE,
    GO_LIVE,
    LATER_LIVE,
    LIVE,
    ONE_HOUR,
    SOON,
    STARTS,
    WAVE_START,
    due_dates,
    editor_at,
    following,
    go_live_mails,
    programme_of,
    published,
    wave_of,
)
from tests.refused import refused_by


@pytest.fixture
def programme():
    return programme_of()


@pytest.fixture
def wave(programme):
    return wave_of(programme)


@pytest.fixture
def editor(programme):
    return editor_at(programme)


@pytest.fixture
def project(wave):
    return following(wave)


def totals(move):
    counted = {"projects": len(move.affected), **move.totals}
    return {name: count for name, count in counted.items() if count}


@pytest.mark.django_db
class TestAProjectsOwnDate:
    def test_moves_its_tasks_dates_lights_and_figures(self, project, editor):
        published(project.programme, GO_LIVE, DAY_BEFORE, WAVE_START)

        move = move_go_live(project=project, go_live_on=SOON, by=editor, at=NOON)

        assert due_dates(project) == [SOON, TODAY, dt.date(2026, 3, 4)]
        lights = Task.objects.order_by("shared_task").values_list("light", flat=True)
        assert list(lights) == [Light.YELLOW] * 3
        figures = ProjectFigures.objects.get(project=project)
        assert (figures.yellow, figures.green) == (3, 0)
        assert totals(move) == {"projects": 1, "moved": 2, "yellowed": 2}

    def test_leaves_the_other_projects_of_the_wave(self, wave, project, editor):
        other = following(wave)
        published(wave.programme, GO_LIVE)

        move_go_live(project=project, go_live_on=LATER_LIVE, by=editor, at=NOON)

        assert (due_dates(project), due_dates(other)) == ([LATER_LIVE], [LIVE])

    def test_goes_and_the_wave_is_followed_again(self, wave, editor):
        project = following(wave, go_live_on=LATER_LIVE)
        published(wave.programme, GO_LIVE)

        move_go_live(project=project, go_live_on=None, by=editor, at=NOON)

        project.refresh_from_db()
        assert (project.go_live_on, due_dates(project)) == (None, [LIVE])

    def test_leaves_agreed_and_closed_tasks_and_says_so(self, project, editor):
        local, done, not_relevant = published(project.programme, GO_LIVE, GO_LIVE, GO_LIVE)
        agreed = dt.date(2026, 10, 1)
        Task.objects.filter(shared_task=local).update(due_on=agreed, due_reason="Ferie")
        user = UserFactory(municipality=project.municipality)
        Task.objects.filter(shared_task=done).update(
            status=Status.COMPLETED, completed_at=NOON, completed_by=user
        )
        Task.objects.filter(shared_task=not_relevant).update(
            status=Status.NOT_RELEVANT, not_relevant_reason="Bruges ikke"
        )

        move = move_go_live(project=project, go_live_on=LATER_LIVE, by=editor, at=NOON)

        assert due_dates(project) == [agreed, LIVE, LIVE]
        assert Task.objects.get(shared_task=local).shared_due_on == LATER_LIVE
        assert totals(move) == {"projects": 1, "kept_local": 1, "kept_closed": 2}

    def test_brings_withdrawn_tasks_along_unseen(self, project, editor):
        published(project.programme, GO_LIVE)
        SharedTask.objects.update(withdrawn_at=NOON, withdrawn_by=editor)
        Task.objects.update(is_withdrawn=True, light=Light.GREY, light_changes_on=None)

        move = move_go_live(project=project, go_live_on=LATER_LIVE, by=editor, at=NOON)

        assert (due_dates(project), totals(move)) == ([LATER_LIVE], {"projects": 1})

    def test_is_refused_before_the_wave_starts(self, project, editor):
        with pytest.raises(GoesLiveBeforeStart):
            move_go_live(
                project=project, go_live_on=STARTS - dt.timedelta(days=1), by=editor, at=NOON
            )

    def test_is_foreseen_just_as_it_then_is_and_nothing_is_written(self, project, editor):
        published(project.programme, GO_LIVE, DAY_BEFORE)
        before = list(Task.objects.values()), list(Project.objects.values())

        foreseen = impact_of_go_live(project=project, go_live_on=SOON, on=TODAY)

        assert (list(Task.objects.values()), list(Project.objects.values())) == before
        done = move_go_live(
            project=project, go_live_on=SOON, by=editor, at=NOON, shown=foreseen.fingerprint
        )
        assert (foreseen.projects, foreseen.effects) == (done.projects, done.effects)

    def test_a_second_time_does_nothing_and_tells_nobody(self, project, editor):
        published(project.programme, GO_LIVE)
        move_go_live(project=project, go_live_on=LATER_LIVE, by=editor, at=NOON)
        before = list(Task.objects.values())

        again = move_go_live(project=project, go_live_on=LATER_LIVE, by=editor, at=NOON)

        assert (again.is_change, totals(again)) == (False, {})
        assert (list(Task.objects.values()), go_live_mails().count()) == (before, 1)

    def test_to_and_fro_on_one_day_is_told_each_time(self, project, editor):
        for hour, date in enumerate((LATER_LIVE, LIVE, LATER_LIVE)):
            move_go_live(project=project, go_live_on=date, by=editor, at=NOON + hour * ONE_HOUR)

        assert [mail.subject.split(":")[0] for mail in go_live_mails()] == [
            "Idriftsættelsen er flyttet til 1. december 2026",
            "Idriftsættelsen er flyttet til 1. september 2026",
            "Idriftsættelsen er flyttet til 1. december 2026",
        ]


@pytest.mark.django_db
class TestAWave:
    def test_takes_those_along_who_follow_it(self, wave, editor):
        follower, own = following(wave), following(wave, go_live_on=LIVE)
        elsewhere = following(wave_of(wave.programme, 2))
        published(wave.programme, GO_LIVE)

        move = move_wave(wave=wave, starts_on=STARTS, go_live_on=LATER_LIVE, by=editor, at=NOON)

        assert [due_dates(one) for one in (follower, own, elsewhere)] == [
            [LATER_LIVE],
            [LIVE],
            [LIVE],
        ]
        assert [one.project for one in move.affected] == [follower]
        assert [one.project for one in move.staying] == [own]

    def test_whose_start_moves_moves_what_is_counted_from_it_everywhere(self, wave, editor):
        follower, own = following(wave), following(wave, go_live_on=LATER_LIVE)
        published(wave.programme, GO_LIVE, WAVE_START)
        starts_on = STARTS + dt.timedelta(days=14)

        move = move_wave(wave=wave, starts_on=starts_on, go_live_on=LIVE, by=editor, at=NOON)

        assert due_dates(follower) == [LIVE, dt.date(2026, 3, 18)]
        assert due_dates(own) == [LATER_LIVE, dt.date(2026, 3, 18)]
        assert totals(move) == {"projects": 2, "moved": 2, "eased": 2}

    def test_without_dates_leaves_tasks_grey(self, wave, editor):
        project = following(wave)
        published(wave.programme, GO_LIVE)

        move_wave(wave=wave, starts_on=None, go_live_on=None, by=editor, at=NOON)

        task = Task.objects.get(project=project)
        assert (task.due_on, task.light) == (None, Light.GREY)

    def test_names_those_whose_own_date_comes_before_its_start(self, wave, editor):
        early = following(wave, go_live_on=LIVE)

        move = impact_of_wave(
            wave=wave, starts_on=dt.date(2026, 10, 1), go_live_on=LATER_LIVE, on=TODAY
        )

        assert [one.project for one in move.too_early] == [early]

    def test_does_not_go_live_before_it_starts(self, wave, editor):
        with pytest.raises(GoesLiveBeforeStart):
            move_wave(wave=wave, starts_on=LIVE, go_live_on=STARTS, by=editor, at=NOON)

    def test_that_is_gone_is_said_to_be(self, wave, editor):
        gone = Wave.objects.get()
        wave.delete()

        with pytest.raises(WaveGone):
            move_wave(wave=gone, starts_on=None, go_live_on=LIVE, by=editor, at=NOON)

    def test_tells_each_leader_once(self, wave, editor):
        projects = [following(wave), following(wave)]
        nobody = ProjectFactory(programme=wave.programme, wave=wave, go_live_on=None)
        gone = following(wave)
        leader = gone.members.get().user
        leader.is_active, leader.deactivated_at = False, NOON
        leader.save()
        published(wave.programme, GO_LIVE, GO_LIVE)

        move_wave(wave=wave, starts_on=STARTS, go_live_on=LATER_LIVE, by=editor, at=NOON)

        told = [mail.recipient for mail in go_live_mails()]
        assert sorted(told, key=lambda user: user.pk) == [
            project.members.get().user for project in projects
        ]
        assert due_dates(nobody) == [LATER_LIVE] * 2

    def test_asks_as_much_for_three_projects_as_for_one(self, django_assert_num_queries):
        for number in (1, 3):
            wave = wave_of(programme_of(f"Leverandør {number}"))
            for _ in range(number):
                following(wave)
            published(wave.programme, *[GO_LIVE] * number)
            editor = editor_at(wave.programme)
            with django_assert_num_queries(16):
                move_wave(wave=wave, starts_on=STARTS, go_live_on=SOON, by=editor, at=NOON)
            with django_assert_num_queries(5):
                impact_of_wave(wave=wave, starts_on=STARTS, go_live_on=LIVE, on=TODAY)


@pytest.mark.django_db
class TestAnotherWave:
    def test_brings_its_dates_and_what_is_published_to_it(self, wave, editor):
        second = wave_of(wave.programme, 2, go_live_on=LATER_LIVE)
        project = following(wave)
        ours = published(wave.programme, GO_LIVE, receivers=Receivers.waves([wave.pk]))
        theirs = published(wave.programme, GO_LIVE, receivers=Receivers.waves([second.pk]))

        foreseen = impact_of_change_of_wave(projects=[project], wave=second, on=TODAY)
        move = change_wave(
            projects=[project], wave=second, by=editor, at=NOON, shown=foreseen.fingerprint
        )

        project.refresh_from_db()
        assert project.wave == second
        found = dict(Task.objects.values_list("shared_task", "due_on"))
        assert found == {ours[0].pk: LATER_LIVE, theirs[0].pk: LATER_LIVE}
        assert totals(move) == {"projects": 1, "moved": 1, "arriving": 1}
        assert ProjectFigures.objects.get(project=project).total == 2

    def test_leaves_a_date_of_the_project_s_own(self, wave, editor):
        second = wave_of(wave.programme, 2, go_live_on=LATER_LIVE)
        project = following(wave, go_live_on=LIVE)
        published(wave.programme, GO_LIVE)

        move = change_wave(projects=[project], wave=second, by=editor, at=NOON)

        assert due_dates(project) == [LIVE]
        assert [one.project for one in move.staying] == [project]
        assert [mail.subject for mail in go_live_mails()] == [
            f"Jeres kommune er flyttet til Bølge 2: {wave.programme.name}"
        ]

    def test_takes_in_those_who_were_in_none(self, wave, editor):
        project = ProjectFactory(programme=wave.programme, go_live_on=None)
        published(wave.programme, GO_LIVE)

        change_wave(projects=[project], wave=wave, by=editor, at=NOON)

        assert due_dates(project) == [LIVE]

    def test_a_second_time_does_nothing(self, wave, project, editor):
        move = change_wave(projects=[project], wave=wave, by=editor, at=NOON)

        assert (move.is_change, go_live_mails().count()) == (False, 0)

    def test_of_another_programme_is_refused(self, project, editor):
        other = wave_of(ProgrammeFactory())

        with refused_by("project_wave_in_same_programme"):
            change_wave(projects=[project], wave=other, by=editor, at=NOON)

    def test_asks_as_much_for_three_projects_as_for_one(self, django_assert_num_queries):
        for number in (1, 3):
            first = wave_of(programme_of(f"Leverandør {number}"))
            second = wave_of(first.programme, 2, go_live_on=LATER_LIVE)
            projects = [following(first) for _ in range(number)]
            published(first.programme, GO_LIVE)
            published(first.programme, GO_LIVE, receivers=Receivers.waves([second.pk]))
            editor = editor_at(first.programme)
            with django_assert_num_queries(22):
                change_wave(projects=projects, wave=second, by=editor, at=NOON)


@pytest.mark.django_db
class TestWhatWasShown:
    def test_is_done_when_it_is_still_so(self, wave, project, editor):
        published(wave.programme, GO_LIVE)
        seen = impact_of_wave(
            wave=wave, starts_on=STARTS, go_live_on=LATER_LIVE, on=TODAY
        ).fingerprint

        move_wave(
            wave=wave, starts_on=STARTS, go_live_on=LATER_LIVE, by=editor, at=NOON, shown=seen
        )

        assert due_dates(project) == [LATER_LIVE]

    @pytest.mark.parametrize(
        "meanwhile",
        [
            lambda wave, project: Wave.objects.update(go_live_on=SOON),
            lambda wave, project: following(wave),
            lambda wave, project: Project.objects.update(go_live_on=SOON),
            lambda wave, project: Task.objects.update(due_reason="Ferie", due_on=SOON),
        ],
        ids=["the wave moved", "another joined", "one got its own date", "a date was agreed"],
    )
    def test_is_not_done_when_something_else_would_happen(self, wave, project, editor, meanwhile):
        published(wave.programme, GO_LIVE)
        seen = impact_of_wave(
            wave=wave, starts_on=STARTS, go_live_on=LATER_LIVE, on=TODAY
        ).fingerprint
        meanwhile(wave, project)
        before = list(Wave.objects.values()), list(Task.objects.values())

        with pytest.raises(ImpactChanged) as told:
            move_wave(
                wave=wave, starts_on=STARTS, go_live_on=LATER_LIVE, by=editor, at=NOON, shown=seen
            )

        assert (list(Wave.objects.values()), list(Task.objects.values())) == before
        now = impact_of_wave(wave=wave, starts_on=STARTS, go_live_on=LATER_LIVE, on=TODAY)
        assert told.value.impact.fingerprint == now.fingerprint

    def test_is_not_done_the_day_after_when_lights_are_others(self, wave, project, editor):
        published(wave.programme, GO_LIVE)
        before, after = dt.date(2026, 2, 20), NOON
        seen = impact_of_wave(wave=wave, starts_on=STARTS, go_live_on=SOON, on=before).fingerprint

        with pytest.raises(ImpactChanged):
            move_wave(wave=wave, starts_on=STARTS, go_live_on=SOON, by=editor, at=after, shown=seen)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_a_wave_at_once_the_second_is_shown_what_is_now():
    wave = wave_of(programme_of())
    project = following(wave)
    published(wave.programme, GO_LIVE)
    editors = [editor_at(wave.programme) for _ in range(2)]
    dates = [LATER_LIVE, SOON]
    marks = [
        impact_of_wave(wave=wave, starts_on=STARTS, go_live_on=date, on=TODAY).fingerprint
        for date in dates
    ]
    both_ready = Barrier(2)

    def press(editor, date, seen):
        both_ready.wait()
        try:
            move_wave(wave=wave, starts_on=STARTS, go_live_on=date, by=editor, at=NOON, shown=seen)
        except ImpactChanged as told:
            return told.impact.projects[0].before.go_live_on
        finally:
            connection.close()
        return "moved"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(press, editors, dates, marks))

    [winner] = [date for date, outcome in zip(dates, outcomes, strict=True) if outcome == "moved"]
    assert sorted(map(str, outcomes)) == sorted(["moved", str(winner)])
    assert due_dates(project) == [winner]
    assert go_live_mails().count() == 1
