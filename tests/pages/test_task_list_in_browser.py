"""A list of tasks as people work it: in its cells, many at once, by mouse and by keys."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from projects.models import ProjectMember
from tasks import services
from tasks.models import Status, Task
from tests.browser import DESKTOP, PHONE, enter, follow, overflow, violations
from tests.factories import ProjectFactory, ProjectMemberFactory, TaskFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Indberetningsansvarsfordelingsoversigtsudarbejdelse og efterfølgende kvalitetssikring heraf"


@pytest.fixture
def leader():
    return UserFactory(name="Anna Prøve")


@pytest.fixture
def project(leader):
    project = ProjectFactory(municipality=leader.municipality)
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    return project


@pytest.fixture
def tasks(project):
    """Five tasks, that with the earliest due date first."""
    today = timezone.localdate()
    return [
        TaskFactory(
            project=project,
            shared_task__title=f"Opgave nummer {number}" if number else LONG,
            due_on=today + dt.timedelta(days=40 + number),
            on=today,
        )
        for number in range(5)
    ]


def opened(open_page, user, project, **options):
    page = open_page("/konto/log-ind/", **options)
    enter(page, user, project.get_absolute_url())
    return page


def row(page, task):
    return page.locator(f'tr[data-task="{task.pk}"]')


def box(page, task):
    return row(page, task).locator("input[name=valgt]")


def dialog(page):
    return page.locator("#liste-dialog")


def statuses():
    return list(Task.objects.order_by("pk").values_list("status", flat=True))


def judged(page):
    found = []
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        found += violations(page) + [f"{wide} px too wide" for wide in [overflow(page)] if wide]
    page.set_viewport_size(DESKTOP)
    return found


def test_a_cell_is_changed_where_it_stands(open_page, leader, project, tasks):
    page = opened(open_page, leader, project)
    first = tasks[1]

    row(page, first).locator("[data-edit=status] button").click()
    expect(dialog(page).get_by_role("heading", name="Skift status")).to_be_visible()
    assert judged(page) == []
    dialog(page).get_by_label("Ikke relevant").check()
    dialog(page).get_by_role("button", name="Gem").click()
    expect(dialog(page)).to_contain_text("Skriv, hvorfor opgaven ikke er relevant for jer.")
    assert judged(page) == []
    dialog(page).get_by_label("Begrundelse").fill("Løst et andet sted")
    dialog(page).get_by_role("button", name="Gem").click()

    expect(dialog(page)).not_to_be_visible()
    expect(row(page, first)).to_contain_text("Ikke relevant")
    expect(row(page, first).locator(".fd-row-link")).to_be_focused()
    assert Task.objects.get(pk=first.pk).not_relevant_reason == "Løst et andet sted"
    # And once more, with what the row knows now.
    row(page, first).locator("[data-edit=executor] button").click()
    dialog(page).get_by_label("Udfører").select_option(label="Anna Prøve")
    dialog(page).get_by_role("button", name="Gem").click()
    expect(row(page, first).locator("[data-edit=executor]")).to_contain_text("Anna Prøve")


def test_who_was_slower_is_told_what_happened(open_page, leader, project, tasks):
    page = opened(open_page, leader, project)
    first = tasks[1]
    row(page, first).locator("[data-edit=due_on] button").click()
    expect(dialog(page).get_by_label("Slutdato", exact=True)).to_be_visible()

    services.change_status(
        task=first, status=Status.IN_PROGRESS, by=leader, at=timezone.now(), revision=1
    )
    dialog(page).get_by_label("Slutdato", exact=True).fill("2027-05-01")
    dialog(page).get_by_label("Begrundelse").fill("Aftalt")
    dialog(page).get_by_role("button", name="Gem").click()

    expect(dialog(page)).to_contain_text("Opgaven er ændret, mens du skrev")
    assert judged(page) == []
    dialog(page).get_by_role("button", name="Gem").click()
    expect(row(page, first)).to_contain_text("2027")
    expect(row(page, first)).to_contain_text("I gang")


def test_several_are_chosen_with_shift_changed_and_changed_back(open_page, leader, project, tasks):
    page = opened(open_page, leader, project)
    bar = page.locator("#samlet")
    expect(bar).not_to_be_visible()

    box(page, tasks[1]).click()
    box(page, tasks[3]).click(modifiers=["Shift"])
    expect(bar).to_contain_text("3 valgt")
    assert judged(page) == []
    bar.get_by_role("button", name="Skift status").click()
    dialog(page).get_by_label("Fuldført").check()
    dialog(page).get_by_role("button", name="Gem på 3 opgaver").click()

    outcome = page.locator("#samlet-resultat")
    expect(outcome).to_contain_text("3 opgaver er ændret")
    expect(outcome).to_be_focused()
    assert judged(page) == []
    assert statuses() == ["not_started", *["completed"] * 3, "not_started"]
    outcome.get_by_role("button", name="Fortryd").click()
    expect(page.locator("#samlet-resultat")).to_contain_text("Ændringen af 3 opgaver er fortrudt")
    assert statuses() == ["not_started"] * 5


def test_all_that_are_shown_are_chosen_with_one_press(open_page, leader, project, tasks):
    page = opened(open_page, leader, project)

    page.get_by_label("Vælg alle viste opgaver").check()
    expect(page.locator("#samlet")).to_contain_text("5 valgt")
    box(page, tasks[0]).uncheck()
    expect(page.locator("#samlet")).to_contain_text("4 valgt")
    page.locator("#samlet").get_by_role("button", name="Fravælg").click()
    expect(page.locator("#samlet")).not_to_be_visible()


def test_a_list_is_worked_by_keys_alone(open_page, leader, project, tasks):
    page = opened(open_page, leader, project)
    press = page.keyboard.press

    press("j")
    expect(row(page, tasks[0]).locator(".fd-row-link")).to_be_focused()
    press("ArrowDown")
    press("x")
    expect(page.locator("#samlet")).to_contain_text("1 valgt")
    press("Shift+ArrowDown")
    press("Shift+ArrowDown")
    expect(page.locator("#samlet")).to_contain_text("3 valgt")
    press("Shift+ArrowUp")
    expect(page.locator("#samlet")).to_contain_text("2 valgt")
    press("Escape")
    expect(page.locator("#samlet")).not_to_be_visible()
    press("k")
    expect(row(page, tasks[1]).locator(".fd-row-link")).to_be_focused()

    press("s")
    expect(dialog(page).get_by_role("heading", name="Skift status")).to_be_visible()
    press("Escape")
    expect(dialog(page)).not_to_be_visible()
    expect(row(page, tasks[1]).locator(".fd-row-link")).to_be_focused()
    press("p")
    expect(dialog(page).get_by_label("Udfører")).to_be_focused()
    press("Escape")
    press("d")
    expect(dialog(page).get_by_label("Slutdato", exact=True)).to_be_focused()
    press("Escape")
    press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    press("j")
    expect(page.get_by_role("searchbox")).to_have_value("j")


# Closes the dialog and presses a key before the page is told that it is closed.
QUICKLY = """(key) => new Promise((told) => {
  const dialog = document.querySelector("#liste-dialog");
  dialog.addEventListener("close", told, { once: true });
  dialog.close();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
})"""


@pytest.mark.parametrize("key", ["/", "j"])
def test_a_key_right_after_the_dialog_is_closed_keeps_the_focus_it_moved(
    open_page, leader, project, tasks, key
):
    page = opened(open_page, leader, project)
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(dialog(page).get_by_role("heading", name="Skift status")).to_be_visible()

    page.evaluate(QUICKLY, key)

    moved_to = {
        "/": page.get_by_role("searchbox"),
        "j": row(page, tasks[1]).locator(".fd-row-link"),
    }
    expect(moved_to[key]).to_be_focused()


def test_the_keys_are_shown_and_can_be_turned_off(open_page, leader, project, tasks):
    page = opened(open_page, leader, project)
    keys = page.locator("#liste-taster")

    page.keyboard.press("?")
    expect(keys.get_by_role("heading", name="Tastaturgenveje")).to_be_visible()
    assert judged(page) == []
    keys.get_by_label("Brug genvejene").uncheck()
    page.keyboard.press("Escape")
    expect(keys).not_to_be_visible()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("tr[data-task] .fd-row-link:focus")).to_have_count(0)
    page.get_by_role("button", name="Tastaturgenveje").click()
    keys.get_by_label("Brug genvejene").check()
    keys.get_by_role("button", name="Luk").click()
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(row(page, tasks[0]).locator(".fd-row-link")).to_be_focused()


def test_enter_opens_the_row(open_page, leader, project, tasks):
    page = opened(open_page, leader, project)

    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"{tasks[0].get_absolute_url()}$"))


def test_without_javascript_the_same_is_done_on_pages(open_page, leader, project, tasks):
    page = opened(open_page, leader, project, scripts=False)

    box(page, tasks[0]).check()
    box(page, tasks[2]).check()
    follow(page.get_by_role("button", name="Flyt slutdato"))
    assert judged(page) == []
    page.get_by_role("button", name="Gem på 2 opgaver").click()
    expect(page.locator("main")).to_contain_text("Skriv en dato, fx 10.03.2027.")
    assert judged(page) == []
    page.get_by_label("Ny slutdato").fill("2027-05-01")
    page.get_by_label("Begrundelse").fill("Aftalt")
    page.get_by_role("button", name="Gem på 2 opgaver").click()

    expect(page.locator("#samlet-resultat")).to_contain_text("2 opgaver er ændret")
    assert judged(page) == []
    page.get_by_role("button", name="Fortryd").click()
    expect(page.locator("#samlet-resultat")).to_contain_text("Ændringen af 2 opgaver er fortrudt")
    assert set(Task.objects.values_list("due_reason", flat=True)) == {""}


def test_paper_has_the_rows_and_nothing_to_press(open_page, leader, project, tasks):
    page = opened(open_page, leader, project)
    box(page, tasks[0]).check()

    page.emulate_media(media="print")

    for pressed in ("#samlet", ".list-tools", "#opgave-soeg", ".tasks-filters", ".fd-nav"):
        expect(page.locator(pressed).first).not_to_be_visible()
    expect(row(page, tasks[1])).to_be_visible()
    expect(row(page, tasks[1]).locator(".fd-light__word")).to_be_visible()
