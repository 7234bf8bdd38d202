"""Markdown as HTML that can do no harm."""

import re
from html.parser import HTMLParser

import pytest

from shared_tasks.briefs import render_brief


class Elements(HTMLParser):
    """What a browser would make of it."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name in {"href", "src"}]


def test_a_brief_becomes_html():
    assert render_brief("Tal med **ledelsen**.\n\n1. Spørg\n2. Svar\n") == (
        "<p>Tal med <strong>ledelsen</strong>.</p>\n<ol>\n<li>Spørg</li>\n<li>Svar</li>\n</ol>\n"
    )


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("# A", [3]),
        ("## A", [3]),
        ("###### A", [3]),
        ("## A\n\n### B\n\n## C", [3, 4, 3]),
        ("# A\n\n#### B", [3, 4]),
        ("### A\n\n## B", [3, 3]),
    ],
)
def test_headings_stand_under_the_field_they_are_in_and_skip_no_level(written, levels):
    assert [int(level) for level in re.findall(r"<h(\d)>", render_brief(written))] == levels


def test_a_link_leads_to_the_web_and_tells_nothing_of_where_from():
    assert render_brief("[KOMBIT](https://kombit.example/a?b=1&c=2)") == (
        '<p><a href="https://kombit.example/a?b=1&amp;c=2" rel="noopener noreferrer">'
        "KOMBIT</a></p>\n"
    )
    assert 'href="mailto:a@b.example"' in render_brief("[mail](mailto:a@b.example)")


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![spor](https://andre.example/spor.png)",
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt:alert(1))",
        "[klik](data:text/html;base64,PHNjcmlwdD4=)",
        "[klik](vbscript:x)",
        '<a href="https://x.example" onclick="x()">klik</a>',
        '[klik](//andre.example "onmouseover=x")',
        "<style>body{display:none}</style>",
        "<iframe src=https://andre.example></iframe>",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(attack):
    found = Elements()
    found.feed(render_brief(attack))

    assert found.tags <= {"p", "a"}
    assert found.attributes <= {"href", "rel", "title"}
    assert [link for link in found.links if not link.startswith("https://")] == []


def test_raw_html_is_read_as_text_and_a_picture_as_a_link():
    assert render_brief("<b>Vigtigt</b>") == "<p>&lt;b&gt;Vigtigt&lt;/b&gt;</p>\n"
    assert render_brief("![spor](https://a.example/)") == (
        '<p>!<a href="https://a.example/" rel="noopener noreferrer">spor</a></p>\n'
    )


def test_an_empty_brief_is_empty():
    assert render_brief("") == ""
