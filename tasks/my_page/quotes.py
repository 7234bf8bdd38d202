"""The beginning of what somebody has written, for a line of its own."""

from django.utils.text import Truncator

from tasks.briefs import parts_of

LONGEST = 160


def quote(text: str) -> str:
    """Return the first words of the Markdown, as it reads and without its signs."""
    lines = (token.children for token in parts_of(text) if token.children)
    words = " ".join(_said(part.type, part.content) for line in lines for part in line)
    return Truncator(" ".join(words.split())).chars(LONGEST)


def _said(kind: str, content: str) -> str:
    return content if kind in {"text", "code_inline"} else ""
