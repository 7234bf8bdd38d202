"""The pages of plans in files: fetching, sending, looking, confirming."""

import datetime as dt
import io

import openpyxl
import pytest
from defusedxml import ElementTree
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from authoring.imports import confirm_import, progress_of, read_staged
from authoring.models import PlanImport
from authoring.plans.excel_out import plan_workbook
from authoring.plans.stored import read_plan, write_plan
from authoring.views import files
from tests.authoring.factories import PlanImportFactory
from tests.authoring.people import editor_of, those_who_may_not, written_programme
from tests.authoring.plans.examples import WHOLE, empty_programme, has_nothing, with_roles
from tests.authoring.plans.test_excel import GALLERY, read
from tests.authoring.plans.test_mspdi import read as read_xml
from tests.factories import NOON, TODAY, WaveFactory

pytestmark = pytest.mark.django_db

M = "{http://schemas.microsoft.com/project}"
State = PlanImport.State


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


@pytest.fixture
def programme():
    with_roles()
    return empty_programme(name=WHOLE.name)


@pytest.fixture
def editor(programme, signed_in):
    return signed_in(editor_of(programme))


def at(programme, name="files", *args):
    return reverse(f"authoring:{name}", args=[programme.slug, *args])


def send(client, programme, content=None, name="plan.xlsx", **said):
    content = plan_workbook(WHOLE, GALLERY) if content is None else content
    return client.post(at(programme), {"file": SimpleUploadedFile(name, content), **said})


def staged(programme, **facts):
    """An import of the whole plan that has been read."""
    found = PlanImportFactory(
        programme=programme,
        made_by=editor_of(programme),
        content=plan_workbook(WHOLE, GALLERY),
        **facts,
    )
    read_staged(pk=found.pk, at=NOON)
    found.refresh_from_db()
    return found


class TestWhoMay:
    @pytest.mark.parametrize(
        "name", ["files", "plan_shared_task", "plan_xlsx", "plan_xml", "plan_import"]
    )
    def test_only_its_editors(self, programme, signed_in, name):
        args = [PlanImportFactory(programme=programme).pk] if name == "plan_import" else []

        for who, (person, status) in those_who_may_not(programme).items():
            assert (who, signed_in(person).get(at(programme, name, *args)).status_code) == (
                who,
                status,
            )

    @pytest.mark.parametrize("name", ["confirm", "dismiss", "retry"])
    def test_what_changes_is_sent(self, programme, editor, signed_in, name):
        address = at(programme, f"{name}_plan_import", PlanImportFactory(programme=programme).pk)

        assert editor.get(address).status_code == 405
        for who, (person, status) in those_who_may_not(programme).items():
            assert (who, signed_in(person).post(address).status_code) == (who, status)

    def test_a_file_of_another_programme_is_not_there(self, programme, editor):
        other = PlanImportFactory()

        assert editor.get(at(programme, "plan_import", other.pk)).status_code == 404


