"""A plan as an Excel workbook. All text is written as text: no cell can be a formula."""

import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from authoring.plans.excel_book import OPTIONS, Book, Cells
from authoring.plans.plan import Plan, PlanPhase, PlanTheme
from authoring.plans.role_names import RoleNames
from authoring.plans.words import (
    AFTER,
    ANCHORS,
    ATTACHMENTS,
    BEFORE,
    KINDS,
    PRIORITIES,
    UNITS,
)
from authoring.plans.workbook import (
    EXAMPLE,
    FIXED_LISTS,
    GUIDANCE,
    GUIDE,
    LISTS,
    PHASE_COLUMNS,
    PHASES,
    PROJECT_COLUMNS,
    TASK_COLUMNS,
    TASKS,
    THEME_COLUMNS,
    THEMES,
    Column,
)
from projects.offsets import Offset, Unit
from shared_tasks.content import Attachment, Content
from shared_tasks.deadlines import DateRule
from shared_tasks.models import Anchor

MOST_ROLES = 500


@dataclass(frozen=True)
class OwnFacts:
    """What one municipality's plan says of a task beside the plan: in words, people by name."""

    status: str
    light: str
    responsible: str
    executor: str
    starts_on: dt.date | None
    due_on: dt.date | None
    shared_due_on: dt.date | None
    due_reason: str

    def cells(self) -> Cells:
        return [
            *(self.status, self.light, self.responsible, self.executor),
            *(self.starts_on, self.due_on, self.shared_due_on, self.due_reason),
        ]


def template_workbook(plan: Plan, roles: RoleNames) -> bytes:
    """Return the empty template for a programme, with its phases, its themes and an example."""
    return _workbook(plan, roles, TASK_COLUMNS, [_task_cells(EXAMPLE_TASK, roles)], EXAMPLE_ROWS)


def plan_workbook(plan: Plan, roles: RoleNames) -> bytes:
    """Return the whole plan; read again, it is the same."""
    return _workbook(plan, roles, TASK_COLUMNS, (_task_cells(task, roles) for task in plan.tasks))


def project_workbook(plan: Plan, roles: RoleNames, own: Mapping[str, OwnFacts]) -> bytes:
    """Return one municipality's plan; ``own`` is by code. Read again, it is the same plan."""
    names = {phase.number: phase.name for phase in plan.phases}

    def row(task: Content) -> Cells:
        code, title, phase, theme, priority, *rest = _task_cells(task, roles)
        facts = own[task.code].cells()
        return [code, title, phase, names[task.phase], theme, priority, *facts, *rest]

    return _workbook(plan, roles, PROJECT_COLUMNS, map(row, plan.tasks))


def _workbook(
    plan: Plan,
    roles: RoleNames,
    columns: Sequence[Column],
    tasks: Iterable[Cells],
    examples: "Examples | None" = None,
) -> bytes:
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, OPTIONS)
    workbook.set_properties({"title": plan.name})
    book = Book(workbook)
    lists = {**FIXED_LISTS, "Roller": tuple(roles.names())[:MOST_ROLES]}
    sources = _sources(lists)
    phases, themes = list(plan.phases), list(plan.themes)
    if examples and not phases:
        phases = [examples.phase]
    if examples and not themes:
        themes = [examples.theme]
    _write_guide(book)
    book.table(PHASES, PHASE_COLUMNS, map(_phase_cells, phases), sources)
    book.table(THEMES, THEME_COLUMNS, ([theme.name, theme.purpose] for theme in themes), sources)
    book.table(TASKS, columns, tasks, sources)
    _write_lists(book, lists)
    book.sheets[TASKS].activate()
    workbook.close()
    return file.getvalue()


