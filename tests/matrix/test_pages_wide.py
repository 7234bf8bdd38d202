"""Every page in a real browser, with its scripts, as a desktop shows it.

The matrix.py of each app says which there are and who may read them: a new route is looked at from
its first day. So is the same page when a form comes back with errors.
"""

from fnmatch import fnmatch

import pytest

from tests.browser import violations
from tests.matrix.readings import NAMES, readings
from tests.matrix.routes import route_of
from tests.matrix.window import WIDE, Window
from tests.reach import focus_faults

# What answers with a file, or with nothing but a place to go to.
NO_PAGES = (
    *("health", "*xlsx", "*csv", "*pdf", "*xml", "*calendar", "tasks:file"),
    "authoring:plan_shared_task",
    # Names to choose from, asked for while somebody writes.
    "tasks:people_to_mention",
)


@pytest.fixture(scope="module")
def window(chromium):
    return Window(chromium, viewport=WIDE, scripts=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_breaks_no_rule_and_asks_nothing_elsewhere(name, world, window):
    faults, read = [], 0
    for reading in readings(name, world):
        window.show(reading)
        headings = window.page.locator("h1").count()
        found = [*violations(window.page), *focus_faults(window.page), *window.complaints]
        found += [f"{headings} headings of the first level"] * (headings != 1)
        faults += [f"{reading.words}: {fault}" for fault in found]
        read += 1

    assert "\n".join(faults) == ""
    assert read or not is_page(name)


def is_page(name):
    """Whether there is something to read for those who go there, and not only what they send."""
    route = route_of(name)
    is_file = any(fnmatch(name, pattern) for pattern in NO_PAGES)
    return route.answers.get("GET") == 200 and not (route.is_library or is_file)
