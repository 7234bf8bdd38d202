"""Plans as Microsoft Project's XML: our own there and back, and those of others."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, given, settings

from authoring.plans.mspdi_out import plan_xml
from authoring.plans.mspdi_plan import NO_GO_LIVE, NO_PHASE, NO_THEME, read_project
from authoring.plans.plan import Plan, PlanPhase
from authoring.plans.problems import FileRefused
from authoring.plans.reading import Context
from projects.offsets import Offset, Unit
from shared_tasks.deadlines import DateRule
from tests.authoring.plans.examples import WHOLE, plans
from tests.authoring.plans.test_excel import GALLERY, told
from tests.factories import NOON

FILES = Path(__file__).parent / "files"
GO_LIVE = dt.date(2027, 3, 1)
M = "{http://schemas.microsoft.com/project}"


def read(content, **said):
    return read_project(content, Context(GALLERY, **said), told)


def written(plan=WHOLE, go_live_on=GO_LIVE):
    return plan_xml(plan, GALLERY, go_live_on=go_live_on, at=NOON)


def texts(reading):
    return [problem.text for problem in reading.problems]


class TestThereAndBack:
    def test_what_is_written_reads_back_the_same(self):
        reading = read(written())

        assert texts(reading) == []
        assert reading.plan(WHOLE.name) == WHOLE

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(plans().filter(lambda plan: plan.tasks))
    def test_any_plan_reads_back_the_same(self, plan):
        reading = read(written(plan))

        assert texts(reading) == []
        assert reading.plan(plan.name) == plan

    def test_texts_with_headings_of_ours_in_them_do(self):
        tricky = "## Mål\n\\## Resultat\n\\\\## Mål\n## Tema: x\n## Noget andet"
        task = dataclasses.replace(WHOLE.tasks[2], goal=tricky, method="## Eksterne bilag")
        plan = dataclasses.replace(WHOLE, tasks=(task,)).tidied()
        plan = dataclasses.replace(plan, tasks=(dataclasses.replace(task, prerequisites=()),))

        assert read(written(plan)).plan(plan.name) == plan

    def test_a_date_that_was_moved_in_project_wins_over_its_rule(self):
        moved = written().replace(b"2026-06-01T16:00:00", b"2026-05-29T16:00:00")

        reading = read(moved)

        task = reading.plan().tasks[0]
        assert task.due == DateRule("go_live", -276, "day")
        assert texts(reading) == [
            "Datoerne er flyttet i Project. De regnes nu fra idriftsættelsen."
        ]

    def test_a_priority_that_was_changed_in_project_is_taken(self):
        other = written().replace(b"<Priority>300</Priority>", b"<Priority>900</Priority>")

        assert read(other).plan().tasks[0].priority == 1


class TestAsProjectSeesIt:
    """Read by the standard library's parser, which knows nothing of how it was written."""

    def rows(self):
        return ElementTree.fromstring(written()).findall(f"{M}Tasks/{M}Task")

    def test_it_is_an_outline_with_phases_as_summary_tasks(self):
        said = [
            tuple(row.findtext(f"{M}{name}") for name in ("OutlineNumber", "Name", "Summary"))
            for row in self.rows()
        ]

        assert said == [
            ("0", "Prøven 1.0", "1"),
            ("1", "Opstart", "1"),
            ("1.1", "Etablér projektorganisation", "0"),
            ("2", "Forberedelse", "1"),
            ("2.1", "Planlægning", "1"),
            ("2.1.1", "Godkend serviceaftale", "0"),
            ("2.2", "Klargøring", "1"),
            ("3", "Ibrugtagning", "1"),
            ("3.1", "Alt er klar <& vi går i luften>", "0"),
            ("3.2", "-- ingen frist", "0"),
        ]

    def test_dates_are_those_of_a_project_that_goes_live_then(self):
        said = {
            row.findtext(f"{M}Name"): (row.findtext(f"{M}Start"), row.findtext(f"{M}Finish"))
            for row in self.rows()
        }

        assert said["Planlægning"] == ("2026-09-01T08:00:00", "2027-01-30T16:00:00")
        assert said["Godkend serviceaftale"] == ("2026-09-08T08:00:00", "2027-01-25T16:00:00")
        assert said["-- ingen frist"] == (None, None)

    def test_prerequisites_are_predecessors_and_milestones_milestones(self):
        *_, klar, _ = self.rows()

        links = [link.findtext(f"{M}PredecessorUID") for link in klar.iter(f"{M}PredecessorLink")]
        assert (links, klar.findtext(f"{M}Milestone")) == (["2", "1"], "1")

    def test_no_free_field_holds_more_than_project_does(self):
        values = [
            value.text or ""
            for row in self.rows()
            for value in row.iterfind(f"{M}ExtendedAttribute/{M}Value")
        ]
        assert max(map(len, values)) <= 255


