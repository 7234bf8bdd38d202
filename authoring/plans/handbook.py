"""Tables of tasks as the handbooks and KLIK's own list have them, recognised by their headings.

DUBU handbook 7–10: Tema | Opgavetitel | Prioritet | Anbefalet udfører | Involveret part, with the
code in brackets before the title. KSD handbook 11–15: Opgave | Udfører | Opgavetype | Opgave ID.
KLIK's list: Projekt | Opgavetitel | Fase | Tema | Deadline | Prioritet | Status | Slutdato.
"""

import re
from collections.abc import Iterator, Sequence

from authoring.plans.excel_cells import ExcelRow
from authoring.plans.excel_sheet import MERGED, TOO_MANY, Sheet, headings_of
from authoring.plans.plan import line
from authoring.plans.problems import FileRefused, Problem, SourceLocation
from authoring.plans.reading import Codes, Context, Phases, Progress, Reading, rule_for
from authoring.plans.words import kind_of, priority_of
from authoring.plans.workbook import MOST_ROWS
from projects.models import Priority
from shared_tasks.content import Content
from shared_tasks.models import TaskKind

TITLE = "Titel"
# What a column is, by what stands above it; the first of a kind that a table has is read.
KNOWN = {
    TITLE: ("opgavetitel", "opgave titel", "opgavenavn", "titel", "opgave"),
    "Kode": ("kode", "opgave id (kigo)", "opgave id", "opgave-id", "opgavenummer", "opgavenr."),
    "Tema": ("tema",),
    "Fase": ("fase", "underfase"),
    "Prioritet": ("prioritet", "opgavetype"),
    "Type": ("type",),
    "Anbefalet ansvarlig": ("anbefalet ansvarlig", "ansvarlig"),
    "Anbefalet udfører": ("anbefalet udfører", "udfører"),
    "Involveret part": (
        *("involveret part", "involverede parter", "involverede roller", "involverede"),
    ),
    "Startdato": ("startdato",),
    "Slutdato": ("slutdato", "frist", "deadline"),
    "Mål": ("mål",),
    "Beskrivelse": ("beskrivelse",),
    "Metode og fremgangsmåde": ("metode og fremgangsmåde", "metode"),
    "Resultat": ("resultat",),
    "Kvalitetskriterier": ("kvalitetskriterier",),
    "Kilde": ("kilde",),
}
IGNORED = {"projekt", "status", "farve", "kommune", "program"}
CODE_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)\s*(.+)")
CODE_BEFORE = re.compile(r"([A-ZÆØÅ]{1,3}\d{1,4})\s*[-–:.]?\s+(.+)")
DIVIDED = re.compile(r"[;,\n]|\bog\b|\bsamt\b|\beventuelt\b|\bevt\.")
NO_PHASE = (
    "Filen siger ikke, hvilken fase opgaven hører til. Vælg en fase til opgaver uden fase, når du"
    " sender filen, eller tilføj kolonnen Fase."
)
NO_THEME = (
    "Filen siger ikke, hvilket tema opgaven hører til. Skriv et tema til opgaver uden tema, når"
    " du sender filen, eller tilføj kolonnen Tema."
)
NO_ROLE = "{}: rollen »{}« findes ikke i rollegalleriet og er udeladt."


def read_tables(sheets: Sequence[Sheet], context: Context, progress: Progress) -> Reading:
    """Return the tasks of every table in every sheet. Raises FileRefused."""
    return Tables(context).read(sheets, progress)


def columns_of(headings: dict[int, str]) -> dict[int, str] | None:
    """Return what each column is, or None when this is no row of headings."""
    said = {heading: column for column, heading in reversed(headings.items())}
    found: dict[int, str] = {}
    for name, words in KNOWN.items():
        word = next((word for word in words if word in said), None)
        if word is not None and said[word] not in found:
            found[said[word]] = name
    return found if TITLE in found.values() and len(found) > 1 else None


