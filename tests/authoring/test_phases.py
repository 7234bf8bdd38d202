"""The form of a phase: made, changed with a look at what live tasks would get, deleted."""

import datetime as dt

import pytest
from django.urls import reverse

from phases.models import Phase
from shared_tasks.models import Anchor
from tests.authoring.people import editor_of, those_who_may_not, written_programme
from tests.factories import NOON, PhaseFactory, ProjectFactory, SharedTaskFactory, TaskFactory

pytestmark = pytest.mark.django_db

SENT = {
    "number": "3",
    "name": "Ibrugtagning",
    "parent": "",
    "description": "Kommunen tager løsningen i brug.",
    "starts_amount": "10",
    "starts_unit": "workday",
    "starts_side": "before",
    "ends_amount": "3",
    "ends_unit": "month",
    "ends_side": "after",
}


@pytest.fixture
def programme():
    return written_programme()


@pytest.fixture
def editor(noon, signed_in, programme):
    return signed_in(editor_of(programme))


@pytest.fixture
def phase(programme):
    return programme.phases.get(number="1")


def address(name, programme, *args):
    return reverse(f"authoring:{name}", args=[programme.slug, *args])


def errors_of(answer):
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


def test_a_phase_is_made(editor, programme):
    answer = editor.post(address("new_phase", programme), SENT)

    assert (answer.status_code, answer.url) == (302, address("structure", programme))
    made = programme.phases.get(number="3")
    assert (made.name, made.description, made.parent, made.position) == (
        "Ibrugtagning",
        "Kommunen tager løsningen i brug.",
        None,
        3,
    )
    assert (made.starts_amount, made.starts_unit) == (-10, "workday")
    assert (made.ends_amount, made.ends_unit) == (3, "month")


def test_a_sub_phase_without_a_window_is_made(editor, programme, phase):
    sent = SENT | {"number": "1.1", "parent": phase.pk, "starts_amount": "", "ends_amount": ""}

    editor.post(address("new_phase", programme), sent)

    made = programme.phases.get(number="1.1")
    assert (made.parent, made.starts_amount, made.starts_unit) == (phase, None, "")
    assert made.position == 2


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"number": ""}, "number", "Skriv fasens nummer, fx 2 eller 2.1."),
        (
            {"number": "1"},
            "number",
            "En anden fase i programmet har allerede det nummer. Vælg et andet.",
        ),
        (
            {"number": "1.2.3.4.5"},
            "number",
            "Teksten er 9 tegn lang, og der er plads til 8. Kort den af.",
        ),
        ({"name": " "}, "name", "Skriv fasens navn."),
        ({"parent": "999999"}, "parent", "Vælg en af programmets hovedfaser."),
        ({"starts_amount": "-1"}, "starts_amount", "Skriv et helt tal fra 0 til 1000."),
        ({"starts_amount": "halvanden"}, "starts_amount", "Skriv et helt tal fra 0 til 1000."),
        ({"starts_amount": "40000"}, "starts_amount", "Skriv et helt tal fra 0 til 1000."),
        ({"ends_unit": "year"}, "ends_unit", "Vælg en af mulighederne på listen."),
        (
            {"starts_side": "after", "ends_side": "before"},
            "ends_amount",
            "Fasen skal slutte samme dag, den begynder, eller senere.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    editor, programme, wrong, field, words
):
    answer = editor.post(address("new_phase", programme), SENT | wrong)

    assert answer.status_code == 422
    assert errors_of(answer)[field][0] == words
    assert answer.context["form"]["description"].value() == SENT["description"]
    assert programme.phases.count() == 2


def test_the_form_says_what_the_phase_says(editor, programme, phase):
    form = editor.get(address("phase", programme, phase.pk)).context["form"]

    said = {name: form[name].value() for name in form.fields}
    assert said == {
        "number": "1",
        "name": "Opstart",
        "parent": "",
        "description": "",
        "starts_amount": 6,
        "starts_unit": "month",
        "starts_side": "before",
        "ends_amount": 0,
        "ends_unit": "day",
        "ends_side": "before",
    }


def test_a_phase_that_no_live_task_counts_from_is_saved_at_once(editor, programme, phase):
    answer = editor.post(address("phase", programme, phase.pk), SENT)

    assert answer.status_code == 302
    phase.refresh_from_db()
    assert (phase.number, phase.name, phase.starts_amount) == ("3", "Ibrugtagning", -10)


