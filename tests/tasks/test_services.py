"""What can be done to a task, and what follows from it in the same transaction."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tasks import services
from tasks.figures import refresh_figures
from tasks.lights import Light
from tasks.models import InternalNotes, ProjectFigures, Status, Task
from tasks.services import ALLOWED, StatusNotReachable, TaskChangedMeanwhile, TaskWithdrawn
from tests.factories import NOON, TODAY, ProjectFactory, TaskFactory, UserFactory
from tests.tasks.people import member

pytestmark = pytest.mark.django_db

LATE, SOON = TODAY - dt.timedelta(days=3), TODAY + dt.timedelta(days=1)
REASON = {Status.NOT_RELEVANT: "Løst i et andet projekt"}


def task_with(status, **facts):
    done = status == Status.COMPLETED
    project = ProjectFactory()
    return TaskFactory(
        project=project,
        status=status,
        not_relevant_reason=REASON.get(status, ""),
        completed_at=NOON if done else None,
        completed_by=UserFactory(municipality=project.municipality) if done else None,
        **facts,
    )


def move_shared_dates(shared_task, *, starts_on, due_on):
    """As the centre's rules say now; what is closed has not followed."""
    type(shared_task).objects.filter(pk=shared_task.pk).update(
        start_anchor="fixed" if starts_on else "",
        start_fixed_on=starts_on,
        due_anchor="fixed",
        due_fixed_on=due_on,
    )


def change(task, status, **more):
    return services.change_status(
        task=task,
        status=status,
        reason=REASON.get(status, ""),
        by=more.pop("by", None) or UserFactory(municipality=task.municipality),
        at=NOON,
        revision=more.pop("revision", task.revision),
    )


@pytest.mark.parametrize("now", Status)
@pytest.mark.parametrize("wished", Status)
def test_a_status_follows_only_those_it_may(now, wished):
    task = task_with(now)

    if wished in ALLOWED[now]:
        assert change(task, wished).status == wished
    else:
        with pytest.raises(StatusNotReachable):
            change(task, wished)
        assert Task.objects.get().status == now


def test_completing_says_when_and_by_whom_and_turns_the_task_green():
    task = TaskFactory(due_on=LATE)
    user = UserFactory(municipality=task.municipality)
    refresh_figures([task.project_id])

    change(task, Status.COMPLETED, by=user)

    task.refresh_from_db()
    assert (task.completed_by, task.completed_at, task.light) == (user, NOON, Light.GREEN)
    assert (task.light_since, task.light_changes_on, task.warns_on) == (TODAY, None, None)
    figures = ProjectFigures.objects.get()
    assert (figures.red, figures.green, figures.closed, figures.light) == (0, 1, 1, Light.GREEN)


def test_opening_a_task_again_forgets_who_completed_it_and_brings_back_its_light():
    task = task_with(
        Status.COMPLETED,
        due_on=LATE,
        shared_task__due_anchor="fixed",
        shared_task__due_fixed_on=LATE,
    )

    change(task, Status.IN_PROGRESS)

    task.refresh_from_db()
    assert (task.completed_by, task.completed_at, task.light) == (None, None, Light.RED)
    assert ProjectFigures.objects.get().overdue_mandatory == 1


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.NOT_RELEVANT])
def test_a_task_that_is_opened_again_catches_up_on_the_shared_dates(status):
    task = task_with(status, due_on=LATE, starts_on=None)
    move_shared_dates(task.shared_task, starts_on=TODAY, due_on=SOON)

    change(task, min(ALLOWED[status]))

    task.refresh_from_db()
    assert (task.starts_on, task.due_on) == (TODAY, SOON)
    assert (task.shared_starts_on, task.shared_due_on) == (TODAY, SOON)
    assert (task.light, task.revision) == (Light.YELLOW, 2)


def test_a_task_that_is_opened_again_keeps_the_due_date_agreed_on():
    task = task_with(Status.COMPLETED, due_on=LATE, shared_due_on=TODAY, due_reason="Aftalt")
    move_shared_dates(task.shared_task, starts_on=None, due_on=SOON)

    change(task, Status.IN_PROGRESS)

    task.refresh_from_db()
    assert (task.due_on, task.shared_due_on, task.light) == (LATE, SOON, Light.RED)


def test_a_task_that_is_closed_or_begun_keeps_its_dates():
    task = task_with(Status.NOT_STARTED, due_on=LATE)
    move_shared_dates(task.shared_task, starts_on=None, due_on=SOON)

    change(task, Status.IN_PROGRESS)
    change(task, Status.COMPLETED, revision=2)

    assert Task.objects.get().due_on == LATE


