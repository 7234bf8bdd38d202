"""A plan as Microsoft Project's XML: opened there it is a plan, read again it is the same."""

import dataclasses
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from authoring.plans import mspdi
from authoring.plans.excel_out import OwnFacts, say_attachment
from authoring.plans.mspdi_xml import Xml
from authoring.plans.plan import Plan, PlanPhase
from authoring.plans.role_names import RoleNames
from authoring.plans.words import KINDS, PRIORITIES, say_offset, say_rule
from phases.models import Phase
from projects.workdays import is_workday
from shared_tasks.content import Content
from shared_tasks.deadlines import Anchors
from shared_tasks.models import SharedTask, TaskKind
from tasks.models import Status
from tasks.propagation import shared_dates

Dates = tuple[dt.date | None, dt.date | None]
STARTS, ENDS, HOURS = "08:00:00", "16:00:00", 8
NO_DATES: Dates = (None, None)


def plan_xml(plan: Plan, roles: RoleNames, *, go_live_on: dt.date, at: dt.datetime) -> bytes:
    """Return the plan, dated as for a project that goes live then."""
    phases = {phase.number: _phase_row(phase) for phase in plan.phases}
    anchors = Anchors(go_live_on, wave_starts_on=None, published_on=None)
    dates = {
        task.code: shared_dates(_shared_task(task, phases.get(task.phase)), anchors)
        for task in plan.tasks
    }
    people = {
        task.code: roles.name_of(task.recommended_executor)
        for task in plan.tasks
        if task.recommended_executor
    }
    return Document(plan, roles, go_live_on, dates, people).write(at)


def project_xml(
    plan: Plan,
    roles: RoleNames,
    own: Mapping[str, OwnFacts],
    *,
    go_live_on: dt.date | None,
    at: dt.datetime,
) -> bytes:
    """Return one municipality's plan with its own dates, people and status, by code."""
    dates = {code: (facts.starts_on, facts.due_on) for code, facts in own.items()}
    people = {code: facts.executor for code, facts in own.items() if facts.executor}
    return Document(plan, roles, go_live_on, dates, people, own).write(at)


def _phase_row(phase: PlanPhase) -> Phase:
    return Phase(
        number=phase.number,
        starts_amount=phase.starts.amount if phase.starts else None,
        starts_unit=phase.starts.unit if phase.starts else "",
        ends_amount=phase.ends.amount if phase.ends else None,
        ends_unit=phase.ends.unit if phase.ends else "",
    )


def _shared_task(task: Content, phase: Phase | None) -> SharedTask:
    """Return the task with what the rules for dates read."""
    rules = {
        f"{prefix}_{name}": value
        for prefix, rule in (("start", task.start), ("due", task.due))
        for name, value in dataclasses.asdict(rule).items()
    }
    return SharedTask(phase=phase or Phase(), **rules)


