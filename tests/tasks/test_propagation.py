"""What the centre changes in live tasks, and what stays the municipality's."""

import datetime as dt

import pytest

from projects.locks import lock_programme
from projects.models import Priority
from shared_tasks.models import Anchor
from tasks.lights import Light, light_changes_on, light_on, warning_starts_on
from tasks.models import ProjectFigures, Status, Task
from tasks.propagation import Stays, apply_effects, effects
from tests.factories import (
    NOON,
    TODAY,
    ProgrammeFactory,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db

LIVE = dt.date(2026, 9, 1)
A_WEEK_EARLIER = dt.date(2026, 8, 25)


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def shared_task(programme):
    return SharedTaskFactory(
        programme=programme,
        published=True,
        due_anchor=Anchor.GO_LIVE,
        due_amount=0,
        due_unit="day",
    )


@pytest.fixture
def task(shared_task):
    project = ProjectFactory(programme=shared_task.programme, go_live_on=LIVE)
    return TaskFactory(project=project, shared_task=shared_task, due_on=LIVE)


def reckoned(task, **more):
    """The effects on the one task, of its shared task, project and programme as objects."""
    return effects(
        programme=task.programme,
        shared_tasks=[task.shared_task],
        projects=[task.project],
        on=more.get("on", TODAY),
    )


def earlier(shared_task):
    shared_task.due_amount = -7


def test_when_nothing_is_other_there_is_no_effect(task):
    assert reckoned(task) == []


def test_a_shared_date_moves_the_task_s_date_and_its_light(task):
    earlier(task.shared_task)

    [effect] = reckoned(task, on=dt.date(2026, 8, 20))

    assert (effect.before.due_on, effect.after.due_on) == (LIVE, A_WEEK_EARLIER)
    assert effect.after.shared_due_on == A_WEEK_EARLIER
    assert (effect.before.light, effect.after.light) == (Light.GREEN, Light.YELLOW)
    assert (effect.turns, effect.moves_due_date, effect.stays) == (True, True, None)


def test_working_it_out_writes_nothing(task):
    before = Task.objects.values().get()
    earlier(task.shared_task)

    reckoned(task)

    assert Task.objects.values().get() == before


def test_bringing_it_into_effect_writes_what_was_worked_out(task):
    earlier(task.shared_task)
    on = dt.date(2026, 9, 1)
    found = reckoned(task, on=on)

    assert apply_effects(found) == 1

    now = Task.objects.get()
    assert (now.due_on, now.shared_due_on, now.light, now.light_since, now.revision) == (
        A_WEEK_EARLIER,
        A_WEEK_EARLIER,
        Light.RED,
        on,
        task.revision + 1,
    )
    assert now.light_told_on is None
    assert ProjectFigures.objects.get().red == 1


def test_done_once_it_has_no_more_effect(task):
    earlier(task.shared_task)
    apply_effects(reckoned(task))

    assert reckoned(task) == []
    assert apply_effects([]) == 0


def test_an_agreed_date_stays_and_the_shared_one_moves_beside_it(task):
    agreed = dt.date(2026, 10, 1)
    Task.objects.update(due_on=agreed, due_reason="Ferie")
    earlier(task.shared_task)

    [effect] = reckoned(task)

    assert effect.stays == Stays.LOCAL
    assert (effect.after.due_on, effect.after.shared_due_on) == (agreed, A_WEEK_EARLIER)


def test_an_agreement_outlives_that_the_shared_date_comes_to_it(task):
    Task.objects.update(due_on=A_WEEK_EARLIER, due_reason="Ferie")
    earlier(task.shared_task)
    apply_effects(reckoned(task))
    task.shared_task.due_amount = -14

    [effect] = reckoned(task)

    assert (effect.stays, effect.after.due_on) == (Stays.LOCAL, A_WEEK_EARLIER)


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.NOT_RELEVANT])
def test_what_is_closed_keeps_its_dates(task, status):
    Task.objects.update(
        status=status,
        light=Light.GREEN,
        warns_on=None,
        light_changes_on=None,
        not_relevant_reason="" if status == Status.COMPLETED else "Har vi ikke",
        completed_at=NOON if status == Status.COMPLETED else None,
        completed_by=UserFactory(municipality=task.municipality)
        if status == Status.COMPLETED
        else None,
    )
    earlier(task.shared_task)

    [effect] = reckoned(task)

    assert (effect.stays, effect.is_change) == (Stays.CLOSED, False)
    assert apply_effects([effect]) == 0


def test_phase_theme_priority_and_kind_follow_also_where_it_is_closed(task):
    Task.objects.update(status=Status.NOT_RELEVANT, not_relevant_reason="Har vi ikke")
    other = SharedTaskFactory(programme=task.programme)
    task.shared_task.phase, task.shared_task.theme = other.phase, other.theme
    task.shared_task.priority, task.shared_task.kind = Priority.CRITICAL, "milestone"

    apply_effects(reckoned(task))

    now = Task.objects.get()
    assert (now.phase, now.theme, now.priority, now.kind) == (
        other.phase,
        other.theme,
        Priority.CRITICAL,
        "milestone",
    )


