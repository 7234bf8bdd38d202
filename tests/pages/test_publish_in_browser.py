"""Publishing in a real browser, with only long names: choosing, the dry run and what was done."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from shared_tasks.models import Publication
from tasks.models import Task
from tests.authoring.people import editor_of, written_programme
from tests.browser import DESKTOP, PHONE, enter, follow, overflow, violations
from tests.factories import (
    MunicipalityFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleFactory,
    WaveFactory,
)
from tests.shared_tasks.factories import PublicationFactory, SharedTaskReceiverFactory

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Superbrugerundervisningsplanlægningskoordineringsgruppens sagsbehandlerkompetence"


@pytest.fixture
def programme():
    """Drafts that arrive red in Albæk and without a date in Byby."""
    programme = written_programme(name=LONG, slug="dubu")
    wave = WaveFactory(programme=programme, name=LONG)
    late = timezone.localdate() - dt.timedelta(days=3)
    for name, go_live_on in (("Albæk", late), ("Byby", None)):
        project = ProjectFactory(
            programme=programme,
            wave=wave,
            go_live_on=go_live_on,
            municipality=MunicipalityFactory(name=f"{name} {LONG}"),
        )
    ProjectMemberFactory(project=project, role="leader", user__name=LONG)
    programme.shared_tasks.drafts().update(
        title=LONG,
        due_anchor="go_live",
        due_amount=0,
        due_unit="day",
        recommended_executor=RoleFactory(name=LONG),
    )
    publication = PublicationFactory(programme=programme)
    for shared_task in programme.shared_tasks.published():
        SharedTaskReceiverFactory(shared_task=shared_task, publication=publication, wave=wave)
    return programme


def url_of(name, *args):
    return reverse(f"authoring:{name}", args=["dubu", *args])


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_is_accessible_and_as_wide_as_its_window(open_page, programme, viewport):
    page = open_page("/konto/log-ind/", viewport=viewport)
    enter(page, editor_of(programme), url_of("publish"))
    assert (violations(page), overflow(page)) == ([], 0)

    page.get_by_role("button", name="Se, hvad der sker").click()
    page.get_by_text("Vælg, hvad du vil udgive.").first.wait_for()
    assert (violations(page), overflow(page)) == ([], 0)

    page.get_by_label("Alle kladder").check()
    page.get_by_label("Kommuner", exact=True).check()
    page.get_by_label("Søg efter kommune eller bølge").fill("albæk")
    page.get_by_text("Viser 1 kommune.").wait_for()
    page.get_by_label("Søg efter kommune eller bølge").fill("")
    page.get_by_text("Viser 2 kommuner.").wait_for()
    page.get_by_role("button", name="Sæt kryds ved alle viste").click()
    page.locator("#municipalities input:checked").nth(1).wait_for()
    assert (violations(page), overflow(page)) == ([], 0)

    follow(page.get_by_role("button", name="Se, hvad der sker"))
    for summary in page.locator("summary").all():
        summary.click()
    assert (violations(page), overflow(page)) == ([], 0)

    page.get_by_role("button", name="Udgiv nu").click()
    page.get_by_text("Udgivet: 2 kommuner har fået i alt 4 nye opgaver.").wait_for()
    assert (violations(page), overflow(page)) == ([], 0)

    page.goto(url_of("publications"))
    assert (violations(page), overflow(page)) == ([], 0)


def test_without_scripts_one_searches_ticks_and_publishes(open_page, programme):
    page = open_page("/konto/log-ind/", scripts=False)
    enter(page, editor_of(programme), url_of("publish"))

    page.get_by_label("Alle kladder").check()
    page.get_by_label("Kommuner", exact=True).check()
    page.get_by_label("Søg efter kommune eller bølge").fill("albæk")
    page.get_by_role("button", name="Søg", exact=True).click()
    page.get_by_text("Viser 1 kommune.").wait_for()
    page.get_by_role("button", name="Sæt kryds ved alle viste").click()
    page.locator("#municipalities input:checked").wait_for()
    page.get_by_role("button", name="Se, hvad der sker").click()
    page.get_by_role("button", name="Udgiv nu").click()

    page.get_by_text("Udgivet: 1 kommune har fået i alt 2 nye opgaver.").wait_for()
    assert (Task.objects.count(), Publication.objects.count()) == (2, 2)
