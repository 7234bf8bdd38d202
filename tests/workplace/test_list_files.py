"""A list of tasks as a file, read back by other libraries than those that wrote it."""

import csv
import datetime as dt
import io

import openpyxl
import pypdf
import pytest
from django.urls import reverse

from accounts.audit import Kind
from accounts.models import AuditEntry
from projects.models import ProjectMember, Visit
from tasks.models import Status
from tests.factories import (
    TODAY,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)
from tests.tasks.people import colleague, consultant, stranger
from workplace.task_page import documents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ENDINGS = ("xlsx", "csv", "pdf")
HEADINGS = [
    *("Opgave", "Nr.", "Fase", "Tema", "Farve", "Prioritet", "Status"),
    *("Ansvarlig", "Udfører", "Slutdato"),
]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("x")', "; =1\n=2"]


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


def address(project, ending):
    return reverse(f"projects:tasks_{ending}", args=[project.pk])


def across(ending):
    return reverse(f"tasks:{'list_pdf' if ending == 'pdf' else ending}")


def sheet_of(response):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Opgaver"]
    return book["Opgaver"]


def rows_of(response):
    return [[cell.value for cell in row] for row in sheet_of(response).iter_rows()]


def csv_rows(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def pdf_of(response):
    return pypdf.PdfReader(io.BytesIO(response.content))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def task_in(project, title, **facts):
    shared_task = SharedTaskFactory(published=True, programme=project.programme, title=title)
    return TaskFactory(project=project, shared_task=shared_task, **facts)


def test_a_workbook_says_what_the_list_says(project, leader, signed_in):
    anna = UserFactory(municipality=project.municipality, name="Anna Prøve")
    task = task_in(project, "Dan en gruppe", due_on=TODAY - dt.timedelta(days=1), executor=anna)

    sheet = sheet_of(signed_in(leader).get(address(project, "xlsx")))

    head, row = sheet.iter_rows()
    assert [cell.value for cell in head] == HEADINGS
    assert [cell.value for cell in row[:-1]] == [
        *("Dan en gruppe", task.pk, str(task.phase), str(task.theme), "Rød"),
        *(task.get_priority_display(), "Ikke påbegyndt", None, "Anna Prøve"),
    ]
    assert (row[9].is_date, row[9].value.date()) == (True, dt.date(2026, 3, 1))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:J2")
    assert row[0].hyperlink.target == f"http://127.0.0.1:8000/opgaver/{task.pk}/"
    assert (row[4].fill.fgColor.rgb, row[9].number_format) == ("FFFFC7C7", "dd-mm-yyyy")


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_in_a_workbook_stays_text(formula, project, leader, signed_in):
    phase = PhaseFactory(programme=project.programme, name=f"x{formula}")
    anna = UserFactory(municipality=project.municipality, name=formula)
    shared_task = SharedTaskFactory(
        published=True, programme=project.programme, title=formula, phase=phase
    )
    TaskFactory(project=project, shared_task=shared_task, responsible=anna)

    sheet = sheet_of(signed_in(leader).get(address(project, "xlsx")))

    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    said = sheet.cell(2, 8).value
    assert said.replace("_x000D_", "\r").split() == formula.split()


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_csv_file_can_be_a_formula(formula, project, leader, signed_in):
    anna = UserFactory(municipality=project.municipality, name=formula)
    TaskFactory(project=project, responsible=anna, executor=anna)

    response = signed_in(leader).get(address(project, "csv"))

    [_, row] = csv_rows(response)
    assert not [
        cell for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    ]
    is_risky = formula.strip(" ")[0] in "=+-@\t\r"
    assert row[7] == (f"'{formula}" if is_risky else formula)


def test_a_csv_file_opens_as_a_danish_excel_expects(project, leader, signed_in):
    task = task_in(project, "Æbler; og »øl«", due_on=dt.date(2026, 3, 10))

    response = signed_in(leader).get(address(project, "csv"))

    assert response.content.startswith("\ufeffOpgave;Nr.;Fase".encode())
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    head, row = csv_rows(response)
    assert head == [*HEADINGS, "Adresse"]
    assert (row[0], row[9]) == ("Æbler; og »øl«", "10-03-2026")
    assert row[10] == f"http://127.0.0.1:8000/opgaver/{task.pk}/"


def test_a_pdf_is_tagged_titled_danish_and_numbered(project, leader, signed_in):
    for number in range(40):
        task_in(project, f"Opgave med nummer {number}")

    reader = pdf_of(signed_in(leader).get(address(project, "pdf")))

    root = reader.trailer["/Root"]
    assert root["/Lang"] == "da"
    assert root["/MarkInfo"]["/Marked"]
    assert (
        reader.metadata.title == f"Opgaver i {project.programme.name}, {project.municipality.name}"
    )
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert width > height
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert f"Side {number} af {len(pages)}" in text
        assert "Ansvarlig Udfører Slutdato" in text


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_has_all_pages_of_what_is_filtered_and_sorted(ending, project, leader, signed_in):
    numbers = [TaskFactory(project=project).pk for _ in range(103)]
    done = {"status": Status.NOT_RELEVANT, "not_relevant_reason": "Løst"}
    TaskFactory(project=project, **done, shared_task__title="Kanariefugl")

    query = "?status=open&sorter=-nummer&side=2"
    response = signed_in(leader).get(address(project, ending) + query)

    if ending == "pdf":
        text = text_of(pdf_of(response))
        assert ("103 opgaver" in text, "Kanariefugl" in text) == (True, False)
        assert "Filtre: Status: Åbne." in text
    else:
        rows = rows_of(response) if ending == "xlsx" else csv_rows(response)
        assert [int(row[1]) for row in rows[1:]] == numbers[::-1]


@pytest.mark.parametrize("ending", ENDINGS)
def test_groups_stand_together(ending, project, leader, signed_in):
    late, soon = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=90)
    tasks = [TaskFactory(project=project, due_on=due) for due in (soon, late, soon, late)]

    response = signed_in(leader).get(address(project, ending) + "?gruppe=lys&sorter=nummer")

    expected = [tasks[place].pk for place in (1, 3, 0, 2)]
    if ending == "pdf":
        text = text_of(pdf_of(response))
        assert text.index("Rød 2 opgaver") < text.index("Grøn 2 opgaver")
    else:
        rows = rows_of(response) if ending == "xlsx" else csv_rows(response)
        assert [int(row[1]) for row in rows[1:]] == expected


