"""The beginning of what somebody has written, for a line of its own."""

from django.utils.text import Truncator
from markdown_it.token import Token

from shared_tasks.briefs import parts_of

LONGEST = 160
BREAKS = {"softbreak", "hardbreak"}


def quote(text: str) -> str:
    """Return the first words of the Markdown, as it reads and without its signs."""
    lines = (token.children for token in parts_of(text) if token.children)
    words = " ".join("".join(_said(part) for part in line) for line in lines)
    return Truncator(" ".join(words.split())).chars(LONGEST)


def _said(part: Token) -> str:
    return " " if part.type in BREAKS else part.content
