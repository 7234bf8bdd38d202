"""A plan out of Microsoft Project's XML: the portal's own, or anybody's.

Of our own, rules, roles and texts are in free fields and notes; a date that somebody has moved in
Project since wins over its rule. Of anybody's, summary tasks are phases and sub-phases, finish to
start links prerequisites, and dates offsets from a go-live date that the editor has chosen.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from authoring.plans import mspdi
from authoring.plans.excel_own import attachment_of
from authoring.plans.excel_sheet import TOO_MANY
from authoring.plans.handbook import NO_ROLE
from authoring.plans.mspdi_in import RawPlan, RawTask, read_xml
from authoring.plans.plan import PlanPhase, PlanTheme, line
from authoring.plans.problems import FileRefused, Problem, SourceLocation, Unreadable
from authoring.plans.reading import (
    Codes,
    Context,
    Phases,
    Progress,
    Reading,
    offset_for,
    rule_for,
)
from authoring.plans.words import kind_of, offset_of, priority_of, rule_of
from authoring.plans.workbook import MOST_ROWS
from projects.offsets import Offset
from shared_tasks.content import Attachment, Content
from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import TaskKind

SHEET = "MS Project"
YES, NO = {"1", "true"}, {"0", "false"}
NO_TASKS = "Planen har ingen opgaver."
NO_PHASE = (
    "Der er opgaver, som ikke står under en samleopgave. Vælg en fase til opgaver uden fase, når"
    " du sender filen, eller ryk dem ind under en samleopgave i Project."
)
NO_THEME = (
    "MS Project kender ikke temaer. Skriv et tema til opgaver uden tema, når du sender filen."
)
NO_GO_LIVE = "Planens datoer skal regnes fra en idriftsættelse. Vælg datoen, når du sender filen."
TOO_DEEP = "Samleopgaven ligger dybere end en underfase. Dens opgaver er lagt i fasen over den."
T = TypeVar("T")


def read_project(content: bytes, context: Context, progress: Progress) -> Reading:
    """Return what the plan says. Raises FileRefused."""
    reading = Outline(read_xml(content, progress), context).read()
    if not reading.tasks and not reading.problems:
        raise FileRefused(NO_TASKS)
    return reading


@dataclass(frozen=True)
class OutlineRow:
    """A task of the outline with its phase, before its links are known."""

    raw: RawTask
    place: SourceLocation
    code: str
    phase: str


class Outline:
    """The outline on its way to becoming a plan."""

    def __init__(self, raw: RawPlan, context: Context) -> None:
        self.raw, self.context = raw, context
        self.reading = Reading()
        self.names = {alias: number for number, alias in raw.aliases.items()}
        self.is_own = {mspdi.CODE, mspdi.DUE, mspdi.DATES} <= self.names.keys()
        self.phases = Phases(context.there.phases)
        self.codes = Codes(context.there.tasks)
        self.go_live_on = context.go_live_on
        self.people: dict[str, list[str]] = defaultdict(list)
        for task, resource in raw.assignments:
            if name := line(raw.resources.get(resource, "")):
                self.people[task].append(name)
        # What is told once of the whole file.
        self.told: set[str] = set()

    def read(self) -> Reading:
        rows = list(self._rows())
        if len(rows) > MOST_ROWS:
            raise FileRefused(TOO_MANY)
        codes = {row.raw["UID"]: row.code for row in rows}
        for row in rows:
            task = self._task(row, codes)
            if self.reading.place(row.code, row.place):
                self.reading.tasks.append(task)
        self.reading.phases.extend(self.phases.new.values())
        return self.reading

    def _rows(self) -> Iterator[OutlineRow]:
        """Give the tasks that are no phases, each with the phase it stands in."""
        listed = [raw for raw in self.raw.tasks if self._is_there(raw)]
        lift = self._levels_above(listed)
        inside: list[str] = []
        for raw in listed:
            level = _number(raw["OutlineLevel"]) - lift
            if level < 1:
                self._read_top(raw)
                continue
            place = SourceLocation(SHEET, _number(raw["ID"]))
            del inside[level - 1 :]
            if self._is_phase(raw):
                inside.append(self._phase(raw, inside))
            else:
                phase = inside[-1] if inside else self.context.phase
                if not phase:
                    self._once(NO_PHASE)
                yield OutlineRow(raw, place, self._code(raw, phase), phase)

    def _is_there(self, raw: RawTask) -> bool:
        if _is(raw, "IsNull") or not line(raw["Name"]):
            return False
        if raw["Active"] in NO or _is(raw, "ExternalTask"):
            self._note(raw, "Opgaven er slået fra eller hører til en anden plan. Den er udeladt.")
            return False
        return True

    def _levels_above(self, listed: list[RawTask]) -> int:
        """Return 1 when the whole plan of a stranger stands under one row, which is no phase."""
        top = [raw for raw in listed if raw["OutlineLevel"] == "1"]
        is_wrapped = len(top) == 1 and _is(top[0], "Summary") and len(listed) > 1
        return int(not self.is_own and is_wrapped)

    def _is_phase(self, raw: RawTask) -> bool:
        kind = self._field(raw, mspdi.KIND)
        return kind == mspdi.PHASE or (_is(raw, "Summary") and not kind)

    def _read_top(self, raw: RawTask) -> None:
        """Read the themes, and the day dates were counted from, of the row above all others."""
        if not self.is_own:
            return
        for heading, purpose in mspdi.sections_of(raw["Notes"]).items():
            if heading.startswith(mspdi.THEME_SECTION):
                name = heading.removeprefix(mspdi.THEME_SECTION)
                self.reading.themes.append(PlanTheme(name, purpose))
        counted_from = _date(self._field(raw, mspdi.DATES))
        self.go_live_on = counted_from or self.context.go_live_on

    def _phase(self, raw: RawTask, inside: list[str]) -> str:
        parent = inside[-1] if inside else ""
        number = self._field(raw, mspdi.CODE)
        if number and self.is_own:
            starts = self._understood(raw, mspdi.START, offset_of, None)
            ends = self._understood(raw, mspdi.DUE, offset_of, None)
            phase = PlanPhase(number, line(raw["Name"]), parent, raw["Notes"], starts, ends)
            self.reading.phases.append(phase)
            self.phases.there[number] = phase
            return number
        if len(inside) > 1:
            self._note(raw, TOO_DEEP)
            return parent
        number = self.phases.number_for(raw["Name"], parent=parent)
        if number in self.phases.new:
            self.phases.new[number] = PlanPhase(
                number,
                self.phases.new[number].name,
                parent,
                raw["Notes"],
                self._offset(raw["Start"]),
                self._offset(raw["Finish"]),
            )
        return number

    def _offset(self, said: str) -> Offset | None:
        date = _date(said)
        return offset_for(date, self.go_live_on) if date and self.go_live_on else None

    def _code(self, raw: RawTask, phase: str) -> str:
        return self._field(raw, mspdi.CODE) or self.codes.code_for(phase, line(raw["Name"]))

    def _task(self, row: OutlineRow, codes: dict[str, str]) -> Content:
        raw = row.raw
        sections = mspdi.sections_of(raw["Notes"])
        texts = {name: sections.get(heading, "") for name, heading in mspdi.TEXTS.items()}
        texts["description"] = texts["description"] or sections[""]
        prerequisites, related = self._links(raw, codes)
        executor, involved = self._roles(raw, sections)
        start, due = self._rules(raw)
        return Content(
            code=row.code,
            title=line(raw["Name"]),
            phase=row.phase,
            theme=self._theme(raw),
            priority=self._priority(raw),
            kind=self._kind(raw),
            source=self._field(raw, mspdi.SOURCE),
            recommended_responsible=self._role(raw, mspdi.RESPONSIBLE),
            recommended_executor=executor,
            involved=tuple(involved),
            start=start,
            due=due,
            prerequisites=tuple(prerequisites),
            related=(*related, *_listed(sections, mspdi.RELATED)),
            attachments=tuple(self._attachments(raw, sections)),
            **texts,
        )

    def _theme(self, raw: RawTask) -> str:
        theme = self._field(raw, mspdi.THEME) or self.context.theme
        if not theme:
            self._once(NO_THEME)
        return theme

    def _kind(self, raw: RawTask) -> str:
        kind = self._understood(raw, mspdi.KIND, kind_of, "")
        return kind or (TaskKind.MILESTONE if _is(raw, "Milestone") else TaskKind.TASK).value

    def _priority(self, raw: RawTask) -> int:
        """Return what Project's own number says, unless ours says so already."""
        ours = self._understood(raw, mspdi.PRIORITY, priority_of, 0)
        if ours and mspdi.PRIORITIES[ours] == raw["Priority"]:
            return ours
        return mspdi.priority_for(raw["Priority"])

    def _rules(self, raw: RawTask) -> tuple[DateRule, DateRule]:
        starts_on, ends_on = _date(raw["Start"]), _date(raw["Finish"])
        start = self._understood(raw, mspdi.START, rule_of, NO_DATE)
        due = self._understood(raw, mspdi.DUE, rule_of, NO_DATE)
        is_ours = self.is_own and bool(self._field(raw, mspdi.CODE))
        if is_ours and self._field(raw, mspdi.DATES) == mspdi.say_dates(starts_on, ends_on):
            return start, due
        if self.go_live_on is None and (starts_on or ends_on):
            self._once(NO_GO_LIVE)
        if is_ours:
            self._note(raw, "Datoerne er flyttet i Project. De regnes nu fra idriftsættelsen.")
        moved_start = rule_for(starts_on, self.go_live_on) if starts_on != ends_on else NO_DATE
        return moved_start, rule_for(ends_on, self.go_live_on)

    def _links(self, raw: RawTask, codes: dict[str, str]) -> tuple[list[str], list[str]]:
        """Return prerequisites and related tasks of the row's links."""
        prerequisites, related = [], []
        for link in raw.links:
            code = codes.get(link.get("PredecessorUID", ""))
            if code is None or link.get("CrossProject") in YES:
                self._note(raw, "En binding til en samleopgave eller en anden plan er udeladt.")
            elif link.get("Type", mspdi.FINISH_TO_START) == mspdi.FINISH_TO_START:
                prerequisites.append(code)
            else:
                related.append(code)
                self._note(raw, f"Bindingen til »{code}« er ikke »slut til start« og bliver til"
                                " »tæt relateret«.")  # fmt: skip
        return prerequisites, related

    def _roles(self, raw: RawTask, sections: dict[str, str]) -> tuple[str, list[str]]:
        """Return the recommended executor and the roles involved: ours, else of resources."""
        if self.is_own and self._field(raw, mspdi.CODE):
            listed = _listed(sections, mspdi.INVOLVED)
            involved = [self._role_of(raw, mspdi.INVOLVED, said) for said in listed]
            return self._role(raw, mspdi.EXECUTOR), [code for code in involved if code]
        found = []
        for said in self.people[raw["UID"]]:
            if code := self.context.roles.guess(said):
                found.append(code)
            else:
                self._once(NO_ROLE.format("Ressource", said), stops=False)
        return (found[0], found[1:]) if found else ("", [])

    def _role(self, raw: RawTask, name: str) -> str:
        said = self._field(raw, name)
        return self._role_of(raw, name, said) if said else ""

    def _role_of(self, raw: RawTask, name: str, said: str) -> str:
        code = self.context.roles.code_of(said)
        if code is None:
            self._fail(raw, f"{name}: rollen »{said}« findes ikke i rollegalleriet.")
        return code or ""

    def _attachments(self, raw: RawTask, sections: dict[str, str]) -> Iterator[Attachment]:
        for said in _listed(sections, mspdi.ATTACHMENTS):
            try:
                yield attachment_of(said)
            except Unreadable as wrong:
                self._fail(raw, f"{mspdi.ATTACHMENTS}: {wrong}")

    def _field(self, raw: RawTask, name: str) -> str:
        return line(raw.fields.get(self.names.get(name, ""), "")) if self.is_own else ""

    def _understood(self, raw: RawTask, name: str, understand: Callable[[str], T], default: T) -> T:
        said = self._field(raw, name)
        try:
            return understand(said) if said else default
        except Unreadable as wrong:
            self._fail(raw, f"{name}: {wrong}")
            return default

    def _fail(self, raw: RawTask, text: str) -> None:
        self.reading.problems.append(Problem(text, SourceLocation(SHEET, _number(raw["ID"]))))

    def _note(self, raw: RawTask, text: str) -> None:
        place = SourceLocation(SHEET, _number(raw["ID"]))
        self.reading.problems.append(Problem(text, place, stops=False))

    def _once(self, text: str, *, stops: bool = True) -> None:
        if text not in self.told:
            self.told.add(text)
            self.reading.problems.append(Problem(text, stops=stops))


def _is(raw: RawTask, name: str) -> bool:
    return raw[name] in YES


def _listed(sections: dict[str, str], heading: str) -> list[str]:
    return [line(said) for said in sections.get(heading, "").split("\n") if line(said)]


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _date(said: str) -> dt.date | None:
    """Return the day of a date as XML has it: 2027-03-01T08:00:00; NA is none."""
    try:
        return dt.date.fromisoformat(said.strip()[:10])
    except ValueError:
        return None
