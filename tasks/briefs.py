"""The Markdown of a brief as HTML that can do no harm."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

# A brief stands under the heading of its field, which is the page's third level.
HEADING_BELOW = 3
TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}

_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_markdown.disable("image")


@lru_cache(maxsize=1024)
def render_brief(text: str) -> SafeString:
    """Return the Markdown as HTML: no raw HTML, no images, links to the web and mail only.

    Headings move down, so that a brief never breaks the outline of the page it stands on.
    """
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + HEADING_BELOW)}"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return SafeString(
        nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            url_relative="deny",
            link_rel="noopener noreferrer",
        )
    )
