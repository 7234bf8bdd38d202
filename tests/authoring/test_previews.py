"""What stands beside the fields of a shared task while it is written."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.authoring.people import editor_of, those_who_may_not, written_programme
from tests.authoring.sheets import phase, text_of
from tests.factories import WaveFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ROUTES = ["preview_text", "preview_dates"]


@pytest.fixture
def programme():
    return written_programme(slug="dubu")


@pytest.fixture
def editor(programme, signed_in):
    return signed_in(editor_of(programme))


def page_of(route):
    return reverse(f"authoring:{route}", args=["dubu"])


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"goal": "**fed**"}, "<p><strong>fed</strong></p>"),
        ({"result": "<script>x</script>"}, "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ({"method": "[x](javascript:x)"}, "<p>[x](javascript:x)</p>"),
        ({"goal": ""}, '<p class="fd-missing">Intet skrevet endnu</p>'),
        ({}, '<p class="fd-missing">Intet skrevet endnu</p>'),
        ({"title": "**x**"}, '<p class="fd-missing">Intet skrevet endnu</p>'),
        (
            {"goal": "x" * 20_001},
            "<p>Teksten er for lang til at blive vist. Der er plads til 20.000 tegn.</p>",
        ),
    ],
)
def test_a_text_is_shown_as_it_will_be_read(editor, programme, said, shown):
    response = editor.post(page_of("preview_text"), said)

    assert (response.status_code, text_of(response)) == (200, shown)


def test_the_dates_are_shown_for_each_wave(editor, programme):
    WaveFactory(programme=programme, number=1, go_live_on=dt.date(2026, 9, 1))
    said = {"phase": phase(programme, "1"), "due_anchor": "go_live", "due_unit": "day"}

    response = editor.post(
        page_of("preview_dates"), said | {"due_amount": "1", "due_side": "before"}
    )

    page = text_of(response)
    assert response.status_code == 200
    assert page.startswith('<div id="when"')
    assert "<dt>Slutdato</dt> <dd>1 dag før idriftsættelsen</dd>" in page
    assert '<time datetime="2026-08-31">31. aug 2026</time>' in page


@pytest.mark.parametrize("said", [{}, {"phase": "x", "due_anchor": "x", "due_amount": "1e3"}])
def test_without_a_phase_there_are_no_dates(editor, programme, said):
    response = editor.post(page_of("preview_dates"), said)

    assert response.status_code == 200
    assert "Vælg en fase for at se, hvordan datoerne falder." in text_of(response)


@pytest.mark.parametrize("route", ROUTES)
def test_opened_as_a_page_it_leads_to_the_plan(editor, programme, route):
    response = editor.get(page_of(route))

    assert (response.status_code, response.url) == (302, "/programmer/dubu/")


@pytest.mark.parametrize("route", ROUTES)
def test_those_who_do_not_write_it_are_refused(programme, signed_in, route):
    for who, (user, status) in those_who_may_not(programme).items():
        assert (who, signed_in(user).post(page_of(route), {}).status_code) == (who, status)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(editor, programme, route, method):
    assert getattr(editor, method)(page_of(route)).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_as_many_queries_for_one_wave_as_for_three(
    editor, programme, number, django_assert_num_queries
):
    WaveFactory.create_batch(number, programme=programme)
    editor.post(page_of("preview_dates"), {})

    said = {"phase": phase(programme, "1")}
    with django_assert_num_queries(10):
        editor.post(page_of("preview_dates"), said)