@dataclass(frozen=True)
class Entry:
    """A row of the outline as Project has it."""

    uid: int
    name: str
    level: int
    outline: str
    dates: Dates = NO_DATES
    is_summary: bool = False
    is_milestone: bool = False
    priority: str = "500"
    is_done: bool = False
    notes: str = ""
    predecessors: Sequence[int] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Document:
    """The plan on its way into XML; ``dates``, ``people`` and ``own`` are by code."""

    plan: Plan
    roles: RoleNames
    go_live_on: dt.date | None
    dates: Mapping[str, Dates]
    people: Mapping[str, str]
    own: Mapping[str, OwnFacts] | None = None

    def __post_init__(self) -> None:
        self.uids = {task.code: number for number, task in enumerate(self.plan.tasks, 1)}
        self.tasks: dict[str, list[Content]] = defaultdict(list)
        for task in self.plan.tasks:
            self.tasks[task.phase].append(task)
        self.entries: list[Entry] = []

    def write(self, at: dt.datetime) -> bytes:
        self.entries = [self._top()]
        self._outline("", 1, "")
        file = io.BytesIO()
        xml = Xml(file)
        with xml.document("Project", mspdi.NAMESPACE):
            self._head(xml, at)
            self._fields(xml)
            _calendar(xml)
            with xml.inside("Tasks"):
                for row, entry in enumerate(self.entries):
                    _write_entry(xml, row, entry)
            self._resources(xml)
        return file.getvalue()

    def _head(self, xml: Xml, at: dt.datetime) -> None:
        known = [date for dates in self.dates.values() for date in dates if date]
        first = min(known, default=self.go_live_on or at.date())
        xml.say("SaveVersion", 14)
        xml.say("Name", f"{self.plan.name}.xml")
        xml.say("Title", self.plan.name)
        xml.say("CreationDate", f"{at:%Y-%m-%dT%H:%M:%S}")
        xml.say("ScheduleFromStart", 1)
        xml.say("StartDate", f"{first}T{STARTS}")
        xml.say("CalendarUID", 1)
        xml.say("DefaultStartTime", STARTS)
        xml.say("DefaultFinishTime", ENDS)
        xml.say("MinutesPerDay", HOURS * 60)
        xml.say("MinutesPerWeek", HOURS * 60 * 5)
        xml.say("DaysPerMonth", 20)
        xml.say("NewTasksAreManual", 1)

    def _fields(self, xml: Xml) -> None:
        used = [n for n in mspdi.FIELDS if self.own is not None or n not in mspdi.OWN_FACTS]
        with xml.inside("ExtendedAttributes"):
            for name in used:
                with xml.inside("ExtendedAttribute"):
                    xml.say("FieldID", mspdi.field_id(name))
                    xml.say("FieldName", f"Text{mspdi.FIELDS.index(name) + 1}")
                    xml.say("Alias", name)

    def _resources(self, xml: Xml) -> None:
        names = {name: uid for uid, name in enumerate(dict.fromkeys(self.people.values()), 1)}
        with xml.inside("Resources"):
            for name, uid in names.items():
                with xml.inside("Resource"):
                    xml.say("UID", uid)
                    xml.say("ID", uid)
                    xml.say("Name", name)
                    xml.say("Type", 1)
        with xml.inside("Assignments"):
            for uid, (code, name) in enumerate(self.people.items(), 1):
                with xml.inside("Assignment"):
                    xml.say("UID", uid)
                    xml.say("TaskUID", self.uids[code])
                    xml.say("ResourceUID", names[name])
                    xml.say("Units", 1)

    def _top(self) -> Entry:
        """Return the row above all others: the themes, and what dates were counted from."""
        themes = [(f"{mspdi.THEME_SECTION}{t.name}", t.purpose) for t in self.plan.themes]
        fields = {mspdi.KIND: mspdi.PROGRAMME}
        if self.go_live_on:
            fields[mspdi.DATES] = self.go_live_on.isoformat()
        notes = mspdi.say_sections(themes)
        return Entry(0, self.plan.name, 0, "0", is_summary=True, notes=notes, fields=fields)

    def _outline(self, parent: str, level: int, above: str) -> None:
        """Add the phases in this one, each with the tasks in it and then the phases in it."""
        before = len(self.tasks[parent]) if parent else 0
        inside = [phase for phase in self.plan.phases if phase.parent == parent]
        for number, phase in enumerate(inside, before + 1):
            here = f"{above}{number}"
            self.entries.append(self._phase(phase, level, here))
            for place, task in enumerate(self.tasks[phase.number], 1):
                self.entries.append(self._task(task, level + 1, f"{here}.{place}"))
            self._outline(phase.number, level + 1, f"{here}.")

    def _phase(self, phase: PlanPhase, level: int, outline: str) -> Entry:
        fields = {
            mspdi.CODE: phase.number,
            mspdi.KIND: mspdi.PHASE,
            mspdi.START: say_offset(phase.starts) if phase.starts else "",
            mspdi.DUE: say_offset(phase.ends) if phase.ends else "",
        }
        return Entry(
            len(self.plan.tasks) + 1 + self.plan.phases.index(phase),
            phase.name,
            level,
            outline,
            _phase_row(phase).window(self.go_live_on),
            is_summary=True,
            notes=phase.description,
            fields=fields,
        )

    def _task(self, task: Content, level: int, outline: str) -> Entry:
        facts = self.own[task.code] if self.own is not None else None
        return Entry(
            self.uids[task.code],
            task.title,
            level,
            outline,
            self.dates[task.code],
            is_milestone=task.kind == TaskKind.MILESTONE,
            priority=mspdi.PRIORITIES[task.priority],
            is_done=facts is not None and facts.status == Status.COMPLETED.label,
            notes=self._notes(task),
            predecessors=[self.uids[code] for code in task.prerequisites],
            fields=self._facts(task) | (_own_fields(facts) if facts else {}),
        )

    def _notes(self, task: Content) -> str:
        lists = {
            mspdi.INVOLVED: [self.roles.name_of(code) for code in task.involved],
            mspdi.RELATED: task.related,
            mspdi.ATTACHMENTS: [say_attachment(one) for one in task.attachments],
        }
        texts = [(heading, getattr(task, name)) for name, heading in mspdi.TEXTS.items()]
        told = [*texts, *((heading, "\n".join(listed)) for heading, listed in lists.items())]
        return mspdi.say_sections((heading, said) for heading, said in told if said)

    def _facts(self, task: Content) -> dict[str, str]:
        responsible, executor = task.recommended_responsible, task.recommended_executor
        return {
            mspdi.CODE: task.code,
            mspdi.THEME: task.theme,
            mspdi.KIND: KINDS[task.kind],
            mspdi.START: say_rule(task.start),
            mspdi.DUE: say_rule(task.due),
            mspdi.RESPONSIBLE: self.roles.name_of(responsible) if responsible else "",
            mspdi.EXECUTOR: self.roles.name_of(executor) if executor else "",
            mspdi.SOURCE: task.source,
            mspdi.PRIORITY: PRIORITIES[task.priority],
            mspdi.DATES: mspdi.say_dates(*_shown(self.dates[task.code])),
        }


