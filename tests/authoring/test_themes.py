"""The form of a theme: made, changed, deleted."""

import pytest
from django.urls import reverse

from tests.authoring.people import editor_of, those_who_may_not, written_programme
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db
TAKEN = "Et andet tema i programmet har allerede det navn. Vælg et andet."


@pytest.fixture
def programme():
    return written_programme()


@pytest.fixture
def editor(signed_in, programme):
    return signed_in(editor_of(programme))


@pytest.fixture
def theme(programme):
    return programme.themes.get(name="Jura")


def address(name, programme, *args):
    return reverse(f"authoring:{name}", args=[programme.slug, *args])


def test_a_theme_is_made_last(editor, programme):
    answer = editor.post(address("new_theme", programme), {"name": " Data ", "purpose": "Hvad"})

    assert (answer.status_code, answer.url) == (302, address("structure", programme))
    made = programme.themes.get(name="Data")
    assert (made.purpose, made.position) == ("Hvad", 3)


def test_a_theme_is_changed(editor, programme, theme):
    editor.post(address("theme", programme, theme.pk), {"name": "Love", "purpose": "Regler"})

    theme.refresh_from_db()
    assert (theme.name, theme.purpose) == ("Love", "Regler")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Skriv temaets navn."),
        ("Teknik", TAKEN),
        ("x" * 101, "Teksten er 101 tegn lang, og der er plads til 100. Kort den af."),
        (
            "a\x00b",
            "Teksten indeholder usynlige styretegn, som ikke kan gemmes. "
            "Skriv den igen, eller sæt den ind som ren tekst.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(editor, programme, theme, name, words):
    for url in (address("new_theme", programme), address("theme", programme, theme.pk)):
        answer = editor.post(url, {"name": name, "purpose": "Hvorfor"})

        assert answer.status_code == 422
        assert answer.context["form"].errors["name"] == [words]
        assert answer.context["form"]["purpose"].value() == "Hvorfor"
    assert programme.themes.count() == 2


def test_an_empty_theme_is_deleted_after_asking(editor, programme):
    empty = ThemeFactory(programme=programme)
    url = address("delete_theme", programme, empty.pk)

    assert editor.get(url).status_code == 200
    assert editor.post(url).status_code == 302
    assert programme.themes.count() == 2


def test_a_theme_in_use_says_how_many_tasks_stand_in_the_way(editor, programme, theme):
    answer = editor.post(address("delete_theme", programme, theme.pk))

    assert answer.status_code == 409
    assert answer.context["refusal"] == (
        "2 fællesopgaver hører til temaet. Giv dem et andet tema, eller slet dem, først."
    )
    assert programme.themes.count() == 2


@pytest.mark.parametrize("name", ["theme", "delete_theme", "move_theme"])
def test_only_its_editors_come_in(signed_in, programme, theme, name):
    url = address(name, programme, theme.pk)

    for who, (person, status) in those_who_may_not(programme).items():
        assert signed_in(person).post(url).status_code == status, who
    assert signed_in(editor_of(programme)).put(url).status_code == 405


def test_another_programmes_theme_is_not_found_here(editor, programme):
    assert editor.get(address("theme", programme, ThemeFactory().pk)).status_code == 404
