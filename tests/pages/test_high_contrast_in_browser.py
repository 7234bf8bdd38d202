"""What tells things apart when the reader's own colours stand in for the portal's."""

import pytest

from projects.models import ProjectMember
from tasks.figures import refresh_figures
from tasks.models import Status
from tests.browser import enter
from tests.factories import (
    TODAY,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.reach import focus_faults

pytestmark = pytest.mark.django_db(transaction=True)

# The text's colour, as a probe that belongs to nothing has it.
FOUND = """(selector) => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = "CanvasText";
  const text = getComputedStyle(probe).color;
  probe.remove();
  return [...document.querySelectorAll(selector)].map((one) => {
    const style = getComputedStyle(one);
    return {isText: style.color === text, frame: style.borderTopWidth, ground: style.backgroundColor};
  });
}"""


@pytest.fixture
def leader():
    leader = UserFactory()
    project = ProjectFactory(municipality=leader.municipality)
    PhaseFactory(programme=project.programme, name="Opstart")
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    for status in (Status.NOT_STARTED, Status.IN_PROGRESS):
        TaskFactory(project=project, status=status, due_on=TODAY, executor=leader)
    refresh_figures([project.pk])
    return leader


@pytest.fixture
def page(open_page, leader):
    page = open_page("/konto/log-ind/", forced_colors="active")
    enter(page, leader, leader.project_memberships.get().project.get_absolute_url())
    return page


def test_a_light_has_the_texts_colour_and_its_own_shape(page):
    shapes = page.evaluate(FOUND, "main .fd-light__shape")

    assert {shape["isText"] for shape in shapes} == {True}


@pytest.mark.parametrize("mark", [".fd-status", "td .fd-light:not(.fd-light--bare)"])
def test_what_was_told_apart_by_its_ground_has_a_frame(page, mark):
    marks = page.evaluate(FOUND, f"main {mark}")

    assert {one["frame"] for one in marks} == {"1px"}


def test_whoever_goes_there_by_keyboard_sees_where_they_are(page):
    assert focus_faults(page) == []
