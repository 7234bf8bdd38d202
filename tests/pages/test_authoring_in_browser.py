"""Writing a programme in a real browser, with only long names: its frame, plan and structure."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.authoring.people import editor_of, written_programme
from tests.browser import DESKTOP, PHONE, enter, follow, overflow, violations
from tests.factories import MunicipalityFactory, PhaseFactory, ProjectFactory, TaskFactory
from tests.projects.factories import BlackoutFactory

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Superbrugerundervisningsplanlægningskoordineringsgruppens sagsbehandlerkompetence"


@pytest.fixture
def programme():
    """With one live task that is due soon, and a phase that lacks its window."""
    programme = written_programme(name=LONG, slug="dubu", description=LONG)
    bare = {"starts_amount": None, "starts_unit": "", "ends_amount": None, "ends_unit": ""}
    PhaseFactory(programme=programme, number="2.1", name=LONG, position=3, **bare)
    programme.shared_tasks.filter(code="A1").update(title=LONG)
    programme.themes.filter(name="Jura").update(name=LONG, purpose=LONG)
    BlackoutFactory(programme=programme, name=LONG)
    due_on = timezone.localdate() + dt.timedelta(days=30)
    shared_task = programme.shared_tasks.get(code="A2")
    shared_task.due_anchor, shared_task.due_fixed_on = "fixed", due_on
    shared_task.save()
    municipality = MunicipalityFactory(name=f"{LONG} Kommune")
    project = ProjectFactory(programme=programme, municipality=municipality)
    TaskFactory(project=project, shared_task=shared_task, due_on=due_on, on=timezone.localdate())
    return programme


@pytest.fixture
def page(open_page, programme):
    """A desktop's page, signed in as an editor, with the programme's plan."""
    page = open_page("/konto/log-ind/", viewport=DESKTOP)
    enter(page, editor_of(programme), "/programmer/dubu/")
    return page


def address(name, *args):
    return reverse(f"authoring:{name}", args=args)


def pages_of(programme):
    phase, theme = programme.phases.get(number="1"), programme.themes.get(name=LONG)
    slug = programme.slug
    return [
        address("programmes"),
        address("new_programme"),
        address("plan", slug),
        f"{address('plan', slug)}?status=kladde&tekst={LONG}",
        address("structure", slug),
        address("phase", slug, phase.pk),
        address("delete_phase", slug, phase.pk),
        address("theme", slug, theme.pk),
        address("settings", slug),
        address("blackout", slug, programme.blackouts.get().pk),
        address("copy", slug),
    ]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_is_accessible_and_as_wide_as_its_window(page, programme, viewport):
    page.set_viewport_size(viewport)
    faults = []
    for path in pages_of(programme):
        page.goto(path)
        faults += [f"{path}: {found}" for found in violations(page)]
        faults += [f"{path}: {overflow(page)} px too wide"] if overflow(page) else []

    assert faults == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_lights_would_turn_is_accessible_before_it_is_agreed(page, viewport):
    page.set_viewport_size(viewport)
    page.goto(address("settings", "dubu"))
    page.get_by_label("2 Obligatorisk").fill("60")
    follow(page.get_by_role("button", name="Gem lysene"))

    page.get_by_text("Kommune for kommune").click()
    expect(page.get_by_text("Intet er gemt endnu.")).to_be_visible()
    assert (violations(page), overflow(page)) == ([], 0)

    page.get_by_role("button", name="Gem lysene og lad det ske").click()
    expect(page.get_by_text("Lysene er gemt. 1 opgave har skiftet lys.")).to_be_visible()


def shown(page, selector):
    return page.locator(selector).all_inner_texts()


def test_with_the_keyboard_and_no_scripts_a_phase_goes_down_and_up_again(open_page, programme):
    page = open_page("/konto/log-ind/", scripts=False)
    enter(page, editor_of(programme), address("structure", "dubu"))
    first = programme.phases.get(number="1")
    down = page.locator(f"[data-pk='{first.pk}'][data-group='top'] button[value='ned']")

    down.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**knap=ned")
    assert shown(page, "[data-group='top'] .fd-rows__main > a")[:2] == [
        "2 Forberedelse",
        "1 Opstart",
    ]

    # The button that was pressed has the focus; the one before it leads back.
    expect(down).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**knap=op")
    assert shown(page, "[data-group='top'] .fd-rows__main > a")[0] == "1 Opstart"


def drag(page, row, onto):
    """As a hand does it: pressed, moved in steps, let go at the upper edge."""
    row.hover()
    page.mouse.down()
    box = onto.bounding_box()
    for step in (6, 4, 2):
        page.mouse.move(box["x"] + 6, box["y"] + step)
    page.mouse.up()


def test_a_task_is_dragged_to_the_top_of_its_phase(page):
    rows = page.locator(".plan-phase").first.locator("tbody tr")
    assert [text[:2] for text in rows.locator("th .fd-rows__hint").all_inner_texts()] == [
        "A1",
        "A2",
    ]

    drag(page, rows.nth(1).locator("td").nth(1), rows.nth(0))
    page.wait_for_url("**flyttet=**")

    assert [text[:2] for text in rows.locator("th .fd-rows__hint").all_inner_texts()] == [
        "A2",
        "A1",
    ]
