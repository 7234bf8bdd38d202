"""/programmer/…/: the plan, its filters, and the order of its shared tasks."""

import pytest
from django.urls import reverse

from authoring.plan import PAGE_SIZE, State
from shared_tasks.models import Anchor, SharedTask
from tests.authoring.people import editor_of, operators_editor, those_who_may_not, written_programme
from tests.factories import (
    NOON,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return written_programme(slug="dubu")


@pytest.fixture
def editor(signed_in, programme):
    return signed_in(editor_of(programme))


URL = "/programmer/dubu/"


def listed(answer):
    """The codes by phase, as the page shows them."""
    assert answer.status_code in {200, 409, 422}
    return [
        (section.phase.number, [row.shared_task.code for row in section.rows])
        for section in answer.context["sections"]
    ]


def rows_of(answer):
    found = [row for section in answer.context["sections"] for row in section.rows]
    return {row.shared_task.code: row for row in found}


def shared_task(programme, code):
    return programme.shared_tasks.get(code=code)


def move(programme, code, query="", **sent):
    url = reverse("authoring:move_shared_task", args=["dubu", shared_task(programme, code).pk])
    return url + query, sent


def test_it_shows_each_phase_with_its_tasks_in_order(editor, programme):
    SharedTask.objects.filter(code="A1").update(position=9)

    assert listed(editor.get(URL)) == [("1", ["A2", "A1"]), ("2", ["B1", "B2"])]


def test_a_row_says_what_the_task_is_and_how_far(editor, programme):
    two = shared_task(programme, "A2")
    two.start_anchor, two.start_amount, two.start_unit = Anchor.PHASE_START, 10, "workday"
    two.save()
    TaskFactory.create_batch(3, shared_task=two, project__programme=programme)

    rows = rows_of(editor.get(URL))

    assert (rows["A1"].state, rows["A2"].state) == (State.DRAFT, State.PUBLISHED)
    assert (rows["A1"].receivers, rows["A2"].receivers) == (0, 3)
    assert (rows["A2"].start, rows["A2"].due) == ("10 arbejdsdage efter fasens start", "ingen dato")


def test_what_was_changed_or_withdrawn_says_so(editor, programme):
    SharedTask.objects.filter(code="A2").update(version=2)
    by = editor_of(programme)
    SharedTask.objects.filter(code="B2").update(withdrawn_at=NOON, withdrawn_by=by)

    rows = rows_of(editor.get(URL))

    assert (rows["A2"].state, rows["B2"].state) == (State.CHANGED, State.WITHDRAWN)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?status=kladde", ["A1", "B1"]),
        ("?status=udgivet", ["A2"]),
        ("?status=trukket-tilbage", ["B2"]),
        ("?status=aendret", []),
        ("?tekst=gør+b", ["B1", "B2"]),
        ("?tekst=A1", ["A1"]),
        ("?tekst=%25", []),
        ("?status=vrøvl", ["A1", "A2", "B1", "B2"]),
        ("?fase=1;2&tema=x", ["A1", "A2", "B1", "B2"]),
        ("?side=x", ["A1", "A2", "B1", "B2"]),
        ("?side=99", ["A1", "A2", "B1", "B2"]),
    ],
)
def test_it_can_be_narrowed(editor, programme, query, codes):
    by = editor_of(programme)
    SharedTask.objects.filter(code="B2").update(withdrawn_at=NOON, withdrawn_by=by)

    answer = editor.get(URL + query)

    assert [code for _, theirs in listed(answer) for code in theirs] == codes


def test_a_phase_is_shown_with_its_sub_phases_and_a_theme_alone(editor, programme):
    first = programme.phases.get(number="1")
    below = PhaseFactory(programme=programme, parent=first, number="1.1", position=9)
    theme = programme.themes.get(name="Jura")
    SharedTaskFactory(programme=programme, phase=below, theme=theme, code="A3")

    assert listed(editor.get(f"{URL}?fase={first.pk}")) == [("1", ["A1", "A2"]), ("1.1", ["A3"])]
    assert listed(editor.get(f"{URL}?tema={theme.pk}")) == [
        ("1", ["A1"]),
        ("2", ["B1"]),
        ("1.1", ["A3"]),
    ]


