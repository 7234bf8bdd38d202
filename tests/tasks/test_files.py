"""Adding files to a task: by content, under random names, nothing half-written."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tasks import files
from tasks.models import TaskFile
from tasks.models.file import MAX_BYTES, task_files
from tests.factories import (
    NOON,
    MunicipalityFactory,
    ProgrammeFactory,
    TaskFactory,
    UserFactory,
)

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
    first, second = add(task, "plan.pdf", PDF), add(task, "plan.pdf", PDF)

    assert task_files().exists(first.stored)
    assert first.stored != second.stored
