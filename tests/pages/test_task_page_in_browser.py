"""One task's page in a real browser: in each of its states, by keyboard alone, and without scripts."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from projects.models import ProjectMember
from shared_tasks.models import SharedTaskLink
from tasks import services
from tasks.checklist import add_item, read_checklist, tick_item
from tasks.models import Task
from tests.browser import DESKTOP, PHONE, enter, follow, overflow, violations, wait_until_ready
from tests.factories import (
    ConsultantFactory,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    RoleFactory,
    SharedTaskFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

ENDLESS = "Indberetningsansvarsfordelingsoversigtsudarbejdelse" * 4
# What is left of a desktop's window when everything in it is twice as large.
ZOOMED = {"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2}
BRIEF = {
    "goal": f"Et mål om {ENDLESS}.",
    "method": "1. Først\n2. Så\n\n| A | B |\n|---|---|\n| 1 | 2 |",
    "quality_criteria": "## Overskrift\n\n- Punkt",
}


@pytest.fixture
def leader():
    return UserFactory(name="Anna Prøve")


@pytest.fixture
def task(leader):
    """A task that waits for another and is recommended for a role that somebody holds."""
    project = ProjectFactory(municipality=leader.municipality)
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    system = project.programme.system
    role, vacant = RoleFactory(name="Superbruger"), RoleFactory(name="Systemejer")
    RoleAssignmentFactory(
        municipality=project.municipality,
        role=role,
        system=system,
        user=UserFactory(municipality=project.municipality, name="Bo Eksempel"),
    )
    task = TaskFactory(
        project=project,
        shared_task__recommended_executor=role,
        shared_task__recommended_responsible=vacant,
        internal_notes="**Spørg** Bo",
    )
    task.shared_task.involved_roles.add(role)
    first = SharedTaskFactory(programme=project.programme, title="Bestil lokale", published=True)
    TaskFactory(project=project, shared_task=first)
    SharedTaskLink.objects.create(
        programme=project.programme, shared_task=task.shared_task, other=first, kind="prerequisite"
    )
    item = add_item(task=task, text="Ring til leverandøren")
    add_item(task=task, text="Skriv til alle")
    tick_item(item=item, is_done=True, by=leader, at=timezone.now())
    return task


def assert_sound(page):
    """No rule is broken and nothing is wider than its window, also when all is twice as large."""
    assert page.locator("h1").count() == 1
    for viewport in (DESKTOP, ZOOMED, PHONE):
        page.set_viewport_size(viewport)
        assert overflow(page) == 0
        assert violations(page) == []


@pytest.fixture
def visit(open_page):
    """Open the task's page as somebody."""

    def open_as(user, task, **options):
        page = open_page("/konto/log-ind/", **options)
        enter(page, user, task.get_absolute_url())
        return page

    return open_as


def unfold(page):
    for summary in page.locator("main details > summary").all():
        summary.click()


# --- its states -----------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_a_full_page_with_everything_open_is_sound(scripts, visit, leader, task):
    page = visit(leader, task, scripts=scripts)
    unfold(page)

    assert_sound(page)


def test_an_empty_page_is_sound(visit, leader):
    project = ProjectFactory(municipality=leader.municipality)
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)

    assert_sound(visit(leader, TaskFactory(project=project, due_on=None)))


@pytest.mark.parametrize("part", ["names", "texts"])
def test_endless_words_break_and_nothing_else_does(part, visit, leader, task):
    if part == "names":
        name = ENDLESS[:200]
        type(leader).objects.filter(municipality=leader.municipality).update(name=name[:150])
        type(task.shared_task).objects.update(title=name)
        type(task.municipality).objects.update(name=name[:80])
    else:
        type(task.shared_task).objects.filter(pk=task.shared_task_id).update(**BRIEF)
        add_item(task=task, text=ENDLESS[:200])
    page = visit(leader, task)
    unfold(page)

    assert_sound(page)


def test_a_page_with_mistakes_is_sound_and_says_what_to_do(visit, leader, task):
    page = visit(leader, task)
    page.locator("#panel-status summary").click()
    page.locator("#panel-status").get_by_label("I gang").check()
    page.locator("#panel-status").get_by_role("button", name="Gem").click()
    page.locator("#panel-status .form-error-message").first.wait_for()
    page.locator("#tjekliste").get_by_role("button", name="Tilføj").click()
    page.locator("#tjekliste .form-error-message").wait_for()

    assert page.locator("#panel-status").get_by_label("Start alligevel").is_checked() is False
    assert_sound(page)


