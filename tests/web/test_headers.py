"""What browsers and caches are told, on one answer of each kind."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import ConsultantFactory
from tests.web.conftest import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.broken_urls")]

INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE
)
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def policy_of(response):
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.partition(" ")[::2] for part in parts)


def public(client, leader, task, file):
    return client.get("/konto/log-ind/"), 200


def redirect(client, leader, task, file):
    return client.get("/"), 302


def not_found(client, leader, task, file):
    return client.get("/findes-ikke/"), 404


def unknown_host(client, leader, task, file):
    return client.get("/", headers={"host": "ond_.example"}), 400


def health(client, leader, task, file):
    return client.get("/sundhed/"), 200


def mailbox(client, leader, task, file):
    return client.get("/demo/postkasse/"), 200


def signed_in(client, leader, task, file):
    client.force_login(leader)
    return client.get(task.get_absolute_url()), 200


def partial(client, leader, task, file):
    client.force_login(leader)
    headers = {"HX-Request": "true", "HX-Target": "opgaver"}
    return client.get(task.project.get_absolute_url(), headers=headers), 200


def pdf(client, leader, task, file):
    client.force_login(leader)
    return client.get(reverse("tasks:pdf", args=[task.pk])), 200


def refused(client, leader, task, file):
    client.force_login(ConsultantFactory(partner=task.programme.system.supplier))
    return client.post(reverse("tasks:notes", args=[task.pk])), 403


def without_token(client, leader, task, file):
    return Client(enforce_csrf_checks=True).post("/konto/log-ind/"), 403


def wrong_method(client, leader, task, file):
    client.force_login(leader)
    return client.post(task.get_absolute_url()), 405


def too_large(client, leader, task, file):
    client.force_login(leader)
    return client.post(reverse("tasks:notes", args=[task.pk]), {"x": "x" * 3_000_000}), 400


def broken(client, leader, task, file):
    client.raise_request_exception = False
    client.force_login(leader)
    return client.get("/gaar-galt/"), 500


KINDS = [
    *(public, redirect, not_found, unknown_host, health, mailbox, signed_in, partial, pdf),
    *(refused, without_token, wrong_method, too_large, broken),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_has_every_header(client, leader, task, file, settings, kind):
    settings.ALLOWED_HOSTS = ["testserver"]

    response, status = kind(client, leader, task, file)

    assert response.status_code == status
    assert policy_of(response) == POLICY
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "no-store" in response.headers["Cache-Control"]
    assert "camera=()" in response.headers["Permissions-Policy"].split(", ")


def test_a_file_can_do_nothing_and_is_kept_nowhere(client, leader, file):
    client.force_login(leader)

    response = client.get(file.get_absolute_url())
    b"".join(response.streaming_content)

    assert policy_of(response) == {"default-src": "'none'", "sandbox": ""}
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Length"] == str(file.size)


def test_a_style_sheet_may_be_kept_and_is_read_by_nobody_else(client):
    response = client.get("/static/css/fremdrift.css")
    response.getvalue()

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "max-age=60, public"
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_file_is_not_compressed_and_a_page_is(client, leader, file):
    client.force_login(leader)
    asking = {"Accept-Encoding": "gzip"}

    page = client.get("/", headers=asking)
    sent = client.get(file.get_absolute_url(), headers=asking)

    assert page.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in sent.headers
    assert b"".join(sent.streaming_content) == PDF


@pytest.mark.parametrize("address", ["/", "/konto/log-ind/", "/demo/postkasse/", "/findes-ikke/"])
def test_no_page_holds_a_script_or_style_that_the_policy_would_drop(client, leader, address):
    client.force_login(leader)

    page = client.get(address, follow=True).content.decode()

    assert INLINE.findall(page) == []