def test_each_filter_can_be_taken_away(editor, programme):
    first = programme.phases.get(number="1")

    chips = editor.get(f"{URL}?fase={first.pk}&tekst=a&side=1").context["chips"]

    assert [(chip.label, chip.url) for chip in chips] == [
        ("Fase: 1 Opstart", "?tekst=a"),
        ("Titel eller kode: »a«", f"?fase={first.pk}"),
    ]


def test_order_can_be_changed_only_where_it_is_all_seen(editor, programme):
    first = programme.phases.get(number="1")

    shown = {
        query: editor.get(URL + query).context["is_ordered"]
        for query in ("", f"?fase={first.pk}", "?status=kladde", "?tekst=gør")
    }

    assert list(shown.values()) == [True, True, False, False]


def test_an_empty_programme_leads_to_phases_and_one_with_phases_to_its_first_task(signed_in):
    bare, ready = ProgrammeFactory(), written_programme()
    ready.shared_tasks.all().delete()

    page = signed_in(editor_of(bare)).get(f"/programmer/{bare.slug}/").text
    assert page.count("Opret dem først") == 1
    page = signed_in(editor_of(ready)).get(f"/programmer/{ready.slug}/").text
    assert page.count("Skriv den første") == 1


@pytest.mark.parametrize("more", [0, 120])
def test_it_costs_the_same_for_four_tasks_as_for_many(
    editor, programme, more, django_assert_num_queries
):
    phase = programme.phases.get(number="2")
    theme = programme.themes.get(name="Jura")
    SharedTaskFactory.create_batch(more, programme=programme, phase=phase, theme=theme)
    editor.get(URL)

    # Session, user, partner, programme; phases, themes, how many tasks, what they count from,
    # projects without dates; tasks, what follows, and who has them.
    with django_assert_num_queries(12):
        answer = editor.get(URL)

    assert len(rows_of(answer)) == min(4 + more, PAGE_SIZE)


def test_only_its_editors_come_in(signed_in, programme):
    for who, (person, status) in those_who_may_not(programme).items():
        assert signed_in(person).get(URL).status_code == status, who
    operators = signed_in(operators_editor())
    assert (operators.get(URL).status_code, operators.post(URL).status_code) == (200, 405)


def test_a_task_moves_up_and_the_plan_comes_back_with_the_focus_on_its_button(editor, programme):
    url, sent = move(programme, "B2", til="op")

    answer = editor.post(url, sent)
    page = editor.get(answer.url)

    assert listed(page) == [("1", ["A1", "A2"]), ("2", ["B2", "B1"])]
    assert [str(message) for message in page.context["messages"]] == [
        "»B2« står nu som nummer 1 af 2 i fasen 2 Forberedelse."
    ]
    assert page.text.count(" autofocus") == 1
    focused = page.text.partition(" autofocus")[0].rpartition("<button")[2]
    assert (
        reverse("authoring:move_shared_task", args=["dubu", shared_task(programme, "B2").pk])
        in focused
    )


def test_moving_keeps_the_part_of_the_plan_that_was_shown(editor, programme):
    phase = programme.phases.get(number="2")
    url, sent = move(programme, "B2", f"?fase={phase.pk}&andet=x", til="op")

    answer = editor.post(url, sent)

    moved = shared_task(programme, "B2")
    assert (
        answer.url == f"{URL}?fase={phase.pk}&andet=x&side=1&flyttet=shared_task-{moved.pk}&knap=op"
    )


def test_a_task_that_moves_to_another_page_is_followed_there(editor, programme):
    phase, theme = programme.phases.get(number="2"), programme.themes.get(name="Jura")
    for place in range(PAGE_SIZE):
        SharedTaskFactory(programme=programme, phase=phase, theme=theme, position=3 + place)
    url, sent = move(programme, "B1", foer="sidst")

    answer = editor.post(url, sent)
    page = editor.get(answer.url)

    assert "side=2" in answer.url
    assert list(rows_of(page))[-1] == "B1"
    assert rows_of(page)["B1"].is_last
    assert not next(iter(rows_of(page).values())).is_first