def test_a_withdrawn_task_is_sound(visit, leader, task):
    Task.objects.filter(pk=task.pk).update(is_withdrawn=True)

    page = visit(leader, task)

    assert page.locator("main form button", has_text="Gem").count() == 0
    assert_sound(page)


def test_a_local_task_is_sound(visit, leader, task):
    programme = task.programme
    local = TaskFactory(
        project=task.project,
        shared_task=None,
        local_title=ENDLESS[:200],
        is_private=True,
        phase=PhaseFactory(programme=programme),
        theme=ThemeFactory(programme=programme),
        priority=2,
        shared_due_on=None,
    )
    page = visit(leader, local)
    unfold(page)

    assert_sound(page)


def test_a_partner_sees_a_sound_page_without_what_is_internal(visit, task):
    page = visit(ConsultantFactory(partner=task.programme.system.supplier), task)

    assert page.get_by_text("Interne noter").count() == 0
    assert page.get_by_text("Gør til").count() == 0
    assert_sound(page)


def test_a_phone_shows_what_to_do_before_the_brief_and_the_rest_after(visit, leader, task):
    page = visit(leader, task, viewport=PHONE)

    tops = [
        page.locator(part).bounding_box()["y"]
        for part in ("h1", "#panel-light", "#panel-status", "#beskrivelse", "#panel-people")
    ]

    assert tops == sorted(tops)


def test_a_wide_screen_shows_the_brief_beside_what_to_do(visit, leader, task):
    page = visit(leader, task)

    brief, now, people, rest = (
        page.locator(part).bounding_box()
        for part in ("#beskrivelse", ".task-now", ".task-side", ".task-rest")
    )

    assert brief["y"] == now["y"]
    assert brief["x"] + brief["width"] < now["x"] == people["x"]
    assert rest["x"] == brief["x"]
    # Nothing gapes: the rest follows the brief, and the side what is above it.
    assert 0 <= rest["y"] - (brief["y"] + brief["height"]) < 40
    assert 0 <= people["y"] - (now["y"] + now["height"]) < 40


# --- by keyboard ------------------------------------------------------------------------------


def reach(page, name, *, role="button", presses=80):
    """Press Tab until what is called so has the focus."""
    wait_until_ready(page)
    wanted = page.get_by_role(role, name=name, exact=True)
    for _ in range(presses):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.first.evaluate("it => it === document.activeElement"):
            return
    pytest.fail(f"no way by Tab to »{name}«")


