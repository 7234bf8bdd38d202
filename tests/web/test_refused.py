"""Requests that are no requests: refused in Danish, noted quietly, and nothing told."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import ProjectMember
from tests.factories import TaskFactory, UserFactory
from tests.tasks.people import consultant, member
from tests.web.running import running_portal

pytestmark = pytest.mark.django_db

REFUSAL = "Vi kunne ikke forstå det, din browser sendte – Fremdrift"
FORM = "application/x-www-form-urlencoded"
SIGN_IN = "/konto/log-ind/"


def title(response):
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return " ".join(found[1].split())


def multipart(boundary, *parts):
    lines = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f"{lines}--{boundary}--\r\n".encode()


def field(name, value):
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'


TOO_MUCH = "Det fylder for meget på én gang – Fremdrift"
REFUSED = {
    "10 MB of one field": (f"x={'x' * 10_000_000}".encode(), FORM),
    "5,000 fields": ("&".join(f"f{n}=1" for n in range(5000)).encode(), FORM),
    "10 MB in parts": (
        multipart("g", field("x", "x" * 10_000_000)),
        "multipart/form-data; boundary=g",
    ),
    "5,000 parts": (
        multipart("g", *(field(f"f{n}", "1") for n in range(5000))),
        "multipart/form-data; boundary=g",
    ),
    "200 files": (
        multipart(
            "g",
            *(
                f'Content-Disposition: form-data; name="file"; filename="{n}.txt"\r\n\r\nx'
                for n in range(200)
            ),
        ),
        "multipart/form-data; boundary=g",
    ),
    "parts without a boundary": (b"x", "multipart/form-data"),
    "a huge boundary": (b"x", f"multipart/form-data; boundary={'g' * 100_000}"),
    "another alphabet": (b"x=1", f"{FORM}; charset=utf-16"),
}


@pytest.mark.parametrize("sent", REFUSED)
@pytest.mark.parametrize("who", ["nobody", "leader"])
def test_what_is_too_much_or_no_form_is_refused_in_danish(client, task, leader, sent, who, caplog):
    address = SIGN_IN
    if who == "leader":
        client.force_login(leader)
        address = reverse("tasks:notes", args=[task.pk])
    body, kind = REFUSED[sent]

    response = client.generic("POST", address, body, content_type=kind)

    said = (413, TOO_MUCH) if sent.startswith("10 MB") else (400, REFUSAL)
    assert (response.status_code, title(response)) == said
    assert {record.levelname for record in caplog.records} <= {"WARNING"}


TAKEN = {
    "deep JSON": (b"[" * 100_000, "application/json"),
    "half a letter": (b"login=%ff%fe&password=\xc3\x28&internal_notes=%ff", FORM),
    "half a letter's escape": (b"login=%c3&password=%&internal_notes=%e2%82", FORM),
    "an empty kind": (b"x=1", ""),
    "a kind that is none": (b"x=1", "//;;;=\0"),
    "parts that end too soon": (
        b'--g\r\nContent-Disposition: form-data; name="file"; filename="a',
        "multipart/form-data; boundary=g",
    ),
}


@pytest.mark.parametrize("sent", TAKEN)
@pytest.mark.parametrize("who", ["nobody", "leader"])
def test_what_is_odd_is_answered_as_a_form_that_is_not_filled_in(client, task, leader, sent, who):
    address = SIGN_IN
    if who == "leader":
        client.force_login(leader)
        address = reverse("tasks:notes", args=[task.pk])
    body, kind = TAKEN[sent]

    response = client.generic("POST", address, body, content_type=kind)

    assert response.status_code in {200, 400, 422}


@pytest.mark.parametrize(
    "path", ["/%ff", "/opgaver/%c0%af/", "/" + "x" * 50_000 + "/", "//ond.example/"]
)
def test_a_path_that_is_no_text_is_not_found(client, path):
    response = client.get("/", PATH_INFO=path)

    assert response.status_code in {302, 404}
    assert "ond.example" not in response.headers.get("Location", "").partition("?")[0]


@pytest.mark.parametrize("query", ["lys=%ff", "%00=%00", "=", "&" * 900, "side=%e2%82", "lys=[]"])
def test_a_query_that_is_no_text_shows_the_page(client, leader, query):
    client.force_login(leader)

    assert client.get("/", QUERY_STRING=query).status_code == 200


def test_more_parameters_than_any_page_has_are_refused(client, leader):
    client.force_login(leader)

    response = client.get("/", QUERY_STRING="&".join(f"p{n}=1" for n in range(5000)))

    assert (response.status_code, title(response)) == (400, REFUSAL)


# --- other people's -----------------------------------------------------------------------


def places(task, member_pk):
    """Addresses of a task and its project, each with a number in it."""
    return [
        task.get_absolute_url(),
        reverse("tasks:pdf", args=[task.pk]),
        reverse("tasks:file", args=[task.pk, 1]),
        task.project.get_absolute_url(),
        reverse("projects:members", args=[task.project_id]),
        reverse("projects:change_member", args=[task.project_id, member_pk]),
    ]


def asked(client, address):
    """What came back, less what differs between any two answers, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    shown = re.sub(r"[\w-]{64}", "", response.content.decode())
    return response.status_code, shown, len(queries)