def test_a_phase_that_goes_on_says_what_follows_and_only_the_ends_are_ends(editor, programme):
    phase, theme = programme.phases.get(number="2"), programme.themes.get(name="Jura")
    for place in range(PAGE_SIZE):
        SharedTaskFactory(programme=programme, phase=phase, theme=theme, position=3 + place)

    first = editor.get(URL)
    second = editor.get(f"{URL}?side=2")

    follows = next(iter(rows_of(second).values())).shared_task.pk
    assert [section.after for section in first.context["sections"]] == [None, follows]
    assert [row.shared_task.code for row in rows_of(first).values() if row.is_first] == ["A1", "B1"]
    assert [row.shared_task.code for row in rows_of(first).values() if row.is_last] == ["A2"]


def test_dropped_where_nothing_stands_any_more_is_a_conflict(editor, programme):
    url, sent = move(programme, "A1", foer=shared_task(programme, "B1").pk)

    answer = editor.post(url, sent)

    assert answer.status_code == 409
    assert "en anden har ændret rækkefølgen" in answer.text
    assert listed(answer) == [("1", ["A1", "A2"]), ("2", ["B1", "B2"])]


@pytest.mark.parametrize("sent", [{}, {"til": "x"}, {"foer": "1; 2"}], ids=str)
def test_what_says_no_place_moves_nothing(editor, programme, sent):
    answer = editor.post(move(programme, "A1")[0], sent)

    assert answer.status_code == 422
    assert listed(answer) == [("1", ["A1", "A2"]), ("2", ["B1", "B2"])]


def test_moving_is_for_its_editors(signed_in, programme):
    url, _ = move(programme, "A1")

    for who, (person, status) in those_who_may_not(programme).items():
        assert signed_in(person).post(url, {"til": "ned"}).status_code == status, who
    assert signed_in(editor_of(programme)).put(url).status_code == 405
    assert signed_in(editor_of(programme)).get(url).url == URL


def problems(answer):
    return [problem.text for problem in answer.context["problems"]]


def test_a_whole_plan_has_no_problems(editor, programme):
    assert problems(editor.get(URL)) == []


def count_from(programme, code, anchor):
    found = shared_task(programme, code)
    found.due_anchor, found.due_amount, found.due_unit = anchor, 0, "day"
    found.save()
    return found


def test_a_phase_without_what_its_tasks_are_counted_from_is_pointed_out(editor, programme):
    first = programme.phases.get(number="1")
    first.starts_amount, first.starts_unit = None, ""
    first.save()
    count_from(programme, "A1", Anchor.PHASE_START)
    count_from(programme, "A2", Anchor.PHASE_START)

    [problem] = editor.get(URL).context["problems"]

    assert problem.text == (
        "Fasen 1 Opstart har ingen start, og 2 opgaver regnes fra den. De får ingen dato og bliver "
        "grå."
    )
    assert problem.url == reverse("authoring:phase", args=["dubu", first.pk])


def test_a_phase_without_a_window_is_pointed_out_unless_it_only_holds_sub_phases(editor, programme):
    bare = {"starts_amount": None, "starts_unit": "", "ends_amount": None, "ends_unit": ""}
    top = PhaseFactory(programme=programme, number="8", name="Drift", **bare)
    assert problems(editor.get(URL)) == ["Fasen 8 Drift har ingen start og slutning."]

    PhaseFactory(programme=programme, number="8.1", parent=top)
    assert problems(editor.get(URL)) == []


def test_municipalities_without_the_dates_that_tasks_are_counted_from_are_counted(
    editor, programme
):
    ProjectFactory(programme=programme, go_live_on=None)
    count_from(programme, "A1", Anchor.GO_LIVE)
    count_from(programme, "B2", Anchor.PHASE_END)
    count_from(programme, "B1", Anchor.WAVE_START)

    assert problems(editor.get(URL)) == [
        "1 kommune har ingen dato for idriftsættelsen. Dér får 2 opgaver, som regnes fra den, ingen "
        "dato.",
        "1 kommune er ikke i en bølge med startdato. Dér får 1 opgave, som regnes fra bølgens "
        "start, ingen dato.",
    ]


def test_what_is_withdrawn_needs_no_date(editor, programme):
    ProjectFactory(programme=programme, go_live_on=None)
    gone = count_from(programme, "A2", Anchor.GO_LIVE)
    gone.withdrawn_at, gone.withdrawn_by = NOON, gone.published_by
    gone.save()

    assert problems(editor.get(URL)) == []
