"""Several tasks changed in one go, and changed back."""

import datetime as dt

import pytest

from projects.models import ProjectMember
from tasks import services
from tasks.figures import refresh_figures
from tasks.lights import Light
from tasks.models import ProjectFigures, Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.refused import refused_by
from tests.workplace.factories import BulkChangeFactory
from workplace.bulk.changing import (
    MOST_AT_ONCE,
    UNDO_WITHIN,
    TooManyAtOnce,
    UndoneTooLate,
    change_tasks,
    undo_change,
)
from workplace.bulk.edits import BulkEntry, NewDueDate, NewPeople, NewStatus, NotChanged
from workplace.models import BulkChange

pytestmark = pytest.mark.django_db

LATE = TODAY - dt.timedelta(days=3)
LATER = TODAY + dt.timedelta(days=60)
DONE = NewStatus(Status.COMPLETED)


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


def change(tasks, edit, by, **seen):
    chosen = {task.pk: task.revision for task in tasks} | {int(k[1:]): v for k, v in seen.items()}
    return change_tasks(chosen=chosen, edit=edit, by=by, at=NOON)


def outcome(change):
    return {entry.task: entry.why for entry in BulkEntry.read(change.entries)}


def state(**where):
    rows = Task.objects.filter(**where).order_by("pk").values()
    return [{k: v for k, v in row.items() if k != "revision"} for row in rows]


def test_tasks_are_completed_in_one_go_and_counted_at_once(project, leader):
    tasks = TaskFactory.create_batch(3, project=project, due_on=LATE)
    refresh_figures([project.pk])

    made = change(tasks, DONE, leader)

    assert outcome(made) == dict.fromkeys([task.pk for task in tasks], "")
    assert set(Task.objects.values_list("status", "completed_by", "light", "revision")) == {
        (Status.COMPLETED, leader.pk, Light.GREEN, 2)
    }
    figures = ProjectFigures.objects.get()
    assert (figures.red, figures.green, figures.closed) == (0, 3, 3)


def test_people_and_dates_are_given_to_all(project, leader):
    tasks = TaskFactory.create_batch(2, project=project, due_on=LATE)
    anna = UserFactory(municipality=project.municipality)

    change(tasks, NewPeople({"executor_id": anna.pk}), leader)
    change(Task.objects.all(), NewDueDate(LATER, "Aftalt"), leader)

    assert set(Task.objects.values_list("executor", "responsible", "due_on", "due_reason")) == {
        (anna.pk, None, LATER, "Aftalt")
    }
    assert set(Task.objects.values_list("light", "shared_due_on")) == {(Light.GREEN, LATE)}


def test_a_task_leaves_with_the_same_facts_as_when_it_is_changed_alone(project, leader):
    alone, among = TaskFactory.create_batch(2, project=project, due_on=LATE)

    services.change_status(
        task=alone, status=Status.COMPLETED, by=leader, at=NOON, revision=alone.revision
    )
    change([among], DONE, leader)

    own = {"id", "shared_task_id", "phase_id", "theme_id"}
    first, second = ({k: v for k, v in row.items() if k not in own} for row in state())
    assert first == second


def test_a_due_date_that_is_the_shared_one_needs_no_reason_and_keeps_none(project, leader):
    task = TaskFactory(project=project, due_on=LATE, shared_due_on=LATER, due_reason="Aftalt")

    change([task], NewDueDate(LATER, "Overflødig"), leader)

    assert Task.objects.values_list("due_on", "due_reason").get() == (LATER, "")