class TestFetching:
    def test_the_page_lists_what_was_sent(self, programme, editor):
        PlanImportFactory(programme=programme, file_name="efterår.xlsx")

        page = editor.get(at(programme)).text
        assert "efterår.xlsx" in page
        assert "Bliver læst" in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_longer_list_takes_no_more_queries(
        self, programme, editor, count, django_assert_num_queries
    ):
        PlanImportFactory.create_batch(count, programme=programme)

        with django_assert_num_queries(12):
            editor.get(at(programme))

    def test_the_whole_plan_in_excel(self, programme, editor):
        write_plan(WHOLE, programme=programme)

        response = editor.get(at(programme, "plan_xlsx"))

        assert response["Content-Disposition"] == (
            f'attachment; filename="plan-{programme.slug}.xlsx"'
        )
        assert read(response.content).plan(WHOLE.name) == WHOLE

    def test_the_whole_plan_for_project_dated_by_what_was_chosen(self, programme, editor):
        write_plan(WHOLE, programme=programme)

        response = editor.get(at(programme, "plan_xml"), {"idriftsaettelse": "2028-05-02"})

        assert read_xml(response.content).plan(WHOLE.name) == WHOLE
        finish = {
            row.findtext(f"{M}Name"): row.findtext(f"{M}Finish")
            for row in ElementTree.fromstring(response.content).iter(f"{M}Task")
        }
        assert finish["Klargøring"] == "2028-05-02T16:00:00"

    def test_without_a_date_the_next_wave_gives_it(self, programme, editor, noon):
        WaveFactory(programme=programme, go_live_on=TODAY - dt.timedelta(days=1))
        WaveFactory(programme=programme, go_live_on=dt.date(2026, 10, 1))
        write_plan(WHOLE, programme=programme)

        content = editor.get(at(programme, "plan_xml")).content
        assert b"<Finish>2026-10-01T16:00:00</Finish>" in content

    def test_a_date_that_is_none_is_told(self, programme, editor):
        response = editor.get(at(programme, "plan_xml"), {"idriftsaettelse": "snart"})

        assert response.status_code == 422
        assert "»snart« er ikke en dato." in response.text

    def test_the_shared_task_has_what_may_be_chosen(self, editor, programme):
        write_plan(WHOLE, programme=programme)

        response = editor.get(at(programme, "plan_shared_task"))
        workbook = openpyxl.load_workbook(io.BytesIO(response.content))

        assert workbook.sheetnames == ["Vejledning", "Faser", "Temaer", "Opgaver", "Lister"]
        assert [row[0].value for row in workbook["Faser"].iter_rows()] == [
            *("Nummer", "1", "2", "2.1", "2.2", "3")
        ]
        sheet = workbook["Opgaver"]
        assert (sheet["A2"].value, sheet.max_row, sheet.freeze_panes) == ("EKSEMPEL 1", 2, "C2")
        checks = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
        assert checks["C2:C5001"] == "Faser!$A$2:$A$200"
        assert checks["E2:E5001"] == "Lister!$A$2:$A$4"


