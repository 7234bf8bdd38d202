"""Components of pages. Their parameters and looks: docs/components.md.

Components that are used once a page are templates in templates/components/; those on every row of
a list are tags here, because an included template costs ten times as much.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.defaultfilters import date as format_date
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from accounts.models import User
from accounts.rights import Permission
from design.main_navigation import NavigationLink, links

register = template.Library()

# Of tasks.lights.Light, which this app may not import.
LIGHT_WORDS = ("Grå", "Grøn", "Gul", "Rød")
LIGHT_SUFFIXES = ("grey", "green", "yellow", "red")
PRIORITY_MARKS = {1: "critical", 2: "mandatory", 3: "recommended"}


# Cached for the life of the process, because lists repeat them on every row.
@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A symbol of DKFDS' sprite, hidden from screen readers unless it has a label."""
    return format_html(
        '<svg class="icon-svg {}" focusable="false" {}><use href="{}#{}"></use></svg>',
        css,
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"'),
        static("dkfds/img/all-svg-icons.svg"),
        name,
    )


@register.simple_tag
@lru_cache(maxsize=256)
def light(value: int, word: str = "", *, show_word: bool = True) -> SafeString:
    """A light as shape and word; without show_word the word is for screen readers only."""
    return format_html(
        '<span class="fd-light fd-light--{}{}">'
        '<svg class="fd-light__shape" aria-hidden="true" focusable="false"><use href="{}#light-{}"></use></svg>'
        '<span class="{}">{}</span></span>',
        LIGHT_SUFFIXES[value],
        "" if show_word else " fd-light--bare",
        static("img/lights.svg"),
        int(value),
        "fd-light__word" if show_word else "sr-only",
        word or LIGHT_WORDS[value],
    )


@register.simple_tag
def light_counts(
    *, red: int, yellow: int, green: int, grey: int, url: str = "", parameter: str = "lys"
) -> SafeString:
    """The number of tasks with each light, worst first; each links to the list it counts.

    `url` is the list without the light; `?lys=3` (or `&lys=3`) is added to it.
    """
    start = f"{url}{'&' if '?' in url else '?'}{parameter}=" if url else ""
    return format_html(
        '<ul class="fd-counts"><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul>',
        _count(3, red, start),
        _count(2, yellow, start),
        _count(1, green, start),
        _count(0, grey, start),
    )


def _count(value: int, count: int, start: str) -> SafeString:
    badge = light(value, show_word=False)
    if count and start:
        return format_html('<a class="fd-count" href="{}{}">{} {}</a>', start, value, badge, count)
    return format_html(
        '<span class="fd-count{}">{} {}</span>', "" if count else " fd-count--none", badge, count
    )


@register.simple_tag
def status_tag(code: str, label: str) -> SafeString:
    """A task's status, e.g. {% status_tag task.status task.get_status_display %}."""
    return format_html('<span class="fd-status fd-status--{}">{}</span>', code, label)


@register.simple_tag
def priority_tag(value: int, label: str) -> SafeString:
    """A task's priority, e.g. {% priority_tag task.priority task.get_priority_display %}."""
    return format_html(
        '<span class="fd-priority fd-priority--{}"><span aria-hidden="true">{}</span>{}</span>',
        PRIORITY_MARKS[value],
        int(value),
        label,
    )


@register.simple_tag
def person(user: User | None, missing: str = "Ingen") -> SafeString:
    """A person's name, or in grey that there is none."""
    if user is None:
        return format_html('<span class="fd-missing">{}</span>', missing)
    return format_html('<span class="fd-person">{}</span>', user.name)


@register.simple_tag
def day(
    value: date | datetime | None, missing: str = "Ingen dato", shape: str = "j. F Y"
) -> SafeString:
    """A date, in Danish and machine-readable; a datetime becomes its day in Denmark."""
    if value is None:
        return format_html('<span class="fd-missing">{}</span>', missing)
    return _day(localtime(value).date() if isinstance(value, datetime) else value, shape)


@lru_cache(maxsize=1024)
def _day(value: date, shape: str) -> SafeString:
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), format_date(value, shape)
    )


@register.simple_tag
def progress(done: int, total: int, label: str = "fuldført") -> SafeString:
    """Progress as a bar and in words."""
    return format_html(
        '<span class="fd-progress"><progress value="{0}" max="{1}" aria-hidden="true"></progress>'
        "<span>{0} af {2} {3}</span></span>",
        done,
        max(total, 1),
        total,
        label,
    )


@register.simple_tag
def breadcrumb(*parts: object) -> SafeString:
    """The path to this page: label, url, label, url, …, and last its own label."""
    *ways, here = parts
    steps = format_html_join(
        "",
        '<li class="breadcrumbs__list-item">{}<a class="breadcrumbs__link" href="{}">{}</a></li>',
        (
            (icon("chevron-right") if at else "", url, label)
            for at, (label, url) in enumerate(zip(ways[::2], ways[1::2], strict=True))
        ),
    )
    return format_html(
        '<nav class="breadcrumbs" aria-label="Brødkrumme"><ol class="breadcrumbs__list">{}'
        '<li class="breadcrumbs__list-item" aria-current="page">{}{}</li></ol></nav>',
        steps,
        icon("chevron-right"),
        here,
    )


@register.simple_tag(takes_context=True)
def sort_header(
    context: RequestContext, label: str, field: str, current: str, parameter: str = "sorter"
) -> SafeString:
    """The header of a sortable column; `current` is the list's order, with "-" if descending."""
    ascending, descending = current == field, current == f"-{field}"
    return format_html(
        '<th scope="col"{}><a class="fd-sort" href="{}">{}{}</a></th>',
        format_html(' aria-sort="{}"', "ascending" if ascending else "descending")
        if ascending or descending
        else "",
        _address_with(
            context.request, {parameter: f"-{field}" if ascending else field, "side": None}
        ),
        label,
        icon(f"sort-table-{'ascending' if ascending else 'descending' if descending else 'none'}"),
    )


@register.simple_tag(takes_context=True)
def address_with(context: RequestContext, **changes: object) -> str:
    """This page's address with these parameters changed; None removes one."""
    return _address_with(context.request, changes)


def _address_with(request: HttpRequest, changes: dict[str, Any]) -> str:
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in changes
        for value in values
    ]
    added = [(name, value) for name, value in changes.items() if value is not None]
    return f"?{urlencode([*kept, *added])}"


@register.filter
def shown_pages(page: Page[Any]) -> list[int | None]:
    """The page numbers that are shown; None where some are left out."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.filter
def error_anchor(field: Any) -> str:
    """The target of the error summary: the field, or the first of its choices."""
    return str(field.id_for_label or f"{field.auto_id}_0")


@register.filter
def may(user: User, permission: str) -> bool:
    """Whether the person has the permission everywhere: {% if user|may:"people_view" %}."""
    return Permission(permission) in user.permissions


@register.simple_tag(takes_context=True)
def main_navigation(context: RequestContext) -> list[NavigationLink]:
    """The links of the main navigation for the signed-in person."""
    return links(context.request, context["user"])
