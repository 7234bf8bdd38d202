"""Each main task with nothing but Tab, Enter, the space bar and letters."""

import pytest

from projects.models import ProjectMember
from shared_tasks.models import Publication
from tasks.figures import refresh_figures
from tasks.models import Status, Task, TaskFile
from tests.authoring.people import editor_of, written_programme
from tests.browser import enter, wait_until_ready
from tests.factories import (
    TODAY,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    RoleFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

AT = """() => {
  const one = document.activeElement;
  const words = one.getAttribute("aria-label") || (one.labels && one.labels[0] && one.labels[0].textContent)
    || one.textContent;
  return words.trim().replace(/\\s+/g, " ");
}"""
FARTHEST = 150


def go_to(page, words):
    """Press Tab until something that begins or ends with the words has the focus."""
    wait_until_ready(page)
    seen = []
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(AT))
        if seen[-1].startswith(words) or seen[-1].endswith(words):
            return
    pytest.fail(f"Tab never came to »{words}«, but to {list(dict.fromkeys(seen))}")


def press(page, words, key="Enter"):
    go_to(page, words)
    page.keyboard.press(key)


@pytest.fixture
def task():
    leader = UserFactory(name="Anna Prøve")
    project = ProjectFactory(municipality=leader.municipality, programme__name="DUBU 3.0")
    PhaseFactory(programme=project.programme, name="Opstart")
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    task = TaskFactory(
        project=project, shared_task__title="Bestil kursus", due_on=TODAY, executor=leader
    )
    TaskFactory(project=project, shared_task__title="Ryd op i data", due_on=TODAY)
    RoleAssignmentFactory(
        municipality=leader.municipality, role=RoleFactory(name="Systemejer"), user=leader
    )
    refresh_figures([project.pk])
    return task


def test_from_ones_page_to_the_list_to_a_task_that_is_done(open_page, task):
    page = open_page("/konto/log-ind/")
    enter(page, task.executor, "/")

    press(page, "DUBU 3.0")
    page.get_by_role("heading", name="DUBU 3.0").wait_for()
    go_to(page, "Søg i opgaverne")
    page.keyboard.type("kursus")
    page.get_by_role("link", name="Ryd op i data").wait_for(state="detached")
    press(page, "Bestil kursus")
    page.get_by_role("heading", name="Bestil kursus").wait_for()
    press(page, "Skift status")
    go_to(page, "I gang")
    page.keyboard.press("ArrowDown")
    press(page, "Gem")

    page.get_by_text("Status er gemt.").wait_for()
    task.refresh_from_db()
    assert task.status == Status.COMPLETED


def test_a_file_is_added_to_a_task(open_page, task, tmp_path):
    plan = tmp_path / "plan.txt"
    plan.write_text("Plan for kurset")
    page = open_page("/konto/log-ind/")
    enter(page, task.executor, task.get_absolute_url())

    with page.expect_file_chooser() as chooser:
        press(page, "Fil", " ")
    chooser.value.set_files(plan)

    page.get_by_role("link", name="plan.txt").wait_for()
    assert TaskFile.objects.get().task == task


def test_the_role_gallery_tells_who_holds_a_role(open_page, task):
    page = open_page("/konto/log-ind/")
    enter(page, task.executor, "/")

    press(page, "Rollegalleri")

    page.get_by_text("Systemejer").first.wait_for()
    page.get_by_role("main").get_by_text("Anna Prøve").first.wait_for()


def test_an_editor_publishes_a_task(open_page):
    programme = written_programme(name="DUBU 3.0", slug="dubu")
    ProjectFactory(programme=programme)
    page = open_page("/konto/log-ind/")
    enter(page, editor_of(programme), "/programmer/dubu/")

    press(page, "Udgiv opgaver")
    page.get_by_label("Alle kladder").wait_for()
    press(page, "Alle kladder", " ")
    press(page, "Alle kommuner", " ")
    press(page, "Se, hvad der sker")
    page.get_by_role("button", name="Udgiv nu").wait_for()
    press(page, "Udgiv nu")

    page.get_by_text("Udgivet:").wait_for()
    assert (Publication.objects.count(), Task.objects.count()) == (1, 2)
