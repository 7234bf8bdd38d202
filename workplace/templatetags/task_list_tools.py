"""Above a list of tasks: filters with counts, grouping, files, and the result of a bulk change."""

from typing import TYPE_CHECKING, cast

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from design.templatetags.portal import icon, light
from workplace.bulk.reading import BulkResult, just_made
from workplace.lists import TaskList
from workplace.lists.facets import Facet, Option
from workplace.lists.filters import PAGING

if TYPE_CHECKING:
    from accounts.http import PortalRequest

register = template.Library()


@register.simple_tag
def facet_options(facet: Facet) -> SafeString:
    """The filter's choices as list items; a chosen one links to the list without it."""
    return format_html_join("", "<li>{}</li>", ((_option(option),) for option in facet.options))


@register.simple_tag
def grouping_options(listing: TaskList) -> SafeString:
    """The ways to group the rows, and no grouping."""
    now = listing.grouping.name if listing.grouping else None
    ways = [(None, "Ingen"), *((way.name, way.label) for way in listing.groupings)]
    return format_html_join(
        "",
        '<li><a class="fd-pick" id="gruppe-{}" href="{}"{}>{}</a></li>',
        (
            (
                name or "ingen",
                listing.filters.with_(gruppe=name),
                SafeString(' aria-current="true"') if name == now else "",
                label,
            )
            for name, label in ways
        ),
    )


def _option(option: Option) -> SafeString:
    label = light(int(option.value)) if option.name == "lys" else option.label
    words = format_html(
        '{} <span class="fd-pick__count">{}<span class="sr-only"> {}</span></span>',
        label,
        option.count,
        "opgave" if option.count == 1 else "opgaver",
    )
    if not option.count and not option.is_chosen:
        return format_html('<span class="fd-pick fd-pick--none">{}</span>', words)
    return format_html(
        '<a class="fd-pick" id="valg-{}-{}" href="{}"{}>{}{}</a>',
        option.name,
        option.value,
        option.url,
        SafeString(' aria-current="true"') if option.is_chosen else "",
        words,
        icon("close") if option.is_chosen else "",
    )


@register.simple_tag(takes_context=True)
def just_changed(context: RequestContext) -> BulkResult | None:
    """The result of the bulk change that led the reader here; shown once."""
    request = cast("PortalRequest", context.request)
    pk = request.session.pop("bulk_change", None)
    return just_made(request.user, pk) if pk else None


@register.simple_tag
def list_files(listing: TaskList) -> dict[str, str]:
    """The list's addresses as a file, by ending: all pages, as filtered and sorted."""
    query = listing.filters.shortest(without=PAGING)
    if listing.project is None:
        names = {"xlsx": "tasks:xlsx", "csv": "tasks:csv", "pdf": "tasks:list_pdf"}
        return {ending: reverse(name) + query for ending, name in names.items()}
    return {
        ending: reverse(f"projects:tasks_{ending}", args=[listing.project.pk]) + query
        for ending in ("xlsx", "csv", "pdf")
    }
