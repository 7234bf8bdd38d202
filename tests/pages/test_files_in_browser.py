"""Files on a task in a real browser: dropped, chosen, refused, and sent without JavaScript."""

import time

import pytest

from config.uploads import BoundedUpload
from projects.models import ProjectMember
from tasks.models import TaskFile
from tests.browser import DESKTOP, PHONE, enter, follow, overflow, violations
from tests.factories import ProjectMemberFactory, TaskFactory

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.7\n1 0 obj\n"
ROWS = "#filer [data-files] a"
ON_THE_WAY = "#filer [data-on-the-way] li"
DROP = """([place, files]) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  for (const kind of ["dragover", "drop"]) {
    document.querySelector(place).dispatchEvent(
      new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    backend = {**settings.STORAGES["task_files"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "task_files": backend}


@pytest.fixture
def task():
    return TaskFactory()


@pytest.fixture
def member(task):
    return ProjectMemberFactory(project=task.project, role=ProjectMember.Role.CONTRIBUTOR).user


def drop(page, *files, place="[data-upload]"):
    page.evaluate(DROP, [place, [[name, text.decode()] for name, text in files]])


def shown(page, rows):
    return [" ".join(text.split()) for text in page.locator(rows).all_inner_texts()]


def test_several_files_are_dropped_and_each_says_what_became_of_it(open_page, task, member):
    page = open_page("/konto/log-ind/")
    enter(page, member, task.get_absolute_url())

    drop(page, ("plan.pdf", PDF), ("billede.svg", b"<svg/>"), ("plan.pdf", PDF + b"2"))
    page.get_by_text("2 filer er tilføjet. 1 fil er ikke tilføjet.").wait_for(state="attached")

    assert shown(page, ROWS) == ["plan.pdf", "plan (2).pdf"]
    (refused,) = shown(page, ON_THE_WAY)
    assert refused.startswith("Fejl: »billede.svg«: Filer af den type kan ikke tilføjes.")
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert violations(page) == []
        assert overflow(page) == 0
    page.reload()
    assert sorted(shown(page, ROWS)) == ["plan (2).pdf", "plan.pdf"]


def test_a_bar_shows_how_much_is_sent(open_page, task, member, monkeypatch):
    arrived = BoundedUpload.receive_data_chunk

    def slowly(self, raw_data, start):
        time.sleep(0.05)
        return arrived(self, raw_data, start)

    monkeypatch.setattr(BoundedUpload, "receive_data_chunk", slowly)
    page = open_page("/konto/log-ind/")
    enter(page, member, task.get_absolute_url())
    page.evaluate(
        """() => { window.bars = []; new MutationObserver(() => {
          for (const bar of document.querySelectorAll("#filer progress")) window.bars.push(bar.position);
        }).observe(document.querySelector("#filer"), {subtree: true, childList: true, attributes: true});
        }"""
    )

    page.set_input_files(
        "#filer input[type=file]",
        {"name": "stor.pdf", "mimeType": "application/pdf", "buffer": PDF + b"x" * 3_000_000},
    )
    page.locator(ROWS).wait_for()

    # Nothing, all of it, and then the server's turn, of which nobody knows how long it takes.
    positions = page.evaluate("window.bars")
    assert [positions[0], max(positions), positions[-1]] == [0, 1, -1]
    assert shown(page, ON_THE_WAY) == []


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(open_page, task, member):
    page = open_page("/konto/log-ind/")
    enter(page, member, task.get_absolute_url())
    page.evaluate(
        """() => { const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(50 * 1024 * 1024 + 1)], "film.pdf"));
          document.querySelector("[data-upload]").dispatchEvent(
            new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }"""
    )

    page.get_by_text("»film.pdf«: Filen fylder mere end 50 MB.").wait_for()
    assert TaskFile.objects.count() == 0


def test_an_answer_that_is_none_of_ours_is_told(open_page, task, member):
    page = open_page("/konto/log-ind/")
    enter(page, member, task.get_absolute_url())
    page.route("**/filer/", lambda route: route.fulfill(status=502))

    drop(page, ("plan.pdf", PDF))

    page.get_by_text("»plan.pdf«: Noget gik galt hos os, og filen er ikke tilføjet.").wait_for()


def test_a_file_dropped_beside_the_place_opens_nothing(open_page, task, member):
    page = open_page("/konto/log-ind/")
    enter(page, member, task.get_absolute_url())

    drop(page, ("plan.pdf", PDF), place="h1")

    assert page.url.endswith(task.get_absolute_url())
    assert shown(page, ON_THE_WAY) == []


def test_several_are_sent_with_the_button_without_scripts(open_page, task, member):
    page = open_page("/konto/log-ind/", scripts=False)
    enter(page, member, task.get_absolute_url())

    page.set_input_files(
        "#filer input[type=file]",
        [
            {"name": name, "mimeType": "application/pdf", "buffer": content}
            for name, content in (("plan.pdf", PDF), ("bilag.pdf", PDF + b"2"))
        ],
    )
    follow(page.locator("#filer").get_by_role("button", name="Tilføj", exact=True))

    page.get_by_text("2 filer er tilføjet.").wait_for()
    assert sorted(shown(page, ROWS)) == ["bilag.pdf", "plan.pdf"]
    assert violations(page) == []
