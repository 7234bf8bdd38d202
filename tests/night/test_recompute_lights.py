"""What the passing of a day does to lights and figures."""

import datetime as dt
import random
import threading

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from projects.models import Priority
from tasks.figures import refresh_figures
from tasks.lights import Light, light_changes_on, light_on
from tasks.models import ProjectFigures, Status, Task
from tasks.recomputing import recompute_lights
from tests.factories import TODAY, ProjectFactory, TaskFactory, UserFactory

DUE = dt.date(2026, 3, 11)
WARNS = dt.date(2026, 3, 4)  # five working days before
DAY = dt.timedelta(days=1)


def task_due(due_on=DUE, **fields):
    task = TaskFactory(due_on=due_on, **fields)
    refresh_figures([task.project_id])
    return task


def lit(task):
    task.refresh_from_db()
    return Light(task.light), task.light_since, task.light_changes_on


@pytest.mark.django_db
class TestOneTask:
    def test_it_turns_yellow_on_the_day_the_warning_starts(self):
        task = task_due()

        assert recompute_lights(on=WARNS - DAY) == {}
        assert recompute_lights(on=WARNS) == {Light.YELLOW: 1}
        assert lit(task) == (Light.YELLOW, WARNS, DUE + DAY)

    def test_it_turns_red_the_day_after_the_due_date(self):
        task = task_due()
        recompute_lights(on=WARNS)

        assert recompute_lights(on=DUE) == {}
        assert recompute_lights(on=DUE + DAY) == {Light.RED: 1}
        assert lit(task) == (Light.RED, DUE + DAY, None)

    def test_missed_nights_are_made_up_with_the_day_the_light_truly_came(self):
        warned, late = task_due(DUE + 30 * DAY), task_due()
        on = warned.warns_on + 2 * DAY

        assert recompute_lights(on=on) == {Light.YELLOW: 1, Light.RED: 1}
        assert lit(warned) == (Light.YELLOW, warned.warns_on, DUE + 31 * DAY)
        assert lit(late) == (Light.RED, DUE + DAY, None)

    def test_a_night_before_the_last_changes_nothing(self):
        task = task_due()
        recompute_lights(on=DUE + DAY)
        before = lit(task)

        assert recompute_lights(on=WARNS) == {}
        assert lit(task) == before

    def test_a_change_is_to_be_told_again(self):
        task = task_due(light_told_on=TODAY)

        recompute_lights(on=WARNS)

        task.refresh_from_db()
        assert task.light_told_on is None

    def test_the_clocks_going_forward_or_back_moves_no_light(self):
        forward, back = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
        in_march, in_october = task_due(forward - DAY), task_due(back - DAY)

        recompute_lights(on=forward)
        assert lit(in_march)[:2] == (Light.RED, forward)
        recompute_lights(on=back)
        assert lit(in_october)[:2] == (Light.RED, back)


@pytest.mark.django_db
def test_only_rows_whose_date_has_come_are_written():
    due, later = task_due(), task_due(DUE + 60 * DAY)
    places = "SELECT id, ctid::text FROM tasks_task ORDER BY id"
    with connection.cursor() as cursor:
        cursor.execute(places)
        before = dict(cursor.fetchall())
        recompute_lights(on=WARNS)
        cursor.execute(places)
        after = dict(cursor.fetchall())

    assert {pk for pk in before if before[pk] != after[pk]} == {due.pk}
    assert later.pk in after


@pytest.mark.django_db
def test_a_second_run_finds_nothing_to_do():
    task = task_due()
    recompute_lights(on=DUE + DAY)
    Task.objects.update(light_told_on=DUE + DAY)

    assert recompute_lights(on=DUE + DAY) == {}
    task.refresh_from_db()
    assert task.light_told_on == DUE + DAY


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_lights_and_figures_come_out_as_if_worked_out_afresh(seed):
    dice = random.Random(seed)  # noqa: S311  # not a secret
    projects = [ProjectFactory() for _ in range(3)]
    user = UserFactory(municipality=projects[0].municipality)
    for _ in range(25):
        project = dice.choice(projects)
        status = dice.choice([Status.NOT_STARTED, Status.IN_PROGRESS, Status.NOT_RELEVANT])
        TaskFactory(
            project=project,
            shared_task__priority=dice.choice(Priority.values),
            status=status,
            not_relevant_reason="Nej." if status == Status.NOT_RELEVANT else "",
            due_on=dice.choice([None, TODAY + dice.randrange(-20, 40) * DAY]),
        )
    assert user.pk
    refresh_figures([project.pk for project in projects])
    on = TODAY

    for _ in range(4):
        on += dice.randrange(1, 12) * DAY
        recompute_lights(on=on)
        kept = list(ProjectFigures.objects.order_by("pk").values())
        refresh_figures([project.pk for project in projects])
        assert kept == list(ProjectFigures.objects.order_by("pk").values())
    for task in Task.objects.all():
        assert (task.light, task.light_changes_on) == (
            light_on(task, on),
            light_changes_on(task, on),
        )


@pytest.mark.django_db
def test_figures_that_were_wrong_are_counted_again_instead_of_stopping_the_night(caplog):
    task = task_due()
    ProjectFigures.objects.update(green=0)

    assert recompute_lights(on=WARNS) == {Light.YELLOW: 1}
    figures = ProjectFigures.objects.get(project=task.project)
    assert (figures.green, figures.yellow, figures.light) == (0, 1, Light.YELLOW)
    assert caplog.messages == ["Figures were wrong and are recounted"]


@pytest.mark.django_db
def test_a_project_without_tasks_has_figures_of_nothing():
    project = ProjectFactory()

    refresh_figures([project.pk])

    figures = ProjectFigures.objects.get()
    assert (figures.total, figures.light, figures.critical_light) == (0, Light.GREY, Light.GREY)


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_tasks():
    task_due()
    with CaptureQueriesContext(connection) as one:
        recompute_lights(on=WARNS)
    for _ in range(3):
        task_due(DUE + 30 * DAY)
    with CaptureQueriesContext(connection) as three:
        recompute_lights(on=DUE + 40 * DAY)

    assert len(three) == len(one)


@pytest.mark.django_db(transaction=True)
def test_two_nights_at_once_do_what_one_would():
    for _ in range(6):
        task_due()
    turned, start = [], threading.Barrier(2)

    def night():
        start.wait()
        try:
            turned.append(recompute_lights(on=DUE + DAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=night) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(counter[Light.RED] for counter in turned) == [0, 6]
    assert Task.objects.filter(light=Light.RED).count() == 6
    assert Task.objects.exclude(light_since=F("due_on") + DAY).count() == 0
    assert set(ProjectFigures.objects.values_list("red", "total")) == {(1, 1)}
