"""What a first and a second view of each page weigh in a browser, and how soon it can be used.

A first view is with an empty cache; the second is the same page again, a moment later. Files are
collected and compressed as a server has them.
"""

import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, CDPSession, sync_playwright
from playwright.sync_api import Page as Tab

from bench import servers
from bench.pages import Page, pages, signed_in
from bench.results import Results
from tenancy.scope import Scope, scoped

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
TURNS = 5
# Something is shown, the page's own scripts have run, and no later work of theirs keeps the
# reader waiting for more than 50 ms at a time. Milliseconds since the page was asked for.
INTERACTIVE = """() => new Promise((tell) => setTimeout(() => {
  const [page] = performance.getEntriesByType("navigation");
  const [shown] = performance.getEntriesByName("first-contentful-paint");
  const busy = (window.busy || []).map((task) => task.startTime + task.duration);
  tell(Math.max(page.domContentLoadedEventEnd, shown ? shown.startTime : 0, ...busy));
}, 1000))"""
WATCH = """window.busy = [];
new PerformanceObserver((list) => window.busy.push(...list.getEntries()))
  .observe({ type: "longtask", buffered: true });"""
BLOCKING = """() => document.querySelectorAll(
  "script[src]:not([defer]):not([async]):not([type=module])").length"""


@dataclass
class View:
    """What came over the network: bytes as they were sent, heads included."""

    sent: int = 0
    requests: int = 0
    interactive: float = 0.0  # milliseconds
    blocking: int = 0  # scripts that the page waits for
    cached: set[str] = field(default_factory=set)

    def listen(self, line: CDPSession) -> None:
        line.on("Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"]))
        line.on("Network.responseReceived", self.note_cached)
        line.on("Network.loadingFinished", self.count)

    def note_cached(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])

    def count(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.cached:
            self.sent += int(event["encodedDataLength"])
            self.requests += 1


def measure_views(results: Results, folder: Path, *, requests: int) -> None:
    """Open each page as a person's browser does, on files as a server has them.

    Where fewer ``requests`` than TURNS are asked for, two pages are opened, and once.
    """
    turns_each, opened = (TURNS, None) if requests >= TURNS else (1, 2)
    with scoped(Scope.job("bench")):
        # Signed in beforehand: beside Playwright's loop Django refuses the database.
        asked_for = [(page, signed_in(page.user)) for page in pages()[:opened]]
    with (
        collected_files(folder),
        servers.web_server(folder) as (port, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for page, session in asked_for:
            address = f"http://localhost:{port}"
            turns = [
                look(browser, page, address=address, session=session) for _ in range(turns_each)
            ]
            measure_page(results, page, turns)
        browser.close()


@contextmanager
def collected_files(folder: Path) -> Iterator[None]:
    """Collect, name and compress the static files, and let the servers that start now give them."""
    os.environ["STATIC_ROOT"] = str(folder / "static")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.collected_settings"
    storages = {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    with override_settings(STATIC_ROOT=folder / "static", STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    yield
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"


def measure_page(results: Results, page: Page, turns: list[tuple[View, View]]) -> None:
    for name, views in (
        ("first_view", [one for one, _ in turns]),
        ("second_view", [two for _, two in turns]),
    ):
        figures = {
            "sent": (statistics.median(view.sent for view in views), "bytes"),
            "requests": (max(view.requests for view in views), "requests"),
            "interactive": (statistics.median(view.interactive for view in views), "ms"),
        }
        for what, (value, unit) in figures.items():
            results.add(f"{name}.{page.name}.{what}", value, unit)
    blocking = max(first.blocking for first, _ in turns)
    results.add(f"first_view.{page.name}.blocking_scripts", blocking, "scripts")


def look(
    browser: Browser, page: Page, *, address: str, session: tuple[str, str]
) -> tuple[View, View]:
    """Return a first view and a second in a browser that has never been here."""
    context = browser.new_context(base_url=address, locale="da-DK")
    name, value = session
    context.add_cookies([{"name": name, "value": value, "url": address}])
    context.add_init_script(WATCH)
    tab = context.new_page()
    views = view(tab, page.path), view(tab, page.path)
    context.close()
    return views


def view(tab: Tab, path: str) -> View:
    seen = View()
    line = tab.context.new_cdp_session(tab)
    line.send("Network.enable")
    seen.listen(line)
    tab.goto(path, wait_until="load")
    seen.interactive = tab.evaluate(INTERACTIVE)
    seen.blocking = tab.evaluate(BLOCKING)
    line.detach()
    return seen