class TestSending:
    def test_it_is_kept_and_a_job_reads_it(
        self, programme, editor, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            response = send(editor, programme, go_live_on="2027-03-01", theme="Viden")

        found = programme.plan_imports.get()
        assert response.url == at(programme, "plan_import", found.pk)
        assert (found.state, found.go_live_on, found.default_theme) == (
            *(State.READ, dt.date(2027, 3, 1), "Viden"),
        )
        assert has_nothing(programme)

    @pytest.mark.parametrize(
        ("name", "size", "told"),
        [
            ("plan.xlsm", 1, "Vælg en Excel-fil (.xlsx) eller en XML-fil"),
            ("plan.xlsx", 0, "Filen er tom. Vælg en anden."),
            ("plan.xlsx", 11 * 1024 * 1024, "Filen fylder 11 MB. Den må højst fylde 10 MB."),
            ("plan.xml", 50 * 1024 * 1024, "Filen fylder 50 MB. Den må højst fylde 25 MB."),
        ],
    )
    def test_what_is_not_taken_is_told_beside_the_field(self, programme, editor, name, size, told):
        response = send(editor, programme, b" " * size, name)

        assert response.status_code == 422
        assert told in response.text
        assert not programme.plan_imports.exists()

    def test_without_a_file_or_with_a_foreign_phase_it_says_so(self, programme, editor):
        foreign = written_programme().phases.first()

        response = editor.post(at(programme), {"phase": foreign.pk, "theme": "x" * 101})

        assert response.status_code == 422
        assert response.context["form"].errors["file"] == ["Vælg en fil."]
        assert response.context["form"].errors["phase"] == ["Vælg en af programmets faser."]
        assert "theme" in response.context["form"].errors


class TestLooking:
    def test_what_would_happen_stands_there_before_it_does(self, programme, editor):
        found = staged(programme)

        page = editor.get(at(programme, "plan_import", found.pk)).text

        assert "Læs planen ind" in page
        assert "2.1 Planlægning (ny fase)" in page
        assert "Godkend serviceaftale" in page

    def test_problems_stand_with_sheet_and_row(self, programme, editor):
        found = PlanImportFactory(
            programme=programme,
            state=State.REFUSED,
            content=None,
            problems=[{"text": "Titel mangler.", "place": ["Opgaver", 7], "stops": True}],
        )

        page = editor.get(at(programme, "plan_import", found.pk)).text

        assert "Filen kan ikke læses ind" in page
        assert '<td data-title="Række" class="fd-number">7</td>' in page
        assert "Læs planen ind" not in page

    def test_while_a_job_is_at_it_htmx_asks_for_the_bar_alone(self, programme, editor):
        found = PlanImportFactory(programme=programme)
        address = at(programme, "plan_import", found.pk)

        page, part = editor.get(address), editor.get(address, headers={"HX-Request": "true"})

        assert '<progress id="progress-bar" max="100" value="0">' in page.text
        assert part.text.strip().startswith('<div id="progress"')
        assert "<h1" not in part.text

    def test_when_it_is_done_htmx_opens_the_page_anew(self, programme, editor):
        found = staged(programme)

        response = editor.get(
            at(programme, "plan_import", found.pk), headers={"HX-Request": "true"}
        )

        assert (response["HX-Refresh"], response.content) == ("true", b"")

    def test_when_no_job_begins_it_says_so_and_what_to_do(self, programme, editor):
        found = PlanImportFactory(programme=programme)

        page = editor.get(at(programme, "plan_import", found.pk)).text

        assert "Det trækker ud" in page
        assert "Prøv igen" in page

    @pytest.mark.parametrize("rows", [10, 4000])
    def test_a_long_plan_is_shown_page_by_page(self, programme, editor, rows):
        found = staged(programme)
        task = found.preview["phases"][0]["tasks"][0]
        found.preview["phases"][0]["tasks"] = [task] * rows
        found.save()

        page = editor.get(at(programme, "plan_import", found.pk)).text
        assert page.count("Etablér projektorganisation") == min(rows, 100)


class TestConfirming:
    def test_it_is_imported(self, programme, editor, django_capture_on_commit_callbacks):
        found = staged(programme)

        with django_capture_on_commit_callbacks(execute=True):
            response = editor.post(at(programme, "confirm_plan_import", found.pk))

        assert response.url == at(programme, "plan_import", found.pk)
        assert read_plan(programme) == WHOLE
        page = editor.get(response.url).text
        assert "Planen er læst ind" in page
        assert at(programme, "plan") in page

    def test_the_second_of_two_clicks_shows_how_far_it_is(
        self, programme, editor, django_capture_on_commit_callbacks
    ):
        found = staged(programme)
        confirm_import(found=found, at=NOON)

        with django_capture_on_commit_callbacks(execute=True) as asked:
            response = editor.post(at(programme, "confirm_plan_import", found.pk), follow=True)

        assert asked == []
        assert files.MOVED_ON in response.text

    def test_dismissed_it_is_gone(self, programme, editor):
        found = staged(programme)

        response = editor.post(at(programme, "dismiss_plan_import", found.pk), follow=True)

        assert "Filen er kasseret." in response.text
        assert has_nothing(programme)
        again = editor.post(at(programme, "dismiss_plan_import", found.pk), follow=True)
        assert files.MOVED_ON in again.text

    def test_trying_again_asks_for_the_job_again(
        self, programme, editor, django_capture_on_commit_callbacks
    ):
        found = PlanImportFactory(
            programme=programme,
            made_by=editor_of(programme),
            content=plan_workbook(WHOLE, GALLERY),
        )

        with django_capture_on_commit_callbacks(execute=True):
            editor.post(at(programme, "retry_plan_import", found.pk))

        found.refresh_from_db()
        assert found.state == State.READ
        again = editor.post(at(programme, "retry_plan_import", found.pk), follow=True)
        assert files.MOVED_ON in again.text
        assert progress_of(found).percent == 0
