"""The checklist of a task: what a municipality has noted to be done within it.

Whoever changes a checklist holds its task, so that two see each other's items; the task itself
does not change and its revision stays, so that everybody else's forms are as good as before. To
tick is to say what is so, not to turn it round: twice is once.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from projects.ordering import Before, Step, moved
from tasks.models import ChecklistItem, Task
from tasks.models.checklist import MOST_ITEMS
from tasks.services import TaskWithdrawn

if TYPE_CHECKING:
    from accounts.models import User


class ChecklistFull(Exception):
    """The checklist has as many items as it can have."""


class ItemGone(Exception):
    """Someone else has removed the item."""


class ItemChangedMeanwhile(Exception):
    """The item says something else than it did when it was read; ``item`` is how it is now."""

    def __init__(self, item: ChecklistItem) -> None:
        self.item = item
        super().__init__(f"checklist item {item.pk} was rewritten")


@dataclass(frozen=True)
class Checklist:
    """A task's items in their order."""

    items: list[ChecklistItem]

    @property
    def done(self) -> int:
        return sum(item.is_done for item in self.items)

    @property
    def left(self) -> int:
        return len(self.items) - self.done

    @property
    def is_full(self) -> bool:
        return len(self.items) >= MOST_ITEMS


def read_checklist(task: Task) -> Checklist:
    """Return the checklist with who has done what; one query."""
    return Checklist(list(task.checklist.select_related("done_by").order_by("position", "pk")))


def hold_checklist(task: Task) -> None:
    """See that nobody else changes the checklist at the same time. Raises TaskWithdrawn."""
    # Its revision is not asked for; others may add files and comments meanwhile.
    held = Task.objects.select_for_update(of=["self"], no_key=True).get(pk=task.pk)
    if held.is_withdrawn:
        raise TaskWithdrawn


def _hold_item(item: ChecklistItem) -> ChecklistItem:
    """Hold the checklist, and return the item as it is. Raises TaskWithdrawn, ItemGone."""
    hold_checklist(item.task)
    held = ChecklistItem.objects.filter(pk=item.pk).first()
    if held is None:
        raise ItemGone
    return held


@transaction.atomic
def add_item(*, task: Task, text: str) -> ChecklistItem:
    """Add an item at the end. Raises TaskWithdrawn, ChecklistFull."""
    hold_checklist(task)
    positions = list(task.checklist.values_list("position", flat=True))
    if len(positions) >= MOST_ITEMS:
        raise ChecklistFull
    item: ChecklistItem = task.checklist.create(
        **task.tenant_ids,
        text=text,
        position=max(positions, default=0) + 1,
    )
    return item


@transaction.atomic
def tick_item(*, item: ChecklistItem, is_done: bool, by: "User", at: dt.datetime) -> ChecklistItem:
    """Say that the item is done, or that it is not. Raises TaskWithdrawn, ItemGone."""
    held = _hold_item(item)
    if held.is_done != is_done:
        held.done_at, held.done_by = (at, by) if is_done else (None, None)
        held.save(update_fields=["done_at", "done_by"])
    return held


@transaction.atomic
def rewrite_item(*, item: ChecklistItem, text: str, seen: str) -> ChecklistItem:
    """Give the item another text instead of the one that was ``seen``.

    Raises TaskWithdrawn, ItemGone, ItemChangedMeanwhile.
    """
    held = _hold_item(item)
    if held.text not in {seen, text}:
        raise ItemChangedMeanwhile(held)
    if held.text != text:
        held.text = text
        held.save(update_fields=["text"])
    return held


@transaction.atomic
def move_item(*, item: ChecklistItem, to: Step | Before) -> int:
    """Move the item, and return its place, from 1. Raises TaskWithdrawn, ItemGone, NeighbourGone.

    Order is told nowhere: no history is kept of it.
    """
    _hold_item(item)
    items = list(item.task.checklist.order_by("position", "pk"))
    order = moved([one.pk for one in items], item.pk, to)
    for one in items:
        one.position = order.index(one.pk) + 1
    ChecklistItem.objects.bulk_update(items, ["position"])
    return order.index(item.pk) + 1


@transaction.atomic
def remove_item(*, item: ChecklistItem) -> None:
    """Take the item off the list; gone already is gone. Raises TaskWithdrawn."""
    hold_checklist(item.task)
    ChecklistItem.objects.filter(pk=item.pk).delete()