def test_a_start_that_the_municipality_has_chosen_stays(task):
    chosen = dt.date(2026, 7, 15)
    Task.objects.update(starts_on=chosen)
    task.shared_task.start_anchor = Anchor.GO_LIVE
    task.shared_task.start_amount, task.shared_task.start_unit = -1, "month"
    earlier(task.shared_task)

    apply_effects(reckoned(task))

    now = Task.objects.get()
    assert (now.starts_on, now.shared_starts_on) == (chosen, dt.date(2026, 8, 1))


def test_a_start_after_the_due_date_is_left_out(task):
    Task.objects.update(starts_on=dt.date(2026, 8, 31))
    earlier(task.shared_task)

    apply_effects(reckoned(task))

    assert Task.objects.get().starts_on is None


def test_an_anchor_without_a_date_makes_the_task_grey_never_wrong(task):
    task.project.go_live_on = None

    apply_effects(reckoned(task))

    now = Task.objects.get()
    assert (now.due_on, now.light, now.light_changes_on) == (None, Light.GREY, None)


def test_a_wave_s_date_moves_the_projects_that_follow_it(shared_task):
    wave = WaveFactory(programme=shared_task.programme, go_live_on=LIVE)
    follows = ProjectFactory(programme=shared_task.programme, wave=wave, go_live_on=None)
    own = ProjectFactory(programme=shared_task.programme, wave=wave, go_live_on=LIVE)
    for project in (follows, own):
        TaskFactory(project=project, shared_task=shared_task, due_on=LIVE)
    wave.go_live_on = A_WEEK_EARLIER
    follows.wave = own.wave = wave

    [effect] = effects(
        programme=shared_task.programme,
        shared_tasks=[shared_task],
        projects=[follows, own],
        on=TODAY,
    )

    assert effect.after.project_id == follows.pk
    assert effect.after.due_on == A_WEEK_EARLIER


def test_a_longer_warning_turns_lights(task):
    Task.objects.update(due_on=dt.date(2026, 3, 20), shared_due_on=dt.date(2026, 3, 20))
    task.shared_task.due_anchor, task.shared_task.due_fixed_on = Anchor.FIXED, dt.date(2026, 3, 20)
    task.shared_task.due_amount, task.shared_task.due_unit = None, ""
    task.programme.warning_days_mandatory = 20

    [effect] = reckoned(task)

    assert (effect.before.light, effect.after.light) == (Light.GREEN, Light.YELLOW)


def test_what_is_withdrawn_turns_grey_and_comes_back_as_it_was(task):
    task.shared_task.withdrawn_at = NOON
    apply_effects(reckoned(task, on=LIVE))
    withdrawn = Task.objects.get()
    assert (withdrawn.is_withdrawn, withdrawn.light, withdrawn.light_changes_on) == (
        True,
        Light.GREY,
        None,
    )
    assert ProjectFigures.objects.get().total == 0

    task.shared_task.withdrawn_at = None
    apply_effects(reckoned(task, on=LIVE))

    now = Task.objects.get()
    assert (now.is_withdrawn, now.light, now.due_on) == (False, Light.YELLOW, LIVE)
    assert ProjectFigures.objects.get().total == 1


def test_udgivelsen_is_the_day_the_task_came_to_the_project(task):
    Task.objects.update(arrived_on=dt.date(2026, 4, 1))
    task.shared_task.due_anchor, task.shared_task.due_amount = Anchor.PUBLICATION, 5

    [effect] = reckoned(task)

    assert effect.after.due_on == dt.date(
        2026, 4, 1
    )  # 6 April, Easter Monday, comes back to Wednesday


def test_what_it_writes_is_what_the_rules_of_lights_say(task):
    earlier(task.shared_task)
    apply_effects(reckoned(task))

    now = Task.objects.select_related("programme").get()
    warns_on = warning_starts_on(
        programme=now.programme, priority=now.priority, status=now.status, due_on=now.due_on
    )
    assert (now.warns_on, now.light, now.light_changes_on) == (
        warns_on,
        light_on(now, TODAY),
        light_changes_on(now, TODAY),
    )


@pytest.mark.parametrize("count", [1, 3])
def test_many_projects_cost_no_more_queries_than_one(shared_task, count, django_assert_num_queries):
    projects = ProjectFactory.create_batch(count, programme=shared_task.programme, go_live_on=LIVE)
    for project in projects:
        TaskFactory(project=project, shared_task=shared_task, due_on=LIVE)
    earlier(shared_task)

    # The tasks, the checks made immediate, the tasks written, the figures.
    with django_assert_num_queries(4):
        found = effects(
            programme=shared_task.programme, shared_tasks=[shared_task], projects=projects, on=TODAY
        )
        assert apply_effects(found) == count


def test_a_programme_is_held_by_its_number(programme, django_assert_num_queries):
    with django_assert_num_queries(1):
        lock_programme(programme.pk)
