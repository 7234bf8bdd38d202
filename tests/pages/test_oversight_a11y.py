"""The national picture and the role gallery in a real browser, with a whole country in them."""

import pytest

from organisations.models import Municipality
from tasks.models import ProjectFigures
from tests.browser import DESKTOP, PHONE, enter, follow, overflow, violations
from tests.factories import (
    ConsultantFactory,
    MunicipalityFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    RoleFactory,
    SystemFactory,
    TaskFactory,
    UserFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Nordvestsjællandske Sammenlægningskommuners Fællesforvaltning"
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def programme():
    """Ninety-nine municipalities, one of them with a very long name, in every light."""
    programme = ProgrammeFactory(name="DUBU 3.0", slug="dubu")
    wave = WaveFactory(programme=programme, name="Bølge 1 (pilot)")
    PhaseFactory(programme=programme, name="Ibrugtagning")
    for number in range(99):
        name = LONG if number == 40 else f"Prøve {number:02} Kommune"
        project = ProjectFactory(
            programme=programme, municipality=MunicipalityFactory(name=name), wave=wave
        )
        light = number % 4
        ProjectFigures.objects.create(
            project=project,
            municipality=project.municipality,
            programme=programme,
            light=light,
            critical_light=3 - light,
            total=33,
            red=7 if light == 3 else 0,
            yellow=26,
            closed=number % 33,
            overdue_mandatory=light,
        )
    leader = UserFactory(name=f"Anna {LONG}", municipality=project.municipality)
    ProjectMemberFactory(project=project, user=leader, role="leader")
    TaskFactory(project=project, shared_task__title=LONG)
    return programme


@pytest.fixture
def consultant(programme):
    return ConsultantFactory(partner=programme.system.supplier)


@pytest.fixture
def colleague():
    """Someone whose municipality has a gallery with everything wrong that can be."""
    user = UserFactory()
    system = SystemFactory(name="DUBU")
    ProjectFactory(
        municipality=user.municipality, programme=ProgrammeFactory(system=system, name="DUBU")
    )
    successor = RoleFactory(name="Systemejer", effect=LONG, min_holders=1)
    RoleFactory(name="Projektejer", hands_over_to=successor)
    crowded = RoleFactory(name=LONG, scope="cross", max_holders=1, exactly_one_primary=True)
    for name in (LONG, "Bo Eksempel"):
        holder = UserFactory(name=name, municipality=user.municipality)
        RoleAssignmentFactory(municipality=user.municipality, role=crowded, user=holder)
    return user


def faults(page, *paths):
    """What is wrong with the pages, as a phone, a tablet and a desktop show them."""
    found = []
    for path in paths:
        page.goto(path)
        for window in (PHONE, TABLET, DESKTOP):
            page.set_viewport_size(window)
            found += [(path, window["width"], "too wide")] * bool(overflow(page))
        page.set_viewport_size(PHONE)
        found += [(path, rule) for rule in violations(page)]
        found += [(path, "headings")] * (page.locator("h1").count() != 1)
    return found


def test_the_national_picture_breaks_no_rule_and_fits(open_page, consultant):
    page = open_page("/konto/log-ind/")
    enter(page, consultant, "/overblik/")

    assert (
        faults(
            page,
            "/overblik/",
            "/overblik/dubu/?lys=3&tekst=kommune&sorter=-roede",
            "/overblik/dubu/?tekst=findes-ikke&lys=1e3",
            "/overblik/dubu/opgaver/?status=open",
        )
        == []
    )
    page.set_viewport_size(DESKTOP)
    page.goto("/overblik/dubu/")
    assert violations(page) == []


def test_the_gallery_breaks_no_rule_and_fits(open_page, colleague):
    page = open_page("/konto/log-ind/")
    enter(page, colleague, "/roller/")

    assert faults(page, "/roller/", "/roller/?vis=ledige", "/roller/?vis=mine") == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_consultant_finds_the_red_ones_and_goes_there(open_page, consultant, scripts):
    page = open_page("/konto/log-ind/", scripts=scripts)
    enter(page, consultant, "/overblik/")

    follow(page.get_by_role("link", name="DUBU 3.0"))
    page.get_by_label("Kommunens lys").select_option("Rød")
    if not scripts:
        page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("heading", name="24 af 99 kommuner").wait_for()
    page.get_by_role("link", name="Prøve 03 Kommune").click()

    page.wait_for_url("**/projekter/*/")
    assert page.locator("h1").inner_text().splitlines()[0].startswith("DUBU 3.0")


def test_going_back_shows_the_whole_page(open_page, consultant):
    page = open_page("/konto/log-ind/")
    enter(page, consultant, "/overblik/dubu/")
    page.get_by_label("Kommunens lys").select_option("Rød")
    page.get_by_role("heading", name="24 af 99 kommuner").wait_for()
    page.get_by_role("link", name="Prøve 03 Kommune").click()
    page.wait_for_url("**/projekter/*/")

    page.go_back()

    page.get_by_role("heading", name="24 af 99 kommuner").wait_for()
    assert page.locator("h1").inner_text() == "DUBU 3.0"


def test_the_head_of_the_table_stays_in_sight(open_page, consultant):
    page = open_page("/konto/log-ind/")
    enter(page, consultant, "/overblik/dubu/")

    page.get_by_role("link", name="Prøve 98 Kommune").scroll_into_view_if_needed()
    top = page.locator("thead th").first.bounding_box()["y"]

    assert top == 0
    assert Municipality.objects.count() == 99


def test_a_role_leads_to_its_successor(open_page, colleague):
    page = open_page("/konto/log-ind/")
    enter(page, colleague, "/roller/?vis=uklare")
    page.goto("/roller/")

    page.get_by_role("link", name="Systemejer").click()

    target = page.locator("tr:target th").inner_text()
    assert target.splitlines()[0] == "DUBU-systemejer"
