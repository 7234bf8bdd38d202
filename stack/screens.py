"""`make screens`: pictures of the main pages, desktop and phone, of the demo, in docs/screens/.

The demo runs in a database that is thrown away. `ARGS="--site http://localhost:8000"` takes them
of a `make run` that is there already, as its people left it; `--only task` takes a few again.
"""

import argparse
import asyncio
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from stack import ports, run, services
from stack.install import CHECKOUT
from stack.place import main, place
from stack.say import Failure, say
from stack.test import install_programs

FOLDER = CHECKOUT / "docs" / "screens"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--lang=da"]  # fmt: skip
WINDOWS = {"": {"width": 1280, "height": 860}, "-phone": {"width": 390, "height": 844}}
TALLEST = 2.2  # windows; what is further down is not in the picture
COLOURS = 256  # a page has few, and a picture of them weighs a third
LEADER, EXECUTOR = "projektleder@korsbaek.example", "udfoerer@korsbaek.example"
KLIK, EDITOR = "klik@korsbaek.example", "redaktoer@kombit.example"
CONSULTANT = "konsulent@kombit.example"
PROJECT = "main a[href^='/projekter/']"
TASK = "main a[href^='/opgaver/']:not([href*='?']):not([href$='/opgaver/'])"


@dataclass(frozen=True)
class Shot:
    """``path`` is where to begin; from there each of ``links`` is followed, by selector."""

    name: str
    email: str
    path: str
    links: tuple[str, ...] = ()


SHOTS = (
    Shot("sign-in", "", "/konto/log-ind/"),
    Shot("my-page", LEADER, "/"),
    Shot("my-page-executor", EXECUTOR, "/"),
    Shot("project", LEADER, "/", (PROJECT,)),
    Shot("task-list", LEADER, "/opgaver/"),
    Shot("task", LEADER, "/", (TASK,)),
    Shot("timeline", LEADER, "/", (PROJECT, "main a[href$='/tidslinje/']")),
    Shot("members", LEADER, "/", (PROJECT, "main a[href$='/medlemmer/']")),
    Shot("role-gallery", LEADER, "/roller/"),
    Shot("people", KLIK, "/administration/personer/"),
    Shot("history", KLIK, "/administration/historik/"),
    Shot("account", LEADER, "/konto/"),
    Shot("overview", CONSULTANT, "/overblik/"),
    Shot("programme", CONSULTANT, "/overblik/dubu-3-0/"),
    Shot("plan", EDITOR, "/programmer/dubu-3-0/"),
    Shot("publish", EDITOR, "/programmer/dubu-3-0/udgiv/"),
    Shot("waves", EDITOR, "/programmer/dubu-3-0/boelger/"),
)


async def screens(site: str, only: str) -> int:
    install_programs()
    wanted = [shot for shot in SHOTS if only in shot.name]
    if site:
        await asyncio.to_thread(take_all, site, wanted)
        return 0
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "CACHE_URL"):
        os.environ.pop(name, None)
    port = ports.free()
    site = f"http://localhost:{port}"
    async with place("screens", command="make screens", site=site, throw_away=True) as supervisor:
        supervisor.environment["WEB_BIND"] = f"{ports.HOST}:{port}"
        await run.prepare(supervisor)
        await supervisor.start(services.web(port))
        await asyncio.to_thread(take_all, site, wanted)
    return 0


def take_all(site: str, shots: list[Shot]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for suffix, window in WINDOWS.items():
            for email in dict.fromkeys(shot.email for shot in shots):
                mine = [shot for shot in shots if shot.email == email]
                take_as(browser, site, email, mine, suffix, window)
        browser.close()
    pictures = list(FOLDER.glob("*.png"))
    weight = sum(picture.stat().st_size for picture in pictures) / 1_000_000
    say(f"{len(pictures)} pictures in {FOLDER.relative_to(CHECKOUT)}, {weight:.1f} MB")


def take_as(
    browser: Browser, site: str, email: str, shots: list[Shot], suffix: str, window: dict[str, int]
) -> None:
    context = browser.new_context(base_url=site, viewport=window, locale="da-DK")  # type: ignore[arg-type]  # the two it wants
    page = context.new_page()
    if email:
        page.goto("/konto/log-ind/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", run.PASSWORD)
        page.click("main form:first-of-type button[type=submit]")
        page.locator("header form[action$='log-ud/']").wait_for()
    for shot in shots:
        go_to(page, shot)
        save(page, FOLDER / f"{shot.name}{suffix}.png", window)
    context.close()


def go_to(page: Page, shot: Shot) -> None:
    page.goto(shot.path)
    for link in shot.links:
        found = page.locator(link).first
        if not found.count():
            raise Failure(f"{shot.name}: nothing on {page.url} leads on ({link})")
        page.goto(found.get_attribute("href") or "/")


def save(page: Page, file: Path, window: dict[str, int]) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    tall = min(height, int(window["height"] * TALLEST))
    part = {"x": 0, "y": 0, "width": window["width"], "height": tall}
    seen = page.screenshot(full_page=True, clip=part)  # type: ignore[arg-type]  # as it wants it
    picture = Image.open(io.BytesIO(seen)).convert("RGB")
    # The colours that are seldom are the lights': what is seldom counts as much here.
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make screens")
    parser.add_argument("--site", default="", help="a portal with the demo that runs already")
    parser.add_argument("--only", default="", help="part of the pictures' names")
    arguments = parser.parse_args(sys.argv[1:])
    main(lambda: screens(arguments.site.rstrip("/"), arguments.only))
