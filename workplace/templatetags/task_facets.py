"""The filters above a list of tasks: each choice with how many tasks it leaves."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from design.templatetags.portal import icon, light
from workplace.lists import TaskList
from workplace.lists.facets import Facet, Option

register = template.Library()


@register.simple_tag
def facet_options(facet: Facet) -> SafeString:
    """The choices as items of a list; one that is chosen leads to the list without it."""
    return format_html_join("", "<li>{}</li>", ((_option(option),) for option in facet.options))


@register.simple_tag
def grouping_options(listing: TaskList) -> SafeString:
    """The ways to gather the rows, and not to."""
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
    said = format_html(
        '{} <span class="fd-pick__count">{}<span class="sr-only"> {}</span></span>',
        label,
        option.count,
        "opgave" if option.count == 1 else "opgaver",
    )
    if not option.count and not option.is_chosen:
        return format_html('<span class="fd-pick fd-pick--none">{}</span>', said)
    return format_html(
        '<a class="fd-pick" id="valg-{}-{}" href="{}"{}>{}{}</a>',
        option.name,
        option.value,
        option.url,
        SafeString(' aria-current="true"') if option.is_chosen else "",
        said,
        icon("close") if option.is_chosen else "",
    )
