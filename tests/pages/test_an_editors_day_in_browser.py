"""A day of an editor, from an empty programme to a plan that has moved in two municipalities.

Played in a real browser through the pages alone; only the municipalities' own part – who leads
a project, and a date they agreed on – is put there as they would have it.
"""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from notifications.models import Notification
from projects.models import Programme, Project, ProjectMember
from shared_tasks.deadlines import Anchors, due_date
from shared_tasks.models import SharedTask
from tasks import services
from tasks.models import Task
from tests.authoring.people import operators_editor
from tests.browser import enter, follow
from tests.factories import (
    MunicipalityFactory,
    PartnerFactory,
    ProjectMemberFactory,
    SystemFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def places():
    return [MunicipalityFactory(name=f"{name} Kommune") for name in ("Strandby", "Bakkely")]


@pytest.fixture
def editor(places):
    SystemFactory(name="DUBU", supplier=PartnerFactory(name="Netværket"))
    return operators_editor(name="Rikke Redaktør")


@pytest.fixture
def go_live():
    """A Wednesday half a year away, and so are the days the plan is reckoned from."""
    day = timezone.localdate() + dt.timedelta(days=182)
    return day - dt.timedelta(days=(day.weekday() - 2) % 7)


def save(page, name="Gem"):
    follow(page.get_by_role("button", name=name, exact=True).first)


def make_programme(page):
    page.get_by_role("link", name="Nyt program").first.click()
    page.get_by_label("Navn").fill("DUBU 4.0")
    page.get_by_label("It-system").select_option(label="DUBU")
    save(page, "Opret programmet")


def make_structure(page):
    page.get_by_role("link", name="Faser og temaer").click()
    page.get_by_role("link", name="Ny fase").click()
    page.get_by_label("Nummer").fill("1")
    page.get_by_label("Navn").fill("Opstart")
    starts, ends = (page.get_by_role("group", name=name) for name in ("begynder", "slutter"))
    starts.get_by_label("Antal").fill("3")
    starts.get_by_label("Enhed").select_option(label="måneder")
    ends.get_by_label("Antal").fill("0")
    ends.get_by_label("Enhed").select_option(label="dage")
    save(page)
    page.get_by_role("link", name="Nyt tema").click()
    page.get_by_label("Navn").fill("Ledelse")
    save(page)


def make_wave(page, go_live):
    page.get_by_role("link", name="Bølger").first.click()
    page.get_by_role("link", name="Ny bølge").first.click()
    page.get_by_label("Navn").fill("Bølge 1")
    page.get_by_label("Idriftsættelse").fill(go_live.isoformat())
    save(page, "Opret bølge")
    page.get_by_role("link", name="Tilføj kommuner").first.click()
    for name in ("Strandby Kommune", "Bakkely Kommune"):
        page.get_by_label(name).check()
    save(page, "Tilføj de valgte")


def write_task(page):
    page.get_by_role("link", name="Plan", exact=True).click()
    follow(page.get_by_role("link", name="Ny opgave").first)
    page.get_by_label("Kode").fill("Styring 1")
    page.get_by_label("Titel").first.fill("Udpeg en styregruppe")
    page.get_by_label("Fase", exact=True).select_option(label="1 Opstart")
    page.get_by_label("Tema", exact=True).select_option(label="Ledelse")
    page.get_by_label("Obligatorisk", exact=True).check()
    page.get_by_label("Mål", exact=True).fill("**En** gruppe, der beslutter.")
    page.locator("#shown-goal strong").wait_for()
    due = page.get_by_role("group", name="Slutdato")
    due.get_by_label("Slutdato regnes fra").select_option(label="Idriftsættelse")
    due.get_by_label("Antal").fill("1")
    due.get_by_label("Enhed").select_option(label="måneder")
    save(page, "Gem kladde")


def publish_everything(page):
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Udgiv opgaver").click()
    page.get_by_label("Alle kladder").check()
    page.get_by_label("Alle kommuner i programmet").check()
    save(page, "Se, hvad der sker")
    assert Task.objects.count() == 0
    save(page, "Udgiv nu")


def move_deadline(page, note):
    page.get_by_role("link", name="Plan", exact=True).first.click()
    page.get_by_role("link", name="Udpeg en styregruppe").click()
    page.get_by_role("group", name="Slutdato").get_by_label("Antal").fill("2")
    page.get_by_label("Hvad er ændret, og hvorfor?").fill(note)
    save(page, "Se, hvad der sker")
    assert SharedTask.objects.get().version == 1
    save(page, "Udgiv ændringen")


def move_wave(page, day):
    page.get_by_role("link", name="Bølger").first.click()
    page.get_by_role("link", name="Bølge 1").first.click()
    page.get_by_label("Idriftsættelse").fill(day.isoformat())
    save(page, "Se, hvad der sker")


def months_before(day, months):
    """The working day a plan says so many months before, for the days this test counts from."""
    shared_task = SharedTask.objects.select_related("phase").get()
    shared_task.due_amount = -months
    return due_date(shared_task, Anchors(go_live_on=day, wave_starts_on=None, published_on=None))


def test_a_plan_is_written_published_changed_and_moved(open_page, editor, places, go_live):
    page = open_page("/konto/log-ind/")
    enter(page, editor, "/programmer/")
    make_programme(page)
    make_structure(page)
    make_wave(page, go_live)
    write_task(page)
    strandby, bakkely = (Project.objects.get(municipality=place) for place in places)
    leader = UserFactory(municipality=places[0], name="Lone Leder")
    for project, user in ((strandby, leader), (bakkely, UserFactory(municipality=places[1]))):
        ProjectMemberFactory(project=project, user=user, role=ProjectMember.Role.LEADER)

    publish_everything(page)

    due_on = months_before(go_live, 1)
    assert set(Task.objects.values_list("project", "due_on")) == {
        (strandby.pk, due_on),
        (bakkely.pk, due_on),
    }
    assert Notification.objects.filter(kind="publication").count() == 2

    agreed = due_on + dt.timedelta(days=1)
    task = Task.objects.get(project=bakkely)
    services.plan_dates(
        task=task,
        starts_on=None,
        due_on=agreed,
        due_reason="Byrådet holder ferie",
        at=timezone.now(),
        revision=task.revision,
    )
    theirs = open_page("/konto/log-ind/")
    task = Task.objects.get(project=strandby)
    enter(theirs, leader, task.get_absolute_url())
    assert theirs.get_by_text("Ændret siden sidst").count() == 0

    move_deadline(page, "Beslutningen skal nå et byrådsmøde")

    earlier = months_before(go_live, 2)
    assert dict(Task.objects.values_list("project", "due_on")) == {
        strandby.pk: earlier,
        bakkely.pk: agreed,
    }
    assert set(Task.objects.values_list("shared_due_on", flat=True)) == {earlier}
    theirs.goto(task.get_absolute_url())
    assert theirs.get_by_text("Ændret siden sidst").first.is_visible()
    assert theirs.get_by_text("Beslutningen skal nå et byrådsmøde").first.is_visible()

    later = go_live + dt.timedelta(days=28)
    move_wave(page, later)
    moved = months_before(later, 2)
    assert date_format(moved, "j. b Y") in page.locator("main").text_content()
    assert Task.objects.get(project=strandby).due_on == earlier
    save(page, "Flyt bølgen")

    assert dict(Task.objects.values_list("project", "due_on")) == {
        strandby.pk: moved,
        bakkely.pk: agreed,
    }
    assert Programme.objects.get().waves.get().go_live_on == later
    assert Notification.objects.filter(kind="go_live").count() == 2