@pytest.fixture
def task(programme, phase):
    """Due ten days after the phase begins, 1 March 2026; go-live is 1 September."""
    shared_task = SharedTaskFactory(
        programme=programme,
        phase=phase,
        code="C1",
        published=True,
        due_anchor=Anchor.PHASE_START,
        due_amount=10,
        due_unit="day",
    )
    project = ProjectFactory(programme=programme)
    return TaskFactory(project=project, shared_task=shared_task, due_on=dt.date(2026, 3, 11))


def test_live_tasks_are_shown_first_and_moved_when_that_is_agreed(editor, programme, phase, task):
    sent = SENT | {"starts_amount": "4", "starts_unit": "month"}
    url = address("phase", programme, phase.pk)

    shown = editor.post(url, sent)

    ahead = shown.context["impact"]
    assert (shown.status_code, ahead.totals["moved"], len(ahead.affected)) == (200, 1, 1)
    assert "Intet er gemt endnu" in shown.text
    phase.refresh_from_db()
    assert (phase.name, phase.starts_amount) == ("Opstart", -6)

    done = editor.post(url, sent | {"shown": ahead.fingerprint})

    assert done.status_code == 302
    phase.refresh_from_db()
    task.refresh_from_db()
    assert (phase.name, phase.starts_amount) == ("Ibrugtagning", -4)
    assert task.due_on == dt.date(2026, 5, 11)


def test_what_has_changed_meanwhile_is_shown_again(editor, programme, phase, task):
    sent = SENT | {"starts_amount": "4", "starts_unit": "month", "shown": "noget-andet"}

    answer = editor.post(address("phase", programme, phase.pk), sent)

    assert answer.status_code == 409
    assert "Noget er ændret, siden du så på det." in answer.text
    phase.refresh_from_db()
    assert phase.starts_amount == -6


def test_renaming_alone_asks_nothing(editor, programme, phase, task):
    sent = SENT | {
        "starts_amount": "6",
        "starts_unit": "month",
        "ends_amount": "0",
        "ends_unit": "day",
    }

    answer = editor.post(address("phase", programme, phase.pk), sent)

    assert answer.status_code == 302
    phase.refresh_from_db()
    assert phase.name == "Ibrugtagning"


def test_an_empty_phase_is_deleted_after_asking(editor, programme):
    empty = PhaseFactory(programme=programme, number="9")
    url = address("delete_phase", programme, empty.pk)

    assert editor.get(url).status_code == 200
    assert editor.post(url).status_code == 302
    assert not Phase.objects.filter(pk=empty.pk).exists()


def test_a_phase_in_use_says_how_many_tasks_stand_in_the_way(editor, programme, phase):
    answer = editor.post(address("delete_phase", programme, phase.pk))

    assert answer.status_code == 409
    assert answer.context["refusal"] == (
        "2 fællesopgaver hører til fasen. Flyt dem, eller slet dem, først."
    )
    assert programme.phases.count() == 2


def test_a_phase_with_one_sub_phase_says_so(editor, programme):
    top = PhaseFactory(programme=programme)
    PhaseFactory(programme=programme, parent=top)

    answer = editor.post(address("delete_phase", programme, top.pk))

    assert (
        answer.context["refusal"]
        == "1 underfase ligger under fasen. Flyt den, eller slet den, først."
    )


@pytest.mark.parametrize("name", ["phase", "delete_phase"])
def test_only_its_editors_come_in(signed_in, programme, phase, name):
    url = address(name, programme, phase.pk)

    for who, (person, status) in those_who_may_not(programme).items():
        assert signed_in(person).post(url).status_code == status, who
    assert signed_in(editor_of(programme)).put(url).status_code == 405


def test_another_programmes_phase_is_not_found_here(editor, programme):
    assert editor.get(address("phase", programme, PhaseFactory().pk)).status_code == 404


def test_without_projects_nothing_is_asked(editor, programme, phase):
    SharedTaskFactory(
        programme=programme,
        phase=phase,
        due_anchor=Anchor.PHASE_END,
        due_amount=0,
        due_unit="day",
        published_at=NOON,
        published_by=editor_of(programme),
    )

    assert editor.post(address("phase", programme, phase.pk), SENT).status_code == 302
