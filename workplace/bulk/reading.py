"""What a page says of a change in one go: of the tasks to be changed, and of what became of them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from shared_tasks.models import TEXTS
from tasks.models import Task
from workplace.bulk.changing import UNDO_WITHIN
from workplace.bulk.entries import Entry, Why
from workplace.models import BulkChange


@dataclass(frozen=True)
class Left:
    """A task that was not changed, or not changed back, and why; None when it is gone."""

    number: int
    task: Task | None
    why: Why


@dataclass(frozen=True)
class Outcome:
    """What became of the tasks of one change, and whether it can still be undone."""

    change: BulkChange
    entries: list[Entry]
    tasks: dict[int, Task]
    is_in_time: bool

    @cached_property
    def changed(self) -> list[Task]:
        """The tasks that were changed, of those their maker still sees."""
        pks = [entry.task for entry in self.entries if entry.is_changed]
        return [self.tasks[pk] for pk in pks if pk in self.tasks]

    @cached_property
    def number(self) -> int:
        return sum(entry.is_changed for entry in self.entries)

    @cached_property
    def left(self) -> list[Left]:
        """Those that could not be changed."""
        return [self._left(one, one.why) for one in self.entries if one.why not in {"", "already"}]

    @cached_property
    def already(self) -> int:
        """How many were as wished beforehand."""
        return sum(entry.why == Why.ALREADY for entry in self.entries)

    @cached_property
    def kept(self) -> list[Left]:
        """Those that could not be changed back."""
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

    def _left(self, entry: Entry, why: str) -> Left:
        return Left(entry.task, self.tasks.get(entry.task), Why(why))


def read_chosen(user: User, pks: Collection[int]) -> list[Task]:
    """Return those of the tasks that the person sees, with what their names need; one query."""
    return list(
        Task.objects.visible_to(user)
        .filter(pk__in=pks)
        .select_related("programme", "shared_task")
        .defer("shared_task__words", *(f"shared_task__{text}" for text in TEXTS))
        .order_by("pk")
    )


def read_outcome(user: User, change: BulkChange, *, at: dt.datetime) -> Outcome:
    """Return what became of the change's tasks; one query."""
    entries = Entry.read(change.entries)
    tasks = {task.pk: task for task in read_chosen(user, [entry.task for entry in entries])}
    return Outcome(change, entries, tasks, is_in_time=at - change.made_at <= UNDO_WITHIN)


def just_made(user: User, pk: int) -> Outcome | None:
    """Return what became of a change that was made or undone a moment ago; two queries."""
    change = BulkChange.objects.visible_to(user).filter(pk=pk).first()
    return read_outcome(user, change, at=change.made_at) if change else None
