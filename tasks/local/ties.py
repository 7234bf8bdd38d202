"""That no local task closes a circle of tasks that wait for each other.

How shared tasks wait, the centre has said and kept free of circles. Should it later tie two
together that a municipality has tied the other way round, nobody is stopped: whoever starts a
task before what it waits for is warned, and no more.
"""

from collections.abc import Collection, Iterable, Mapping

from shared_tasks.prerequisites import prerequisites_in
from tasks.models import Task, TaskLink


class LocalCircle(Exception):
    """These tasks would wait for each other: each for the next, and the last for the first."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(" -> ".join([*titles, titles[0]]))
        self.titles = titles


def refuse_circle(task: Task, pairs: Iterable[tuple[int, int]]) -> None:
    """See that the task does not come to wait for itself; three queries.

    ``pairs`` are all the links it is to have: one task's id, and that of the one it waits for.
    The caller holds the project, so that two colleagues do not close a circle together.
    Raises LocalCircle.
    """
    waits = waits_in_project(task)
    for one, other in pairs:
        waits.setdefault(one, set()).add(other)
    circle = way_back(waits, task.pk)
    if circle:
        found = Task.objects.filter(pk__in=circle).select_related("shared_task").in_bulk()
        raise LocalCircle([found[pk].title for pk in circle])


def waits_in_project(task: Task) -> dict[int, set[int]]:
    """Return by id what each task of the task's project waits for, but for its own links."""
    by_shared_task = dict(
        Task.objects.filter(project=task.project_id).shared().values_list("shared_task_id", "pk")
    )
    waits: dict[int, set[int]] = {}
    for shared_task, others in prerequisites_in(task.programme).items():
        if shared_task in by_shared_task:
            there = {by_shared_task[other] for other in others if other in by_shared_task}
            waits[by_shared_task[shared_task]] = there
    links = TaskLink.objects.filter(task__project=task.project_id)
    for one, other in links.exclude(task=task).exclude(other=task).values_list("task", "other"):
        waits.setdefault(one, set()).add(other)
    return waits


def way_back(waits: Mapping[int, Collection[int]], start: int) -> list[int]:
    """Return the shortest way from ``start`` back to it, each waiting for the next; or none."""
    ways, reached = [[start]], {start}
    for way in ways:
        for other in sorted(waits.get(way[-1], ())):
            if other == start:
                return way
            if other not in reached:
                reached.add(other)
                ways.append([*way, other])
    return []