def test_what_is_withdrawn_is_not_changed():
    task = TaskFactory()
    Task.objects.update(is_withdrawn=True)

    with pytest.raises(TaskWithdrawn):
        change(task, Status.IN_PROGRESS)
    with pytest.raises(TaskWithdrawn):
        services.write_internal_notes(task=task, internal_notes="Nyt", at=NOON, revision=1)

    assert (Task.objects.get().status, Task.objects.get().revision) == (Status.NOT_STARTED, 1)


def test_a_reason_stands_only_while_the_task_is_not_relevant():
    task = change(TaskFactory(), Status.NOT_RELEVANT)
    assert Task.objects.get().not_relevant_reason == REASON[Status.NOT_RELEVANT]

    change(task, Status.NOT_STARTED)
    assert Task.objects.get().not_relevant_reason == ""


def test_a_change_of_what_is_no_longer_so_is_refused_and_shows_how_it_is():
    task = TaskFactory()
    change(task, Status.IN_PROGRESS)

    with pytest.raises(TaskChangedMeanwhile) as refusal:
        change(task, Status.COMPLETED, revision=1)

    assert (refusal.value.task.status, refusal.value.task.revision) == (Status.IN_PROGRESS, 2)
    assert Task.objects.get().status == Status.IN_PROGRESS


def test_people_are_assigned():
    task = TaskFactory()
    anna, bo = UserFactory.create_batch(2, municipality=task.municipality)

    services.assign_people(task=task, responsible=anna, executor=bo, at=NOON, revision=1)

    task.refresh_from_db()
    assert (task.responsible, task.executor, task.revision) == (anna, bo, 2)


@pytest.mark.parametrize("part", ["responsible", "executor"])
def test_a_person_from_another_municipality_cannot_be_assigned(part):
    task = TaskFactory()
    people = {"responsible": None, "executor": None, part: UserFactory()}

    with pytest.raises(IntegrityError), transaction.atomic():
        services.assign_people(task=task, at=NOON, revision=1, **people)

    assert Task.objects.get().revision == 1


def test_a_local_due_date_keeps_the_shared_one_beside_it_and_moves_the_light():
    task = TaskFactory(due_on=LATE)

    services.plan_dates(
        task=task,
        starts_on=None,
        due_on=TODAY + dt.timedelta(days=60),
        due_reason="Aftalt med leverandøren",
        at=NOON,
        revision=1,
    )

    task.refresh_from_db()
    assert (task.shared_due_on, task.light, task.is_due_date_local) == (LATE, Light.GREEN, True)
    assert ProjectFigures.objects.get().light == Light.GREEN


def test_going_back_to_the_shared_date_drops_the_reason():
    task = TaskFactory(due_on=LATE, shared_due_on=TODAY, due_reason="Aftalt")

    services.plan_dates(
        task=task, starts_on=None, due_on=TODAY, due_reason="Aftalt", at=NOON, revision=1
    )

    task.refresh_from_db()
    assert (task.due_on, task.due_reason) == (TODAY, "")


def test_notes_are_replaced():
    task = TaskFactory()

    services.write_internal_notes(task=task, internal_notes="Spørg Bo", at=NOON, revision=1)

    assert InternalNotes.objects.get().text == "Spørg Bo"


def test_notes_leave_no_trace_on_the_task_but_its_revision():
    task = TaskFactory()

    services.write_internal_notes(task=task, internal_notes="Spørg Bo", at=NOON, revision=1)
    services.write_internal_notes(task=task, internal_notes="", at=NOON, revision=2)

    events = InternalNotes.objects.get().events.order_by("pgh_id")
    assert list(events.values_list("text", "revision")) == [("Spørg Bo", 2), ("", 3)]
    assert (Task.objects.get().revision, task.events.count()) == (3, 1)


def test_a_change_that_changes_nothing_leaves_no_trace():
    task = TaskFactory(internal_notes="Spørg Bo")
    user = member(task)
    task.responsible = user
    task.save()
    before = task.events.count()

    services.assign_people(task=task, responsible=user, executor=None, at=NOON, revision=1)
    services.plan_dates(
        task=task, starts_on=None, due_on=task.due_on, due_reason="", at=NOON, revision=1
    )
    services.write_internal_notes(task=task, internal_notes="Spørg Bo", at=NOON, revision=1)

    task.refresh_from_db()
    assert (task.revision, task.events.count()) == (1, before)


def test_a_new_light_is_told_again_and_an_old_one_is_not():
    told = TaskFactory(due_on=LATE)
    Task.objects.update(light_told_on=TODAY)

    change(told, Status.IN_PROGRESS)
    assert Task.objects.get().light_told_on == TODAY

    change(Task.objects.get(), Status.COMPLETED)
    assert Task.objects.get().light_told_on is None
