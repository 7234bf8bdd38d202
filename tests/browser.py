"""A real Chromium for the tests, and axe-core to judge what it shows.

The fixtures are every test's, by tests/conftest.py.
"""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from accounts.models import User

# How long a busy machine may take for what a quiet one does at once, in milliseconds.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Only what is wrong is worked out and handed over: all that is right is a hundred times as much.
FIND = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: tags, resultTypes: ["violations"], preload: false,
    rules: {"target-size": {enabled: true}},
  });
  return found.violations.flatMap(
    ({id, nodes}) => nodes.map(({target}) => `${id}: ${target.flat().join(" ")}`)
  );
}"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and makes Django refuse the database here.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """open_page("/sti/", viewport=PHONE, scripts=False) gives a page of the running portal.

    Whatever the page asked others for, or complained of, fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(
        path: str, *, viewport: dict[str, int] = DESKTOP, scripts: bool = True, **options: Any
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=viewport,
            locale="da-DK",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if not scripts:
            # Turned off altogether, axe-core could not run either. No page has inline scripts.
            context.route("**/*.js", lambda route: route.fulfill(body=""))
        page = context.new_page()
        page.on("console", lambda said: complaints.extend(_complaint(said.type, said.text)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.extend(_foreign(request, live_server.url)))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == [], complaints


def _complaint(kind: str, text: str) -> list[str]:
    # That a page answers 404 or 403 is what such a test is about.
    return [text] if kind == "error" and "the server responded with a status of" not in text else []


def _foreign(request: Request, own: str) -> list[str]:
    return [] if request.url.startswith((own, "data:")) else [f"asked elsewhere: {request.url}"]


def wait_until_ready(page: Page) -> None:
    """Wait until the page has loaded with its scripts and htmx has put in what it asked for.

    A part of a page is seen before its scripts run: what is pressed or typed then is lost on
    them. No wait here may be a string of JavaScript: the pages' own policy forbids eval.
    """
    page.wait_for_load_state()
    expect(page.locator(".htmx-request")).to_have_count(0)


def follow(link: Locator) -> None:
    """Press what leads to another page, and wait until that page is ready."""
    with link.page.expect_navigation():
        link.click()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA: rule and element, one each."""
    wait_until_ready(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(FIND, WCAG)
    return found


@cache
def _axe() -> str:
    return (Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js").read_text()


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    wait_until_ready(page)
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


def enter(page: Page, user: User, path: str) -> None:
    """Sign in without the form, and go there."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    portal = urljoin(page.url, "/")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": portal}])
    page.goto(path)