class TestAsProjectWritesIt:
    @pytest.fixture
    def reading(self):
        content = (FILES / "project.xml").read_bytes()
        return read(content, go_live_on=GO_LIVE, theme="Projektstyring")

    def test_summary_tasks_are_phases_and_sub_phases(self, reading):
        assert reading.plan().phases == (
            PlanPhase(
                *("1", "Opstart", "", "Her kommer alle i gang."),
                *(Offset(-364, Unit.DAY), Offset(-9, Unit.MONTH)),
            ),
            PlanPhase("2", "Forberedelse", "", "", Offset(-272, Unit.DAY), Offset(0, Unit.DAY)),
            PlanPhase(
                "2.1", "Planlægning", "2", "", Offset(-272, Unit.DAY), Offset(-3, Unit.MONTH)
            ),
        )

    def test_tasks_have_codes_kinds_and_priorities(self, reading):
        assert [
            (task.code, task.title, task.phase, task.kind, task.priority)
            for task in reading.plan().tasks
        ] == [
            ("1-01", "Dan en projektgruppe", "1", "task", 2),
            ("2-01", "Opsætning af lokalt it-miljø", "2", "task", 3),
            ("2-02", "Idriftsættelse", "2", "milestone", 2),
            ("2.1-01", "Godkend serviceaftale", "2.1", "task", 1),
        ]

    def test_dates_are_counted_from_go_live(self, reading):
        assert [(task.start, task.due) for task in reading.plan().tasks] == [
            (DateRule("go_live", -364, "day"), DateRule("go_live", -9, "month")),
            (DateRule("go_live", -14, "day"), DateRule("go_live", -10, "day")),
            (DateRule(""), DateRule("go_live", 0, "day")),
            (DateRule("go_live", -101, "day"), DateRule("go_live", -3, "month")),
        ]

    def test_links_resources_and_notes_are_taken_where_they_fit(self, reading):
        first, second, third, fourth = reading.plan().tasks

        assert (first.recommended_executor, first.involved) == ("projektleder", ("superbruger",))
        assert first.description == "Husk økonomi."
        assert (second.prerequisites, second.related) == ((), ("2.1-01",))
        assert third.prerequisites == ("2-01",)
        assert fourth.prerequisites == ("1-01",)

    def test_what_does_not_fit_is_told_and_stops_nothing(self, reading):
        assert [(p.place.row if p.place else None, p.text) for p in reading.problems] == [
            (9, "Opgaven er slået fra eller hører til en anden plan. Den er udeladt."),
            (6, "En binding til en samleopgave eller en anden plan er udeladt."),
            (
                None,
                "Ressource: rollen »Konsulent hos leverandøren« findes ikke i rollegalleriet og"
                " er udeladt.",
            ),
            (
                7,
                "Bindingen til »2.1-01« er ikke »slut til start« og bliver til »tæt relateret«.",
            ),
        ]
        assert not any(problem.stops for problem in reading.problems)

    def test_it_says_what_must_be_chosen(self):
        content = (FILES / "project.xml").read_bytes()

        assert {p.text for p in read(content).problems if p.stops} == {NO_THEME, NO_GO_LIVE}

    def test_a_phase_of_the_same_name_is_used(self):
        there = Plan(phases=(PlanPhase("5", "Opstart"),))
        content = (FILES / "project.xml").read_bytes()

        plan = read(content, there=there, go_live_on=GO_LIVE, theme="T").plan()

        assert [phase.number for phase in plan.phases] == ["1", "1.1"]
        assert [task.phase for task in plan.tasks if task.title.startswith("Dan")] == ["5"]


