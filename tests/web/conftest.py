import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tasks import files
from tests.factories import NOON, TaskFactory
from tests.tasks.people import consultant, member

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where files on tasks lie during the test."""
    backend = {**settings.STORAGES["task_files"], "OPTIONS": {"location": str(tmp_path / "files")}}
    settings.STORAGES = {**settings.STORAGES, "task_files": backend}
    return tmp_path / "files"


@pytest.fixture
def task():
    task = TaskFactory()
    task.shared_task.published_at, task.shared_task.published_by = NOON, consultant(task)
    task.shared_task.save(update_fields=["published_at", "published_by"])
    return task


@pytest.fixture
def leader(task):
    return member(task)


@pytest.fixture
def file(task, leader):
    upload = SimpleUploadedFile("plan.pdf", PDF)
    return files.add_file(task=task, upload=upload, by=leader, at=NOON)
