"""Writing a shared task in a real browser: every state of the page, with long words."""

import datetime as dt

import pytest
from django.urls import reverse

from shared_tasks.models import SharedTask
from tests.authoring.people import editor_of, written_programme
from tests.browser import DESKTOP, PHONE, enter, follow, overflow, violations
from tests.factories import RoleFactory, TaskFactory, WaveFactory

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Superbrugerundervisningsplanlægningskoordineringsgruppens sagsbehandlerkompetenceudvikling"


@pytest.fixture
def programme():
    programme = written_programme(slug="dubu", name=LONG)
    WaveFactory(programme=programme, name=LONG, go_live_on=dt.date(2026, 9, 1))
    RoleFactory(code="leder", name=LONG)
    SharedTask.objects.update(title=LONG, goal=f"- {LONG}\n\n**fed**")
    TaskFactory(project__programme=programme, shared_task=task(programme, "A2"))
    return programme


@pytest.fixture
def editor(programme):
    return editor_of(programme, name=f"Anna {LONG}")


def task(programme, code):
    return SharedTask.objects.get(programme=programme, code=code)


def page_of(name, *args):
    return reverse(f"authoring:{name}", args=args)


def faults(page):
    """What is wrong with the page as a phone and a desktop show it."""
    found = []
    for window in (PHONE, DESKTOP):
        page.set_viewport_size(window)
        found += [(window["width"], "too wide")] * bool(overflow(page))
        found += [(window["width"], rule) for rule in violations(page)]
    return found + ["headings"] * (page.locator("h1").count() != 1)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_shared_task_is_written(open_page, programme, editor, scripts):
    page = open_page("/konto/log-ind/", scripts=scripts)
    enter(page, editor, page_of("new_shared_task", "dubu"))
    assert faults(page) == []

    page.get_by_label("Mål", exact=True).fill("Rene **data**")
    if not scripts:
        page.get_by_role("button", name="Vis mål, som kommunerne læser det").click()
    page.locator("#shown-goal strong").get_by_text("data").wait_for()
    page.get_by_label("Slutdato regnes fra").select_option("Idriftsættelse")
    due = page.get_by_role("group", name="Slutdato", exact=True)
    due.get_by_label("Antal").fill("2")
    due.get_by_label("Enhed").select_option("måneder")
    if not scripts:
        page.get_by_role("button", name="Vis datoerne igen").click()
    page.locator("#when").get_by_text("1. jul 2026").wait_for()
    page.get_by_label("Tilføj en forudsætning").fill("B2")
    page.get_by_role("button", name="Tilføj til »skal være gjort først«").click()
    page.get_by_role("checkbox", name="(B2)").wait_for()
    page.get_by_role("button", name="Tilføj et bilag").click()
    page.get_by_label("Adresse").fill("javascript:x")
    page.get_by_role("button", name="Gem kladde").click()
    page.locator("#error-summary").wait_for()
    assert faults(page) == []

    page.get_by_role("button", name="Fjern bilag 1").click()
    page.get_by_text("Ingen bilag").wait_for()
    page.get_by_label("Titel", exact=True).fill("Rens data")
    page.get_by_label("Tema", exact=True).select_option("Jura")
    page.get_by_role("button", name="Gem kladde").click()
    page.get_by_text("Kladden (A3) Rens data er gemt.").wait_for()
    made = task(programme, "A3")
    assert (made.goal, made.due_amount, made.due_unit) == ("Rene **data**", -2, "month")
    assert [link.other.code for link in made.links.all()] == ["B2"]


def test_enter_in_a_field_saves_and_does_nothing_else(open_page, programme, editor):
    page = open_page("/konto/log-ind/")
    enter(page, editor, page_of("shared_task", "dubu", task(programme, "A1").pk))

    page.get_by_label("Titel", exact=True).fill("Rens data")
    page.get_by_label("Titel", exact=True).press("Enter")

    page.get_by_text("Kladden (A1) Rens data er gemt.").wait_for()


def test_a_change_is_looked_at_and_published(open_page, programme, editor):
    page = open_page("/konto/log-ind/")
    live = task(programme, "A2")
    enter(page, editor, page_of("shared_task", "dubu", live.pk))
    assert faults(page) == []

    page.get_by_label("Obligatorisk på kritisk vej").check()
    page.get_by_label("Slutdato regnes fra").select_option("Fast dato")
    page.get_by_label("Fast dato").last.fill("2026-09-28")
    page.get_by_role("button", name="Se, hvad der sker").click()
    page.get_by_role("heading", name="Det sker der").wait_for()
    assert faults(page) == []
    page.get_by_label("Hvad er ændret, og hvorfor?").fill("Datatilsynet kræver det")
    page.get_by_role("button", name="Udgiv ændringen").click()
    page.get_by_text("er ændret hos alle, der har den.").wait_for()

    live.refresh_from_db()
    assert (live.priority, live.version) == (1, 2)


def test_two_editors_choose_between_theirs(open_page, programme, editor):
    draft = task(programme, "A1")
    path = page_of("shared_task", "dubu", draft.pk)
    mine, hers = open_page("/konto/log-ind/"), open_page("/konto/log-ind/")
    enter(mine, editor, path)
    enter(hers, editor_of(programme, name=f"Carla {LONG}"), path)

    for page, text in ((hers, "Carlas"), (mine, "Mit")):
        page.get_by_label("Mål", exact=True).fill(text)
        follow(page.get_by_role("button", name="Gem kladde"))
    mine.get_by_role("heading", name="har gemt opgaven, mens du skrev").wait_for()
    assert faults(mine) == []
    mine.get_by_label("Dit", exact=True).check()
    mine.get_by_role("button", name="Gem det valgte").click()
    mine.get_by_text("er gemt. Ingen kommune kan se den endnu.").wait_for()

    assert task(programme, "A1").goal == "Mit"


def test_the_question_before_deleting_breaks_no_rule(open_page, programme, editor):
    page = open_page("/konto/log-ind/")
    enter(page, editor, page_of("delete_shared_task", "dubu", task(programme, "A1").pk))

    assert faults(page) == []
