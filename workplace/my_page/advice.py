"""Advice on a task in Danish: what to do, or whom to wait for. Pure."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from history.phrases import day_in_words
from tasks.lights import Light, Status
from tasks.models import Task

if TYPE_CHECKING:
    from accounts.models import User


def next_step(
    task: Task, before: Sequence[Task], *, by: "User", led: Collection[int], on: dt.date
) -> str:
    """Return what the person should do next about a yellow or red task.

    ``before`` are its open prerequisites, ``led`` the projects where the person assigns tasks.
    Reads the executors and responsibles of all of them.
    """
    if executor_of(task) is None:
        return _find_executor(task, may_choose=task.project_id in led)
    if before and task.status == Status.NOT_STARTED:
        return waits_for(before, by=by, on=on)
    if task.executor_id != by.pk:
        return _ask(task)
    if task.status == Status.NOT_STARTED:
        return "Sæt i gang, eller aftal en ny slutdato" if _is_red(task) else "Sæt i gang"
    if _is_red(task):
        return "Marker som fuldført, eller aftal en ny slutdato"
    return "Gør færdig, og marker som fuldført"


def whom_for(
    task: Task, before: Sequence[Task], *, by: "User", led: Collection[int], on: dt.date
) -> str:
    """Return whom the person waits for with a task that is not late; empty if nobody."""
    executor, sentences = executor_of(task), []
    if executor is None:
        sentences.append(_find_executor(task, may_choose=task.project_id in led))
    elif executor != by:
        sentences.append(f"{executor} udfører opgaven")
    others = [one for one in before if by.pk not in {one.executor_id, one.responsible_id}]
    if others and task.status == Status.NOT_STARTED:
        sentences.append(waits_for(others, by=by, on=on))
    return ". ".join(sentences)


def waits_for(before: Sequence[Task], *, by: "User", on: dt.date) -> str:
    """Return the first prerequisite, who has it, its due date, and how many more there are."""
    first, *more = before
    if by.pk in {first.executor_id, first.responsible_id}:
        return f"Gør først forudsætningen »{first.title}« færdig{_and(more)}"
    holder = executor_of(first) or responsible_of(first)
    where = f"hos {holder}" if holder else "som ingen har endnu"
    comma = "" if holder else ","
    return f"Venter på forudsætningen »{first.title}«{comma} {where}{_until(first, on)}{_and(more)}"


def executor_of(task: Task) -> "User | None":
    """Return the executor, unless they have left."""
    executor = task.executor
    return executor if executor is not None and executor.is_active else None


def responsible_of(task: Task) -> "User | None":
    """Return the responsible, unless they have left."""
    responsible = task.responsible
    return responsible if responsible is not None and responsible.is_active else None


def _find_executor(task: Task, *, may_choose: bool) -> str:
    if not may_choose:
        return "Få projektlederen til at vælge en udfører"
    return "Vælg en ny udfører" if task.executor_id else "Vælg en udfører"


def _ask(task: Task) -> str:
    if _is_red(task):
        return f"Få {task.executor} til at gøre den færdig, eller aftal en ny slutdato"
    if task.status == Status.NOT_STARTED:
        return f"Få {task.executor} til at sætte i gang"
    return f"Hør {task.executor}, om slutdatoen holder"


def _until(task: Task, on: dt.date) -> str:
    if task.due_on is None:
        return ", uden slutdato"
    return f", {'skulle være færdig' if _is_red(task) else 'slutdato'} {day_in_words(task.due_on, on=on)}"


def _and(more: Sequence[Task]) -> str:
    if not more:
        return ""
    return f" – og {len(more)} {'forudsætning' if len(more) == 1 else 'forudsætninger'} til"


def _is_red(task: Task) -> bool:
    return task.light == Light.RED