def everything(response, ending):
    if ending == "pdf":
        return text_of(pdf_of(response))
    rows = rows_of(response) if ending == "xlsx" else csv_rows(response)
    return " ".join(str(cell) for row in rows for cell in row)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_file_has_a_task_its_reader_does_not_see(ending, project, leader, signed_in):
    mine = TaskFactory(project=project, shared_task__title="Synlig")
    TaskFactory(shared_task__title="Kanariefugl")
    TaskFactory(
        project=ProjectFactory(municipality=project.municipality), shared_task__title="Kanariefugl"
    )
    local = {"shared_task": None, "local_title": "Hemmelighed", "is_private": True}
    TaskFactory(
        project=project, **local, phase=mine.phase, theme=mine.theme, priority=2, shared_due_on=None
    )
    partner = consultant(mine)

    ours = everything(signed_in(leader).get(address(project, ending)), ending)
    all_ours = everything(signed_in(leader).get(across(ending)), ending)
    theirs = everything(signed_in(partner).get(address(project, ending)), ending)

    for text in (ours, all_ours, theirs):
        assert ("Synlig" in text, "Kanariefugl" in text) == (True, False)
    assert ["Hemmelighed" in text for text in (ours, all_ours, theirs)] == [True, True, False]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_list_across_projects_says_which_project(ending, project, leader, signed_in):
    TaskFactory(project=project)

    text = everything(signed_in(leader).get(across(ending)), ending)

    assert ("Projekt" in text, project.programme.name in text) == (True, True)


@pytest.mark.parametrize("ending", ENDINGS)
def test_whoever_fetches_a_list_leaves_a_trace(ending, project, signed_in):
    task = TaskFactory(project=project)
    partner = consultant(task)

    response = signed_in(partner).get(address(project, ending))

    name = f"opgaver-{project.programme.slug}-{project.municipality.code}.{ending}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    entry = AuditEntry.objects.get(kind=Kind.FILE_DOWNLOADED)
    assert (entry.by, entry.municipality, entry.detail) == (
        partner,
        project.municipality,
        {"name": name},
    )
    assert Visit.objects.get().by == partner


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_list_is_an_empty_file(ending, project, leader, signed_in):
    response = signed_in(leader).get(address(project, ending) + "?tekst=findes-ikke")

    assert response.status_code == 200
    if ending == "pdf":
        assert "0 opgaver" in text_of(pdf_of(response))
    else:
        rows = rows_of(response) if ending == "xlsx" else csv_rows(response)
        assert len([row for row in rows if any(row)]) == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_only_who_sees_the_project_gets_its_list(ending, project, leader, signed_in):
    task = TaskFactory(project=project)
    url = address(project, ending)

    assert signed_in(stranger()).get(url).status_code == 404
    assert signed_in(colleague(task)).get(url).status_code == 404
    assert signed_in(consultant(task)).get(across(ending)).status_code == 403
    assert signed_in(leader).post(url).status_code == 405
    assert signed_in(leader).post(across(ending)).status_code == 405


def test_without_pango_the_page_says_what_is_missing(project, leader, signed_in, monkeypatch):
    def none(*_args, **_more):
        raise documents.PdfUnavailable

    monkeypatch.setattr("workplace.views.list_files.pdf_of", none)

    assert signed_in(leader).get(address(project, "pdf")).status_code == 503
    assert not AuditEntry.objects.filter(kind=Kind.FILE_DOWNLOADED).exists()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("number", [1, 3])
def test_a_file_costs_the_same_queries_for_one_task_and_for_many(
    ending, number, project, leader, signed_in, django_assert_num_queries
):
    TaskFactory.create_batch(number, project=project, executor=leader)
    client = signed_in(leader)
    client.get(address(project, ending))

    with django_assert_num_queries(9):
        client.get(address(project, ending))
