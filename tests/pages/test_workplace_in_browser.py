"""The workplace in a real browser, with every light and status in it and only long names."""

import datetime as dt
import itertools

import pytest

from projects.models import Priority, ProjectMember
from tasks.figures import refresh_figures
from tasks.models import Status
from tests.browser import DESKTOP, PHONE, enter, overflow, violations
from tests.factories import (
    MunicipalityFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Superbrugerundervisningsplanlægningskoordineringsgruppens sagsbehandlerkompetenceudvikling"


@pytest.fixture
def project():
    programme = ProgrammeFactory(name="DUBU 3.0")
    wave = WaveFactory(programme=programme, name=LONG)
    for name in ("Opstart", "Forberedelse", "Ibrugtagning", "Forankring"):
        PhaseFactory(programme=programme, name=name)
    return ProjectFactory(
        programme=programme, wave=wave, municipality=MunicipalityFactory(name=f"{LONG} Kommune")
    )


@pytest.fixture
def leader(project):
    leader = UserFactory(municipality=project.municipality, name=f"Anna {LONG}")
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    return leader


@pytest.fixture
def tasks(project, leader):
    """One of every open status, priority and urgency, all of them the leader's."""
    today = dt.date.today()  # noqa: DTZ011  # the server's clock is the machine's
    theme = ThemeFactory(programme=project.programme, name=LONG)
    kinds = itertools.product(
        (Status.NOT_STARTED, Status.IN_PROGRESS), Priority, (-40, 1, 200, None)
    )
    tasks = [
        TaskFactory(
            project=project,
            shared_task__title=LONG if days == -40 else "Kort",
            shared_task__priority=priority,
            shared_task__theme=theme,
            status=status,
            due_on=None if days is None else today + dt.timedelta(days),
            responsible=leader,
            executor=leader,
            on=today,
        )
        for status, priority, days in kinds
    ]
    refresh_figures([project.pk])
    return tasks


def assert_sound(page):
    assert page.locator("h1").count() == 1
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert violations(page) == []
        assert overflow(page) == 0


@pytest.mark.usefixtures("tasks")
def test_my_page_breaks_no_rule_and_fits(open_page, leader):
    page = open_page("/konto/log-ind/")
    enter(page, leader, "/")

    assert_sound(page)


@pytest.mark.usefixtures("tasks")
@pytest.mark.parametrize("filters", ["", "?lys=3&sorter=-lys"])
def test_a_project_breaks_no_rule_and_fits(open_page, project, leader, filters):
    page = open_page("/konto/log-ind/")
    enter(page, leader, project.get_absolute_url() + filters)

    assert_sound(page)


@pytest.mark.usefixtures("tasks")
def test_a_refused_change_keeps_what_was_typed_and_breaks_no_rule(open_page, leader, tasks):
    page = open_page("/konto/log-ind/")
    enter(page, leader, tasks[0].get_absolute_url())
    page.locator("summary", has_text="Skift status").click()
    page.locator("#panel-status").get_by_label("Ikke relevant").check()
    page.locator("#panel-status button").click()

    page.locator("#panel-status .form-error-message").first.wait_for()

    assert page.locator("#panel-status").get_by_label("Ikke relevant").is_checked()
    assert_sound(page)
