"""Plans as Excel workbooks, there and back."""

import io
import zipfile

import openpyxl
import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, given, settings

from authoring.plans.excel_in import read_workbook
from authoring.plans.excel_out import plan_workbook, template_workbook
from authoring.plans.plan import Plan
from authoring.plans.problems import FileRefused
from authoring.plans.reading import Context
from authoring.plans.role_names import RoleNames
from organisations.models import System
from roles.models import Role
from tests.authoring.plans.examples import ROLES, WHOLE, plans

GALLERY = RoleNames(
    [Role(code=code, name=name, scope="system") for code, name in ROLES.items()],
    System(name="Prøven"),
)
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def told(*_):
    """Nobody watches how far it is."""


def read(content, **said):
    return read_workbook(content, Context(GALLERY, **said), told)


def test_what_is_written_reads_back_the_same():
    reading = read(plan_workbook(WHOLE, GALLERY))

    assert reading.problems == []
    assert reading.plan(WHOLE.name) == WHOLE


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans().filter(lambda plan: plan.tasks))
def test_any_plan_reads_back_the_same(plan):
    reading = read(plan_workbook(plan, GALLERY))

    assert [problem.text for problem in reading.problems] == []
    assert reading.plan(plan.name) == plan


def test_the_shared_task_with_its_example_alone_has_nothing_to_read():
    with pytest.raises(FileRefused, match="ingen opgaver"):
        read(template_workbook(Plan("Tomt"), GALLERY))


def test_no_cell_of_an_export_is_a_formula():
    with zipfile.ZipFile(io.BytesIO(plan_workbook(WHOLE, GALLERY))) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        cells = [
            c for name in sheets for c in ElementTree.fromstring(archive.read(name)).iter(f"{S}c")
        ]

    assert len(sheets) == 5
    assert [c.get("r") for c in cells if c.find(f"{S}f") is not None] == []
    assert {c.get("t") for c in cells} == {"s", None}


def test_text_that_looks_like_a_formula_is_quoted():
    workbook = openpyxl.load_workbook(io.BytesIO(plan_workbook(WHOLE, GALLERY)))
    cells = {cell.value: cell for row in workbook["Opgaver"].iter_rows() for cell in row}

    for risky in ("=1+1", "@alle ved det", "+ 1 er bedre end - 1", "-- ingen frist"):
        assert (cells[risky].data_type, cells[risky].quotePrefix) == ("s", True)
