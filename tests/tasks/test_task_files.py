"""/opgaver/<number>/filer/"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import ProjectMember
from tasks.models import TaskFile
from tasks.models.file import task_files
from tests.factories import (
    ConsultantFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    backend = {**settings.STORAGES["task_files"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "task_files": backend}


@pytest.fixture
def task():
    return TaskFactory()


def fetched(client, file):
    """The status, having read what there is: an unread file stays open."""
    response = client.get(file.get_absolute_url())
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def member(task, role):
    return ProjectMemberFactory(project=task.project, role=role).user


def upload(client, task, name="plan.pdf", content=PDF):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("tasks:files", args=[task.pk]), {"file": file})


@pytest.fixture
def added(client, task):
    client.force_login(member(task, ProjectMember.Role.CONTRIBUTOR))
    upload(client, task)
    return TaskFile.objects.get()


def test_a_file_is_added_shown_and_told_in_the_history(client, task, added):
    page = client.get(task.get_absolute_url())

    assert page.context["sheet"].files == [added]
    sentences = [sentence.text for sentence in page.context["history"].sentences]
    assert sentences[0] == f"{added.uploaded_by} tilføjede filen »plan.pdf«"


def test_a_file_is_served_as_something_to_keep(client, added):
    response = client.get(added.get_absolute_url())

    assert b"".join(response.streaming_content) == PDF
    assert {name: response[name] for name in ("Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Disposition": 'attachment; filename="plan.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("tom.pdf", b"", "Filen er tom"),
        ("side.html", b"<!doctype html>", "Filer af den type kan ikke tilføjes"),
        ("brev.pdf", b"MZ\x90\0" + b"\0" * 60, "Filens indhold er noget andet"),
    ],
)
def test_a_file_that_is_refused_says_why_beside_the_field(client, task, name, content, message):
    client.force_login(member(task, ProjectMember.Role.CONTRIBUTOR))

    response = upload(client, task, name, content)

    assert response.status_code == 422
    (error,) = response.context["file_form"].errors["file"]
    assert error.startswith(message)
    assert TaskFile.objects.count() == 0


def test_no_file_at_all_is_said(client, task):
    client.force_login(member(task, ProjectMember.Role.CONTRIBUTOR))

    response = client.post(reverse("tasks:files", args=[task.pk]))

    assert response.context["file_form"].errors == {"file": ["Vælg en fil."]}


def test_a_file_is_removed(client, task, added):
    client.post(reverse("tasks:remove_file", args=[task.pk, added.pk]))

    assert TaskFile.objects.count() == 0
    history = client.get(task.get_absolute_url()).context["history"]
    assert history.sentences[0].text == f"{added.uploaded_by} fjernede filen »plan.pdf«"


@pytest.mark.parametrize("route", ["tasks:file", "tasks:remove_file"])
def test_a_stranger_does_not_learn_that_the_file_exists(client, task, added, route):
    client.force_login(UserFactory())

    assert client.post(reverse(route, args=[task.pk, added.pk])).status_code in {404, 405}
    assert fetched(client, added) == 404
    assert TaskFile.objects.count() == 1


def test_a_file_is_reached_only_through_its_own_task(client, task, added):
    other = TaskFactory(project=task.project, template__programme=task.programme)

    assert client.get(reverse("tasks:file", args=[other.pk, added.pk])).status_code == 404


def test_a_reader_may_fetch_and_not_remove(client, task, added):
    client.force_login(member(task, ProjectMember.Role.READER))

    assert fetched(client, added) == 200
    assert client.post(reverse("tasks:remove_file", args=[task.pk, added.pk])).status_code == 403
    assert upload(client, task).status_code == 403


def test_a_consultant_of_the_programme_may_fetch_and_not_add(client, task, added):
    client.force_login(ConsultantFactory(partner=task.programme.system.supplier))

    assert fetched(client, added) == 200
    assert upload(client, task).status_code == 403


def test_a_get_of_a_form_address_goes_back_to_the_task(client, task, added):
    for address in (
        reverse("tasks:files", args=[task.pk]),
        reverse("tasks:remove_file", args=[task.pk, added.pk]),
    ):
        assert client.get(address).url == task.get_absolute_url()


def test_a_file_whose_content_is_gone_is_not_found(client, added):
    task_files().delete(added.stored)

    assert fetched(client, added) == 404