def test_by_keyboard_a_task_is_started_although_it_waits(visit, leader, task):
    page = visit(leader, task)
    page.locator("#panel-status summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    reach(page, "Gem", presses=4)
    page.keyboard.press("Enter")
    page.locator("#panel-status").get_by_text("Bestil lokale").wait_for()
    page.locator("#status-starts_anyway").focus()
    page.keyboard.press("Space")
    reach(page, "Gem", presses=3)
    page.keyboard.press("Enter")

    page.locator("#panel-status").get_by_text("Status er gemt.").wait_for()
    assert Task.objects.get(pk=task.pk).status == "in_progress"


def test_by_keyboard_a_task_is_given_to_the_one_who_has_the_role(visit, leader, task):
    page = visit(leader, task)
    reach(page, "Gør til udfører (Bo Eksempel)")
    page.keyboard.press("Enter")

    page.locator("#panel-people").get_by_text("Ansvarlig og udfører er gemt.").wait_for()
    assert Task.objects.get(pk=task.pk).executor.name == "Bo Eksempel"
    expect(page.locator("#roller").get_by_text("er udfører")).to_have_count(2)


def test_by_keyboard_items_are_ticked_moved_and_added_one_after_the_other(visit, leader, task):
    page = visit(leader, task)
    reach(page, "Skriv til alle", role="checkbox")
    page.keyboard.press("Space")
    page.locator(
        "#tjekliste-sagt", has_text="»Skriv til alle« er gjort. 2 af 2 er gjort."
    ).wait_for(state="attached")
    # The focus is where it was, so the next press takes the tick away again.
    page.keyboard.press("Space")
    page.locator("#tjekliste-sagt", has_text="1 af 2 er gjort.").wait_for(state="attached")
    reach(page, "Ret »Skriv til alle«", role="link", presses=2)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Flyt op").wait_for()
    reach(page, "Flyt op", presses=5)
    page.keyboard.press("Enter")
    page.locator("#tjekliste-sagt", has_text="er nu nummer 1").wait_for(state="attached")
    page.locator("#nyt-punkt-text").focus()
    for text in ("Tredje", "Fjerde"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        page.get_by_role("checkbox", name=text).wait_for()

    assert [(item.text, item.is_done) for item in read_checklist(task).items] == [
        ("Skriv til alle", False),
        ("Ring til leverandøren", True),
        ("Tredje", False),
        ("Fjerde", False),
    ]


# --- with a mouse, in a hurry, and without scripts ----------------------------------------------


def test_ticks_in_quick_succession_are_all_kept_and_shown(visit, leader, task):
    for number in range(4):
        add_item(task=task, text=f"Nummer {number}")
    page = visit(leader, task)
    page.evaluate(
        "for (const box of document.querySelectorAll('#tjekliste [aria-checked=false]')) box.click()"
    )

    page.locator(".checklist-progress", has_text="6 af 6 er gjort").wait_for()
    assert read_checklist(task).left == 0


# Presses a second time as soon as the answer to the first is shown.
TWICE = """(selector) => {
  const press = () => document.querySelector(selector).click();
  document.addEventListener("htmx:afterSwap", () => setTimeout(press), { once: true });
  press();
}"""


def test_a_tick_can_be_taken_away_as_soon_as_it_is_shown(visit, leader, task):
    page = visit(leader, task)
    page.evaluate(TWICE, "#tjekliste li:last-child [role=checkbox]")

    said = page.locator("#tjekliste-sagt")
    expect(said).to_have_text("»Skriv til alle« er ikke gjort. 1 af 2 er gjort.")
    assert read_checklist(task).left == 1


def test_other_forms_still_work_after_ticks_by_another(visit, leader, task):
    page = visit(leader, task)
    add_item(task=task, text="En andens")
    page.locator("#panel-notes summary").click()
    page.locator("#panel-notes textarea").fill("Nye noter")
    page.locator("#panel-notes").get_by_role("button", name="Gem").click()

    page.locator("#panel-notes").get_by_text("De interne noter er gemt.").wait_for()


def test_without_scripts_everything_is_done_with_whole_pages(visit, leader, task):
    page = visit(leader, task, scripts=False)
    page.get_by_role("button", name="Gør til udfører (Bo Eksempel)").first.click()
    page.get_by_role("checkbox", name="Skriv til alle").click()
    page.get_by_text("2 af 2 er gjort").wait_for()
    page.get_by_role("link", name="Ret »Skriv til alle«").click()
    page.get_by_role("button", name="Flyt op").click()
    page.locator("#tjekliste .checklist-form input[name=text]").first.fill("Skriv til alle i dag")
    follow(page.locator("#tjekliste").get_by_role("button", name="Gem"))
    follow(page.get_by_role("link", name="Personer"))

    assert page.get_by_role("button", name="Kopiér link").count() == 0
    assert page.locator(".fd-history li").count() == 1
    assert [item.text for item in read_checklist(task).items] == [
        "Skriv til alle i dag",
        "Ring til leverandøren",
    ]
    assert Task.objects.get(pk=task.pk).executor.name == "Bo Eksempel"


def test_history_is_narrowed_in_place_and_the_address_says_it(visit, leader, task):
    services.write_internal_notes(
        task=task, internal_notes="Nyt", at=timezone.now(), revision=task.revision
    )
    page = visit(leader, task)
    page.locator("#historik").get_by_role("link", name="Tjekliste").click()
    page.locator("#historik [aria-current]", has_text="Tjekliste").wait_for()

    expect(page).to_have_url(re.compile(r"\?vis=tjekliste#historik$"))
    assert page.locator("#historik li time").count() == 3
    page.reload()
    assert page.locator("#historik [aria-current]").inner_text() == "Tjekliste"


def test_the_link_is_copied(visit, leader, task):
    page = visit(leader, task, permissions=["clipboard-write"])
    page.get_by_role("button", name="Kopiér link").click()

    page.get_by_text("Linket er kopieret.").wait_for()
