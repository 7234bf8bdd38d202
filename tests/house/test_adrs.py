"""Decisions keep one form, stand in the index, and are there when code refers to them."""

import re
from collections import Counter

from tests.house.code import root

HEADINGS = [
    "Status",
    "Context",
    "Decision",
    "Measurements",
    "Alternatives",
    "Consequences",
    "When to revisit",
]
REQUIRED = {"Status", "Context", "Decision"}
INDEX_ROW = re.compile(r"^\| \[(\d{4})\]\((\S+)\) \| (.+) \| (.+) \|$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
REFERENCE = re.compile(r"docs/adr/(\d{4})")
TEXTS = {".py", ".toml", ".md", ".html", ".css", ".js", ".yml"}
INSTALLED = "node_modules"


def decisions():
    return sorted((root() / "docs/adr").glob("[0-9]*.md"))


def title_of(decision):
    return decision.read_text().split("\n", 1)[0].removeprefix("# ").partition(" ")[2]


def file_name_of(number, title):
    words = title.lower().replace("'", "")
    return f"{number}-{re.sub('[^a-z0-9]+', '-', words).strip('-')}.md"


def status_of(decision):
    """Return the first word: Accepted or Superseded."""
    return re.search(r"^## Status\n\n(\w+)", decision.read_text(), re.MULTILINE)[1]


def our_texts():
    """Every text file of the checkout that can name a decision."""
    folders = [
        path
        for path in root().iterdir()
        if path.is_dir() and not path.name.startswith(".") and path.name != INSTALLED
    ]
    inside = (path for folder in folders for path in folder.rglob("*"))
    return [path for path in [*root().iterdir(), *inside] if path.suffix in TEXTS]


def test_every_decision_has_its_number_and_title_in_heading_and_file_name():
    headings = {d.name: d.read_text().split("\n", 1)[0] for d in decisions()}

    assert headings == {d.name: f"# {d.name[:4]} {title_of(d)}" for d in decisions()}
    assert list(headings) == [file_name_of(d.name[:4], title_of(d)) for d in decisions()]


def test_no_two_decisions_have_one_number():
    assert [n for n, times in Counter(d.name[:4] for d in decisions()).items() if times > 1] == []


def test_every_decision_has_the_same_headings_in_the_same_order():
    used = {d.name: re.findall("^## (.+)$", d.read_text(), re.MULTILINE) for d in decisions()}

    assert used == {name: [h for h in HEADINGS if h in found] for name, found in used.items()}
    assert [name for name, found in used.items() if not set(found) >= REQUIRED] == []


def test_every_decision_is_in_the_index_once_with_its_title_and_status():
    rows = INDEX_ROW.findall((root() / "docs/adr/README.md").read_text())
    listed = [
        (number, name, title, status.split()[0].strip(",")) for number, name, title, status in rows
    ]

    assert sorted(listed) == [(d.name[:4], d.name, title_of(d), status_of(d)) for d in decisions()]


def test_links_between_the_documents_resolve():
    pages = [root() / "README.md", *(root() / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text())]
    broken = [
        f"{page.relative_to(root())}: {link}"
        for page, link in links
        if "://" not in link and not (page.parent / link).exists()
    ]

    assert broken == []


def test_every_decision_that_is_named_exists():
    numbers = {d.name[:4] for d in decisions()}
    missing = [
        f"{path.relative_to(root())}: {number}"
        for path in our_texts()
        for number in REFERENCE.findall(path.read_text())
        if number not in numbers
    ]

    assert missing == []
