"""Administering people and a project's members, in a real browser, with only long names."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from projects.models import ProjectMember
from tests.browser import DESKTOP, PHONE, enter, overflow, violations
from tests.factories import (
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    TaskFactory,
    UserFactory,
    let_go,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Superbrugerundervisningsplanlægningskoordineringsgruppens sagsbehandlerkompetenceudvikling"
ADDRESS = "superbrugerundervisningsplanlaegningskoordineringsgruppen@nordvestsjaelland.example"


@pytest.fixture
def administrator():
    municipality = MunicipalityFactory(name=f"{LONG} Kommune")
    return UserFactory(municipality=municipality, is_klik_administrator=True, name=f"Anna {LONG}")


@pytest.fixture
def colleague(administrator):
    return UserFactory(municipality=administrator.place, name=f"Bo {LONG}", email=ADDRESS)


@pytest.fixture
def project(administrator, colleague):
    """One that the colleague leads, and the administrator only looks on."""
    project = ProjectFactory(municipality=administrator.place, programme__name=LONG)
    ProjectMemberFactory(project=project, user=colleague, role=ProjectMember.Role.LEADER)
    ProjectMemberFactory(project=project)
    RoleAssignmentFactory(user=colleague, municipality=administrator.place, role__name=LONG)
    TaskFactory(project=project, executor=colleague)
    UserFactory(municipality=administrator.place)
    return project


@pytest.fixture
def gone(administrator):
    gone = UserFactory(municipality=administrator.place, name=f"Carla {LONG}")
    let_go(gone)
    return gone


def page_of(name, *args):
    return reverse(name, args=args)


def faults(page, *paths):
    """What is wrong with the pages, as a phone and a desktop show them."""
    found = []
    for path in paths:
        page.goto(path)
        for window in (PHONE, DESKTOP):
            page.set_viewport_size(window)
            found += [(path, window["width"], "too wide")] * bool(overflow(page))
            found += [(path, rule) for rule in violations(page)]
        found += [(path, "headings")] * (page.locator("h1").count() != 1)
    return found


def test_the_people_break_no_rule_and_fit(open_page, administrator, colleague, project, gone):
    page = open_page("/konto/log-ind/")
    people = page_of("administration:people")
    enter(page, administrator, people)

    assert (
        faults(
            page,
            people,
            f"{people}?vis=deaktiverede",
            f"{people}?tekst=findes-ikke&vis=1e3",
            page_of("administration:invite"),
            page_of("administration:person", colleague.pk),
            page_of("administration:person", administrator.pk),
            page_of("administration:person", gone.pk),
            page_of("administration:deactivate", colleague.pk),
        )
        == []
    )


def test_the_places_break_no_rule_and_fit(open_page, administrator):
    operator = PartnerFactory(is_operator=True, name=f"{LONG} A/S"[:100])
    place = MunicipalityFactory(name=f"Nord{LONG}"[:100])
    page = open_page("/konto/log-ind/")
    user = ConsultantFactory(partner=operator, is_administrator=True)
    enter(page, user, page_of("administration:places"))

    first = page_of("administration:first_municipal_administrator", place.pk)
    assert faults(page, page_of("administration:places"), first) == []


def test_the_members_break_no_rule_and_fit(open_page, administrator, colleague, project):
    page = open_page("/konto/log-ind/")
    members = page_of("projects:members", project.pk)
    enter(page, administrator, members)
    one = project.members.get(role="reader")

    assert faults(page, members, page_of("projects:remove_member", project.pk, one.pk)) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_colleague_is_invited_and_let_into_a_project(
    open_page, administrator, project, mailoutbox, scripts
):
    page = open_page("/konto/log-ind/", scripts=scripts)
    enter(page, administrator, page_of("administration:people"))

    page.get_by_role("link", name="Invitér en person").click()
    page.get_by_label("Navn").fill("Dagny Prøvesen")
    page.get_by_label("E-mail").fill("dan")
    page.get_by_role("button", name="Send invitation").click()
    page.locator(".form-error-message").wait_for()
    assert violations(page) == []
    page.get_by_label("E-mail").fill("dan@proeve.example")
    page.get_by_role("button", name="Send invitation").click()
    page.get_by_role("heading", name="Dagny Prøvesen", level=1).wait_for()
    assert [letter.to for letter in mailoutbox] == [["dan@proeve.example"]]

    page.goto(page_of("projects:members", project.pk))
    page.get_by_label("Kollega", exact=True).select_option("Dagny Prøvesen")
    page.locator("#tilfoej").get_by_label("Rolle").select_option("Bidragyder")
    page.get_by_role("button", name="Tilføj").click()
    page.get_by_text("Dagny Prøvesen er nu med i projektet.").wait_for()

    page.get_by_label("Rolle for Dagny Prøvesen").select_option("Projektleder")
    page.get_by_role("button", name="Gem rollen for Dagny Prøvesen").click()
    page.get_by_text("Dagny Prøvesen har nu rollen: Projektleder.").wait_for()
    assert project.members.get(role="leader").user.name == "Dagny Prøvesen"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_list_is_narrowed(open_page, administrator, colleague, gone, scripts):
    page = open_page("/konto/log-ind/", scripts=scripts)
    enter(page, administrator, page_of("administration:people"))

    page.get_by_label("Vis", exact=True).select_option("Deaktiverede")
    if not scripts:
        page.get_by_role("button", name="Vis", exact=True).click()

    page.get_by_text("Viser 1–1 af 1 personer").wait_for()
    expect(page.locator("tbody tr")).to_have_count(1)
