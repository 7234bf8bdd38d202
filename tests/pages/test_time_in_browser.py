"""The timeline and the calendar's pages as people meet them, with and without JavaScript."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.models import ProjectMember
from shared_tasks.models import SharedTaskLink, TaskKind
from tests.browser import DESKTOP, PHONE, enter, overflow, violations
from tests.factories import (
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.projects.factories import BlackoutFactory

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Indberetningsansvarsfordelingsoversigtsudarbejdelse og efterfølgende kvalitetssikring heraf"


@pytest.fixture
def leader():
    return UserFactory(name="Anna-Margrethe Prøve-Eksempelsen Østergaard")


@pytest.fixture
def project(leader):
    today = timezone.localdate()
    project = ProjectFactory(
        municipality=leader.municipality, go_live_on=today + dt.timedelta(days=60)
    )
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    phase = PhaseFactory(programme=project.programme)
    PhaseFactory(programme=project.programme, parent=phase, number="2.1")
    BlackoutFactory(programme=project.programme, first_week=1, last_week=20)
    return project


@pytest.fixture
def task(project):
    """A task with all that can stand on a timeline around it."""
    today = timezone.localdate()
    TaskFactory(project=project, kind=TaskKind.MILESTONE, due_on=today, on=today)
    local = {"due_reason": "Aftalt", "shared_due_on": None}
    TaskFactory(project=project, due_on=today - dt.timedelta(days=9), on=today, **local)
    TaskFactory(project=project, due_on=None, on=today)
    task = TaskFactory(
        project=project,
        shared_task__title=LONG,
        starts_on=today,
        due_on=today + dt.timedelta(days=20),
        on=today,
    )
    first = TaskFactory(project=project, due_on=today, on=today)
    SharedTaskLink.objects.create(
        programme=project.programme,
        shared_task=task.shared_task,
        other=first.shared_task,
        kind="prerequisite",
    )
    return task


def timeline_of(project, query=""):
    return reverse("projects:timeline", args=[project.pk]) + query


def opened(open_page, user, path, **options):
    page = open_page("/konto/log-ind/", **options)
    enter(page, user, path)
    return page


def judged(page):
    found = []
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        found += violations(page)
        if overflow(page):
            found.append(f"{overflow(page)} pixels too wide at {viewport['width']}")
    return found


@pytest.mark.parametrize("query", ["", "?zoom=maaned", "?zoom=kvartal&fra=2031-01-01"])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_timeline_breaks_no_rule(open_page, leader, project, task, query, scripts):
    page = opened(open_page, leader, timeline_of(project, query), scripts=scripts)

    assert judged(page) == []


def test_a_timeline_without_anything_breaks_no_rule(open_page, leader):
    project = ProjectFactory(municipality=leader.municipality, go_live_on=None)
    ProjectMemberFactory(project=project, user=leader)

    assert judged(opened(open_page, leader, timeline_of(project))) == []


def drag(page, task, days):
    """Take hold of the task's due date and let go of it so many days later."""
    handle = page.locator(f'[data-url="{task.get_absolute_url()}"] .timeline__handle')
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    day = float(page.locator(".timeline").get_attribute("data-day"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + days * day, y, steps=5)
    page.mouse.up()


def test_a_dragged_date_is_asked_about_and_saved_with_its_reason(open_page, leader, project, task):
    page = opened(open_page, leader, timeline_of(project))
    before = task.due_on

    drag(page, task, 7)
    dialog = page.get_by_role("dialog", name="Flyt slutdatoen")
    dialog.wait_for()
    assert judged(page) == []
    task.refresh_from_db()
    assert task.due_on == before

    page.set_viewport_size(DESKTOP)
    dialog.get_by_role("button", name="Flyt slutdatoen").click()
    dialog.get_by_text("Skriv, hvorfor I har aftalt en anden slutdato.").wait_for()
    dialog.get_by_label("Begrundelse for jeres egen slutdato").fill("Aftalt med ledelsen")
    dialog.get_by_role("button", name="Flyt slutdatoen").click()

    page.get_by_text("Datoerne er gemt.").wait_for()
    assert page.url.endswith(timeline_of(project))
    task.refresh_from_db()
    assert task.due_on == before + dt.timedelta(days=7)
    assert task.due_reason == "Aftalt med ledelsen"


def test_a_dragged_date_that_is_regretted_is_not_saved(open_page, leader, project, task):
    page = opened(open_page, leader, timeline_of(project))

    drag(page, task, -5)
    page.get_by_role("dialog").get_by_role("button", name="Fortryd").click()

    before = task.due_on
    task.refresh_from_db()
    assert (page.get_by_role("dialog").count(), task.due_on) == (0, before)


def test_a_colleague_who_was_quicker_is_told_of(open_page, leader, project, task):
    page = opened(open_page, leader, timeline_of(project))
    type(task).objects.filter(pk=task.pk).update(revision=9)

    drag(page, task, 3)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Begrundelse for jeres egen slutdato").fill("Aftalt")
    dialog.get_by_role("button", name="Flyt slutdatoen").click()

    dialog.get_by_text("Opgaven er ændret, mens du skrev").wait_for()


def test_a_task_on_the_timeline_leads_to_its_page(open_page, leader, project, task):
    page = opened(open_page, leader, timeline_of(project))

    page.locator(f'[data-url="{task.get_absolute_url()}"] .timeline__bar').click()

    page.get_by_role("heading", name=LONG).wait_for()


def test_the_calendars_pages_break_no_rule(open_page, leader, project):
    page = opened(open_page, leader, reverse("projects:calendar", args=[project.pk]))
    assert judged(page) == []

    page.get_by_role("button", name="Opret en adresse").click()
    page.get_by_label("Adresse").wait_for()
    assert judged(page) == []

    page.goto(reverse("my_calendar"))
    assert judged(page) == []


def test_an_address_is_made_without_javascript(open_page, leader):
    page = opened(open_page, leader, reverse("my_calendar"), scripts=False)

    page.get_by_role("button", name="Opret en adresse").click()

    assert page.get_by_label("Adresse").input_value().endswith(".ics")
    assert page.get_by_role("button", name="Kopiér adressen").count() == 0
