"""What can be done to a checklist, by whom at once, and what history says of it."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from projects.ordering import Before, NeighbourGone, Step
from tasks.checklist import (
    ChecklistFull,
    ItemChangedMeanwhile,
    ItemGone,
    add_item,
    move_item,
    read_checklist,
    remove_item,
    rewrite_item,
    tick_item,
)
from tasks.models import ChecklistItem, Task
from tasks.models.checklist import MOST_ITEMS
from tasks.services import TaskWithdrawn
from tests.factories import NOON, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    return TaskFactory()


@pytest.fixture
def anna(task):
    return UserFactory(municipality=task.municipality, name="Anna Prøve")


def texts(task):
    return [item.text for item in read_checklist(task).items]


def test_items_stand_in_the_order_they_were_added(task):
    for text in "ABC":
        add_item(task=task, text=text)

    assert texts(task) == ["A", "B", "C"]


def test_what_is_done_is_counted(task, anna):
    first, *_ = [add_item(task=task, text=text) for text in "ABC"]
    tick_item(item=first, is_done=True, by=anna, at=NOON)

    found = read_checklist(task)

    assert (found.done, found.left, len(found.items)) == (1, 2, 3)


def test_a_tick_says_when_and_by_whom_and_the_first_one_stands(task, anna):
    item = add_item(task=task, text="A")
    tick_item(item=item, is_done=True, by=anna, at=NOON)
    tick_item(
        item=item,
        is_done=True,
        by=UserFactory(municipality=task.municipality),
        at=dt.datetime.max.replace(tzinfo=dt.UTC),
    )

    [found] = read_checklist(task).items
    assert (found.done_by, found.done_at) == (anna, NOON)


def test_a_tick_is_taken_away_again(task, anna):
    item = add_item(task=task, text="A")
    tick_item(item=item, is_done=True, by=anna, at=NOON)

    tick_item(item=item, is_done=False, by=anna, at=NOON)

    [found] = read_checklist(task).items
    assert (found.done_by, found.done_at, found.is_done) == (None, None, False)


def test_nothing_on_a_checklist_raises_the_revision_of_its_task(task, anna):
    item = add_item(task=task, text="A")
    tick_item(item=item, is_done=True, by=anna, at=NOON)
    rewrite_item(item=item, text="B", seen="A")
    move_item(item=item, to=Step.UP)
    remove_item(item=item)

    assert Task.objects.get().revision == task.revision


def test_fifty_items_and_no_more(task):
    for number in range(MOST_ITEMS):
        add_item(task=task, text=str(number))

    with pytest.raises(ChecklistFull):
        add_item(task=task, text="En til")
    assert len(texts(task)) == MOST_ITEMS


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [
        (0, Step.UP, "ABC"),
        (0, Step.DOWN, "BAC"),
        (2, Step.DOWN, "ABC"),
        (2, Step.UP, "ACB"),
        (0, Before(None), "BCA"),
    ],
)
def test_an_item_moves_and_stays_within_the_list(which, to, order, task):
    items = [add_item(task=task, text=text) for text in "ABC"]

    place = move_item(item=items[which], to=to)

    assert "".join(texts(task)) == order
    assert order[place - 1] == items[which].text


def test_an_item_cannot_stand_before_what_is_another_tasks(task):
    other = add_item(task=TaskFactory(), text="X")
    item = add_item(task=task, text="A")

    with pytest.raises(NeighbourGone):
        move_item(item=item, to=Before(other.pk))


def test_a_text_that_others_changed_is_not_written_over(task):
    item = add_item(task=task, text="A")
    rewrite_item(item=item, text="B", seen="A")

    with pytest.raises(ItemChangedMeanwhile) as refused:
        rewrite_item(item=item, text="C", seen="A")

    assert refused.value.item.text == "B"
    assert texts(task) == ["B"]


def test_writing_the_same_as_another_is_no_conflict(task):
    item = add_item(task=task, text="A")
    rewrite_item(item=item, text="B", seen="A")

    assert rewrite_item(item=item, text="B", seen="A").text == "B"


def test_what_is_removed_can_be_removed_again_and_nothing_else(task, anna):
    item = add_item(task=task, text="A")
    remove_item(item=item)
    remove_item(item=item)

    for deed in (
        lambda: tick_item(item=item, is_done=True, by=anna, at=NOON),
        lambda: rewrite_item(item=item, text="B", seen="A"),
        lambda: move_item(item=item, to=Step.UP),
    ):
        with pytest.raises(ItemGone):
            deed()


def test_a_withdrawn_tasks_checklist_stays_as_it_is(task, anna):
    item = add_item(task=task, text="A")
    Task.objects.update(is_withdrawn=True)

    for deed in (
        lambda: add_item(task=task, text="B"),
        lambda: tick_item(item=item, is_done=True, by=anna, at=NOON),
        lambda: rewrite_item(item=item, text="B", seen="A"),
        lambda: move_item(item=item, to=Step.UP),
        lambda: remove_item(item=item),
    ):
        with pytest.raises(TaskWithdrawn):
            deed()
    assert texts(task) == ["A"]


def test_an_unchanged_text_and_a_move_leave_no_trace(task):
    item = add_item(task=task, text="A")
    add_item(task=task, text="B")
    rewrite_item(item=item, text="A", seen="A")
    move_item(item=item, to=Step.DOWN)

    assert item.events.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_get_a_place_each(task):
    start = Barrier(2)

    def add(text):
        start.wait(10)
        try:
            add_item(task=task, text=text)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add, "AB"))

    assert sorted(item.position for item in read_checklist(task).items) == [1, 2]


# --- what the database holds ------------------------------------------------------------


def item_of(task, facts):
    return {
        "task": task,
        "municipality": task.municipality,
        "programme": task.programme,
        "text": "A",
    } | facts


def create_at_once(facts):
    """Create an item, and have the database say at once what it would say at the end."""
    ChecklistItem.objects.create(**facts)
    connection.check_constraints()


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("checklist_item_not_empty", lambda _: {"text": ""}),
        ("checklist_item_done_says_when_and_by_whom", lambda _: {"done_at": NOON}),
        (
            "checklist_item_done_says_when_and_by_whom",
            lambda task: {"done_by": UserFactory(municipality=task.municipality)},
        ),
        (
            "checklist_item_task_in_same_municipality_and_programme",
            lambda _: {"task": TaskFactory()},
        ),
        (
            "checklist_item_done_by_someone_in_same_municipality",
            lambda _: {"done_at": NOON, "done_by": UserFactory()},
        ),
    ],
)
def test_the_database_refuses_it(name, facts, task):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        create_at_once(item_of(task, facts(task)))
