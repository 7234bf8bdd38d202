"""My page, a project and a task as people meet them, with and without JavaScript."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from projects.models import ProjectMember
from shared_tasks.models import SharedTaskAttachment, SharedTaskLink
from tasks import services
from tasks.figures import refresh_figures
from tasks.models import InternalNotes, Status
from tests.browser import DESKTOP, PHONE, overflow, violations
from tests.factories import (
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Indberetningsansvarsfordelingsoversigtsudarbejdelse og efterfølgende kvalitetssikring heraf"
BRIEF = {
    "goal": "Et mål med [en vej](https://a.example/) videre.",
    "method": "1. Først\n2. Så\n\n| A | B |\n|---|---|\n| 1 | 2 |",
    "quality_criteria": "## Overskrift\n\n- Punkt",
}


@pytest.fixture
def leader():
    return UserFactory(name="Anna-Margrethe Prøve-Eksempelsen Østergaard")


@pytest.fixture
def task(leader):
    """A task with a bit of everything, among others."""
    project = ProjectFactory(municipality=leader.municipality)
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    for _ in range(26):
        TaskFactory(project=project)
    task = TaskFactory(
        project=project, shared_task__title=LONG, executor=leader, internal_notes="**Spørg** Bo"
    )
    type(task.shared_task).objects.filter(pk=task.shared_task_id).update(
        **BRIEF, published_at=timezone.now(), published_by=leader
    )
    first = SharedTaskFactory(
        programme=project.programme, published_at=timezone.now(), published_by=leader
    )
    TaskFactory(project=project, shared_task=first)
    SharedTaskLink.objects.create(
        programme=project.programme, shared_task=task.shared_task, other=first, kind="prerequisite"
    )
    SharedTaskAttachment.objects.create(
        shared_task=task.shared_task, kind="guide", title="Vejledning", url="https://a.example/v"
    )
    refresh_figures([project.pk])
    return task


@pytest.fixture
def open_as(open_page, client):
    """open_as(user, "/sti/") gives a page on which that person is signed in."""

    def open_signed_in(user, path, **options):
        client.force_login(user)
        state = {
            "cookies": [
                {
                    "name": "session",
                    "value": client.cookies["session"].value,
                    "domain": "localhost",
                    "path": "/",
                }
            ],
            "origins": [],
        }
        return open_page(path, storage_state=state, **options)

    return open_signed_in


def judged(page):
    """What is wrong with the page on a desktop and on a phone."""
    found = []
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        found += violations(page)
        if overflow(page):
            found.append(f"{overflow(page)} pixels too wide at {viewport['width']}")
    return found


def test_my_page_breaks_no_rule(open_as, leader, task):
    assert judged(open_as(leader, reverse("home"))) == []


def test_my_page_with_nothing_on_it_breaks_no_rule(open_as):
    assert judged(open_as(UserFactory(), reverse("home"))) == []


@pytest.mark.parametrize(
    "address", ["", "?lys=1&tekst=Indberetning", "?fase=1e3&tekst=findes+ikke&sorter=-lys"]
)
def test_the_project_page_breaks_no_rule(open_as, leader, task, address):
    assert judged(open_as(leader, task.project.get_absolute_url() + address)) == []


def test_the_task_page_breaks_no_rule_with_every_form_open(open_as, leader, task):
    page = open_as(leader, task.get_absolute_url())
    for summary in page.locator("summary").all():
        summary.click()

    assert judged(page) == []


def test_filters_work_as_they_are_chosen_and_the_way_back_leads_back(open_as, leader, task):
    url = task.project.get_absolute_url()
    page = open_as(leader, url)

    page.get_by_label("Søg i opgaverne").fill("Indberetning")

    page.get_by_text("Viser 1–1 af 1 opgaver").wait_for()
    page.wait_for_url(f"**{url}?tekst=Indberetning")
    page.go_back()
    page.get_by_text("Viser 1–28 af 28 opgaver").wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_a_status_is_changed_and_what_follows_from_it_is_seen_at_once(open_as, leader, task):
    page = open_as(leader, task.get_absolute_url())
    status = page.locator("#panel-status")
    page.locator("#panel-notes summary").click()
    page.get_by_role("textbox", name="Interne noter").fill("Halvt skrevet")

    page.get_by_text("Skift status").click()
    status.get_by_label("Ikke relevant").check()
    status.get_by_role("button", name="Gem").click()
    status.get_by_text("Skriv, hvorfor opgaven ikke er relevant for jer.").wait_for()
    assert judged(page) == []

    status.get_by_label("Begrundelse").fill("Løst i KSD")
    status.get_by_role("button", name="Gem").click()
    status.get_by_text("Status er gemt.").wait_for()
    page.locator("#historik").get_by_text("»Ikke relevant«").wait_for()
    page.locator("#panel-light").get_by_text("Opgaven er ikke relevant for kommunen").wait_for()

    # What stood half written beside it is still there, and can be saved.
    page.locator("#panel-notes").get_by_role("button", name="Gem").click()
    page.get_by_text("De interne noter er gemt.").wait_for()
    task.refresh_from_db()
    assert (task.status, task.notes.text) == (Status.NOT_RELEVANT, "Halvt skrevet")


def test_the_second_of_two_is_told_and_saves_again(open_as, leader, task):
    page = open_as(leader, task.get_absolute_url())
    page.locator("#panel-notes summary").click()
    page.get_by_role("textbox", name="Interne noter").fill("Min note")
    services.write_internal_notes(
        task=task, internal_notes="En andens note", at=timezone.now(), revision=1
    )

    notes = page.locator("#panel-notes")
    notes.get_by_role("button", name="Gem").click()
    notes.get_by_text("Opgaven er ændret, mens du skrev").wait_for()
    assert page.get_by_role("textbox", name="Interne noter").input_value() == "Min note"
    assert judged(page) == []
    notes.get_by_role("button", name="Gem").click()
    page.get_by_text("De interne noter er gemt.").wait_for()

    assert InternalNotes.objects.get().text == "Min note"


def test_someone_signed_out_meanwhile_signs_in_and_comes_back_to_the_task(open_as, leader, task):
    EmailAddress.objects.create(user=leader, email=leader.email, verified=True, primary=True)
    page = open_as(leader, task.get_absolute_url())
    page.get_by_text("Skift status").click()
    page.get_by_label("Fuldført").check()
    Session.objects.all().delete()

    page.locator("#panel-status").get_by_role("button", name="Gem").click()
    page.get_by_role("heading", name="Log ind", level=1).wait_for()
    page.get_by_label("E-mail").fill(leader.email)
    page.get_by_label("Adgangskode").fill("fremdrift-test")
    page.get_by_role("button", name="Log ind", exact=True).click()

    page.get_by_role("heading", name=LONG).wait_for()
    assert page.url.endswith(task.get_absolute_url())


def test_a_task_is_completed_without_javascript_with_the_keyboard(open_as, leader, task):
    page = open_as(leader, task.get_absolute_url(), scripts=False)

    page.locator("#panel-status summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Fuldført").focus()
    page.keyboard.press("Space")
    page.locator("#panel-status").get_by_role("button", name="Gem").focus()
    page.keyboard.press("Enter")
    # It waits for another, and who goes on says so.
    page.get_by_label("Fuldfør alligevel").focus()
    page.keyboard.press("Space")
    page.locator("#panel-status").get_by_role("button", name="Gem").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Status er gemt.").wait_for()
    assert page.url.endswith(task.get_absolute_url())
    task.refresh_from_db()
    assert (task.status, task.completed_by) == (Status.COMPLETED, leader)
