"""The world's pages in a real browser, without a server.

The world is never committed, so nobody else can see it: what the browser asks for is answered
here, in this process, by the portal, and taken back again. The browser is told nothing of it. It
keeps the Content-Security-Policy, and whatever it asks elsewhere gets no answer, and is noted.
"""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.http import HttpResponseBase
from playwright.sync_api import Browser
from playwright.sync_api import Route as Asked

from tests.matrix.walk import Visitor

# As over https, a browser lets its pages do everything there.
ORIGIN = "http://localhost"
WIDE = {"width": 1280, "height": 900}
# 1280 pixels at 400 %, which is the least that WCAG 1.4.10 asks for.
NARROW = {"width": 320, "height": 640}


@dataclass(frozen=True)
class Reading:
    """A page as somebody was answered it."""

    words: str
    visitor: Visitor
    path: str
    response: HttpResponseBase


class Window:
    """One tab of the browser. ``complaints`` are what it asked elsewhere, refused or logged."""

    def __init__(self, browser: Browser, *, viewport: dict[str, int], scripts: bool) -> None:
        context = browser.new_context(
            base_url=ORIGIN, viewport=viewport, locale="da-DK", reduced_motion="reduce"
        )
        self.page = context.new_page()
        self.scripts = scripts
        self.complaints: list[str] = []
        self.visitor: Visitor | None = None
        self.shown: dict[str, HttpResponseBase] = {}
        self.page.on("console", lambda said: self.note(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        context.route("**/*", self.answer)

    def note(self, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of" not in text:
            self.complaints.append(text)

    def answer(self, asked: Asked) -> None:
        url = asked.request.url
        address = urlsplit(url)
        if not url.startswith(f"{ORIGIN}/"):
            self.complaints.append(f"asked elsewhere: {url}")
            asked.abort()
        elif address.path.startswith(settings.STATIC_URL):
            self.give_file(asked, address.path.removeprefix(settings.STATIC_URL))
        else:
            self.give_page(asked, url.removeprefix(ORIGIN))

    def give_file(self, asked: Asked, name: str) -> None:
        found = finders.find(name)
        if found is None:
            self.complaints.append(f"no such file: {name}")
            asked.fulfill(status=404)
        elif name.endswith(".js") and not self.scripts:
            # Turned off altogether, axe-core could not run either. No page has inline scripts.
            asked.fulfill(body="", content_type="text/javascript")
        else:
            kind = mimetypes.guess_type(name)[0]
            asked.fulfill(body=Path(found).read_bytes(), content_type=kind)

    def give_page(self, asked: Asked, path: str) -> None:
        assert self.visitor is not None
        response = self.shown.pop(path, None) or fetch(
            self.visitor, asked.request.method, path, asked.request.post_data_buffer
        )
        asked.fulfill(
            status=response.status_code,
            headers=dict(response.items()),
            body=body_of(response),
        )

    def show(self, reading: Reading) -> None:
        """Show what somebody was answered, as if it had been asked for here."""
        self.visitor = reading.visitor
        self.complaints.clear()
        self.shown = {reading.path: reading.response}
        self.page.goto(reading.path)


def fetch(
    visitor: Visitor, method: str, path: str, data: Any = None, **headers: str
) -> HttpResponseBase:
    """Ask the portal, and take back whatever the answer changed."""
    with transaction.atomic():
        more = {"data": data} if data else {}
        response = getattr(visitor, method.lower())(path, headers=headers, **more)
        body_of(response)
        transaction.set_rollback(True)
    return response


def body_of(response: HttpResponseBase) -> bytes:
    if response.streaming:
        response.streaming_content = [b"".join(response.streaming_content)]
        return next(iter(response.streaming_content))
    return response.content
