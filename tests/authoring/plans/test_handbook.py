"""Tables of tasks as the handbooks and KLIK have them."""

import datetime as dt
import io

import openpyxl
import pytest

from authoring.plans.handbook import NO_PHASE, NO_THEME
from authoring.plans.plan import Plan, PlanPhase
from authoring.plans.problems import FileRefused
from shared_tasks.deadlines import DateRule
from tests.authoring.plans.test_excel import read

THERE = Plan(phases=(PlanPhase("1", "Opstart"), PlanPhase("2.1", "Planlægning", "2")))
DUBU = ["Tema", "Opgavetitel", "Prioritet", "Anbefalet udfører", "Involveret part"]
KSD = ["Opgave", "Udfører", "Opgavetype", "Opgave ID (KIGO)"]
KLIK = [
    *("PROJEKT", "OPGAVETITEL", "FASE", "TEMA", "DEADLINE", "PRIORITET", "STATUS", "SLUTDATO"),
]


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def told(reading):
    return [(p.place.row, p.text, p.stops) for p in reading.problems]


def test_a_table_as_in_the_dubu_handbook():
    content = workbook(
        Opstart=[
            ["Oversigt over opgaver i opstartsfasen"],
            DUBU,
            [
                *("Ledelse", "(Organisation 1) Etabler projektorganisation", 3),
                *("Prøven-projektleder", "It-/digitaliseringschef, Prøven-superbrugere mfl."),
            ],
            ["Ledelse", "(Projektstyring 1) Udarbejd plan", 1, "Trylleren", None],
        ]
    )

    reading = read(content, there=THERE)

    first, second = reading.tasks
    assert (first.code, first.title) == ("Organisation 1", "Etabler projektorganisation")
    assert (first.phase, first.theme, first.priority) == ("1", "Ledelse", 3)
    assert first.recommended_executor == "projektleder"
    assert sorted(first.involved) == ["it-digitaliseringschef", "superbruger"]
    assert (second.priority, second.recommended_executor) == (1, "")
    assert told(reading) == [
        (
            4,
            "Anbefalet udfører: rollen »Trylleren« findes ikke i rollegalleriet og er udeladt.",
            False,
        )
    ]
    assert [theme.name for theme in reading.plan().themes] == ["Ledelse"]


def test_tables_as_in_the_ksd_handbook_one_below_the_other():
    content = workbook(
        Ark1=[
            KSD,
            ["Vurdér behov", "KSD-projektleder", "Valgfri", None],
            ["Indgå aftale", None, "Obligatorisk på kritisk vej", "0300.0100"],
            [],
            KSD,
            ["Afklar tilslutning", None, None, None],
        ]
    )

    reading = read(content, there=THERE, phase="2.1", theme="Projektstyring")

    assert [(task.code, task.priority, task.phase) for task in reading.tasks] == [
        *(("2.1-01", 3, "2.1"), ("0300.0100", 1, "2.1"), ("2.1-02", 3, "2.1")),
    ]
    assert told(reading) == [
        (
            2,
            "Anbefalet udfører: rollen »KSD-projektleder« findes ikke i rollegalleriet og er"
            " udeladt.",
            False,
        ),
        (6, "Prioriteten mangler. Opgaven bliver »Anbefalet«.", False),
    ]


def test_a_list_as_klik_shows_it():
    due_on = dt.datetime(2026, 12, 1)  # noqa: DTZ001  # as Excel has dates
    content = workbook(
        Liste=[
            KLIK,
            [
                *("FLIS", "K01 Bestil datapakker", "2.1 Planlægning", "Teknik", "● Grøn"),
                *("Anbefalet", "Ikke påbegyndt", due_on),
            ],
            ["FLIS", "K02 - Rediger", "Forankring", "Teknik", None, "Obligatorisk", None, None],
        ]
    )

    reading = read(content, there=THERE, go_live_on=dt.date(2027, 3, 1))

    assert [(t.code, t.title, t.phase) for t in reading.tasks] == [
        *(("K01", "Bestil datapakker", "2.1"), ("K02", "Rediger", "2")),
    ]
    assert reading.tasks[0].due == DateRule("go_live", -3, "month")
    assert reading.plan().phases == (PlanPhase("2", "Forankring"),)
    assert reading.problems == []


def test_without_a_go_live_a_date_stays_that_date():
    due_on = dt.datetime(2026, 12, 1)  # noqa: DTZ001  # as Excel has dates
    content = workbook(A=[["Opgave", "Slutdato", "Fase", "Tema"], ["Gør", due_on, "1", "T"]])

    assert read(content).tasks[0].due == DateRule("fixed", fixed_on=dt.date(2026, 12, 1))


def test_it_says_what_must_be_chosen():
    content = workbook(A=[["Opgave", "Prioritet"], ["Gør", 1]])

    assert told(read(content)) == [(2, NO_PHASE, True), (2, NO_THEME, True)]


def test_read_again_tasks_have_the_codes_they_were_given():
    content = workbook(A=[["Opgave", "Prioritet"], ["Gør", 1], ["Gør", 2], ["Andet", 1]])
    plan = read(content, phase="1", theme="T").plan()

    assert [task.code for task in plan.tasks] == ["1-01", "1-02", "1-03"]
    assert read(content, phase="1", theme="T", there=plan).plan().tasks == plan.tasks


def test_merged_cells_below_the_headings_are_told():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (DUBU, ["A", "x", 1, None, None], [None, "y", 1, None, None]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    file = io.BytesIO()
    book.save(file)

    texts = [text for _, text, _ in told(read(file.getvalue(), phase="1"))]
    assert texts[0] == "Cellerne A2:A3 er flettet. Ophæv fletningen, og skriv værdien i hver celle."


def test_a_workbook_without_any_such_table_is_refused():
    with pytest.raises(FileRefused, match="ingen opgaver"):
        read(workbook(A=[["Navn", "Telefon"], ["Bo", 12]]))
