"""What is done with a file that somebody adds to a task."""

import io
import re
import zipfile

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tasks.models import TaskFile
from tests.web.conftest import PDF

pytestmark = pytest.mark.django_db


def add(client, task, name, content, kind="application/pdf"):
    file = SimpleUploadedFile(name, content, content_type=kind)
    return client.post(reverse("tasks:files", args=[task.pk]), {"file": file})


def office(*names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


DISGUISED = {
    "a program as a PDF": ("rapport.pdf", b"MZ\x90\0" + b"\0" * 200),
    "a page as a PDF": ("rapport.pdf", b"<!doctype html><script>alert(1)</script>"),
    "a page as a text": ("noter.txt", b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
    "a drawing": ("tegning.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "a drawing as a picture": ("tegning.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a page": ("side.html", b"<!doctype html>"),
    "a script": ("kør.js", b"alert(1)"),
    "a page after a PDF": ("rapport.pdf.html", PDF),
    "a program with a text's name": ("kør.txt", b"\x7fELF\2\1\1\0"),
    "a zip as a document": ("brev.docx", office("noget.txt")),
    "a sheet as a document": ("brev.docx", office("[Content_Types].xml", "xl/workbook.xml")),
    "a zip as an open document": ("brev.odt", office("mimetype", "content.xml")),
    "a name that is only an ending": (".pdf", PDF),
}


@pytest.mark.parametrize("disguised", DISGUISED)
def test_what_a_file_holds_must_be_what_its_name_says(client, task, leader, disguised):
    client.force_login(leader)

    response = add(client, task, *DISGUISED[disguised])

    assert response.status_code == 422
    assert TaskFile.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\system.pdf", "system.pdf"),
        ("C:\\Users\\anna\\plan.pdf", "plan.pdf"),
        ("gnp\u202efdp.pdf", "gnpfdp.pdf"),
        ("to\r\nSet-Cookie: a=b.pdf", "toSet-Cookie: a=b.pdf"),
        (f"{'x' * 5000}.pdf", f"{'x' * 146}.pdf"),
    ],
)
def test_a_name_is_only_a_name(client, task, leader, sent, kept):
    client.force_login(leader)
    upload = SimpleUploadedFile("plan.pdf", PDF)
    upload._name = sent

    add(client, task, sent, PDF)

    names = list(TaskFile.objects.values_list("name", flat=True))
    assert names in ([kept], [])


def test_a_file_lies_where_the_web_does_not_reach_under_a_name_that_says_nothing(
    file, folder, client
):
    (stored,) = folder.iterdir()

    assert re.fullmatch(r"[0-9a-f]{32}", stored.name)
    assert stored.name == file.stored
    assert stored.stat().st_mode & 0o111 == 0
    for prefix in (portal.STATIC_URL, "/media/", "/filer/", "/"):
        assert client.get(f"{prefix}{stored.name}").status_code in {404, 302}


def test_a_file_is_served_as_what_it_was_taken_for_not_as_it_was_sent(client, task, leader):
    client.force_login(leader)
    add(client, task, "plan.pdf", PDF, kind="text/html")
    file = TaskFile.objects.get()

    response = client.get(file.get_absolute_url())
    b"".join(response.streaming_content)

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


# --- before any page has looked ----------------------------------------------------------------


class Endless(io.RawIOBase):
    """A body that notes how much of it was read."""

    def __init__(self):
        self.was_read = 0

    def read(self, size=-1):
        self.was_read += size
        return b"x" * size


@pytest.mark.parametrize("who", ["nobody", "leader"])
@pytest.mark.parametrize("megabytes", [3, 100, 100_000])
def test_more_than_anybody_may_send_is_not_even_read(client, task, leader, who, megabytes):
    if who == "leader":
        client.force_login(leader)
    body = Endless()
    response = client.generic(
        "POST",
        reverse("tasks:files", args=[task.pk]) if who == "leader" else "/konto/log-ind/",
        **{
            "wsgi.input": body,
            "CONTENT_LENGTH": str(megabytes * 1024 * 1024),
            "CONTENT_TYPE": "multipart/form-data; boundary=g",
        },
    )

    assert response.status_code in ({400, 422} if (who, megabytes) == ("leader", 3) else {413})
    if (who, megabytes) != ("leader", 3):
        assert body.was_read == 0


def test_a_file_somewhat_too_large_is_told_so_beside_its_field(client, task, leader, monkeypatch):
    monkeypatch.setattr("tasks.files.MAX_BYTES", 4 * 1024 * 1024)
    client.force_login(leader)

    response = add(client, task, "plan.pdf", PDF + b"x" * (5 * 1024 * 1024))

    (error,) = response.context["file_form"].errors["file"]
    assert error.startswith("»plan.pdf«: Filen fylder mere end")


def test_a_form_is_read_for_its_token_only_as_far_as_a_form_may_be(task):
    """Anybody has a cookie to send with it."""
    client = Client(enforce_csrf_checks=True)
    client.get("/konto/log-ind/")
    file = SimpleUploadedFile("stor.pdf", PDF + b"x" * (3 * 1024 * 1024))

    response = client.post(reverse("tasks:files", args=[task.pk]), {"file": file})

    assert response.status_code == 413
