"""The tabs of a programme's pages for those who write it."""

from collections.abc import Iterator
from typing import NamedTuple

from django import template
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse

register = template.Library()

# Each tab's page, and the names of the routes that belong to it.
TABS = {
    "plan": ("Plan", {"plan", "shared_task", "new_shared_task", "publish"}),
    "structure": (
        "Faser og temaer",
        {"new_phase", "phase", "delete_phase", "new_theme", "theme", "delete_theme"},
    ),
    "waves": (
        "Bølger",
        {
            *("new_wave", "wave", "name_wave", "wave_dates", "add_municipalities"),
            *("remove_wave", "other_wave", "own_date"),
        },
    ),
    "publications": ("Udgivelser", {"publications", "publication"}),
    "files": ("Import og eksport", {"files", "plan_import"}),
    "settings": ("Indstillinger", {"policy", "new_blackout", "blackout", "copy"}),
}


class Tab(NamedTuple):
    """``current`` is the value of its aria-current, or ""."""

    label: str
    url: str
    current: str


@register.simple_tag(takes_context=True)
def programme_tabs(context: RequestContext) -> list[Tab]:
    """The tabs of the ``programme`` on the page; one whose page is not there is left out."""
    match = context.request.resolver_match
    return list(_tabs(context["programme"].slug, match.url_name if match else None))


def _tabs(slug: str, shown: str | None) -> Iterator[Tab]:
    for name, (label, inside) in TABS.items():
        try:
            url = reverse(f"authoring:{name}", args=[slug])
        except NoReverseMatch:
            continue
        yield Tab(label, url, "page" if name == shown else "true" if shown in inside else "")