def _own_fields(facts: OwnFacts) -> dict[str, str]:
    said = (facts.status, facts.light, facts.responsible, facts.executor, facts.due_reason)
    return dict(zip(mspdi.OWN_FACTS, said, strict=True))


def _shown(dates: Dates) -> Dates:
    """Return first and last day as Project shows them: it knows no task with only one."""
    starts_on, due_on = dates
    return starts_on or due_on, due_on or starts_on


def _write_entry(xml: Xml, row: int, entry: Entry) -> None:
    """Write one row, its elements in the order of Project's schema."""
    starts_on, ends_on = _shown(entry.dates)
    with xml.inside("Task"):
        xml.say("UID", entry.uid)
        xml.say("ID", row)
        xml.say("Name", entry.name)
        xml.say("Active", 1)
        xml.say("Manual", 1)  # else Project would move the dates when it opens the file
        xml.say("Type", 1)
        xml.say("IsNull", 0)
        xml.say("OutlineNumber", entry.outline)
        xml.say("OutlineLevel", entry.level)
        xml.say("Priority", entry.priority)
        if starts_on and ends_on:
            first = ENDS if entry.is_milestone else STARTS
            start, finish = f"{starts_on}T{first}", f"{ends_on}T{ENDS}"
            hours = 0 if entry.is_milestone else _workdays(starts_on, ends_on) * HOURS
            for prefix in ("", "Manual"):
                xml.say(f"{prefix}Start", start)
                xml.say(f"{prefix}Finish", finish)
                xml.say(f"{prefix}Duration", f"PT{hours}H0M0S")
            xml.say("DurationFormat", 7)
        xml.say("Milestone", int(entry.is_milestone))
        xml.say("Summary", int(entry.is_summary))
        if entry.is_done:
            xml.say("PercentComplete", 100)
        if entry.notes:
            xml.say("Notes", entry.notes)
        for uid in entry.predecessors:
            with xml.inside("PredecessorLink"):
                xml.say("PredecessorUID", uid)
                xml.say("Type", mspdi.FINISH_TO_START)
                xml.say("CrossProject", 0)
                xml.say("LinkLag", 0)
                xml.say("LagFormat", 7)
        for name, said in entry.fields.items():
            if said:
                with xml.inside("ExtendedAttribute"):
                    xml.say("FieldID", mspdi.field_id(name))
                    xml.say("Value", mspdi.shortened(said))


def _workdays(first: dt.date, last: dt.date) -> int:
    days = ((first + dt.timedelta(days=n)) for n in range((last - first).days + 1))
    return sum(is_workday(day) for day in days) or 1


def _calendar(xml: Xml) -> None:
    with xml.inside("Calendars"), xml.inside("Calendar"):
        xml.say("UID", 1)
        xml.say("Name", "Standard")
        xml.say("IsBaseCalendar", 1)
        with xml.inside("WeekDays"):
            for day in range(1, 8):  # 1 is Sunday
                with xml.inside("WeekDay"):
                    xml.say("DayType", day)
                    xml.say("DayWorking", int(1 < day < 7))
                    if 1 < day < 7:
                        with xml.inside("WorkingTimes"), xml.inside("WorkingTime"):
                            xml.say("FromTime", STARTS)
                            xml.say("ToTime", ENDS)
