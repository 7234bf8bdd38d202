"""A programme's plan as its editors see it: phases, and the shared tasks of each in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, TextChoices

from phases.models import Phase
from projects.models import Programme
from shared_tasks.deadlines import due_rule, start_rule
from shared_tasks.models import TEXTS, TaskTemplate, TaskTemplateQuerySet
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


def state_of(template: TaskTemplate) -> State:
    if template.is_withdrawn:
        return State.WITHDRAWN
    if template.is_draft:
        return State.DRAFT
    return State.CHANGED if template.version > 1 else State.PUBLISHED


@dataclass(frozen=True)
class Row:
    """A shared task; ``receivers`` is how many municipalities have it."""

    template: TaskTemplate
    receivers: int
    is_first: bool
    is_last: bool

    @property
    def name(self) -> str:
        return f"template-{self.template.pk}"

    @property
    def state(self) -> State:
        return state_of(self.template)

    @property
    def start(self) -> str:
        return rule_in_words(start_rule(self.template))

    @property
    def due(self) -> str:
        return rule_in_words(due_rule(self.template))


@dataclass(frozen=True)
class Section:
    """What one page shows of a phase; ``after`` is the pk that follows on the next page."""

    phase: Phase
    rows: Sequence[Row]
    after: int | None = None


@dataclass(frozen=True)
class Choice:
    """What is asked for; ``phases`` are a phase and its sub-phases."""

    phases: tuple[int, ...] = ()
    theme: int | None = None
    state: State | None = None
    text: str = ""

    @property
    def keeps_order_whole(self) -> bool:
        """Whether all tasks of the phases are there, so that their order can be changed."""
        return self.theme is None and self.state is None and not self.text


def templates_in(programme: Programme, choice: Choice) -> TaskTemplateQuerySet:
    """Return the plan's shared tasks in order, without their long texts."""
    found = programme.task_templates.select_related("phase", "theme").defer(*TEXTS).in_order()
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
    page: Page[TaskTemplate]
    sections: Sequence[Section]


def plan_page(programme: Programme, choice: Choice, number: str | None) -> PlanPage:
    """Return one page of the plan; the same four queries whatever its size."""
    found = templates_in(programme, choice)
    page = Paginator(found, PAGE_SIZE).get_page(number)
    shown = list(page.object_list)
    follows = found.values_list("pk", "phase_id")[page.end_index() :][:1]
    return PlanPage(page, list(_sections(shown, page, next(iter(follows), None))))


def _sections(
    shown: Sequence[TaskTemplate], page: Page[TaskTemplate], follows: tuple[int, int] | None
) -> Iterator[Section]:
    receivers = dict(
        Task.objects.filter(template__in=[template.pk for template in shown])
        .order_by()
        .values_list("template")
        .annotate(number=Count("pk"))
    )
    for phase, theirs in groupby(shown, key=lambda template: template.phase):
        templates = list(theirs)
        goes_on = follows is not None and follows[1] == phase.pk and templates[-1] is shown[-1]
        came_before = page.has_previous() and templates[0] is shown[0]
        last = len(templates) - 1
        rows = [
            Row(
                template,
                receivers.get(template.pk, 0),
                is_first=at == 0 and not came_before,
                is_last=at == last and not goes_on,
            )
            for at, template in enumerate(templates)
        ]
        yield Section(phase, rows, follows[0] if follows and goes_on else None)


def page_of(template: TaskTemplate, choice: Choice) -> int:
    """Return the number of the page that shows the shared task as it now stands; one query."""
    here = Q(phase=template.phase_id)
    before = (
        Q(phase__position__lt=template.phase.position)
        | (here & Q(position__lt=template.position))
        | (here & Q(position=template.position, pk__lt=template.pk))
    )
    return templates_in(template.programme, choice).filter(before).count() // PAGE_SIZE + 1