class Tables:
    """What has been read so far of a workbook's tables."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.reading = Reading()
        self.phases = Phases(context.there.phases)
        self.codes = Codes(context.there.tasks)

    def read(self, sheets: Sequence[Sheet], progress: Progress) -> Reading:
        for count, (row, sheet) in enumerate(self._rows(sheets), 1):
            if count > MOST_ROWS:
                raise FileRefused(TOO_MANY)
            self._take(row, sheet)
            if count % 100 == 0:
                progress(count, MOST_ROWS)
        self.reading.phases = list(self.phases.new.values())
        return self.reading

    def _rows(self, sheets: Sequence[Sheet]) -> Iterator[tuple[ExcelRow, str]]:
        """Give the rows of all tables: those under a row of headings, until the next such row."""
        for sheet in sheets:
            columns: dict[int, str] | None = None
            for number, cells in sheet.rows():
                place = SourceLocation(sheet.name, number)
                headings = headings_of(cells)
                if found := columns_of(headings):
                    if columns is None:
                        self._tell_of_merges(sheet, number)
                    columns = found
                    self._tell_of_strangers(headings, found, place)
                elif columns is not None:
                    here = {cell.column: cell for cell in cells}
                    known = {columns[column]: here[column] for column in here if column in columns}
                    if known:
                        yield ExcelRow(place, known, self.reading.problems), sheet.name

    def _tell_of_merges(self, sheet: Sheet, heading_row: int) -> None:
        for top, merged in sheet.merged_from(heading_row):
            problem = Problem(MERGED.format(merged), SourceLocation(sheet.name, top))
            self.reading.problems.append(problem)

    def _tell_of_strangers(
        self, headings: dict[int, str], columns: dict[int, str], place: SourceLocation
    ) -> None:
        known = {word for words in KNOWN.values() for word in words} | IGNORED
        for column, heading in headings.items():
            if column not in columns and heading not in known:
                text = f"Kolonnen »{heading}« kendes ikke og bliver ikke læst."
                self.reading.problems.append(Problem(text, place, stops=False))

    def _take(self, row: ExcelRow, sheet: str) -> None:
        written_code, title = self._code_and_title(row)
        phase, theme = self._phase(row, sheet), self._theme(row)
        code = written_code or self.codes.code_for(phase, title)
        task = Content(
            code=code,
            title=title,
            phase=phase,
            theme=theme,
            priority=self._priority(row),
            kind=row.word("Type", kind_of, TaskKind.TASK.value),
            goal=row.text("Mål"),
            description=row.text("Beskrivelse"),
            method=row.text("Metode og fremgangsmåde"),
            result=row.text("Resultat"),
            quality_criteria=row.text("Kvalitetskriterier"),
            source=row.text("Kilde"),
            recommended_responsible=self._role(row, "Anbefalet ansvarlig"),
            recommended_executor=self._role(row, "Anbefalet udfører"),
            involved=tuple(self._involved(row)),
            start=rule_for(row.date("Startdato"), self.context.go_live_on),
            due=rule_for(row.date("Slutdato"), self.context.go_live_on),
        )
        if not self.reading.place(code, row.place):
            return
        if row.is_broken:
            self.reading.broken.add(code)
        else:
            self.reading.tasks.append(task)

    @staticmethod
    def _code_and_title(row: ExcelRow) -> tuple[str, str]:
        """Return the code, if any, and the title: »(Organisation 1) Etabler …«, »K01 Bestil …«."""
        code, title = line(row.text("Kode")), line(row.needed(TITLE))
        match = CODE_IN_BRACKETS.fullmatch(title) or CODE_BEFORE.fullmatch(title)
        if match and not code:
            return line(match[1]), match[2]
        return code, title

    def _phase(self, row: ExcelRow, sheet: str) -> str:
        if said := line(row.text("Fase")):
            return self.phases.number_for(said)
        number = self.phases.number_of(sheet) or self.context.phase
        if not number:
            row.fail(NO_PHASE)
        return number

    def _theme(self, row: ExcelRow) -> str:
        theme = line(row.text("Tema")) or self.context.theme
        if not theme:
            row.fail(NO_THEME)
        return theme

    @staticmethod
    def _priority(row: ExcelRow) -> int:
        if line(row.text("Prioritet")):
            return row.word("Prioritet", priority_of, Priority.MANDATORY.value)
        row.note("Prioriteten mangler. Opgaven bliver »Anbefalet«.")
        return Priority.RECOMMENDED.value

    def _role(self, row: ExcelRow, heading: str) -> str:
        said = line(row.text(heading))
        if not said or said == "-":
            return ""
        code = self.context.roles.guess(said)
        if code is None:
            row.note(NO_ROLE.format(heading, said))
        return code or ""

    def _involved(self, row: ExcelRow) -> Iterator[str]:
        heading = "Involveret part"
        whole = row.text(heading)
        for said in DIVIDED.split(whole):
            if not line(said) or line(said) == "-":
                continue
            if code := self.context.roles.guess(line(said)):
                yield code
            else:
                row.note(NO_ROLE.format(heading, line(said)))