def test_what_cannot_be_changed_is_left_and_the_rest_go_through(project, leader):
    facts = {"project": project, "due_on": LATE}
    fine, withdrawn, other = TaskFactory.create_batch(3, **facts)
    Task.objects.filter(pk=withdrawn.pk).update(is_withdrawn=True)
    Task.objects.filter(pk=other.pk).update(revision=7)
    already = TaskFactory(**facts, status="not_relevant", not_relevant_reason="Løst")
    done = TaskFactory(**facts, status=Status.COMPLETED, completed_at=NOON, completed_by=leader)
    elsewhere = TaskFactory(project=ProjectFactory(municipality=project.municipality))
    Task.objects.filter(pk=elsewhere.pk).update(executor=leader)
    stranger = TaskFactory()
    chosen = [fine, withdrawn, other, already, done, elsewhere, stranger]

    edit = NewStatus(Status.NOT_RELEVANT, "Ikke hos os")
    made = change(chosen, edit, leader)
    planned = change([elsewhere], NewDueDate(LATER, "Aftalt"), leader, **{f"t{elsewhere.pk}": 2})

    assert outcome(made) == {
        fine.pk: "",
        withdrawn.pk: NotChanged.WITHDRAWN,
        other.pk: NotChanged.CHANGED,
        already.pk: NotChanged.ALREADY,
        done.pk: NotChanged.STATUS,
        # Who is named on a task works on it, and does not plan it.
        elsewhere.pk: "",
    }
    assert outcome(planned) == {elsewhere.pk: NotChanged.NOT_ALLOWED}
    stranger.refresh_from_db()
    assert (stranger.status, stranger.revision) == (Status.NOT_STARTED, 1)


def test_a_due_date_before_the_start_leaves_the_task_as_it_is(project, leader):
    task = TaskFactory(project=project, starts_on=TODAY, due_on=LATER)

    made = change([task], NewDueDate(LATE, "Aftalt"), leader)

    assert outcome(made) == {task.pk: NotChanged.START}
    assert Task.objects.values_list("due_on", "revision").get() == (LATER, 1)


def test_without_a_revision_the_task_is_taken_as_it_is(project, leader):
    task = TaskFactory(project=project, revision=5)

    made = change_tasks(chosen={task.pk: None}, edit=DONE, by=leader, at=NOON)

    assert outcome(made) == {task.pk: ""}


def test_more_than_can_be_changed_at_once_is_refused(leader):
    chosen = dict.fromkeys(range(MOST_AT_ONCE + 1))

    with pytest.raises(TooManyAtOnce):
        change_tasks(chosen=chosen, edit=DONE, by=leader, at=NOON)


@pytest.mark.parametrize("number", [1, 3])
def test_changing_and_undoing_cost_the_same_for_one_and_for_many(
    number, project, leader, django_assert_num_queries
):
    due = {"shared_task__due_anchor": "fixed", "shared_task__due_fixed_on": LATE}
    done = {"status": Status.COMPLETED, "completed_at": NOON, "completed_by": leader}
    tasks = TaskFactory.create_batch(number, project=project, **due, **done)

    # Savepoint, projects, tasks, parts in projects, constraints, write, figures, change, release.
    with django_assert_num_queries(9):
        made = change(tasks, NewStatus(Status.IN_PROGRESS), leader)
    # And the change itself, locked and saved.
    with django_assert_num_queries(10):
        undo_change(change=made, by=leader, at=NOON)