def _sources(lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return where in the workbook each list of values lies, as a validation names it."""
    found = {"Faser": f"={PHASES}!$A$2:$A$200", "Temaer": f"={THEMES}!$A$2:$A$500"}
    for place, (name, values) in enumerate(lists.items()):
        column = chr(ord("A") + place)
        found[name] = f"={LISTS}!${column}$2:${column}${len(values) + 1}"
    return found


def _write_guide(book: Book) -> None:
    sheet = book.sheet(GUIDE)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for row, (what, how) in enumerate(GUIDANCE):
        sheet.write_string(row, 0, what, book.heading)
        sheet.write_string(row, 1, how, book.plain)


def _write_lists(book: Book, lists: Mapping[str, Sequence[str]]) -> None:
    sheet = book.sheet(LISTS)
    for place, (name, values) in enumerate(lists.items()):
        sheet.set_column(place, place, 34, book.plain)
        sheet.write_string(0, place, name, book.heading)
        for row, value in enumerate(values, 1):
            book.write(sheet, row, place, value)
    sheet.freeze_panes(1, 0)


def _phase_cells(phase: PlanPhase) -> Cells:
    return [
        *(phase.number, phase.name, phase.parent),
        *_offset_cells(phase.starts),
        *_offset_cells(phase.ends),
        phase.description,
    ]


def _offset_cells(offset: Offset | None) -> Cells:
    if offset is None:
        return [None, None, None]
    side = BEFORE if offset.amount < 0 else AFTER
    return [abs(offset.amount), UNITS[offset.unit.value], side]


def _rule_cells(rule: DateRule) -> Cells:
    if rule.anchor == Anchor.FIXED:
        return [None, None, None, ANCHORS[rule.anchor], rule.fixed_on]
    if not rule.anchor or rule.amount is None:
        return [None, None, None, None, None]
    return [*_offset_cells(Offset(rule.amount, Unit(rule.unit))), ANCHORS[rule.anchor], None]


def _task_cells(task: Content, roles: RoleNames) -> Cells:
    name: Callable[[str], str] = lambda code: roles.name_of(code) if code else ""  # noqa: E731
    return [
        *(task.code, task.title, task.phase, task.theme),
        *(PRIORITIES[task.priority], KINDS[task.kind]),
        *(task.goal, task.description, task.method, task.result, task.quality_criteria),
        *(task.source, name(task.recommended_responsible), name(task.recommended_executor)),
        "\n".join(name(code) for code in task.involved),
        *_rule_cells(task.start),
        *_rule_cells(task.due),
        *("\n".join(task.prerequisites), "\n".join(task.related)),
        "\n".join(say_attachment(one) for one in task.attachments),
    ]


def say_attachment(attachment: Attachment) -> str:
    """Return it as one line; ``attachment_of`` in excel_in reads it."""
    return f"{ATTACHMENTS[attachment.kind]}: {attachment.title} {attachment.url}"


@dataclass(frozen=True)
class Examples:
    phase: PlanPhase
    theme: PlanTheme


EXAMPLE_ROWS = Examples(
    PlanPhase(
        f"{EXAMPLE} 1",
        "Opstart",
        "",
        "Kommunen danner en projektgruppe og finder ud af, hvad der skal ske.",
        Offset(-12, Unit.MONTH),
        Offset(-9, Unit.MONTH),
    ),
    PlanTheme(f"{EXAMPLE}: Projektstyring", "At projektet når sine mål til tiden."),
)
EXAMPLE_TASK = Content(
    code=f"{EXAMPLE} 1",
    title="Dan en projektgruppe",
    phase="1",
    theme="Projektstyring",
    priority=2,
    kind="task",
    goal="Alle ved, hvem der gør hvad i projektet.",
    description="Find deltagere fra fagområdet, it og økonomi, og aftal, hvor ofte I mødes.",
    result="En liste over projektgruppens medlemmer, som ledelsen har sagt ja til.",
    source="Implementeringshåndbogen, afsnit 3.2",
    start=DateRule(Anchor.PHASE_START.value, 0, Unit.DAY.value),
    due=DateRule(Anchor.GO_LIVE.value, -9, Unit.MONTH.value),
    attachments=(Attachment("guide", "Sådan danner I en projektgruppe", "https://www.kombit.dk/"),),
)
