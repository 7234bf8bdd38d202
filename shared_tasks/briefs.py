"""The Markdown of a brief as HTML that can do no harm."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

# A brief stands under the heading of its field, which is the page's second level.
HEADING_ABOVE = 2
TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}

_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_markdown.disable("image")


@lru_cache(maxsize=1024)
def render_brief(text: str) -> SafeString:
    """Return the Markdown as HTML: no raw HTML, no images, links to the web and mail only."""
    return in_html(parts_of(text))


def parts_of(text: str) -> list[Token]:
    """Return the Markdown in its parts.

    Headings move below that of the field and skip no level, whatever the author chose.
    """
    tokens = _markdown.parse(text)
    _nest_headings(tokens)
    return tokens


def in_html(tokens: list[Token], *, more_tags: frozenset[str] = frozenset()) -> SafeString:
    """Return the parts as HTML that can do no harm."""
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return SafeString(
        nh3.clean(
            html,
            tags=TAGS | more_tags,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            url_relative="deny",
            link_rel="noopener noreferrer",
        )
    )


def _nest_headings(tokens: list[Token]) -> None:
    """Give the headings levels that follow each other."""
    written = sorted({token.tag for token in tokens if token.type == "heading_open"})
    level = HEADING_ABOVE
    for token in tokens:
        if token.type == "heading_open":
            level = min(HEADING_ABOVE + 1 + written.index(token.tag), level + 1, 6)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