EDITS = {
    "status": DONE,
    "not relevant": NewStatus(Status.NOT_RELEVANT, "Løst"),
    "due": NewDueDate(LATER, "Aftalt"),
    "people": NewPeople({"responsible_id": None, "executor_id": None}),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_undoing_brings_back_all_that_was(edit, project, leader):
    anna = UserFactory(municipality=project.municipality)
    facts = {"project": project, "due_on": LATE, "responsible": anna, "executor": leader}
    tasks = TaskFactory.create_batch(2, **facts)
    refresh_figures([project.pk])
    before, counted = state(), ProjectFigures.objects.values().get()

    made = change(tasks, edit, leader)
    assert state() != before
    undone = undo_change(change=made, by=leader, at=NOON)

    assert (state(), ProjectFigures.objects.values().get()) == (before, counted)
    assert set(Task.objects.values_list("revision", flat=True)) == {3}
    assert undone.undone_at == NOON


def test_undoing_an_opening_brings_back_who_had_completed_it_and_its_dates(project, leader):
    anna = UserFactory(municipality=project.municipality)
    task = TaskFactory(
        project=project,
        due_on=LATE,
        status=Status.COMPLETED,
        completed_at=NOON + dt.timedelta(microseconds=123456),
        completed_by=anna,
        shared_task__due_anchor="fixed",
        shared_task__due_fixed_on=LATER,
    )
    before = state()

    made = change([task], NewStatus(Status.IN_PROGRESS), leader)
    assert Task.objects.get().due_on == LATER
    undo_change(change=made, by=leader, at=NOON)

    assert state() == before


def test_what_a_colleague_has_changed_since_is_left_and_named(project, leader):
    mine, theirs = TaskFactory.create_batch(2, project=project)
    made = change([mine, theirs], DONE, leader)
    services.change_status(task=theirs, status=Status.IN_PROGRESS, by=leader, at=NOON, revision=2)

    undone = undo_change(change=made, by=leader, at=NOON)

    assert {e.task: e.kept for e in BulkEntry.read(undone.entries)} == {
        mine.pk: "",
        theirs.pk: NotChanged.CHANGED,
    }
    assert list(Task.objects.order_by("pk").values_list("status", flat=True)) == [
        Status.NOT_STARTED,
        Status.IN_PROGRESS,
    ]


def test_what_is_out_of_reach_by_then_is_left_and_named(project, leader):
    task, hidden = TaskFactory(project=project), TaskFactory(project=project)
    made = change([task, hidden], DONE, leader)
    project.members.all().delete()
    Task.objects.filter(pk=task.pk).update(responsible=None, executor=leader)
    Task.objects.filter(pk=task.pk).update(is_withdrawn=True)

    undone = undo_change(change=made, by=leader, at=NOON)

    kept = {entry.task: entry.kept for entry in BulkEntry.read(undone.entries)}
    assert kept == {task.pk: NotChanged.WITHDRAWN, hidden.pk: NotChanged.GONE}


def test_undoing_twice_does_no_harm(project, leader):
    task = TaskFactory(project=project)
    made = change([task], DONE, leader)
    undo_change(change=made, by=leader, at=NOON)
    again = change([Task.objects.get()], DONE, leader)

    undo_change(change=made, by=leader, at=NOON)

    assert Task.objects.values_list("status", "revision").get() == (Status.COMPLETED, 4)
    assert again.undone_at is None


def test_a_change_can_be_undone_for_a_day(project, leader):
    task = TaskFactory(project=project)
    made = change([task], DONE, leader)

    with pytest.raises(UndoneTooLate):
        undo_change(change=made, by=leader, at=NOON + UNDO_WITHIN + dt.timedelta(seconds=1))
    assert Task.objects.get().status == Status.COMPLETED

    undo_change(change=made, by=leader, at=NOON + UNDO_WITHIN)
    assert Task.objects.get().status == Status.NOT_STARTED


def test_history_has_one_event_for_the_change_and_one_for_its_undoing(project, leader):
    task = TaskFactory(project=project)

    undo_change(change=change([task], DONE, leader), by=leader, at=NOON)

    told = task.events.order_by("pgh_id").values_list("status", flat=True)
    assert list(told) == [Status.NOT_STARTED, Status.COMPLETED, Status.NOT_STARTED]


def test_only_its_maker_sees_a_change(project, leader):
    made = change([TaskFactory(project=project)], DONE, leader)
    owner = ProjectMemberFactory(project=project, role=ProjectMember.Role.OWNER).user

    assert list(BulkChange.objects.visible_to(leader)) == [made]
    assert list(BulkChange.objects.visible_to(owner)) == []


def test_a_change_is_made_by_someone_of_its_municipality():
    with refused_by("bulk_change_by_someone_in_same_municipality"):
        BulkChangeFactory(municipality=ProjectFactory().municipality)
