"""/opgaver/<number>/filer/"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accounts.audit import entry_text
from accounts.models import AuditEntry
from projects.models import ProjectMember
from tasks.models import TaskFile
from tasks.models.file import task_files
from tests.factories import (
    ConsultantFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.tasks.clamd import HARMFUL, clamd

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n"
SCRIPT = {"HX-Request": "true"}
Role = ProjectMember.Role


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    backend = {**settings.STORAGES["task_files"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "task_files": backend}
    return tmp_path


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
    assert error.startswith(f"»{name}«: {message}")
    assert TaskFile.objects.count() == 0


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", b"<script>1</script>"],
)
@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.svg.png", "../" * 100 + "a.jpg", "a.pdf"])
def test_no_picture_or_page_with_script_in_it_is_taken(client, task, name, content):
    client.force_login(member(task, Role.CONTRIBUTOR))

    assert upload(client, task, name, content).status_code == 422
    assert TaskFile.objects.count() == 0


def test_a_name_of_three_hundred_characters_with_folders_is_cut(client, task):
    client.force_login(member(task, Role.CONTRIBUTOR))

    upload(client, task, "../" * 20 + "a" * 300 + ".pdf")

    assert TaskFile.objects.get().name == "a" * 146 + ".pdf"


def test_several_are_added_at_once_and_the_refused_are_named(client, task):
    client.force_login(member(task, Role.CONTRIBUTOR))
    sent = [("plan.pdf", PDF), ("tom.pdf", b""), ("kopi.pdf", PDF), ("plan.pdf", PDF + b"2")]
    several = [SimpleUploadedFile(name, content) for name, content in sent]

    response = client.post(reverse("tasks:files", args=[task.pk]), {"file": several})

    assert response.status_code == 422
    assert [file.name for file in response.context["sheet"].files] == ["plan (2).pdf", "plan.pdf"]
    assert response.context["file_form"].errors["file"] == [
        "»tom.pdf«: Filen er tom. Vælg en anden fil.",
        "»kopi.pdf«: Filen ligger her allerede og hedder »plan.pdf«.",
    ]
    assert [str(one) for one in response.context["messages"]] == ["2 filer er tilføjet."]


def test_a_script_gets_the_files_line(client, task):
    client.force_login(member(task, Role.CONTRIBUTOR))
    address = reverse("tasks:files", args=[task.pk])

    added = client.post(address, {"file": SimpleUploadedFile("plan.pdf", PDF)}, headers=SCRIPT)
    refused = client.post(address, {"file": SimpleUploadedFile("tom.pdf", b"")}, headers=SCRIPT)

    file = TaskFile.objects.get()
    assert added.status_code == 200
    assertContains(added, f'<a href="{file.get_absolute_url()}">plan.pdf</a>', html=True)
    assertNotContains(added, "<html")
    assertContains(refused, "»tom.pdf«: Filen er tom.", status_code=422)
    assertNotContains(refused, file.get_absolute_url(), status_code=422)


def test_what_the_scanner_finds_is_told_and_stands_in_the_log(client, task, settings):
    client.force_login(member(task, Role.CONTRIBUTOR))

    with clamd(settings):
        response = upload(client, task, content=PDF + HARMFUL)

    (error,) = response.context["file_form"].errors["file"]
    assert error.startswith(
        "»plan.pdf«: Virusscanneren fandt noget skadeligt i filen (Test.Harmful)."
    )
    entry = AuditEntry.objects.get(kind="file_infected")
    assert entry.municipality_id == task.municipality_id
    assert entry.detail == {"task": task.pk, "name": "plan.pdf", "found": "Test.Harmful"}
    assert entry_text(entry, "Bo", "") == (
        f"Bo ville tilføje filen »plan.pdf« til opgave {task.pk}; virusscanneren afviste den: "
        "Test.Harmful"
    )


def test_a_scanner_that_is_away_is_told_and_nothing_is_added(client, task, settings):
    client.force_login(member(task, Role.CONTRIBUTOR))

    with clamd(settings, answer=b""):
        response = upload(client, task)

    (error,) = response.context["file_form"].errors["file"]
    assert error.endswith("Prøv igen om lidt.")
    assert [TaskFile.objects.count(), AuditEntry.objects.filter(kind="file_infected").count()] == [
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("scanner", "said"),
    [("", "De bliver ikke tjekket for virus."), ("av:3310", "De bliver tjekket for virus.")],
)
def test_the_page_says_whether_files_are_looked_through(client, task, settings, scanner, said):
    settings.CLAMAV = scanner
    client.force_login(member(task, Role.CONTRIBUTOR))

    form = client.get(task.get_absolute_url()).context["file_form"]

    assert form.fields["file"].help_text.endswith(
        f"Leverandøren og KOMBIT kan også åbne filerne. {said}"
    )


@pytest.mark.parametrize("kept", [400, 100_000, 2_900_000])
def test_an_upload_that_is_cut_leaves_nothing(client, task, folder, kept):
    client.force_login(member(task, Role.CONTRIBUTOR))
    whole = SimpleUploadedFile("plan.pdf", PDF + b"x" * 3_000_000)
    body = encode_multipart(BOUNDARY, {"file": whole})

    response = client.generic(
        "POST", reverse("tasks:files", args=[task.pk]), body[:kept], content_type=MULTIPART_CONTENT
    )

    assert response.status_code == 422
    assert [TaskFile.objects.count(), list(folder.iterdir())] == [0, []]


def test_too_much_at_once_is_told_kindly(client, task, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    client.force_login(member(task, Role.CONTRIBUTOR))

    response = upload(client, task, content=PDF + b"x" * 2000)

    assert response.status_code == 413
    assertContains(response, "Det fylder for meget på én gang", status_code=413)


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
    other = TaskFactory(project=task.project, shared_task__programme=task.programme)

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
