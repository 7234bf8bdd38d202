"""Read the tasks of a bulk change for its pages: those to be changed, and the results."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from tasks.models import Task
from workplace.bulk.changing import UNDO_WITHIN
from workplace.bulk.edits import BulkEntry, NotChanged
from workplace.models import BulkChange


@dataclass(frozen=True)
class UnchangedTask:
    """A task that was not changed, or not restored, and why; ``task`` is None when it is gone."""

    number: int
    task: Task | None
    why: NotChanged


@dataclass(frozen=True)
class BulkResult:
    """The results of one bulk change, and whether it can still be undone."""

    change: BulkChange
    entries: list[BulkEntry]
    tasks: dict[int, Task]
    is_in_time: bool

    @cached_property
    def changed(self) -> list[Task]:
        """The changed tasks that the person may still see."""
        pks = [entry.task for entry in self.entries if entry.is_changed]
        return [self.tasks[pk] for pk in pks if pk in self.tasks]

    @cached_property
    def number(self) -> int:
        return sum(entry.is_changed for entry in self.entries)

    @cached_property
    def left(self) -> list[UnchangedTask]:
        """Those that could not be changed."""
        return [self._left(one, one.why) for one in self.entries if one.why not in {"", "already"}]

    @cached_property
    def already(self) -> int:
        """How many needed no change."""
        return sum(entry.why == NotChanged.ALREADY for entry in self.entries)

    @cached_property
    def kept(self) -> list[UnchangedTask]:
        """Those that could not be restored."""
        return [self._left(one, one.kept) for one in self.entries if one.kept]

    @property
    def undone(self) -> int:
        return self.number - len(self.kept)

    @property
    def is_undone(self) -> bool:
        return self.change.undone_at is not None

    @property
    def may_undo(self) -> bool:
        return bool(self.number) and self.is_in_time and not self.is_undone

    def _left(self, entry: BulkEntry, why: str) -> UnchangedTask:
        return UnchangedTask(entry.task, self.tasks.get(entry.task), NotChanged(why))


def read_chosen(user: User, pks: Collection[int]) -> list[Task]:
    """Return those of the tasks that the person may see, with their titles; one query."""
    return list(
        Task.objects.visible_to(user)
        .filter(pk__in=pks)
        .select_related("programme", "shared_task")
        .without_texts()
        .order_by("pk")
    )


def read_result(user: User, change: BulkChange, *, at: dt.datetime) -> BulkResult:
    """Return the results of the change's tasks; one query."""
    entries = BulkEntry.read(change.entries)
    tasks = {task.pk: task for task in read_chosen(user, [entry.task for entry in entries])}
    return BulkResult(change, entries, tasks, is_in_time=at - change.made_at <= UNDO_WITHIN)


def just_made(user: User, pk: int) -> BulkResult | None:
    """Return the results of a change that was just made or undone; two queries."""
    change = BulkChange.objects.visible_to(user).filter(pk=pk).first()
    return read_result(user, change, at=change.made_at) if change else None
