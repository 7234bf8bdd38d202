"""Adding files to a task: by content, under random names, nothing half-written."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tasks import files
from tasks.models import Task, TaskFile
from tasks.models.file import MAX_BYTES, task_files
from tasks.scanning import FileIsInfected, ScannerIsAway
from tasks.services import TaskWithdrawn
from tests.factories import (
    NOON,
    MunicipalityFactory,
    ProgrammeFactory,
    TaskFactory,
    UserFactory,
)
from tests.tasks.clamd import HARMFUL, clamd

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    backend = {**settings.STORAGES["task_files"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "task_files": backend}
    return tmp_path


@pytest.fixture
def task():
    return TaskFactory()


def office(*entries):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for entry in ("[Content_Types].xml", *entries):
            archive.writestr(entry, "<x/>")
    return content.getvalue()


def add(task, name, content):
    person = UserFactory(municipality=task.municipality)
    upload = SimpleUploadedFile(name, content)
    return files.add_file(task=task, upload=upload, by=person, at=NOON)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Referat.PDF", PDF),
        ("plan.docx", office("word/document.xml")),
        ("liste.xlsx", office("xl/workbook.xml")),
        ("noter.txt", "Blåbærgrød\n".encode()),
        ("liste.csv", b"navn;antal\nBo;2\n"),
        ("billede.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
    ],
)
def test_what_it_says_it_is_may_be_added(task, name, content):
    file = add(task, name, content)

    assert (file.name, file.size) == (name, len(content))
    with task_files().open(file.stored) as stored:
        assert stored.read() == content


def test_the_stored_name_says_nothing(task, folder):
    file = add(task, "Hemmelig sag.pdf", PDF)

    (stored,) = folder.iterdir()
    assert stored.name == file.stored
    assert "Hemmelig" not in stored.name
    assert stored.suffix == ""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tom.pdf", b"", files.FileIsEmpty),
        ("program.exe", b"MZ\x90\0", files.FileTypeNotAccepted),
        ("tegning.svg", b"<svg/>", files.FileTypeNotAccepted),
        ("uden-endelse", PDF, files.FileTypeNotAccepted),
        ("brev.pdf", b"MZ\x90\0" + b"\0" * 60, files.ContentIsSomethingElse),
        ("brev.txt", b"<!doctype html><script>alert(1)</script>", files.ContentIsSomethingElse),
        ("brev.txt", b"a\0b", files.ContentIsSomethingElse),
        ("plan.docx", b"PK\x05\x06" + b"\0" * 18, files.ContentIsSomethingElse),
    ],
)
def test_what_may_not_be_added_leaves_nothing(task, folder, name, content, reason):
    with pytest.raises(reason):
        add(task, name, content)

    assert list(folder.iterdir()) == []
    assert TaskFile.objects.count() == 0


def test_a_file_may_be_fifty_megabytes_and_not_more(task):
    upload = SimpleUploadedFile("stor.pdf", PDF)
    upload.size = MAX_BYTES + 1

    with pytest.raises(files.FileTooLarge):
        files.accepted_type("stor.pdf", upload)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/plan.pdf", "plan.pdf"),
        ("C:\\Mine filer\\plan.pdf", "plan.pdf"),
        ("pl\x00an\n.pdf", "plan.pdf"),
        ("å" * 300 + ".pdf", "å" * 146 + ".pdf"),
    ],
)
def test_a_name_keeps_no_folders_and_no_control_characters(typed, shown):
    assert files.clean_name(typed) == shown


def test_removing_a_file_removes_its_content(task, folder, django_capture_on_commit_callbacks):
    file = add(task, "plan.pdf", PDF)

    with django_capture_on_commit_callbacks(execute=True):
        files.remove_file(file=file)

    assert list(folder.iterdir()) == []
    assert TaskFile.objects.count() == 0


def test_a_row_that_can_not_be_written_leaves_no_content(task, folder):
    task.municipality_id = MunicipalityFactory().pk

    with pytest.raises(IntegrityError, match="task_file_task_in_same_municipality_and_programme"):
        add(task, "plan.pdf", PDF)

    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"name": ""}, "task_file_name_not_empty"),
        ({"size": 0}, "task_file_size_within_limits"),
    ],
)
def test_the_database_refuses_a_row_that_makes_no_sense(task, fields, constraint):
    file = add(task, "plan.pdf", PDF)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TaskFile.objects.filter(pk=file.pk).update(**fields)


def test_a_file_is_added_by_someone_in_its_municipality(task, folder):
    file = add(task, "plan.pdf", PDF)
    constraint = "task_file_added_by_someone_in_same_municipality"

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TaskFile.objects.filter(pk=file.pk).update(uploaded_by=UserFactory())


def test_a_file_belongs_to_its_task_s_programme(task, folder):
    add(task, "plan.pdf", PDF)
    constraint = "task_file_task_in_same_municipality_and_programme"

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TaskFile.objects.update(programme=ProgrammeFactory())


def test_two_files_of_one_name_are_two_files(task):
    first, second, third = (add(task, "plan.pdf", PDF + end) for end in (b"1", b"2", b"3"))

    assert [first.name, second.name, third.name] == ["plan.pdf", "plan (2).pdf", "plan (3).pdf"]
    assert (
        len({one.stored for one in (first, second, third) if task_files().exists(one.stored)}) == 3
    )


@pytest.mark.parametrize(
    ("name", "taken", "free"),
    [
        ("plan.pdf", [], "plan.pdf"),
        ("Plan.PDF", ["plan.pdf"], "Plan (2).PDF"),
        ("plan.pdf", ["plan.pdf", "plan (3).pdf"], "plan (2).pdf"),
        ("å" * 146 + ".pdf", ["å" * 146 + ".pdf"], "å" * 142 + " (2).pdf"),
    ],
)
def test_a_name_gets_the_first_number_that_is_free(name, taken, free):
    assert files.free_name(name, taken=taken) == free


def test_the_same_content_is_there_already_whatever_it_is_called(task, folder):
    add(task, "plan.pdf", PDF)

    with pytest.raises(files.FileIsThereAlready) as refusal:
        add(task, "kopi.pdf", PDF)

    assert refusal.value.name == "plan.pdf"
    assert [TaskFile.objects.count(), len(list(folder.iterdir()))] == [1, 1]


def test_the_same_content_may_lie_on_two_tasks_and_beside_one_that_is_lost(task):
    lost = add(task, "plan.pdf", PDF)
    add(TaskFactory(project=task.project, shared_task__programme=task.programme), "plan.pdf", PDF)
    task_files().delete(lost.stored)
    add(task, "plan.pdf", PDF)

    assert TaskFile.objects.count() == 3


def test_a_withdrawn_task_takes_no_files(task, folder):
    Task.objects.filter(pk=task.pk).update(is_withdrawn=True)

    with pytest.raises(TaskWithdrawn):
        add(task, "plan.pdf", PDF)
    assert list(folder.iterdir()) == []


def test_files_need_no_folder_on_this_machine(task, settings):
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "task_files": memory}

    file = add(task, "plan.pdf", PDF)

    with task_files().open(file.stored) as content:
        assert content.read() == PDF
    with pytest.raises(files.FileIsThereAlready):
        add(task, "plan.pdf", PDF)


@pytest.mark.parametrize(
    ("answer", "reason"), [(None, FileIsInfected), (b"stream: what? ERROR\0", ScannerIsAway)]
)
def test_what_a_scanner_does_not_pass_is_never_stored(task, folder, settings, answer, reason):
    with clamd(settings, answer=answer), pytest.raises(reason):
        add(task, "plan.pdf", PDF + HARMFUL)

    assert [TaskFile.objects.count(), list(folder.iterdir())] == [0, []]
