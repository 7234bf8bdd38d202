"""The checklist of a task: smaller steps that a municipality has noted.

Every change locks the task, so that two people see each other's items. The task's revision does
not rise, so that other people's open forms stay valid. Ticking sets a state and does not toggle
it: twice is the same as once.
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
    """The item's text was changed after it was read; ``item`` is the current one."""

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


def lock_checklist(task: Task) -> None:
    """Lock the checklist by its task. Raises TaskWithdrawn."""
    # No key lock: others may add files and comments meanwhile.
    held = Task.objects.select_for_update(of=["self"], no_key=True).get(pk=task.pk)
    if held.is_withdrawn:
        raise TaskWithdrawn


def _lock_item(item: ChecklistItem) -> ChecklistItem:
    """Lock the checklist, and return the current item. Raises TaskWithdrawn, ItemGone."""
    lock_checklist(item.task)
    held = ChecklistItem.objects.filter(pk=item.pk).first()
    if held is None:
        raise ItemGone
    return held


@transaction.atomic
def add_item(*, task: Task, text: str) -> ChecklistItem:
    """Add an item at the end. Raises TaskWithdrawn, ChecklistFull."""
    lock_checklist(task)
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
    """Mark the item as done or not done. Raises TaskWithdrawn, ItemGone."""
    held = _lock_item(item)
    if held.is_done != is_done:
        held.done_at, held.done_by = (at, by) if is_done else (None, None)
        held.save(update_fields=["done_at", "done_by"])
    return held


@transaction.atomic
def rewrite_item(*, item: ChecklistItem, text: str, seen: str) -> ChecklistItem:
    """Replace the item's text; ``seen`` is the text the person edited.

    Raises TaskWithdrawn, ItemGone, ItemChangedMeanwhile.
    """
    held = _lock_item(item)
    if held.text not in {seen, text}:
        raise ItemChangedMeanwhile(held)
    if held.text != text:
        held.text = text
        held.save(update_fields=["text"])
    return held


@transaction.atomic
def move_item(*, item: ChecklistItem, to: Step | Before) -> int:
    """Move the item, and return its place, from 1; the history does not record it.

    Raises TaskWithdrawn, ItemGone, NeighbourGone.
    """
    _lock_item(item)
    items = list(item.task.checklist.order_by("position", "pk"))
    order = moved([one.pk for one in items], item.pk, to)
    for one in items:
        one.position = order.index(one.pk) + 1
    ChecklistItem.objects.bulk_update(items, ["position"])
    return order.index(item.pk) + 1


@transaction.atomic
def remove_item(*, item: ChecklistItem) -> None:
    """Remove the item; no error if it is gone already. Raises TaskWithdrawn."""
    lock_checklist(item.task)
    ChecklistItem.objects.filter(pk=item.pk).delete()
