"""Our own layout of a workbook: sheets for phases, themes and tasks (``workbook.py``)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from authoring.plans.excel_cells import ExcelRow
from authoring.plans.excel_sheet import Sheet, headings_of
from authoring.plans.plan import PlanPhase, PlanTheme
from authoring.plans.problems import Problem, SourceLocation, Unreadable
from authoring.plans.reading import Context, Progress, Reading
from authoring.plans.words import (
    AFTER,
    anchor_of,
    attachment_kind_of,
    folded,
    kind_of,
    priority_of,
    signed,
    unit_of,
)
from authoring.plans.workbook import (
    DUE,
    EXAMPLE,
    PHASE_COLUMNS,
    PHASES,
    PROJECT_COLUMNS,
    START,
    TASKS,
    THEME_COLUMNS,
    THEMES,
    Column,
)
from projects.models import Priority
from projects.offsets import Offset, Unit
from shared_tasks.content import Attachment, Content
from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import Anchor, TaskKind

NEEDED = ("Kode", "Titel", "Fase", "Tema", "Prioritet")
# What tells our layout from a handbook's table with the same words.
SIGNS = {folded("Kode"), folded("Titel"), folded("Frist: regnes fra")}
TOLD_EVERY = 100
T = TypeVar("T")


def is_own(sheets: Mapping[str, Sheet]) -> bool:
    """Whether the workbook has our sheet of tasks, with our headings."""
    if TASKS not in sheets:
        return False
    _, cells = next(sheets[TASKS].rows(), (0, []))
    return set(headings_of(cells).values()) >= SIGNS


def read_own(sheets: Mapping[str, Sheet], context: Context, progress: Progress) -> Reading:
    """Return what the three sheets say. Raises FileRefused."""
    reading = Reading()
    for row in _rows(sheets, PHASES, PHASE_COLUMNS, reading):
        phase = _phase(row)
        if not row.is_broken:
            reading.phases.append(phase)
    for row in _rows(sheets, THEMES, THEME_COLUMNS, reading):
        theme = PlanTheme(row.needed("Navn"), row.text("Formål"))
        if not row.is_broken and theme.name not in {one.name for one in reading.themes}:
            reading.themes.append(theme)
    _read_tasks(list(_rows(sheets, TASKS, PROJECT_COLUMNS, reading)), context, reading, progress)
    return reading


def _rows(
    sheets: Mapping[str, Sheet], name: str, columns: Sequence[Column], reading: Reading
) -> Iterator[ExcelRow]:
    """Give the sheet's rows without examples, and tell of headings nobody knows."""
    if name not in sheets:
        return
    sheet = sheets[name]
    heading_row, cells = next(sheet.rows(), (1, []))
    known = {folded(column.heading): column for column in columns}
    headings = {}
    for column, said in headings_of(cells).items():
        if said in known and not known[said].is_told:
            headings[column] = known[said].heading
        elif said not in known:
            reading.problems.append(
                Problem(
                    f"Kolonnen »{said}« kendes ikke og bliver ikke læst.",
                    SourceLocation(name, heading_row),
                    stops=False,
                )
            )
    first = columns[0].heading
    for row in sheet.table(headings, heading_row, reading.problems):
        cell = row.cells.get(first)
        if not (cell is not None and str(cell.value).startswith(EXAMPLE)):
            yield row


def _phase(row: ExcelRow) -> PlanPhase:
    return PlanPhase(
        number=row.needed("Nummer"),
        name=row.needed("Navn"),
        parent=row.text("Del af fase").strip(),
        description=row.text("Beskrivelse"),
        starts=_offset(row, "Starter"),
        ends=_offset(row, "Slutter"),
    )


def _offset(row: ExcelRow, prefix: str) -> Offset | None:
    amount = row.number(f"{prefix}: antal")
    unit = row.word(f"{prefix}: enhed", unit_of, "")
    side = row.text(f"{prefix}: før/efter").strip()
    if amount is None and not unit and not side:
        return None
    found = _amount(row, prefix, amount, unit, side)
    return None if found is None else Offset(found, Unit(unit))


def _amount(row: ExcelRow, prefix: str, amount: int | None, unit: str, side: str) -> int | None:
    """Return the signed amount of a whole offset; else tell what is missing of it."""
    if row.is_broken:
        return None
    missing = [
        word
        for word, is_there in (
            ("antal", amount is not None),
            ("enhed", bool(unit)),
            ("før/efter", bool(side) or amount == 0),
        )
        if not is_there
    ]
    if missing or amount is None:
        row.fail(f"{prefix}: {' og '.join(missing)} mangler.")
        return None
    try:
        return signed(amount, side or AFTER)
    except Unreadable as wrong:
        row.fail(f"{prefix}: {wrong}")
        return None


