"""»Min side« in a real browser: everything on it at once, nothing at all, and only the keyboard."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from projects.models import Priority, ProjectMember
from shared_tasks.models import SharedTaskLink
from tasks.figures import refresh_figures
from tests.browser import DESKTOP, PHONE, enter, overflow, violations
from tests.conversation.factories import CommentFactory, MentionFactory
from tests.factories import ProjectFactory, ProjectMemberFactory, TaskFactory, UserFactory
from tests.workplace.factories import MyPageVisitFactory

pytestmark = pytest.mark.django_db(transaction=True)

HOME = reverse("home")
LONG = "Superbrugerundervisningsplanlægningskoordineringsgruppens sagsbehandlerkompetenceudvikling"


@pytest.fixture
def leader():
    """Whoever leads a project in which something is in every part of the page."""
    project = ProjectFactory(programme__name=f"DUBU {LONG}")
    leader = ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user
    other = UserFactory(municipality=project.municipality, name=f"Bo {LONG}")
    today = timezone.localdate()

    def task(days, **facts):
        return TaskFactory(project=project, due_on=today + dt.timedelta(days), on=today, **facts)

    for priority in Priority:
        task(-10, executor=leader, shared_task__title=LONG, shared_task__priority=priority)
    task(1, executor=other, responsible=leader)
    task(9, shared_task__title=LONG)
    waits = task(60, executor=leader, shared_task__title=LONG)
    SharedTaskLink.objects.create(
        programme=project.programme,
        shared_task=waits.shared_task,
        other=task(50, executor=other, shared_task__title=LONG).shared_task,
        kind=SharedTaskLink.Kind.PREREQUISITE,
    )
    now = timezone.now()
    for text in (f"Se {LONG}", "Kort", LONG * 5):
        CommentFactory(task=waits, written_by=other, written_at=now, text=text)
    MentionFactory(
        comment=CommentFactory(task=waits, written_by=other, written_at=now, text=LONG * 5),
        person=leader,
    )
    MyPageVisitFactory(user=leader, came_at=now - dt.timedelta(days=7))
    refresh_figures([project.pk])
    return leader


def assert_sound(page):
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert violations(page) == []
        assert overflow(page) == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_with_everything_on_it_the_page_breaks_no_rule_and_fits(open_page, leader, scripts):
    page = open_page("/konto/log-ind/", scripts=scripts)
    enter(page, leader, HOME)

    headings = [heading.inner_text() for heading in page.locator("main h2").all()]
    assert [heading.split(" (")[0] for heading in headings] == [
        "Kræver noget nu",
        "Bliver gul eller rød de næste 14 dage",
        "Nyt siden du sidst var her",
        "Venter på andre",
        "Mine projekter",
    ]
    assert_sound(page)


def test_when_all_is_well_the_page_breaks_no_rule(open_page):
    project = ProjectFactory()
    person = ProjectMemberFactory(project=project).user
    TaskFactory(
        project=project,
        executor=person,
        on=timezone.localdate(),
        due_on=timezone.localdate() + dt.timedelta(days=90),
    )
    page = open_page("/konto/log-ind/")
    enter(page, person, HOME)

    page.get_by_text("Alt er, som det skal være").wait_for()
    assert_sound(page)


def test_the_keyboard_reaches_the_reddest_task_first(open_page, leader):
    page = open_page("/konto/log-ind/")
    enter(page, leader, HOME)
    page.locator("main h1").click()

    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.my-list .fd-row-link')"):
            break
    first = page.locator(".my-list .fd-row-link").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/opgaver/**")

    assert page.locator("main").get_by_text("Obligatorisk på kritisk vej").count() > 0
