"""What must be done before what: a graph without a way round.

Source: KSD handbook 10–12 (»forudsætninger«); that a circle is refused is our rule, for nobody
could begin.
"""

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from django.db.models import Q

from projects.models import Programme
from tasks.lights import Status
from tasks.models import Task, TaskLink, TaskTemplate, TemplateLink

# Whoever gives a task one of these begins it, or says that it was begun.
STARTED = frozenset({Status.IN_PROGRESS, Status.COMPLETED})


class PrerequisiteCycle(Exception):
    """These tasks wait for each other: each for the next, and the last for the first."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(" -> ".join([*codes, codes[0]]))
        self.codes = codes


def refuse_cycle(
    programme: Programme, changed: Mapping[int, Collection[int]], *, first: int | None = None
) -> None:
    """See that the programme's shared tasks can be done in some order; one query.

    ``changed`` says, by pk, which prerequisites a task is about to have instead of those it has.
    The tasks in a circle are named from ``first``, where it is one of them.
    Hold the programme, so that two editors do not close a circle together.
    Raises PrerequisiteCycle.
    """
    circle = cycle_in({**prerequisites_in(programme), **changed})
    if circle:
        start = circle.index(first if first in circle else min(circle))
        pks = circle[start:] + circle[:start]
        codes = dict(TaskTemplate.objects.filter(pk__in=pks).values_list("pk", "code"))
        raise PrerequisiteCycle([codes[pk] for pk in pks])


def prerequisites_in(programme: Programme) -> dict[int, set[int]]:
    """Return what each shared task waits for, by pk; those that wait for nothing are left out."""
    kind = TemplateLink.Kind.PREREQUISITE
    links = TemplateLink.objects.filter(programme=programme, kind=kind)
    return _waits(links.values_list("template", "other"))


def cycle_in(waits: Mapping[int, Collection[int]]) -> list[int]:
    """Return those in one circle, each waiting for the next; none when there is no circle."""
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        # Each precedes the next, and the first stands at the end once more.
        return list(reversed(error.args[1][1:]))
    return []


def open_prerequisites(tasks: Collection[Task]) -> dict[int, list[Task]]:
    """Return, by a task's pk, what it waits for in its project that is still open.

    Tasks that wait for nothing are left out. To start one of the others is warned of and never
    refused: the municipality may know better. What a task waits for is part of the task, so it is
    named to everyone who may work on it. Two queries, or three.
    """
    shared = _waits(
        TemplateLink.objects.filter(
            template__in={task.template_id for task in tasks if task.template_id},
            kind=TemplateLink.Kind.PREREQUISITE,
        ).values_list("template", "other")
    )
    own = _waits(
        TaskLink.objects.filter(task__in=[task.pk for task in tasks]).values_list("task", "other")
    )
    if not shared and not own:
        return {}
    projects = {task.project_id for task in tasks}
    still = (
        Task.objects.open()
        .live()
        .filter(Q(project__in=projects, template__in=_all(shared)) | Q(pk__in=_all(own)))
        .select_related("template")
        .order_by("pk")
    )
    by_pk: dict[object, Task] = {other.pk: other for other in still}
    by_place: dict[object, Task] = {(other.project_id, other.template_id): other for other in still}
    found = {}
    for task in tasks:
        places = {(task.project_id, template) for template in shared.get(task.template_id or 0, ())}
        keys = places & by_place.keys(), own.get(task.pk, set()) & by_pk.keys()
        others = {by_place[key] for key in keys[0]} | {by_pk[key] for key in keys[1]}
        if others:
            found[task.pk] = sorted(others, key=lambda other: other.pk)
    return found


def _all(waits: Mapping[int, set[int]]) -> set[int]:
    return set().union(*waits.values())


def _waits(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return what each waits for, from pairs of one and one it waits for."""
    waits: dict[int, set[int]] = {}
    for one, other in pairs:
        waits.setdefault(one, set()).add(other)
    return waits
