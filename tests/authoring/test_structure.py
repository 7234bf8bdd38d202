"""/programmer/…/faser/: phases and themes in order, and moving them."""

import pytest
from django.urls import reverse

from phases.models import Phase
from tests.authoring.people import editor_of, operators_editor, those_who_may_not, written_programme
from tests.factories import PhaseFactory, ProgrammeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return written_programme()


@pytest.fixture
def editor(signed_in, programme):
    return signed_in(editor_of(programme))


def address(name, programme, *args):
    return reverse(f"authoring:{name}", args=[programme.slug, *args])


def order_of(programme):
    found = Phase.objects.filter(programme=programme).order_by("position")
    return list(found.values_list("number", flat=True))


def test_it_shows_phases_with_windows_and_themes_with_how_many_tasks(editor, programme):
    page = editor.get(address("structure", programme))

    assert page.status_code == 200
    window = ("6 måneder før idriftsættelsen", "på dagen for idriftsættelsen")
    assert [(str(row.thing), row.tasks, row.window) for row in page.context["phases"]] == [
        ("1 Opstart", 2, window),
        ("2 Forberedelse", 2, window),
    ]
    assert [(str(row.thing), row.tasks) for row in page.context["themes"]] == [
        ("Jura", 2),
        ("Teknik", 2),
    ]


def test_an_empty_programme_says_so(signed_in):
    programme = ProgrammeFactory()

    page = signed_in(editor_of(programme)).get(address("structure", programme)).text

    assert page.count("Programmet har ingen faser endnu") == 1
    assert page.count("Programmet har ingen temaer endnu") == 1


def test_only_its_editors_come_in(signed_in, programme):
    for who, (person, status) in those_who_may_not(programme).items():
        assert signed_in(person).get(address("structure", programme)).status_code == status, who
    assert signed_in(operators_editor()).get(address("structure", programme)).status_code == 200


def test_it_is_only_read(editor, programme):
    assert editor.post(address("structure", programme)).status_code == 405


@pytest.mark.parametrize("more", [0, 5])
def test_it_costs_the_same_however_many_there_are(
    editor, programme, more, django_assert_num_queries
):
    PhaseFactory.create_batch(more, programme=programme)
    ThemeFactory.create_batch(more, programme=programme)

    editor.get(address("structure", programme))

    # Session, user, partner; programme, phases, themes.
    with django_assert_num_queries(6):
        editor.get(address("structure", programme))


def test_a_phase_moves_down_and_its_button_keeps_the_focus(editor, programme):
    first = programme.phases.get(number="1")

    answer = editor.post(address("move_phase", programme, first.pk), {"til": "ned"})
    page = editor.get(answer.url)

    assert order_of(programme) == ["2", "1"]
    assert answer.url == f"{address('structure', programme)}?flyttet=phase-{first.pk}&knap=ned"
    assert [str(message) for message in page.context["messages"]] == [
        "»1 Opstart« står nu som nummer 2 af 2."
    ]
    assert page.text.count(" autofocus") == 1
    focused = page.text.partition(" autofocus")[0].rpartition("<button")[2]
    assert address("move_phase", programme, first.pk) in focused
    assert 'value="ned"' in focused


def test_a_phase_is_dropped_in_front_of_another(editor, programme):
    first, second = programme.phases.order_by("position")

    editor.post(address("move_phase", programme, second.pk), {"foer": first.pk})
    assert order_of(programme) == ["2", "1"]

    editor.post(address("move_phase", programme, second.pk), {"foer": "sidst"})
    assert order_of(programme) == ["1", "2"]


def test_a_theme_moves_up(editor, programme):
    theme = programme.themes.get(name="Teknik")

    editor.post(address("move_theme", programme, theme.pk), {"til": "op"})

    assert list(programme.themes.order_by("position").values_list("name", flat=True)) == [
        "Teknik",
        "Jura",
    ]


def test_in_front_of_one_that_is_gone_is_a_conflict_and_shows_the_order_as_it_is(editor, programme):
    first = programme.phases.get(number="1")
    elsewhere = PhaseFactory()

    answer = editor.post(address("move_phase", programme, first.pk), {"foer": elsewhere.pk})

    assert answer.status_code == 409
    assert "en anden har ændret rækkefølgen" in answer.text
    assert [row.thing.number for row in answer.context["phases"]] == ["1", "2"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"til": "hen"},
        {"foer": "x"},
        {"foer": "-1"},
        {"foer": "9" * 30},
        {"til": "op", "foer": "1"},
    ],
    ids=str,
)
def test_what_says_no_place_moves_nothing(editor, programme, sent):
    first = programme.phases.get(number="1")

    answer = editor.post(address("move_phase", programme, first.pk), sent)

    assert answer.status_code == 422
    assert "Det blev ikke flyttet" in answer.text
    assert order_of(programme) == ["1", "2"]


def test_opened_instead_of_sent_it_leads_to_the_page(editor, programme):
    first = programme.phases.get(number="1")

    answer = editor.get(address("move_phase", programme, first.pk))

    assert (answer.status_code, answer.url) == (302, address("structure", programme))


def test_another_programmes_phase_is_not_moved_from_here(editor, programme):
    elsewhere = PhaseFactory()

    answer = editor.post(address("move_phase", programme, elsewhere.pk), {"til": "op"})

    assert answer.status_code == 404
