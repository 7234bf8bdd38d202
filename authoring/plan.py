"""A programme's plan as its editors see it: phases, and the shared tasks of each in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, TextChoices

from phases.models import Phase
from projects.models import Programme
from shared_tasks.deadlines import due_rule, start_rule
from shared_tasks.models import TEXTS, SharedTask, SharedTaskQuerySet
from shared_tasks.rules_in_words import rule_in_words
from tasks.models import Task

PAGE_SIZE = 100


class State(TextChoices):
    """How far a shared task has come; what is changed is published, too."""

    DRAFT = "kladde", "Kladde"
    PUBLISHED = "udgivet", "Udgivet"
    CHANGED = "aendret", "Udgivet og ændret"
    WITHDRAWN = "trukket-tilbage", "Trukket tilbage"


WITH_STATE = {
    State.DRAFT: Q(published_at=None),
    State.PUBLISHED: Q(published_at__isnull=False, withdrawn_at=None),
    State.CHANGED: Q(published_at__isnull=False, withdrawn_at=None, version__gt=1),
    State.WITHDRAWN: Q(withdrawn_at__isnull=False),
}


def state_of(shared_task: SharedTask) -> State:
    if shared_task.is_withdrawn:
        return State.WITHDRAWN
    if shared_task.is_draft:
        return State.DRAFT
    return State.CHANGED if shared_task.version > 1 else State.PUBLISHED


@dataclass(frozen=True)
class PlanRow:
    """A shared task; ``receivers`` is how many municipalities have it."""

    shared_task: SharedTask
    receivers: int
    is_first: bool
    is_last: bool

    @property
    def name(self) -> str:
        return f"shared_task-{self.shared_task.pk}"

    @property
    def state(self) -> State:
        return state_of(self.shared_task)

    @property
    def start(self) -> str:
        return rule_in_words(start_rule(self.shared_task))

    @property
    def due(self) -> str:
        return rule_in_words(due_rule(self.shared_task))


@dataclass(frozen=True)
class PlanSection:
    """What one page shows of a phase; ``after`` is the pk that follows on the next page."""

    phase: Phase
    rows: Sequence[PlanRow]
    after: int | None = None


@dataclass(frozen=True)
class PlanChoice:
    """What is asked for; ``phases`` are a phase and its sub-phases."""

    phases: tuple[int, ...] = ()
    theme: int | None = None
    state: State | None = None
    text: str = ""

    @property
    def keeps_order_whole(self) -> bool:
        """Whether all tasks of the phases are there, so that their order can be changed."""
        return self.theme is None and self.state is None and not self.text


def shared_tasks_in(programme: Programme, choice: PlanChoice) -> SharedTaskQuerySet:
    """Return the plan's shared tasks in order, without their long texts."""
    found = programme.shared_tasks.select_related("phase", "theme").defer(*TEXTS).in_order()
    if choice.phases:
        found = found.filter(phase__in=choice.phases)
    if choice.theme is not None:
        found = found.filter(theme=choice.theme)
    if choice.state is not None:
        found = found.filter(WITH_STATE[choice.state])
    if choice.text:
        found = found.filter(Q(title__icontains=choice.text) | Q(code__icontains=choice.text))
    return found


@dataclass(frozen=True)
class PlanPage:
    page: Page[SharedTask]
    sections: Sequence[PlanSection]


def plan_page(programme: Programme, choice: PlanChoice, number: str | None) -> PlanPage:
    """Return one page of the plan; the same four queries whatever its size."""
    found = shared_tasks_in(programme, choice)
    page = Paginator(found, PAGE_SIZE).get_page(number)
    shown = list(page.object_list)
    follows = found.values_list("pk", "phase_id")[page.end_index() :][:1]
    return PlanPage(page, list(_sections(shown, page, next(iter(follows), None))))


def _sections(
    shown: Sequence[SharedTask], page: Page[SharedTask], follows: tuple[int, int] | None
) -> Iterator[PlanSection]:
    receivers = dict(
        Task.objects.filter(shared_task__in=[shared_task.pk for shared_task in shown])
        .order_by()
        .values_list("shared_task")
        .annotate(number=Count("pk"))
    )
    for phase, theirs in groupby(shown, key=lambda shared_task: shared_task.phase):
        shared_tasks = list(theirs)
        goes_on = follows is not None and follows[1] == phase.pk and shared_tasks[-1] is shown[-1]
        came_before = page.has_previous() and shared_tasks[0] is shown[0]
        last = len(shared_tasks) - 1
        rows = [
            PlanRow(
                shared_task,
                receivers.get(shared_task.pk, 0),
                is_first=at == 0 and not came_before,
                is_last=at == last and not goes_on,
            )
            for at, shared_task in enumerate(shared_tasks)
        ]
        yield PlanSection(phase, rows, follows[0] if follows and goes_on else None)


def page_of(shared_task: SharedTask, choice: PlanChoice) -> int:
    """Return the number of the page that shows the shared task as it now stands; one query."""
    here = Q(phase=shared_task.phase_id)
    before = (
        Q(phase__position__lt=shared_task.phase.position)
        | (here & Q(position__lt=shared_task.position))
        | (here & Q(position=shared_task.position, pk__lt=shared_task.pk))
    )
    return shared_tasks_in(shared_task.programme, choice).filter(before).count() // PAGE_SIZE + 1
