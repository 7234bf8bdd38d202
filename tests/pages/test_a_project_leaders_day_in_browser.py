"""A day of a project leader: the reddest task found, given away, talked about and moved, two more
closed in one go, one of them opened again, and the list taken home.

Played in a real browser through the pages alone, from signing in to signing out.
"""

import datetime as dt
import io
import re

import openpyxl
import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from conversation.models import Comment, Mention
from projects.models import Priority, ProjectMember
from tasks.figures import refresh_figures
from tasks.lights import light_on, warning_starts_on
from tasks.models import Status, Task, TaskFile
from tests.browser import wait_until_ready
from tests.factories import (
    ConsultantFactory,
    MunicipalityFactory,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    RoleFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)
from workplace.models import BulkChange

pytestmark = pytest.mark.django_db(transaction=True)
REDDEST = "Indgå aftale om overførsel af sager"


@pytest.fixture
def project():
    place = MunicipalityFactory(name="Strandby Kommune")
    project = ProjectFactory(municipality=place)
    leader = UserFactory(municipality=place, name="Lone Leder", email="lone@strandby.example")
    EmailAddress.objects.create(user=leader, email=leader.email, verified=True, primary=True)
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    role = RoleFactory(name="Dataansvarlig")
    RoleAssignmentFactory(
        user=UserFactory(municipality=place, name="Dagny Dataansvarlig"),
        municipality=place,
        role=role,
        system=project.programme.system,
    )
    ConsultantFactory(name="Karl Konsulent", partner=project.programme.system.supplier)
    for title, days, priority in (
        (REDDEST, -9, Priority.CRITICAL),
        ("Skriv en kommunikationsplan", -2, Priority.RECOMMENDED),
        ("Udpeg superbrugere", 30, Priority.MANDATORY),
        ("Bestil lokaler til undervisning", 40, Priority.MANDATORY),
    ):
        due(project, leader, role, title, days, priority)
    refresh_figures([project.pk])
    return project


def due(project, leader, role, title, days, priority):
    """A task of the leader's, due so many days from now, with the light that gives."""
    today = timezone.localdate()
    phase = project.programme.phases.first() or PhaseFactory(programme=project.programme)
    task = TaskFactory.build(
        project=project,
        municipality=project.municipality,
        programme=project.programme,
        phase=phase,
        shared_task=SharedTaskFactory(
            programme=project.programme,
            phase=phase,
            title=title,
            published=True,
            priority=priority,
            recommended_executor=role,
        ),
        priority=priority,
        responsible=leader,
        due_on=today + dt.timedelta(days=days),
        shared_due_on=today + dt.timedelta(days=days),
    )
    task.theme = task.shared_task.theme
    task.warns_on = warning_starts_on(
        programme=task.programme, priority=priority, status=task.status, due_on=task.due_on
    )
    task.light, task.light_since = light_on(task, today), today
    task.save()


def save(scope, name):
    scope.get_by_role("button", name=name, exact=True).first.click()


def sign_in(page):
    page.get_by_label("E-mail").fill("lone@strandby.example")
    page.get_by_label("Adgangskode").fill("fremdrift-test")
    page.locator("main").get_by_role("button", name="Log ind", exact=True).click()
    page.get_by_role("heading", name="Min side").wait_for()


def open_the_reddest(page):
    first = page.get_by_role("region", name="Kræver noget nu").get_by_role("listitem").first
    assert REDDEST in first.text_content()
    first.get_by_role("link").first.click()
    page.get_by_role("heading", name=REDDEST).wait_for()
    wait_until_ready(page)


def give_it_to_the_role_holder(page):
    page.get_by_role("button", name=re.compile("udfører .Dagny Dataansvarlig")).click()
    given = page.locator("#panel-people dd").get_by_text("Dagny Dataansvarlig")
    given.wait_for()


def talk_about_it(page):
    text = page.get_by_label("Skriv en kommentar")
    text.click()
    page.keyboard.type("Kan du hjælpe os, @kar")
    page.get_by_role("option", name=re.compile("Karl Konsulent")).wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("med aftalen?")
    save(page, "Skriv kommentaren")
    page.locator("#kommentarer mark").get_by_text("@Karl Konsulent").wait_for()


def add_the_draft(page):
    draft = {"name": "aftale.txt", "mimeType": "text/plain", "buffer": b"Udkast til aftale"}
    page.locator("#filer input[type=file]").set_input_files(draft)
    page.locator("#filer").get_by_role("link", name="aftale.txt").wait_for()


def agree_on_another_date(page, day):
    panel = page.locator("#panel-dates")
    panel.get_by_text("Flyt datoerne").click()
    panel.get_by_label("Slutdato", exact=True).fill(day.isoformat())
    panel.get_by_label("Begrundelse").fill("Leverandøren svarer først i næste uge")
    save(panel, "Gem")
    panel.get_by_text("aftalt lokalt").first.wait_for()


def complete_two(page):
    for title in ("Udpeg superbrugere", "Bestil lokaler til undervisning"):
        row = page.get_by_role("row", name=re.compile(title))
        row.get_by_role("checkbox").check()
    save(page, "Skift status")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Fuldført").check()
    save(dialog, "Gem på 2 opgaver")
    page.get_by_text("2 opgaver er ændret").wait_for()


def test_a_project_leader_gets_through_a_tuesday(open_page, project):
    page = open_page("/konto/log-ind/")
    sign_in(page)
    open_the_reddest(page)
    task = Task.objects.get(shared_task__title=REDDEST)
    give_it_to_the_role_holder(page)
    assert Task.objects.get(pk=task.pk).executor.name == "Dagny Dataansvarlig"

    talk_about_it(page)
    assert Comment.objects.get().text == "Kan du hjælpe os, @Karl Konsulent med aftalen?"
    assert Mention.objects.get().person.name == "Karl Konsulent"

    add_the_draft(page)
    assert TaskFile.objects.get().name == "aftale.txt"

    later = timezone.localdate() + dt.timedelta(days=21)
    agree_on_another_date(page, later)
    task.refresh_from_db()
    assert (task.due_on, task.is_due_date_local) == (later, True)

    page.goto(project.get_absolute_url())
    complete_two(page)
    assert Task.objects.filter(status=Status.COMPLETED).count() == 2

    save(page, "Fortryd")
    page.get_by_text("Ændringen af 2 opgaver er fortrudt").wait_for()
    assert Task.objects.filter(status=Status.COMPLETED).count() == 0
    assert BulkChange.objects.get().undone_at is not None

    with page.expect_download() as download:
        page.get_by_role("link", name="Excel", exact=True).first.click()
    content = download.value.path().read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    said = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sum(REDDEST in str(row) for row in said) == 1
    assert sum("Udpeg superbrugere" in str(row) for row in said) == 1

    save(page, "Log ud")
    page.get_by_role("heading", name="Log ind").wait_for()
    page.goto(project.get_absolute_url())
    page.get_by_label("Adgangskode").wait_for()