class TestAsMpxjWritesIt:
    def test_the_row_above_all_is_no_phase(self):
        content = (FILES / "mpxj.xml").read_bytes()

        reading = read(content, go_live_on=dt.date(2027, 3, 31), theme="Udrulning", phase="9")
        plan = reading.plan()

        assert texts(reading) == []
        assert [(phase.number, phase.name) for phase in plan.phases] == [("1", "Klargøring")]
        assert [(task.code, task.title, task.phase) for task in plan.tasks] == [
            ("1-01", "Ryd op i sager", "1"),
            ("1-02", "Undervis brugerne", "1"),
            ("9-01", "I luften", "9"),
        ]
        assert [task.prerequisites for task in plan.tasks] == [(), ("1-01",), ()]
        assert plan.phases[0].starts == Offset(-303, Unit.DAY)
        assert plan.tasks[0].due == DateRule("go_live", -6, "month")

    def test_tasks_outside_all_phases_ask_for_one(self):
        content = (FILES / "mpxj.xml").read_bytes()

        reading = read(content, go_live_on=dt.date(2027, 3, 31), theme="Udrulning")

        assert [p.text for p in reading.problems] == [NO_PHASE]

    def test_read_again_tasks_have_the_codes_they_were_given(self):
        content = (FILES / "mpxj.xml").read_bytes()
        said = {"go_live_on": dt.date(2027, 3, 31), "theme": "Udrulning", "phase": "1"}
        plan = read(content, **said).plan()

        assert read(content, there=plan, **said).plan().tasks == plan.tasks


BOMB = b"""<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<Project xmlns="http://schemas.microsoft.com/project"><Title>&b;</Title></Project>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<Project xmlns="http://schemas.microsoft.com/project"><Title>&a;</Title></Project>"""
START = b'<Project xmlns="http://schemas.microsoft.com/project">'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Filen er tom"),
        (b"  \n", "Filen er tom"),
        (BOMB, "entiteter"),
        (OUTSIDE, "entiteter"),
        (b"<html/>", "ikke en plan fra MS Project"),
        (b'<Project xmlns="urn:noget-andet"/>', "ikke en plan fra MS Project"),
        (START, "i stykker: XML-koden kan ikke læses ved linje 1"),
        (START + b"<Tasks></Project>", "i stykker"),
        (START + b"<a>" * 100, "for dyb"),
        (b"PK\x03\x04", "i stykker"),
        (START + b"</Project>", "ingen opgaver"),
        (START + b"<Title>" + b"x" * 300_000 + b"</Title></Project>", "over 200000 tegn"),
        (START + b"<Tasks>" + b"<Task/>" * 6_001, "mere end 5.000 opgaver"),
        (START + b" " * (26 * 1024 * 1024) + b"</Project>", "Filen fylder 26 MB"),
    ],
)
def test_what_is_no_plan_is_refused(content, reason):
    with pytest.raises(FileRefused, match=reason):
        read(content)


def test_true_and_false_may_be_written_out():
    row = b"<Task><UID>1</UID><ID>1</ID><Name>A</Name><OutlineLevel>1</OutlineLevel>%s</Task>"
    content = START + b"<Tasks>" + row % b"<Milestone>true</Milestone>" + b"</Tasks></Project>"

    assert read(content, phase="1", theme="T").plan().tasks[0].kind == "milestone"
