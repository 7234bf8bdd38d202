"""The sheet on paper."""

import base64
import sys
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.safestring import SafeString
from pypdf import PdfReader

from tasks import services
from tasks.checklist import add_item, tick_item
from tasks.models import Status
from tests.factories import NOON, TaskFactory
from tests.publishing.live_changes import withdraw
from tests.tasks.people import colleague, consultant, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def pdf_of(client, task, **asks):
    response = client.get(reverse("tasks:pdf", args=[task.pk]), asks)
    assert response.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def text_of(pdf):
    return " ".join("".join(page.extract_text() for page in pdf.pages).split())


def test_the_sheet_is_a_tagged_titled_danish_pdf(signed_in):
    task = TaskFactory()

    pdf = pdf_of(signed_in(member(task)), task)

    catalogue = pdf.trailer["/Root"]
    assert (catalogue["/Lang"], catalogue["/MarkInfo"]["/Marked"]) == ("da", True)
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  # pypdf's own boolean
    assert pdf.metadata.title == f"{task.shared_task} #{task.pk}"
    assert 'pdfuaid:part="1"' in catalogue["/Metadata"].get_data().decode()
    assert "/StructTreeRoot" in catalogue


def test_the_sheet_says_what_the_page_says(signed_in):
    task = TaskFactory()
    type(task.shared_task).objects.update(goal="Et mål", method="1. Gør det")

    text = text_of(pdf_of(signed_in(member(task)), task))

    for part in ("Et mål", "Gør det", "Ikke påbegyndt", "Grøn: slutdato 1. april"):
        assert part in text, part


def test_the_checklist_is_on_paper_with_who_has_done_what(signed_in):
    task = TaskFactory()
    anna = colleague(task, name="Anna Prøve")
    tick_item(item=add_item(task=task, text="Bestil lokale"), is_done=True, by=anna, at=NOON)
    add_item(task=task, text="Skriv ud")

    text = text_of(pdf_of(signed_in(member(task)), task))

    assert "1 af 2 er gjort." in text
    assert "Gjort: Bestil lokale (2. marts 2026, Anna Prøve)" in text
    assert "Ikke gjort: Skriv ud" in text


def test_internal_notes_are_on_paper_only_when_asked_for_and_it_says_so(signed_in):
    task = TaskFactory(internal_notes="Spørg Bo")
    client = signed_in(member(task))
    url = reverse("tasks:pdf", args=[task.pk])

    without, asked = client.get(url), client.get(url, {"noter": "ja"})

    assert "Spørg Bo" not in text_of(PdfReader(BytesIO(without.content)))
    internal = PdfReader(BytesIO(asked.content))
    assert "Spørg Bo" in text_of(internal)
    assert "Med interne noter: kun til brug i" in text_of(internal)
    assert internal.metadata.title == f"{task.title} #{task.pk} (med interne noter)"
    assert f'"opgave-{task.pk}-internt.pdf"' in asked.headers["Content-Disposition"]


@pytest.mark.parametrize("asks", [{}, {"noter": "ja"}])
def test_partners_get_no_internal_notes_on_paper(asks, signed_in):
    task = TaskFactory(internal_notes="Spørg Bo")

    text = text_of(pdf_of(signed_in(consultant(task)), task, **asks))

    assert task.shared_task.title in text
    assert "Spørg Bo" not in text
    assert "Interne noter" not in text


def test_a_picture_that_got_through_would_not_be_fetched(signed_in, monkeypatch, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(base64.b64decode(PIXEL))
    html = SafeString(f'<p>Et mål <img src="{picture.as_uri()}" alt="x"></p>')
    monkeypatch.setattr("workplace.templatetags.task_words.briefs.render_brief", lambda _: html)
    task = TaskFactory()
    type(task.shared_task).objects.update(goal="Et mål")

    pdf = pdf_of(signed_in(member(task)), task)

    assert "Et mål" in text_of(pdf)
    assert [image for page in pdf.pages for image in page.images] == []


def test_nothing_is_fetched_for_the_sheet(signed_in):
    task = TaskFactory()
    harm = "<img src='file:///etc/passwd'> ![x](file:///etc/passwd) [x](file:///etc/passwd)"
    type(task.shared_task).objects.update(goal=harm)

    text = text_of(pdf_of(signed_in(member(task)), task))

    assert "root:" not in text


def test_without_pango_the_button_says_what_to_install(signed_in, monkeypatch):
    task = TaskFactory()
    client = signed_in(member(task))
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr("builtins.__import__", _import_without_pango(__import__))

    response = client.get(reverse("tasks:pdf", args=[task.pk]))

    assert response.status_code == 503
    assert (
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        in response.content.decode()
    )


def _import_without_pango(real):
    """What importing WeasyPrint does on a server without Pango."""

    def importing(name, *args, **kwargs):
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    return importing


def test_the_sheet_is_only_read(signed_in):
    task = TaskFactory()

    assert signed_in(member(task)).post(reverse("tasks:pdf", args=[task.pk])).status_code == 405


def test_a_withdrawn_task_says_so_on_paper_and_what_it_was_solved_by(signed_in):
    task = TaskFactory(shared_task__goal="Et mål")
    leader = member(task)
    services.change_status(
        task=task, status=Status.COMPLETED, by=leader, at=NOON, revision=task.revision
    )
    withdraw(task.shared_task, reason="Loven er ændret")

    text = text_of(pdf_of(signed_in(leader), task))

    for part in (
        "Opgaven er trukket tilbage 2. marts 2026 af Leverandøren: Loven er ændret",
        "Grå: opgaven er trukket tilbage",
        "2; løst efter version 1",
        "Et mål",
    ):
        assert part in text, part
