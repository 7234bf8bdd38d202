"""What is fetched from a task is written down, and so is which consultant opened it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry
from projects.models import Visit
from tasks.files import add_file
from tests.factories import NOON, TaskFactory
from tests.tasks.people import consultant, member, stranger

pytestmark = pytest.mark.django_db

ADDRESS = "192.0.2.44"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    backend = {**settings.STORAGES["task_files"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "task_files": backend}


@pytest.fixture
def task():
    return TaskFactory()


@pytest.fixture
def file(task):
    upload = SimpleUploadedFile("Referat.txt", b"Vi aftalte det.")
    return add_file(task=task, upload=upload, by=member(task), at=NOON)


def fetched():
    entries = AuditEntry.objects.exclude(kind="signed_in").order_by("pk")
    return list(entries.values_list("kind", "by", "municipality", "address", "detail"))


def test_a_file_that_is_fetched_is_written_down(signed_in, task, file):
    user = consultant(task)

    response = signed_in(user).get(file.get_absolute_url(), REMOTE_ADDR=ADDRESS)
    b"".join(response.streaming_content)

    detail = {"task": task.pk, "file": file.pk, "name": "Referat.txt"}
    assert fetched() == [
        ("file_downloaded", user.pk, task.municipality_id, ADDRESS, detail),
    ]
    assert Visit.objects.get().by == user


def test_a_sheet_that_is_fetched_is_written_down(signed_in, task):
    user = consultant(task)

    signed_in(user).get(f"{task.get_absolute_url()}pdf/", REMOTE_ADDR=ADDRESS)

    assert fetched() == [
        ("pdf_downloaded", user.pk, task.municipality_id, ADDRESS, {"task": task.pk}),
    ]
    assert Visit.objects.get().by == user


def test_what_is_refused_is_not_fetched(signed_in, task, file):
    client = signed_in(stranger())

    assert client.get(file.get_absolute_url()).status_code == 404
    assert fetched() == []


def test_a_consultant_who_opens_a_task_leaves_one_trace_a_day(signed_in, task):
    client = signed_in(consultant(task))
    for _ in range(2):
        client.get(task.get_absolute_url())

    assert Visit.objects.count() == 1