def test_someone_elses_number_is_answered_as_a_number_that_nothing_has(client, task, leader):
    elsewhere = TaskFactory()
    foreign = member(elsewhere)
    pk = ProjectMember.objects.get(user=foreign).pk
    client.force_login(leader)
    client.get("/")
    theirs = places(elsewhere, pk)
    nobodys = [re.sub(r"/\d+/", f"/{10**9}/", address) for address in theirs]

    answers = [asked(client, address) for address in theirs]

    assert answers == [asked(client, address) for address in nobodys]
    assert {status for status, _, _ in answers} == {404}


def test_a_form_of_another_municipality_changes_nothing(task, leader):
    """Sent whole, with its revision and its token, by someone signed in elsewhere."""
    stranger = UserFactory(is_klik_administrator=True, reads_all_projects=True)
    own, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    own.force_login(leader)
    other.force_login(stranger)
    page = own.get(task.get_absolute_url()).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "revision": task.revision, "status": "in_progress"}
    address = reverse("tasks:status", args=[task.pk])

    with_its_token = other.post(address, form)
    other.cookies["csrf"] = own.cookies["csrf"].value
    with_its_cookie = other.post(address, form)
    task.refresh_from_db()

    assert (with_its_token.status_code, with_its_cookie.status_code) == (403, 404)
    assert task.status == "not_started"
    assert own.post(address, form).status_code == 302


def test_a_supplier_elsewhere_learns_as_little(client, task, leader, file):
    client.force_login(consultant(TaskFactory()))
    client.get("/")
    theirs = file.get_absolute_url()

    answers = [
        asked(client, address) for address in (theirs, re.sub(r"/\d+/", "/999999999/", theirs))
    ]

    assert answers[0] == answers[1]
    assert answers[0][0] == 404


# --- what the server itself refuses -----------------------------------------------------------

LINES = b"Host: fremdrift.example\r\nConnection: close\r\n"
RAW = {
    "an overlong address": (
        b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\n" + LINES + b"\r\n",
        {400, 414},
    ),
    "an overlong header": (
        b"GET / HTTP/1.1\r\n" + LINES + b"X: " + b"x" * 9000 + b"\r\n\r\n",
        {400, 431},
    ),
    "too many headers": (
        b"GET / HTTP/1.1\r\n" + LINES + b"".join(b"X%d: 1\r\n" % n for n in range(200)) + b"\r\n",
        {400, 431},
    ),
    "a NUL in a header": (b"GET / HTTP/1.1\r\n" + LINES + b"X: a\0b\r\n\r\n", {400}),
    "a folded header": (b"GET / HTTP/1.1\r\n" + LINES + b"X: a\r\n b\r\n\r\n", {400}),
    "two lengths": (
        b"POST / HTTP/1.1\r\n" + LINES + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        {400},
    ),
    "a length and chunks": (
        b"POST / HTTP/1.1\r\n"
        + LINES
        + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        {400},
    ),
    "a length that is none": (
        b"POST / HTTP/1.1\r\n" + LINES + b"Content-Length: 1e3\r\n\r\nx",
        {400},
    ),
    "no version we know": (b"GET / HTTP/9.9\r\n" + LINES + b"\r\n", {400, 505}),
    "no host": (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", {400}),
    "two hosts": (b"GET / HTTP/1.1\r\n" + LINES + b"Host: ond.example\r\n\r\n", {400}),
    "another's address": (
        b"GET http://ond.example/ HTTP/1.1\r\n" + LINES + b"\r\n",
        {302, 400, 404},
    ),
    "a method that is none": (b"FOO / HTTP/1.1\r\n" + LINES + b"\r\n", {302, 400, 403, 405, 501}),
    "an echo": (b"TRACE / HTTP/1.1\r\n" + LINES + b"Cookie: session=hemmelig\r\n\r\n", {302, 405}),
    "bytes in the path": (b"GET /\xff\xfe HTTP/1.1\r\n" + LINES + b"\r\n", {302, 400, 404}),
}


@pytest.mark.django_db(transaction=True)
def test_the_server_refuses_what_is_no_request_and_repeats_no_secret(tmp_path):
    with running_portal(tmp_path) as portal:
        answers = {}
        for name, (sent, expected) in RAW.items():
            answer = portal.send(sent)
            body = answer.read()
            answers[name] = answer.status if b"hemmelig" not in body else "told"
            if answer.status in expected:
                answers[name] = "as expected"
        head = portal.open("/konto/log-ind/", method="HEAD")

        assert answers == dict.fromkeys(RAW, "as expected")
        assert (head.status, head.read(), int(head.headers["Content-Length"]) > 1000) == (
            200,
            b"",
            True,
        )
    assert portal.warnings() != []
    assert [line for line in portal.warnings() if not line.startswith("WARNING")] == []
