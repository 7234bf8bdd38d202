"""/programmer/…/indstillinger/: name, lights with a look at what live tasks turn to, pauses."""

import datetime as dt

import pytest
from django.urls import reverse

from projects.models import Blackout
from projects.programmes import LightPolicy
from tasks.lights import Light
from tests.authoring.people import editor_of, those_who_may_not, written_programme
from tests.factories import ProgrammeFactory, ProjectFactory, TaskFactory
from tests.projects.factories import BlackoutFactory

pytestmark = pytest.mark.django_db

POLICY = {
    "warning_days_critical": "20",
    "warning_days_mandatory": "20",
    "warning_days_recommended": "20",
}
PAUSE = {"name": "Jul og nytår", "first_week": "52", "last_week": "7"}


@pytest.fixture
def programme():
    return written_programme(name="KSD", slug="ksd")


@pytest.fixture
def editor(noon, signed_in, programme):
    return signed_in(editor_of(programme))


@pytest.fixture
def task(programme):
    """Due in ten days, and green until now."""
    shared_task = programme.shared_tasks.get(code="A2")
    shared_task.due_anchor, shared_task.due_fixed_on = "fixed", dt.date(2026, 3, 12)
    shared_task.save()
    return TaskFactory(
        project=ProjectFactory(programme=programme),
        shared_task=shared_task,
        due_on=dt.date(2026, 3, 12),
    )


def address(name, *args):
    return reverse(f"authoring:{name}", args=["ksd", *args])


def test_a_name_and_a_description_are_saved_and_the_address_stays(editor, programme):
    answer = editor.post(address("settings"), {"name": "KSD 2", "description": "Om"})

    programme.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, address("settings"))
    assert (programme.name, programme.slug, programme.description) == ("KSD 2", "ksd", "Om")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Skriv programmets navn."),
        ("DUBU", "Et andet program har allerede det navn. Vælg et andet."),
    ],
)
def test_a_name_that_cannot_be_is_said_and_nothing_is_lost(editor, programme, name, words):
    ProgrammeFactory(name="DUBU")

    answer = editor.post(address("settings"), {"name": name, "description": "Ny"})

    assert answer.status_code == 422
    assert answer.context["about"].errors["name"] == [words]
    assert answer.context["about"]["description"].value() == "Ny"
    programme.refresh_from_db()
    assert programme.description == ""


def test_lights_that_turn_nothing_are_saved_at_once(editor, programme):
    answer = editor.post(address("policy"), POLICY | {"yellow_requires_not_started": "on"})

    programme.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, address("settings"))
    assert LightPolicy.of(programme) == LightPolicy(20, 20, 20, yellow_requires_not_started=True)


def test_live_tasks_are_shown_first_and_turned_when_that_is_agreed(editor, programme, task):
    shown = editor.post(address("policy"), POLICY)

    ahead = shown.context["impact"]
    assert shown.status_code == 200
    assert "Intet er gemt endnu" in shown.text
    assert [(t.before, t.after, t.tasks, t.municipalities) for t in ahead.turns] == [
        (Light.GREEN, Light.YELLOW, 1, 1)
    ]
    assert shown.context["lights"]["warning_days_critical"].value() == "20"
    programme.refresh_from_db()
    assert LightPolicy.of(programme) == LightPolicy()

    done = editor.post(address("policy"), POLICY | {"shown": ahead.fingerprint})

    programme.refresh_from_db()
    task.refresh_from_db()
    assert done.status_code == 302
    assert (LightPolicy.of(programme), task.light) == (LightPolicy(20, 20, 20), Light.YELLOW)


def test_what_has_changed_meanwhile_is_shown_again(editor, programme, task):
    answer = editor.post(address("policy"), POLICY | {"shown": "noget-andet"})

    assert answer.status_code == 409
    assert "Noget er ændret, siden du så på det." in answer.text
    programme.refresh_from_db()
    assert LightPolicy.of(programme) == LightPolicy()


def test_days_that_cannot_be_are_said(editor, programme):
    answer = editor.post(address("policy"), POLICY | {"warning_days_critical": "100"})

    assert answer.status_code == 422
    assert answer.context["lights"].errors == {
        "warning_days_critical": ["Skriv et helt tal fra 0 til 60."]
    }


def test_a_pause_is_added_over_new_year(editor, programme):
    answer = editor.post(address("new_blackout"), PAUSE)

    assert answer.status_code == 302
    pause = programme.blackouts.get()
    assert (pause.name, pause.first_week, pause.last_week) == ("Jul og nytår", 52, 7)
    assert "Uge 52 til og med uge 7, over nytår" in editor.get(answer.url).text


def test_a_pause_is_changed_and_removed(editor, programme):
    pause = BlackoutFactory(programme=programme, name="Sommer")

    editor.post(address("blackout", pause.pk), PAUSE | {"first_week": "27", "last_week": "32"})
    pause.refresh_from_db()
    assert (pause.name, pause.first_week, pause.last_week) == ("Jul og nytår", 27, 32)

    assert editor.post(address("delete_blackout", pause.pk)).status_code == 302
    assert not Blackout.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": ""}, "name", "Skriv, hvad pausen hedder."),
        (
            {"name": "Sommer"},
            "name",
            "Programmet har allerede en pause med det navn. Vælg et andet.",
        ),
        ({"first_week": "0"}, "first_week", "Skriv en uge fra 1 til 53."),
        ({"last_week": "54"}, "last_week", "Skriv en uge fra 1 til 53."),
        ({"last_week": "uge 7"}, "last_week", "Skriv en uge fra 1 til 53."),
    ],
)
def test_a_pause_that_cannot_be_is_said_and_nothing_is_lost(editor, programme, wrong, field, words):
    BlackoutFactory(programme=programme, name="Sommer")

    answer = editor.post(address("new_blackout"), PAUSE | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [words]
    assert programme.blackouts.count() == 1


def test_opening_what_is_sent_changes_nothing(editor, programme):
    pause = BlackoutFactory(programme=programme)

    for url in (address("policy"), address("delete_blackout", pause.pk)):
        assert (editor.get(url).status_code, editor.get(url).url) == (302, address("settings"))
    assert programme.blackouts.count() == 1


@pytest.mark.parametrize("name", ["settings", "policy", "new_blackout"])
def test_only_its_editors_come_in(signed_in, programme, name):
    for who, (person, status) in those_who_may_not(programme).items():
        assert signed_in(person).post(address(name)).status_code == status, who
    assert signed_in(editor_of(programme)).put(address(name)).status_code == 405


def test_another_programmes_pause_is_not_found_here(editor):
    pause = BlackoutFactory()

    for name in ("blackout", "delete_blackout"):
        assert editor.post(address(name, pause.pk), PAUSE).status_code == 404


@pytest.mark.parametrize("pauses", [1, 3])
def test_it_costs_the_same_for_one_pause_as_for_three(
    editor, programme, pauses, django_assert_num_queries
):
    BlackoutFactory.create_batch(pauses, programme=programme)
    editor.get(address("settings"))

    # Session, user, partner; programme, pauses.
    with django_assert_num_queries(5):
        editor.get(address("settings"))
