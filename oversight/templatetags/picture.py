"""Cells of the national overview."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def number(count: int, url: str, query: str = "") -> SafeString:
    """A number linked to the list it counts; zero has no link."""
    if not count:
        return SafeString("0")
    return format_html('<a href="{}{}">{}</a>', url, query, f"{count:,}".replace(",", "."))
