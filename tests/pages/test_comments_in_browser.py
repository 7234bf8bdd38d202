"""Talking about a task in a real browser, by keyboard, with scripts and without."""

import pytest
from playwright.sync_api import expect

from conversation.models import Comment, Mention
from projects.models import ProjectMember
from tests.browser import DESKTOP, PHONE, enter, overflow, violations, wait_until_ready
from tests.conversation.factories import CommentFactory, MentionFactory
from tests.factories import NOON, ProjectMemberFactory, TaskFactory
from tests.tasks.people import consultant

pytestmark = pytest.mark.django_db(transaction=True)

OPTIONS = "[data-mentions] [role=option]"
LONG = "Superbrugerundervisningsplanlægningskoordineringsgruppens" * 2


@pytest.fixture
def task():
    return TaskFactory(
        project__municipality__name="Korsbæk Kommune",
        project__programme__system__supplier__name="Leverandøren",
    )


def member(task, name, role=ProjectMember.Role.READER):
    return ProjectMemberFactory(project=task.project, role=role, user__name=name).user


@pytest.fixture
def leader(task):
    return member(task, "Anna Prøve", ProjectMember.Role.LEADER)


def test_a_comment_with_a_name_is_written_with_the_keyboard_alone(task, leader, open_page):
    for name in ("Bo Berg", "Bodil Bakke", "Carl Dam"):
        member(task, name)
    theirs = consultant(task, name="Börge Konsulent")
    page = open_page("/konto/log-ind/")
    enter(page, leader, task.get_absolute_url())
    field = page.get_by_label("Skriv en kommentar")
    options = page.locator(OPTIONS)

    field.focus()
    page.keyboard.type("Hej @bo")
    expect(options).to_have_count(2)
    expect(options.nth(0)).to_have_text("Bo Berg Korsbæk Kommune")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "ny-kommentar-text-forslag-0")
    expect(page.locator("[data-mentions] [role=status]")).to_have_text(
        "2 forslag. Vælg med pil op og ned, og tryk Enter."
    )
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.type("d")
    expect(options).to_have_count(1)
    page.keyboard.press("Enter")
    expect(field).to_have_value("Hej @Bodil Bakke ")
    page.keyboard.type("og @kons")
    expect(options).to_have_text(["Börge Konsulent Leverandøren"])
    page.keyboard.press("Tab")
    page.keyboard.type("og @bo")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Hej @Bodil Bakke og @Börge Konsulent og @Bo Berg ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#kommentarer mark")).to_have_text(
        ["@Bodil Bakke", "@Börge Konsulent", "@Bo Berg"]
    )
    expect(field).to_have_value("")
    named = Mention.objects.values_list("person__name", flat=True)
    assert set(named) == {"Bodil Bakke", theirs.name, "Bo Berg"}


def test_an_enter_that_chooses_nobody_is_a_new_line(task, leader, open_page):
    page = open_page("/konto/log-ind/")
    enter(page, leader, task.get_absolute_url())
    field = page.get_by_label("Skriv en kommentar")

    field.focus()
    page.keyboard.type("Hej @ingen")
    page.keyboard.press("Enter")
    page.keyboard.type("skriv til post@an")

    expect(page.locator(OPTIONS)).to_have_count(0)
    expect(field).to_have_value("Hej @ingen\nskriv til post@an")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_all_that_can_be_done_is_accessible_and_fits(viewport, scripts, task, leader, open_page):
    theirs = consultant(task, name=LONG)
    named = CommentFactory(task=task, written_by=theirs, text=f"# Hej\n\n@{leader.name}\n\n{LONG}")
    MentionFactory(comment=named, person=leader)
    CommentFactory(
        task=task, written_by=leader, text=f"    {LONG}\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    CommentFactory(
        task=task, written_by=leader, text="", deleted_at=NOON, deleted_by=leader, edited_at=NOON
    )
    CommentFactory.create_batch(20, task=task, edited_at=NOON)
    page = open_page("/konto/log-ind/", viewport=viewport, scripts=scripts)
    enter(page, leader, f"{task.get_absolute_url()}?kommentarer=40")

    page.get_by_role("button", name="Skriv kommentaren").click()
    expect(page.locator("#kommentarer .form-error-message")).to_be_visible()
    wait_until_ready(page)
    for summary in page.locator("#kommentarer summary").all()[:4]:
        summary.click()

    assert violations(page) == []
    assert overflow(page) == 0


def test_without_scripts_one_writes_corrects_and_takes_back(task, leader, open_page):
    page = open_page("/konto/log-ind/", scripts=False)
    enter(page, leader, task.get_absolute_url())

    page.get_by_label("Skriv en kommentar").fill("Vi begynder *mandag*")
    page.get_by_role("button", name="Se den først").click()
    expect(page.locator(".comments-preview em")).to_have_text("mandag")
    page.get_by_role("button", name="Skriv kommentaren").click()
    page.locator("#kommentarer summary", has_text="Ret").click()
    page.get_by_label("Ret din kommentar").fill("Vi begynder tirsdag")
    page.get_by_role("button", name="Gem rettelsen").click()
    expect(page.locator("#kommentarer .comments-text")).to_have_text("Vi begynder tirsdag")
    page.locator("#kommentarer summary", has_text="Slet").click()
    page.get_by_role("button", name="Slet kommentaren").click()

    expect(page.locator("#kommentarer")).to_contain_text("Kommentaren er slettet af Anna Prøve")
    assert Comment.objects.get().text == ""


def test_one_follows_without_leaving_the_page(task, leader, open_page):
    page = open_page("/konto/log-ind/")
    enter(page, leader, task.get_absolute_url())

    page.get_by_role("button", name="Følg opgaven").click()
    expect(page.get_by_role("button", name="Følg ikke længere")).to_be_visible()
    page.get_by_role("button", name="Følg ikke længere").click()
    expect(page.get_by_role("button", name="Følg opgaven")).to_be_visible()