def _rule(row: ExcelRow, prefix: str) -> DateRule:
    told = len(row.problems)
    anchor = row.word(f"{prefix}: regnes fra", anchor_of, "")
    fixed_on = row.date(f"{prefix}: fast dato")
    amount = row.number(f"{prefix}: antal")
    unit = row.word(f"{prefix}: enhed", unit_of, "")
    side = row.text(f"{prefix}: før/efter").strip()
    is_relative = amount is not None or bool(unit) or bool(side)
    if len(row.problems) > told:
        return NO_DATE
    if fixed_on and not is_relative and anchor in {"", Anchor.FIXED}:
        return DateRule(Anchor.FIXED.value, fixed_on=fixed_on)
    if not anchor and not fixed_on and not is_relative:
        return NO_DATE
    if fixed_on or anchor == Anchor.FIXED:
        row.fail(f"{prefix}: en fast dato står for sig: enten en dato eller et antal.")
    elif not anchor:
        row.fail(f"{prefix}: skriv, hvad datoen regnes fra.")
    else:
        found = _amount(row, prefix, amount, unit, side)
        return NO_DATE if found is None else DateRule(anchor, found, unit)
    return NO_DATE


def _read_tasks(
    rows: Sequence[ExcelRow], context: Context, reading: Reading, progress: Progress
) -> None:
    codes = frozenset(
        {" ".join(str(row.cells["Kode"].value).split()) for row in rows if "Kode" in row.cells}
        | {task.code for task in context.there.tasks}
    )
    for number, row in enumerate(rows, 1):
        task = _task(row, context, codes)
        if task.code and not reading.place(task.code, row.place):
            continue
        if row.is_broken:
            reading.broken.add(task.code)
        else:
            reading.tasks.append(task)
        if number % TOLD_EVERY == 0:
            progress(number, len(rows))


def _task(row: ExcelRow, context: Context, codes: frozenset[str]) -> Content:
    code, title, phase, theme = (" ".join(row.needed(name).split()) for name in NEEDED[:4])
    if "Prioritet" not in row.cells:
        row.fail("Prioritet mangler.")
    return Content(
        code=code,
        title=title,
        phase=phase,
        theme=theme,
        priority=row.word("Prioritet", priority_of, Priority.MANDATORY.value),
        kind=row.word("Type", kind_of, TaskKind.TASK.value),
        goal=row.text("Mål"),
        description=row.text("Beskrivelse"),
        method=row.text("Metode og fremgangsmåde"),
        result=row.text("Resultat"),
        quality_criteria=row.text("Kvalitetskriterier"),
        source=row.text("Kilde"),
        recommended_responsible=_role(row, "Anbefalet ansvarlig", context),
        recommended_executor=_role(row, "Anbefalet udfører", context),
        involved=tuple(_roles(row, "Involverede roller", context)),
        start=_rule(row, START),
        due=_rule(row, DUE),
        prerequisites=tuple(row.parts("Forudsætninger", codes)),
        related=tuple(row.parts("Tæt relateret til", codes)),
        attachments=tuple(_attachments(row)),
    )


def _role(row: ExcelRow, heading: str, context: Context) -> str:
    said = row.text(heading).strip()
    return _code(row, heading, said, context) if said else ""


def _roles(row: ExcelRow, heading: str, context: Context) -> Iterator[str]:
    for said in row.parts(heading):
        if code := _code(row, heading, said, context):
            yield code


def _code(row: ExcelRow, heading: str, said: str, context: Context) -> str:
    code = context.roles.code_of(said)
    if code is None:
        row.fail(f"{heading}: rollen »{said}« findes ikke i rollegalleriet.")
    return code or ""


def _attachments(row: ExcelRow) -> Iterator[Attachment]:
    for written in row.text("Bilag").splitlines():
        if written.strip():
            try:
                yield attachment_of(written)
            except Unreadable as wrong:
                row.fail(f"Bilag: {wrong}")


def attachment_of(written: str) -> Attachment:
    """Return the attachment that a line says: »vejledning: Titel https://…«. Raises Unreadable."""
    kind, colon, rest = " ".join(written.split()).partition(": ")
    if not colon:
        raise Unreadable(f"»{written}« skal være slags, titel og adresse.")
    title, _, url = rest.rpartition(" ")
    return Attachment(attachment_kind_of(kind), title, url)
